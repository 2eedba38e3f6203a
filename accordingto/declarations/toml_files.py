"""A user's TOML file as a typed record; what is wrong with it is named with its line and a remedy."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from enum import Enum
from pathlib import Path
from typing import Literal, TypeVar, get_args, get_origin

import msgspec

from accordingto.errors import SettingsError

T = TypeVar("T", bound=msgspec.Struct)
_ANY_KEY = "[...]"  # how msgspec writes a key of a table of any names
LONGEST_SHOWN = 60  # characters of a wrong value in a message
KeyPath = tuple[str | int, ...]  # the keys and indexes that lead from the top of a file to a value

# msgspec's complaints, the only form in which it gives the place of a fault.
_WRONG = re.compile(r"(?P<what>.*?)(?: - at `\$(?P<path>.*)`)?", re.DOTALL)
_UNKNOWN = re.compile(r"Object contains unknown field `(?P<name>.*)`", re.DOTALL)
_MISSING = re.compile(r"Object missing required field `(?P<name>.*)`", re.DOTALL)
_EXPECTED = re.compile(r"Expected (?P<kinds>.+?), got .+", re.DOTALL)
_INVALID = re.compile(r"Invalid enum value (?P<value>.+)", re.DOTALL)
_STEP = re.compile(r"\.(?P<key>[^.\[]+)|\[(?P<index>\d+)\]|\[\.\.\.\]")
_KINDS: Mapping[str, str] = {
    "str": "a text in quotes",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "date": "a day such as 2024-12-04",
    "array": "a list in square brackets",
    "object": "a table",
}


def load_toml(path: Path, kind: type[T], *, called: str = "field") -> tuple[T, str]:
    """The record of `kind` in a file, and the file's text; `called` is what its keys are to the user.

    Raises SettingsError with path, line and remedy for a key that `kind` does not know or a value of another type.
    """
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read: {error}") from error
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: {error}") from error
    try:
        return msgspec.convert(data, kind), text
    except msgspec.ValidationError as error:
        place, sentence = _explained(str(error), data, kind, called)
        raise SettingsError(f"{path}:{line_of(place, text)}: {sentence}") from error


def line_of(place: KeyPath, text: str) -> int:
    """The line on which a TOML text gives the value at `place`, or the nearest thing that holds it; else 1."""
    best, line = 0, 1
    for path, number in _statements(text):
        shared = next(
            (i for i, (a, b) in enumerate(zip(path, place, strict=False)) if a != b), min(len(path), len(place))
        )
        if shared > best and (shared == len(path) or shared == len(place)):
            best, line = shared, number
    return line


def _statements(text: str) -> Iterator[tuple[KeyPath, int]]:
    """Where each table and key of a TOML text begins: its path from the top, and the line."""
    table: KeyPath = ()
    counts: dict[KeyPath, int] = {}
    for statement, number in _pieces(text):
        path = _path(tomllib.loads(statement))
        opening = statement.lstrip()
        if not path:
            continue
        if opening.startswith("["):
            if opening.startswith("[["):
                plain = path[:-1]
                counts[plain] = counts.get(plain, -1) + 1
            table = _indexed(path, counts)
            yield table, number
        else:
            yield table + path, number


def _pieces(text: str) -> Iterator[tuple[str, int]]:
    """The statements of a TOML text, each whole, with the line on which it begins."""
    piece, begins = "", 1
    for number, line in enumerate(text.splitlines(keepends=True), start=1):
        piece += line
        if _is_toml(piece):
            yield piece, begins
            piece, begins = "", number + 1


def _is_toml(text: str) -> bool:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _path(value: object) -> KeyPath:
    """The keys that lead to the only value of one statement; a table of a list stands at 0."""
    if isinstance(value, dict) and len(value) == 1:
        ((key, inner),) = value.items()
        return (key, *_path(inner))
    return (0,) if isinstance(value, list) and value == [{}] else ()


def _indexed(path: KeyPath, counts: Mapping[KeyPath, int]) -> KeyPath:
    """A header's path with the index of the table that each list on the way is at."""
    plain: KeyPath = ()
    found: KeyPath = ()
    for step in path:
        if step == 0:
            continue
        plain, found = (*plain, step), (*found, step)
        if plain in counts:
            found = (*found, counts[plain])
    return found


