"""What the reader gets wrong and what people agree on, as measured when this version was made."""

from __future__ import annotations

from importlib.resources import files

import msgspec


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """A field of a report: how well the program does, and how well one person does against another; 1 is best."""

    label: str
    ours: float
    people: float


class ErrorGroup(msgspec.Struct, frozen=True, kw_only=True):
    """Errors of one sort: each kind with how often it was counted, the commonest first."""

    name: str
    kinds: tuple[tuple[str, int], ...]


class ErrorCard(msgspec.Struct, frozen=True, kw_only=True):
    """The card; `python -m evals.error_card` writes it together with docs/error-card.md."""

    fields: tuple[Field, ...]
    groups: tuple[ErrorGroup, ...]


def load_error_card() -> ErrorCard:
    """The card that ships with the package."""
    body = (files("accordingto.publish") / "data" / "error_card.json").read_bytes()
    return msgspec.json.decode(body, type=ErrorCard)
