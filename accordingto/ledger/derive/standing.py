"""How well an event is supported, who disputes it, and the Admiralty credibility that follows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from accordingto.ledger.derive.claims import Telling
from accordingto.ledger.derive.facts import Facts
from accordingto.ledger.derive.gains import any_rivals, gainer_of
from accordingto.ledger.derive.origins import Origins
from accordingto.model import Amount, EventMention, Figure, Polarity, Standing, Status
from accordingto.outlets import outlet_key

# Two figures contradict each other when one is this much above the other: counts of one event differ by a few
# bodies between any two sources, which is no dispute.
DISPUTE_RATIO = 1.25
CONFIRMED_ORIGINS = 3  # origins in the low count from which an undisputed event is confirmed
CORROBORATED_ORIGINS = 2
UNREAL = (Status.PLANNED, Status.HYPOTHETICAL)


def standing_of(
    mentions: Sequence[EventMention],
    tellings: Sequence[Telling],
    origins: Origins,
    facts: Facts,
) -> Standing:
    """The standing of an event told by `tellings`."""
    unreal = all(mention.status in UNREAL for mention in mentions)
    articles = {mention.article_id: facts.article_of(mention) for mention in mentions}
    outlets = {outlet_key(article.publisher or "") for article in articles.values()}
    denied_by = tuple(dict.fromkeys(t.claim.author.name for t in tellings if t.claim.polarity == Polarity.DENIES))
    disputed = bool(denied_by) or figures_clash(tellings) or _control_clashes(tellings, facts)
    against = any(telling.claim.against_interest for telling in tellings)
    certain = any(t.is_certain and t.claim.polarity == Polarity.ASSERTS for t in tellings)
    return Standing(
        origins_low=origins.low,
        origins_high=origins.high,
        reports=len(articles),
        outlets=len(outlets),
        disputed=disputed,
        denied_by=denied_by,
        credibility=_credibility(origins.low, certain, disputed, bool(denied_by), unreal, against),
        against_interest=against,
    )


def _credibility(low: int, certain: bool, disputed: bool, denied: bool, unreal: bool, against: bool) -> int:
    """Admiralty credibility, 1 confirmed to 6 cannot be judged: by sure origins, never by the number of reports."""
    if low == 0 or unreal:
        return 6
    if low >= CORROBORATED_ORIGINS:
        confirmed = (low >= CONFIRMED_ORIGINS or against) and not disputed
        return 1 if confirmed else (3 if denied else 2)
    if denied:
        return 4
    if not certain:
        return 6
    return 2 if against and not disputed else 3


def figures_clash(tellings: Sequence[Telling]) -> bool:
    """Whether two authors give figures for one unit that cannot both be right."""
    asserted = [t.claim for t in tellings if t.claim.polarity == Polarity.ASSERTS]
    return any(contradict(f, g) for one, two in combinations(asserted, 2) for f in one.figures for g in two.figures)


def contradict(f: Figure, g: Figure) -> bool:
    """Whether one figure lies clearly above all that the other allows."""
    return f.unit == g.unit and (_clearly_above(f.amount, g.amount) or _clearly_above(g.amount, f.amount))


def _clearly_above(one: Amount, two: Amount) -> bool:
    return two.high is not None and one.low > two.high * DISPUTE_RATIO


def _control_clashes(tellings: Sequence[Telling], facts: Facts) -> bool:
    mentions = (voice.mention for telling in tellings for voice in telling.voices)
    gainers = (gainer_of(mention.control, mention.agents) for mention in mentions)
    return any_rivals(facts.resolved(gainer) for gainer in gainers if gainer is not None)
