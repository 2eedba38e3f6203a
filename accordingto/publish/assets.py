"""The files every site has: style, scripts and typefaces of its own, and the map library's out of its package."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

from accordingto.errors import PublishError

MAPLIBRE_FILES = ("maplibre-gl.js", "maplibre-gl.css")


def static_files(*, maplibre: bool) -> Iterator[tuple[str, bytes]]:
    """Every such file by its path below the site's folder; `maplibre` says whether the map library is among them."""
    static = files("accordingto.publish") / "static"
    for item in sorted(static.iterdir(), key=lambda entry: entry.name):
        if item.is_file():
            yield f"static/{item.name}", item.read_bytes()
    for item in sorted((static / "fonts").iterdir(), key=lambda entry: entry.name):
        yield f"static/fonts/{item.name}", item.read_bytes()
    if maplibre:
        yield from _maplibre_files()


def _maplibre_files() -> Iterator[tuple[str, bytes]]:
    """MapLibre GL's script and style from the PyPI package `maplibre`, read as files: importing it is slow."""
    spec = find_spec("maplibre")
    folders = spec.submodule_search_locations if spec else None
    for name in MAPLIBRE_FILES:
        path = Path(folders[0] if folders else "maplibre", "srcjs", name)
        try:
            yield f"static/{name}", path.read_bytes()
        except FileNotFoundError as error:
            raise PublishError(f"{path} is missing: install the package maplibre again") from error
