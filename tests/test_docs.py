"""The documentation is part of the program: what it leaves out or gets wrong fails here."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from accordingto.ledger.schema import metadata
from accordingto.publish import FORMATS
from accordingto.settings import PREFIX, Settings
from tools.cli_page import CLI_PAGE, cli_page
from tools.examples import PAGES as EXAMPLE_PAGES
from tools.examples import ExampleError, renew, renewed, run

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)|<img[^>]+src=\"([^\"]+)\"")
_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#+\s+(.+)$", re.MULTILINE)
_VARIABLE = re.compile(r"\bACCORDINGTO_[A-Z_]+\b")


def prose(page: Path) -> str:
    """A page without its examples."""
    return _FENCE.sub("", page.read_text(encoding="utf-8"))


def anchors(page: Path) -> set[str]:
    """The anchors that the usual renderers make of a page's headings."""
    return {
        re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in _HEADING.findall(prose(page))
    }


def links(page: Path) -> list[str]:
    """Links and pictures of a page that stay inside the project."""
    found = [markdown or html for markdown, html in _LINK.findall(prose(page))]
    return [link for link in found if not re.match(r"[a-z]+:", link)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for link in links(page):
        target, _, anchor = link.partition("#")
        path = (page.parent / target).resolve() if target else page
        assert path.exists(), f"{page.name} links to {link}, which is not there"
        assert not anchor or anchor in anchors(path), f"{page.name}: {link} names no heading"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_says_at_once_what_it_is_for(page: Path) -> None:
    first, _, rest = page.read_text(encoding="utf-8").partition("\n")
    assert first.startswith("# ")
    opening = rest.strip().split("\n\n", 1)[0]
    assert len(opening) > 40, f"{page.name} begins without a sentence"


def test_every_page_is_reached_from_the_index() -> None:
    index = ROOT / "docs" / "index.md"
    reached = {(index.parent / link.partition("#")[0]).resolve() for link in links(index)}
    left_out = set(PAGES) - reached - {index, ROOT / "README.md"}
    assert not left_out, f"docs/index.md does not lead to {sorted(page.name for page in left_out)}"


def test_commands_are_documented_as_they_are() -> None:
    assert CLI_PAGE.read_text(encoding="utf-8") == cli_page(), "run ./dev docs"


def test_settings_are_documented() -> None:
    code = (path.read_text(encoding="utf-8") for path in (ROOT / "accordingto").rglob("*.py"))
    variables = {name for text in code for name in _VARIABLE.findall(text)}
    variables |= {PREFIX + field.name.upper() for field in fields(Settings)}
    page = (ROOT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
    assert set(_VARIABLE.findall(page)) == variables
    for field in fields(Settings):
        default = str(field.default).lower()
        told = rf"`{re.escape(default)}`" if default else r"[^|`][^|]*"  # what no default means is said in words
        assert re.search(rf"^\| `{field.name}` \| .* \| {told} \|", page, re.MULTILINE), field.name


def test_tables_and_downloads_are_documented() -> None:
    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| `([a-z_.-]+)` \|", page, re.MULTILINE))
    assert set(metadata.tables) <= named
    assert {exported.file_name for exported in FORMATS.values()} <= named


@pytest.mark.slow
@pytest.mark.parametrize("page", EXAMPLE_PAGES, ids=lambda page: page.name)
def test_examples_run(page: Path) -> None:
    # What they print is written by ./dev docs and may differ in a digit on another processor; that they run may not.
    assert renew(page).count("$ accordingto") == page.read_text(encoding="utf-8").count("$ accordingto") > 0


def test_an_example_s_output_is_written_anew() -> None:
    page = "Before\n```console\n$ accordingto events\nold\n$ accordingto issues\n```\nafter"
    expected = "Before\n```console\n$ accordingto events\nEVENTS\n\n$ accordingto issues\nISSUES\n```\nafter"
    assert renewed(page, lambda command: command.split()[-1].upper()) == expected


def test_an_example_that_fails_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExampleError, match=r"(?s)accordingto evnts: .*No such command"):
        run("accordingto evnts", tmp_path)
    with pytest.raises(ExampleError, match="only accordingto"):
        run("rm -r site", tmp_path)