def _explained(
    complaint: str, data: Mapping[str, object], kind: type[msgspec.Struct], called: str
) -> tuple[KeyPath, str]:
    """Where a complaint of msgspec's points, and what to tell the user."""
    match = _WRONG.fullmatch(complaint)
    assert match is not None  # the pattern takes everything
    what, place = match["what"], _place(match["path"] or "")
    if unknown := _UNKNOWN.fullmatch(what):
        name = unknown["name"]
        known = _names(kind, place)
        close = get_close_matches(name, known, n=1)
        remedy = f"; did you mean {close[0]!r}?" if close else f"; there are {', '.join(known)}"
        return (*place, name), f"there is no {called} {name!r}{remedy}"
    if missing := _MISSING.fullmatch(what):
        return place, f"{missing['name']} is missing"
    name = next((str(step) for step in reversed(place) if isinstance(step, str)), "the file")
    if expected := _EXPECTED.fullmatch(what):
        if _ANY_KEY in (match["path"] or ""):
            return place, f"each of {name} must be {_wanted(expected['kinds'])}"
        return place, f"{name} must be {_wanted(expected['kinds'])}, not {_shown(data, place)}"
    if invalid := _INVALID.fullmatch(what):
        return place, f"{name} {invalid['value']} is none of {', '.join(_choices(_type_at(kind, place)))}"
    return place, f"{name}: {what}"


def _place(path: str) -> KeyPath:
    """The steps of msgspec's path; it does not name the keys of tables of any names, where the path ends for us."""
    steps: list[str | int] = []
    for match in _STEP.finditer(path):
        if match["key"] is None and match["index"] is None:
            break
        steps.append(match["key"] if match["key"] is not None else int(match["index"]))
    return tuple(steps)


def _names(kind: type[msgspec.Struct], place: KeyPath) -> tuple[str, ...]:
    """The keys that may stand at a place of a record."""
    inner = _struct_in(_type_at(kind, place))
    return tuple(field.encode_name for field in msgspec.structs.fields(inner)) if inner else ()


def _type_at(kind: type[msgspec.Struct], place: KeyPath) -> object:
    """The type of what stands at a place of a record, or of the list that holds it."""
    found: object = kind
    for step in place:
        inner = _struct_in(found)
        if inner is None or isinstance(step, int):
            continue
        found = next(field.type for field in msgspec.structs.fields(inner) if field.encode_name == step)
    return found


def _struct_in(kind: object) -> type[msgspec.Struct] | None:
    """The record type inside `X | None`, `tuple[X, ...]` and the like."""
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return kind
    return next((found for part in get_args(kind) if (found := _struct_in(part))), None)


def _choices(kind: object) -> Iterator[str]:
    """The values of the enum or literal inside a type."""
    if isinstance(kind, type) and issubclass(kind, Enum):
        yield from (str(member.value) for member in kind)
    elif get_origin(kind) is Literal:
        yield from map(str, get_args(kind))
    else:
        for part in get_args(kind):
            yield from _choices(part)


def _wanted(kinds: str) -> str:
    """What msgspec expected, in words: "`str | null`" is a text in quotes."""
    first, _, rest = kinds.partition("` ")
    names = [_KINDS.get(kind, kind) for kind in first.strip("`").split(" | ") if kind != "null"]
    return " or ".join(dict.fromkeys(names)) + (f" {rest}" if rest else "")


def _shown(data: Mapping[str, object], place: KeyPath) -> str:
    """The value at a place as the user may recognise it."""
    value: object = data
    for step in place:
        value = value[step]  # type: ignore[index]  # msgspec came this way
    return repr(value) if len(repr(value)) <= LONGEST_SHOWN else f"{repr(value)[:LONGEST_SHOWN]}…"
