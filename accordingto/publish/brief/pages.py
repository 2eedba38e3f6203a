"""A brief as a page of the site and as a page that stands alone, for mail."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from accordingto.publish.brief.lines import Brief
from accordingto.publish.brief.texts import closing, markdown, period, plain
from accordingto.publish.rendering import environment

LINES_SHOWN = 30  # of each list on the site's page, about six screens; the rest can be opened


class Pages(Protocol):
    """What makes the pages of a site out of templates."""

    def page(self, template: str, here: str, **values: object) -> bytes: ...


def brief_files(brief: Brief, pages: Pages) -> Iterator[tuple[str, bytes]]:
    """The brief's page of a site, and the same as Markdown and plain text, by their paths."""
    yield "brief.html", pages.page("brief.html", "brief.html", shown=LINES_SHOWN, **_values(brief))
    yield "brief.md", markdown(brief).encode("utf-8", "replace")
    yield "brief.txt", plain(brief).encode("utf-8", "replace")


def mail_html(brief: Brief) -> str:
    """The brief as one HTML page that needs nothing outside itself and loads nothing."""
    made = environment().get_template("brief_mail.html")
    return made.render(**_values(brief)) + "\n"


def _values(brief: Brief) -> dict[str, object]:
    return {"brief": brief, "period": period(brief), "closing": closing(brief)}
