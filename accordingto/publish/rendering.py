"""Templates -> pages: one frame for all, everything escaped, nothing invisible let through."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from accordingto.publish.options import PageLink
from accordingto.publish.wording import clean

SITUATION = ("index.html", "Situation")
BRIEF = ("brief.html", "Brief")
OTHER_PAGES = (
    ("reports.html", "Reports"),
    ("sources.html", "Sources"),
    ("actors.html", "Actors"),
    ("places.html", "Places"),
    ("downloads.html", "Downloads"),
    ("about.html", "About"),
)
# Nothing but the site's own files; the map library draws into blobs and works in one, and the pages never ask a server.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data: blob:; "
    "worker-src blob:; child-src blob:; base-uri 'none'; form-action 'none'"
)


class Renderer:
    """Makes the pages of one site. What is in the frame of every page changes every page with it: keep it small."""

    def __init__(self, site_title: str, *, as_of: str, links: Sequence[PageLink] = (), has_brief: bool = False) -> None:
        self._frame = {
            "site_title": site_title,
            "as_of": as_of,
            "navigation": (SITUATION, *([BRIEF] if has_brief else []), *OTHER_PAGES),
            "csp": POLICY,
            "version": program_version(),
            "links": links,
            "uses_map": False,
            "json_ld": "",
        }
        self._environment = environment()

    def page(self, template: str, here: str, **values: object) -> bytes:
        """One page; `here` is its path, which says how far up the site's root is."""
        made = self._environment.get_template(template)
        text = made.render(root="../" * here.count("/"), here=here, **{**self._frame, **values})
        return text.encode("utf-8", "replace") + b"\n"


def environment() -> Environment:
    """Templates that escape everything, from which no invisible character of a report reaches a page."""
    return Environment(
        loader=PackageLoader("accordingto.publish", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )


def _finalize(value: object) -> object:
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def program_version() -> str:
    """The installed version, "0" when run from a checkout that is not installed."""
    try:
        return version("accordingto")
    except PackageNotFoundError:
        return "0"
