"""What a format of export is: its file, what writes it, and what it says of itself."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass

from accordingto.publish.options import PublishOptions
from accordingto.publish.situation import Situation

Writer = Callable[[Situation, PublishOptions], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format: the docstring of `write` says what it holds, and in its second paragraph what it loses.

    `extra` is the optional dependency of accordingto that `write` needs, None if it needs nothing more.
    """

    file_name: str
    media_type: str
    write: Writer
    extra: str | None = None

    @property
    def what(self) -> str:
        """What the file holds, in a sentence or two."""
        return _paragraphs(self.write)[0]

    @property
    def loss(self) -> str:
        """What a reader of the file no longer sees."""
        return " ".join(_paragraphs(self.write)[1:])


def _paragraphs(write: Writer) -> list[str]:
    return [" ".join(part.split()) for part in (inspect.getdoc(write) or "").split("\n\n")]
