"""What must hold before anything is written: every page's references lead somewhere, nothing unplaced is drawn."""

from __future__ import annotations

from collections.abc import Iterator

from accordingto.errors import PublishError
from accordingto.model import Event, Reading
from accordingto.publish.situation import Situation

FAULTS_NAMED = 5  # in the message; the first few tell what is wrong


def check(situation: Situation) -> None:
    """Raise PublishError naming what is wrong with the situation, if anything is: then nothing may be written."""
    faults = list(_faults(situation))
    if faults:
        more = f" (and {len(faults) - FAULTS_NAMED} more)" if len(faults) > FAULTS_NAMED else ""
        raise PublishError("nothing was published: " + "; ".join(faults[:FAULTS_NAMED]) + more)


def _faults(situation: Situation) -> Iterator[str]:
    seen: set[str] = set()
    for event in situation.events:
        if event.id in seen:
            yield f"event {event.id} is there twice"
        seen.add(event.id)
        yield from _event_faults(situation, event)
    for reading in situation.readings.values():
        yield from _reading_faults(situation, reading)


def _event_faults(situation: Situation, event: Event) -> Iterator[str]:
    standing = event.standing
    if not event.claims:
        yield f"event {event.id} has no claim"
    if not 0 <= standing.origins_low <= standing.origins_high:
        yield f"event {event.id} has {standing.origins_low} to {standing.origins_high} origins"
    if standing.outlets > standing.reports:
        yield f"event {event.id} has more outlets than reports"
    for claim in event.claims:
        if not claim.appearances:
            yield f"claim {claim.id} appears nowhere"
        for appearance in claim.appearances:
            if appearance.article_id not in situation.articles:
                yield f"claim {claim.id} stands in report {appearance.article_id}, which is not in the view"


def _reading_faults(situation: Situation, reading: Reading) -> Iterator[str]:
    length = len(situation.articles[reading.article_id].text)
    spans = [span for a in reading.attributions for span in (*a.source, *a.cue, *a.content)]
    spans += [span for mention in reading.events for span in mention.triggers]
    if any(span.end > length for span in spans):
        yield f"the reading of report {reading.article_id} marks words beyond its end"
