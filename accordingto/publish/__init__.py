"""A view of the ledger -> a site, feeds and files: `publish` checks first, then writes what changed."""

from __future__ import annotations

from pathlib import Path

from accordingto.ledger.filters import EventFilter
from accordingto.ledger.view import View
from accordingto.publish.brief import brief_files, brief_of
from accordingto.publish.checks import check
from accordingto.publish.exports import FORMATS, Format, export_bytes
from accordingto.publish.exports.selection import narrowed
from accordingto.publish.options import Published, PublishOptions
from accordingto.publish.output import write_files
from accordingto.publish.site import Site
from accordingto.publish.situation import collect

__all__ = ["FORMATS", "Format", "PublishOptions", "Published", "export", "publish"]


def publish(view: View, out: Path, *, options: PublishOptions | None = None, before: View | None = None) -> Published:
    """What was published into the folder `out`; publishing the same view again writes nothing.

    With a view of the same ledger `before`, the site has a brief of what changed since. Raises PublishError before
    anything is written if the view does not hold together, or if `out` cannot be written.
    """
    options = options or PublishOptions()
    situation = collect(view, full_text=options.full_text, time_zone=options.time_zone)
    check(situation)
    site = Site(situation, options, has_brief=before is not None)
    brief = dict(brief_files(brief_of(before, view, options), site.pages)) if before is not None else {}
    written = write_files(out, {**site.files(), **brief})
    counts = view.counts()
    return Published(
        index=out / "index.html",
        reports=counts.reports,
        outlets=counts.outlets,
        claims=counts.claims,
        events=counts.events,
        origins=counts.origins,
        issues=counts.issues,
        written=written.written,
        unchanged=written.unchanged,
        removed=written.removed,
    )


def export(view: View, name: str, *, options: PublishOptions | None = None, wanted: EventFilter | None = None) -> bytes:
    """One file of the formats in `FORMATS`, of the events asked for, all if None.

    Raises KeyError for a name that is not there, and PublishError for a format whose extra is not installed.
    """
    options = options or PublishOptions()
    situation = collect(view, full_text=options.full_text)
    if wanted is not None and wanted != EventFilter():
        situation = narrowed(situation, wanted)
    return export_bytes(name, situation, options)
