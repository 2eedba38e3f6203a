"""What is published how, out of the command line and the situation; loads nothing that reads."""

from __future__ import annotations

from accordingto.declarations.situation import SituationPlan
from accordingto.publish import PublishOptions
from accordingto.publish.geometry import Box
from accordingto.publish.options import Cover, PageLink


def options_of(
    plan: SituationPlan | None, *, title: str | None, base_url: str | None, full_text: bool
) -> PublishOptions:
    """What is published how: as the command line says, else as the situation does."""
    if plan is None:
        return PublishOptions(title=title, base_url=base_url, full_text=full_text)
    file = plan.file
    return PublishOptions(
        title=title or file.title,
        standfirst=file.standfirst,
        base_url=base_url or file.base_url,
        area=Box(*file.area) if file.area else None,
        full_text=full_text or file.texts == "full",
        tags=file.tags,
        time_zone=file.time_zone,
        cover=Cover(image=plan.cover, alt=file.cover.alt, credit=file.cover.credit)
        if plan.cover and file.cover
        else None,
        links=tuple(PageLink(text=link.text, url=link.url) for link in file.links),
    )
