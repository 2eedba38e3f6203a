"""Issues as the public may see them: what could not be read, without the folders of the machine it was found on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath

from accordingto.model import Issue

FILE = "file:"  # how captures of files begin


def without_folders(issue: Issue) -> Issue:
    """The issue with a local file by its name alone: where it lies says who works there and how."""
    path, mark, part = issue.subject.partition("#")
    folder = PurePath(path.removeprefix(FILE)).parent
    if not path.startswith(FILE) and not folder.is_absolute():
        return issue
    name = PurePath(path.removeprefix(FILE)).name
    return replace(issue, subject=f"{name}{mark}{part}", detail=issue.detail.replace(f"{folder / name}", name))


def code_words(code: str) -> str:
    """ "bad_date" as "Bad date"."""
    return code.replace("_", " ").replace("-", " ").capitalize()
