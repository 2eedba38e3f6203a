"""The public surface: exactly the names that `accordingto.__all__` lists, sorted, each with words of its own."""

from __future__ import annotations

import types

import pytest

import accordingto


def test_all_is_sorted() -> None:
    assert list(accordingto.__all__) == sorted(accordingto.__all__)


@pytest.mark.parametrize("name", accordingto.__all__)
def test_every_name_leads_somewhere_and_says_what_it_is(name: str) -> None:
    member = getattr(accordingto, name)
    assert name.startswith("__") or member.__doc__


def test_nothing_else_is_public() -> None:
    for name in accordingto.__all__:
        getattr(accordingto, name)  # names are loaded when they are first asked for
    public = {
        name
        for name, value in vars(accordingto).items()
        if not name.startswith("_") and not isinstance(value, types.ModuleType)
    }
    assert public - {"annotations", "TYPE_CHECKING"} <= set(accordingto.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = accordingto.no_such_name
