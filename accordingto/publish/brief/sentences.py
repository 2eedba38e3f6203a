"""A change of an event in a sentence that a reader understands without knowing how the ledger works."""

from __future__ import annotations

from accordingto.ledger.changes import Change, ChangeKind, EventChange
from accordingto.model import Event, Polarity
from accordingto.publish.wording import joined, one_line

FIELDS = {
    "type": "What happened",
    "status": "Whether it happened",
    "place": "The place",
    "date": "The date",
    "control": "Who holds the place",
}
UNSAID = "not said"
ECHOES = (ChangeKind.NEW_REPORT, ChangeKind.BETTER_READER)  # alone they change nothing that is known


def sentences(changed: EventChange) -> tuple[str, ...]:
    """What changed about an event, most telling first; mere echoes are left out."""
    told = [
        part
        for change in changed.changes
        if change.kind not in ECHOES
        for part in (_arrival(changed.event) if change.kind is ChangeKind.NEW_EVENT else (sentence(change),))
    ]
    return tuple(dict.fromkeys(told))


def _arrival(event: Event) -> tuple[str, ...]:
    """Who told a new event first, unless nobody else does, and who denies it."""
    tellers = [claim.author for claim in event.claims if claim.polarity is Polarity.ASSERTS]
    denied_by = joined([one_line(name) for name in event.standing.denied_by])
    if not tellers:
        return (f"Known by a denial alone, of {denied_by}.",) if denied_by else ("Known by a question alone.",)
    first = (f"First told by {_name(tellers[0].name)}.",) if len(event.claims) > 1 else ()
    return (*first, f"Denied by {denied_by}.") if denied_by else first


def sentence(change: Change) -> str:
    """What changed, in a sentence; every word of a report in it is on one line and shows all it holds."""
    by = _name(change.by)
    match change.kind:
        case ChangeKind.NEW_EVENT:
            return f"First told by {by}."
        case ChangeKind.DENIAL:
            return f"Denied by {by}."
        case ChangeKind.NEW_ORIGIN:
            return f"Now also told by {by}{_figures(change)}."
        case ChangeKind.NEW_REPORT:
            return f"Told again after {by}, which is no further origin."
        case ChangeKind.REVISED_FIGURE:
            return _revised(change, by)
        case ChangeKind.RETOLD:
            return f"{FIELDS.get(change.what or '', 'It')}: {_told(change.after)}; before: {_told(change.before)}."
        case ChangeKind.CORRECTION:
            reason = f" ({one_line(change.after)})" if change.after else ""
            return f"Corrected by {by}: {one_line(change.what or '')}{reason}."
        case ChangeKind.WITHDRAWAL:
            return f"What {by} said no longer counts: no report that stands tells it."
        case ChangeKind.JOINED:
            return "Seen to be one with another event."
        case ChangeKind.PARTED:
            return "Seen to be apart from another event."
        case ChangeKind.GONE:
            return "No report that stands tells it any longer."
        case ChangeKind.BETTER_READER:
            return "The reports were read again."


def _name(name: str | None) -> str:
    return one_line(name or "") or "an unnamed source"


def _figures(change: Change) -> str:
    return f", counting {one_line(change.after)}" if change.after else ""


def _revised(change: Change, by: str) -> str:
    unit = one_line(change.what or "")
    if change.after is None:
        return f"Number of {unit} by {by}: none any longer, before {change.before}."
    return f"Number of {unit} by {by}: now {change.after}, before {change.before}."


def _told(value: str | None) -> str:
    return one_line(value or "") or UNSAID
