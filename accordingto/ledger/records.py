"""Which records a user means by an id: an event's mentions, what a claim was read from, or the record itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from accordingto.ledger.view import View
from accordingto.model import Appearance, stable_id
from accordingto.text import name_key


class RecordKind(StrEnum):
    MENTION = "event mention"
    ATTRIBUTION = "attribution"
    ARTICLE = "report"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Records of one kind, the first of them the one that stands for all."""

    kind: RecordKind
    ids: tuple[str, ...]


def records_named(view: View, given: str) -> Named | None:
    """The records that an id stands for, None if the view knows none by it."""
    event = view.event(given)
    if event is not None:
        return Named(kind=RecordKind.MENTION, ids=event.mention_ids)
    if view.mention(given) is not None:
        return Named(kind=RecordKind.MENTION, ids=(given,))
    if view.attribution(given) is not None:
        return Named(kind=RecordKind.ATTRIBUTION, ids=(given,))
    if view.article(given) is not None:
        return Named(kind=RecordKind.ARTICLE, ids=(given,))
    former = next((mention for mention in view.mentions() if stable_id("event", mention.id) == given), None)
    if former is not None:  # an event that has meanwhile been joined to an earlier one
        return Named(kind=RecordKind.MENTION, ids=(former.id,))
    claim = next((claim for claim in view.claims() if claim.id == given), None)
    return None if claim is None else _behind(claim.appearances)


def _behind(appearances: tuple[Appearance, ...]) -> Named:
    """The attributions a claim was read from; the mentions, where the publication tells it itself."""
    said = tuple(told.attribution_id for told in appearances if told.attribution_id is not None)
    if said:
        return Named(kind=RecordKind.ATTRIBUTION, ids=tuple(dict.fromkeys(said)))
    return Named(kind=RecordKind.MENTION, ids=tuple(dict.fromkeys(told.mention_id for told in appearances)))


def source_key(view: View, given: str) -> str | None:
    """The key of the source that a key or a name stands for; None if none or several go by it.

    Sources that were joined keep keys of their own, so that they can be parted again.
    """
    sources = view.sources()
    authors = {said.author.key for said in view.attributions().values() if said.author is not None}
    keys = authors | {source.key for source in sources}
    own = next((key for key in (given, name_key(given)) if key in keys), None)
    named = {source.key for source in sources if source.name.casefold() == given.casefold()}
    return own or (named.pop() if len(named) == 1 else None)
