"""A brief as a page: alone, for mail, and in the site."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from accordingto.ledger import Ledger, View
from accordingto.publish import PublishOptions, publish
from accordingto.publish.brief import brief_files, mail_html
from accordingto.publish.brief.pages import LINES_SHOWN
from accordingto.publish.rendering import Renderer
from tests.publish.brief.briefs import LINE, brief_with, line_of
from tests.publish.pages import read_page

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title></style><svg onload=alert(1)>",
    "{{ 7 * 7 }}",
    "\u202egpj.exe\u202c",
]


def page_of(text: str | bytes, folder: Path) -> Path:
    path = folder / "page.html"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_the_mail_page_is_sound_and_loads_nothing(tmp_path: Path) -> None:
    page = read_page(page_of(mail_html(brief_with(LINE, base_url="https://example.org")), tmp_path))
    assert page.faults == []
    assert page.links == ["https://example.org/events/abcd.html", "https://meridianpost.example/bridge"]
    assert not {"img", "script", "link", "iframe"} & set(page.tags)


@pytest.mark.parametrize("words", HOSTILE)
def test_words_of_reports_are_only_words(words: str, tmp_path: Path) -> None:
    page = read_page(page_of(mail_html(brief_with(line_of(words))), tmp_path))
    assert page.faults == []
    assert not {"img", "script", "svg"} & set(page.tags)
    assert not set(page.words) & set("\u202e\u202c")


def test_the_site_has_the_brief_in_three_forms(tmp_path: Path) -> None:
    files = dict(brief_files(brief_with(LINE, disputed=[LINE]), Renderer("Northern front", as_of="")))
    assert set(files) == {"brief.html", "brief.md", "brief.txt"}
    page = read_page(page_of(files["brief.html"], tmp_path))
    assert page.faults == []
    assert "events/abcd.html" in page.links
    assert "reports/0123.html" in page.links


def test_a_site_published_with_an_earlier_view_has_a_brief(example_ledger: Ledger, tmp_path: Path) -> None:
    with View(example_ledger, datetime(2024, 12, 5, tzinfo=UTC)) as before, View(example_ledger) as view:
        options = PublishOptions(maplibre=False)
        publish(view, tmp_path, options=options, before=before)
        page = read_page(tmp_path / "brief.html")
        assert page.faults == []
        assert [link for link in page.links if link.startswith("events/")]
        assert all((tmp_path / link).is_file() for link in page.links if ":" not in link and "#" not in link)
        again = publish(view, tmp_path, options=options, before=before)
        assert (again.written, again.removed) == (0, 0)


@pytest.mark.parametrize("rest", [0, 1, 40])
def test_a_long_list_shows_its_first_and_holds_the_rest(rest: int, tmp_path: Path) -> None:
    lines = [replace(LINE, event_id=f"event{i}") for i in range(LINES_SHOWN + rest)]
    files = dict(brief_files(brief_with(*lines), Renderer("North", as_of="", has_brief=True)))
    text = files["brief.html"].decode()
    page = read_page(page_of(text, tmp_path))
    assert page.faults == []
    shown, _, opened = text.partition("<details")
    assert shown.count('<article class="brief-line">') == LINES_SHOWN
    assert opened.count('<article class="brief-line">') == rest
    assert ("1 more event" in page.words) == (rest == 1)
    assert ("40 more events" in page.words) == (rest == 40)
