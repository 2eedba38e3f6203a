"""The documentation is part of the program: what it leaves out or gets wrong fails here."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, fields
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import httpx
import pytest

from accordingto.ledger.schema import metadata
from accordingto.publish import FORMATS
from accordingto.settings import PREFIX, Settings
from tools.cli_page import CLI_PAGE, cli_page
from tools.examples import PAGES as EXAMPLE_PAGES
from tools.examples import TUTORIAL, ExampleError, blocks, renew, renewed, run, served

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)|<img[^>]+src=\"([^\"]+)\"")
_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#+\s+(.+)$", re.MULTILINE)
ALIKE = 0.85  # share of an example's words; on another processor a score, and with it a line, may come out otherwise
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """A page whose examples were run: as it is, as it would be written now, and the folder they left."""

    page: str
    now: str
    folder: Path


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Worked]:
    """Follows a page from the first command to the last, once."""

    @cache
    def worked(page: Path) -> Worked:
        folder = tmp_path_factory.mktemp(page.stem)
        text = page.read_text(encoding="utf-8")
        return Worked(page=text, now=renew(text, folder), folder=folder)

    return worked


@pytest.mark.slow
@pytest.mark.parametrize("page", EXAMPLE_PAGES, ids=lambda page: page.name)
def test_examples_print_what_the_page_shows(page: Path, work: Callable[[Path], Worked]) -> None:
    worked = work(page)
    shown, printed = blocks(worked.page), blocks(worked.now)
    assert len(shown) == len(printed) > 0
    for old, new in zip(shown, printed, strict=True):
        likeness = SequenceMatcher(a=old.split(), b=new.split(), autojunk=False).ratio()
        assert likeness >= ALIKE, f"run ./dev docs: the page shows\n{old}\nand the commands print\n{new}"


@pytest.mark.slow
def test_the_tutorial_leads_to_what_it_tells_of(work: Callable[[Path], Worked]) -> None:
    khartoum = work(TUTORIAL).folder
    palace, *_ = _rows("events --place Khartoum --until 2025-03-21", khartoum)
    assert (palace["reports"], palace["outlets"], palace["origins"]) == (3, 3, "1")
    known = _rows("events --type retreat --as-of 2025-03-26", khartoum)
    assert [(row["reports"], row["origins"]) for row in known] == [(2, "1")]
    (joined,) = _rows("events --type retreat", khartoum)
    assert (joined["reports"], joined["claims"]) == (3, 3)
    admitted = {row["source"] for row in _rows("claims --type retreat", khartoum) if row["against_interest"]}
    assert admitted == {"Rapid Support Forces"}
    (decision,) = _rows("decisions list", khartoum)
    assert (decision["by"], decision["stands"]) == ("Ada", True)
    page = (khartoum / "site" / "index.html").read_text(encoding="utf-8")
    assert "<h1>Khartoum, March 2025</h1>" in page
    assert f"events/{joined['id']}.html" in page
    assert (khartoum / "events.geojson").read_bytes().startswith(b'{"type":"FeatureCollection"')
    assert (khartoum / "events-acled-shaped.csv").read_text(encoding="utf-8").startswith("event_id_cnty,")


def test_the_tutorial_s_feeds_are_served() -> None:
    with served(TUTORIAL.read_text(encoding="utf-8")) as (told, real):
        assert told == "127.0.0.1:8765"
        for feed in ("halden-wire/rss.xml", "lakeside-tribune/atom.xml", "meridian-post/feed.json"):
            answer = httpx.get(f"http://{real}/{feed}")
            assert answer.status_code == httpx.codes.OK
            assert answer.text.count(".html") == 3, "each newspaper tells three reports"


def _rows(command: str, folder: Path) -> list[dict[str, object]]:
    """What a list holds, as its --json tells it."""
    rows = json.loads(run(f"accordingto {command} --json", folder))
    assert isinstance(rows, list)
    return rows


def test_an_example_s_output_is_written_anew() -> None:
    page = "Before\n```console\n$ accordingto events\nold\n$ accordingto issues\n```\nafter"
    expected = "Before\n```console\n$ accordingto events\nEVENTS\n\n$ accordingto issues\nISSUES\n```\nafter"
    assert renewed(page, lambda command: command.split()[-1].upper()) == expected


def test_ids_of_an_example_are_looked_up() -> None:
    old, other, new = "0" * 20, "1" * 20, "a" * 20
    page = f"<!-- ids: accordingto events -->\n```console\n$ accordingto decisions add wrong {old}\n```\n{other}"
    printed = {"accordingto events --json": f'[{{"id": "{new}"}}]', f"accordingto decisions add wrong {new}": "Done."}
    assert renewed(page, printed.__getitem__) == page.replace(old, new).replace("\n```\n", "\nDone.\n```\n")
    with pytest.raises(ExampleError, match="lists 0 records, where the page speaks of 1"):
        renewed(page, lambda command: "[]")


def test_an_example_that_differs_with_every_run_is_left() -> None:
    page = "```console\n$ accordingto decisions add wrong x\n1a2b3c4d  wrong\n```"
    assert renewed(page, lambda command: "ffffffff  wrong") == page
    assert "right" in renewed(page, lambda command: "ffffffff  right")


def test_an_example_that_fails_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExampleError, match=r"(?s)accordingto evnts: .*No such command"):
        run("accordingto evnts", tmp_path)
    with pytest.raises(ExampleError, match="only accordingto"):
        run("rm -r site", tmp_path)
