"""The page of one report: its text with attributions and events marked, each with a note that explains it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from accordingto.model import (
    Article,
    Attribution,
    EventMention,
    Reading,
    SourceKind,
)
from accordingto.publish.marks import Mark, MarkKind, render
from accordingto.publish.pages.cards import author_name, kind_name, manner, public_url, source_id
from accordingto.publish.phrases import headline
from accordingto.publish.situation import Situation, outlet, title
from accordingto.publish.wording import capitalized, figures, one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """The explanation of an attribution or an event trigger, as sentences; `number` "" for events."""

    id: str
    number: str
    heading: str
    link: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """Everything a report's page shows."""

    title: str
    outlet: str
    byline: str
    published: str
    agency: str
    url: str | None
    licence: str
    capture: str
    is_whole: bool
    body: Markup
    attributions: tuple[Note, ...]
    events: tuple[Note, ...]
    is_read: bool


def report_page(situation: Situation, article: Article) -> ReportPage:
    reading = situation.readings.get(article.id)
    attributions = _in_text_order(reading)
    numbers = {attribution.id: str(i) for i, attribution in enumerate(attributions, 1)}
    mentions = [] if reading is None else sorted(reading.events, key=lambda m: (min(m.triggers), m.id))
    marks = _marks(attributions, mentions, numbers)
    windows = situation.quotable.get(article.id)
    return ReportPage(
        title=title(article),
        outlet=outlet(article),
        byline=one_line(article.byline or ""),
        published=_published(situation, article),
        agency=one_line(article.agency or ""),
        url=public_url(article.url),
        licence=one_line(article.licence or ""),
        capture=article.capture_id,
        is_whole=windows is None,
        body=render(article.text, marks, windows),
        attributions=tuple(_attribution_note(situation, a, numbers) for a in attributions),
        events=tuple(_event_note(situation, mention) for mention in mentions),
        is_read=reading is not None,
    )


def _published(situation: Situation, article: Article) -> str:
    if article.published is None:
        return f"Date unknown; found {situation.minute(article.fetched_at)}"
    zone = f" (written at UTC{article.published_zone})" if article.published_zone not in (None, "+00:00", "Z") else ""
    return situation.minute(article.published) + zone


def _in_text_order(reading: Reading | None) -> list[Attribution]:
    """Attributions that make claims, in the order a reader meets them."""
    found = [] if reading is None else [a for a in reading.attributions if a.is_speech and (a.cue or a.content)]
    return sorted(found, key=lambda a: (min((*a.source, *a.cue, *a.content)), a.id))


def _marks(
    attributions: Sequence[Attribution], mentions: Sequence[EventMention], numbers: Mapping[str, str]
) -> list[Mark]:
    marks = []
    for attribution in attributions:
        note = f"a-{attribution.id}"
        groups = (
            (MarkKind.SOURCE, attribution.source),
            (MarkKind.CUE, attribution.cue),
            (MarkKind.CONTENT, attribution.content),
        )
        labelled = attribution.cue[-1] if attribution.cue else attribution.content[-1]
        for kind, spans in groups:
            for span in spans:
                label = numbers[attribution.id] if span is labelled else ""
                marks.append(Mark(span=span, kind=kind, note=note, label=label))
    triggers = [(mention, span) for mention in mentions for span in mention.triggers]
    marks += [Mark(span=span, kind=MarkKind.TRIGGER, note=f"e-{mention.id}") for mention, span in triggers]
    return marks


def _attribution_note(situation: Situation, attribution: Attribution, numbers: Mapping[str, str]) -> Note:
    author = attribution.author
    key = situation.speakers.get(attribution.id, author.key if author else "")
    name = author_name(author) if author else "Nobody named"
    kind = kind_name(author.kind) if author else ""
    lines = [f"{capitalized(manner(attribution.polarity, attribution.certainty))}."]
    if kind:
        lines.append(f"Kind of source: {kind}.")
    if author is not None and author.kind is SourceKind.ANONYMOUS:
        lines.append("The report does not say who it is.")
    if attribution.channel:
        lines.append(f"Told {one_line(attribution.channel)}.")
    outer = numbers.get(attribution.within_id or "")
    if outer:
        lines.append(f"Within what note {outer} says.")
    return Note(
        id=f"a-{attribution.id}",
        number=numbers[attribution.id],
        heading=name,
        link=f"sources/{source_id(key)}.html" if key in situation.source_keys else "",
        lines=tuple(lines),
    )


def _event_note(situation: Situation, mention: EventMention) -> Note:
    event = situation.event_of_mention.get(mention.id)
    lines = []
    if event is not None:
        standing = event.standing
        lines.append(
            "Only this report tells of it." if standing.reports == 1 else f"{standing.reports} reports tell of it."
        )
    if mention.figures:
        lines.append(f"Here: {figures(mention.figures)}.")
    if mention.own_voice:
        lines.append("Told in the outlet’s own voice.")
    return Note(
        id=f"e-{mention.id}",
        number="",
        heading=headline(event) if event else "An event",
        link=f"events/{event.id}.html" if event else "",
        lines=tuple(lines),
    )
