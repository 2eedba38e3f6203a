"""Vocabulary of the readers: TOML files in one folder per language, read when first needed."""

from __future__ import annotations

import tomllib
from importlib import resources


def read_lexicon(lang: str, name: str) -> dict[str, object]:
    """The tables of `<lang>/<name>.toml`, as the file has them; raises FileNotFoundError if there is no such file."""
    path = resources.files("accordingto.read.lexicon") / lang / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
