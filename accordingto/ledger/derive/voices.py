"""Who tells of an event in a report: the innermost author of each attribution, or the publication itself.

A spokesman is his body. A class of unnamed people is known only through the body that heard them: "local sources told
X" is X. What a publication tells without naming anyone is its own, or the agency's it is credited to; the media of the
state in which an event happened speak for that state, and an agency's own staff are the agency.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from accordingto.credits import agency_credit
from accordingto.ledger.derive.denials import speaks_against
from accordingto.ledger.derive.facts import Facts
from accordingto.ledger.derive.unnamed import are_people, head_phrase, is_unnamed, office_of
from accordingto.model import (
    Actor,
    Article,
    Attribution,
    Certainty,
    EventMention,
    Figure,
    Polarity,
    SourceKind,
    Status,
)
from accordingto.outlets import known_outlet, outlet_key
from accordingto.text import name_key, name_tokens

_ABBREVIATION = re.compile(r"\s*\([A-Z][A-Za-z.]{1,7}\)$")  # "Syrian Observatory for Human Rights (SOHR)"
UNNAMED = "unnamed sources"
UNKNOWN_PUBLISHER = "unknown publisher"
MAX_DEPTH = 8  # attributions within attributions; a loop in the data ends here too

# Cues of those who react to an event they did not report: their words are no further knowledge of it.
_REACTIONS = frozenset(
    "blame blames blamed blaming accuse accuses accused accusing condemn condemns condemned condemning condemnation "
    "denounce denounces denounced denouncing welcome welcomes welcomed welcoming praise praises praised hail hails "
    "hailed slam slams slammed criticise criticised criticize criticized criticism deplore deplored lament lamented "
    "mourn mourned urge urges urged urging demand demands demanded appeal appealed appeals vow vows vowed threaten "
    "threatened threatens congratulate congratulated thank thanked regret regretted concern concerned".split()
)
# What does not speak: readers take the doer of an event for who tells of it.
_THINGS = frozenset(
    "jets warplanes planes aircraft helicopter helicopters plane missile missiles rockets strikes strike airstrikes "
    "raids raid attack attacks shelling bombing explosion clashes".split()
)
_STAFF = frozenset(
    "photographer photographers correspondent correspondents journalist journalists reporter reporters cameraman "
    "videographer stringer".split()
)
_STATE_MEDIA = frozenset("state regime official government".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One telling of an event by one author in one report.

    `is_certain` says that the author is a named body or person; else (own voice, outlets, unnamed classes) whoever
    really knows stays open. `outlet` is the key of the publication or agency behind an author who is not certain.
    `reacts`: the author speaks of an event others reported, in blame, in praise or in looking back. `described` are
    the words by which the report names the author here.
    `chain` are the attributions it was heard through, innermost first; () is the publication's own voice.
    """

    mention: EventMention
    article: Article
    author: Actor
    is_certain: bool
    outlet: str | None
    polarity: Polarity
    certainty: Certainty
    chain: tuple[Attribution, ...]
    figures: tuple[Figure, ...]
    reacts: bool = False
    described: str = ""

    @property
    def is_own_voice(self) -> bool:
        """Whether a publication speaks, and quotes nobody, not even "residents" or "officials"."""
        return self.outlet is not None and (self.author.key == self.outlet or self.author.name == UNNAMED)


def voices_of(mention: EventMention, facts: Facts) -> Iterator[Voice]:
    """Everyone who tells of the mention's event in its report, in the order of the attributions' ids.

    The publication's own voice counts where nobody else asserts the event; attitudes are nobody's claim.
    """
    article = facts.article_of(mention)
    asserted = spoken = False
    for attribution_id in sorted(set(mention.attribution_ids)):
        attribution = facts.attributions.get(attribution_id)
        if attribution is None or not attribution.is_speech:
            continue
        for said in _by_each(attribution):
            if not _is_no_source(said, mention):
                voice = _attributed(mention, article, said, facts)
                asserted, spoken = asserted or voice.polarity == Polarity.ASSERTS, True
                yield voice
    if not asserted and (mention.own_voice or not mention.attribution_ids or not spoken):
        yield _own_voice(mention, article, facts)


def _by_each(attribution: Attribution) -> Sequence[Attribution]:
    """The attribution as of each of those whom it names together: "the army and residents said" are two sources."""
    parts = attribution.author.parts if attribution.author else ()
    return [
        replace(attribution, author=part, source=(part.span,) if part.span else attribution.source) for part in parts
    ] or [attribution]


def _is_no_source(attribution: Attribution, mention: EventMention) -> bool:
    """Whether the reader took for an author what cannot be one: things, nobody, or the event's own place."""
    words = name_tokens(attribution.author.name) if attribution.author else ()
    if not words or words[0] == "no":  # "no group claimed the attack"
        return bool(words)
    return words[-1] in _THINGS or words in {name_tokens(p.name) for p in mention.places}


def speakers_of(attribution: Attribution, facts: Facts) -> Iterator[Actor]:
    """Whose word an attribution is, under the names and keys that claims made of it have."""
    for said in _by_each(attribution):
        author, _ = _author(tuple(_chain(said, facts)), facts.articles[said.article_id], None)
        yield facts.resolved(author)


def _attributed(mention: EventMention, article: Article, attribution: Attribution, facts: Facts) -> Voice:
    chain = tuple(_chain(attribution, facts))
    author, outlet = _author(chain, article, mention)
    return Voice(
        mention=mention,
        article=article,
        author=facts.resolved(author),
        is_certain=outlet is None,
        outlet=outlet,
        polarity=_polarity(attribution, mention, article),
        certainty=attribution.certainty,
        chain=chain,
        figures=tuple(f for f in mention.figures if f.attribution_id == attribution.id),
        reacts=mention.status == Status.HISTORICAL
        or _is_reaction(attribution, article)
        or _is_far_from(author, mention),
        described=" ".join(span.slice(article.text) for span in attribution.source),
    )


def _polarity(attribution: Attribution, mention: EventMention, article: Article) -> Polarity:
    """How the statement stands to the event: who asserts that it never happened denies it."""
    denies = attribution.polarity is Polarity.ASSERTS and speaks_against(attribution, mention, article.text)
    return Polarity.DENIES if denies else attribution.polarity


def _is_reaction(attribution: Attribution, article: Article) -> bool:
    cue = (word for span in attribution.cue for word in name_tokens(span.slice(article.text)))
    return any(word in _REACTIONS for word in cue)


def _is_far_from(author: Actor, mention: EventMention) -> bool:
    """Whether an expert speaks, or a government of what others did in another country: both know it from reports.

    A telling without a place or parties is no ground to take a government for a witness.
    """
    parties = {actor.country for actor in (*mention.agents, *mention.recipients)}
    is_foreign = author.country is not None and author.country not in (_countries(mention) | parties)
    return author.kind is SourceKind.EXPERT or (author.kind is SourceKind.GOVERNMENT and is_foreign)


def _countries(mention: EventMention | None) -> set[str | None]:
    return {p.place.country for p in mention.places if p.place is not None} if mention else set()


def _own_voice(mention: EventMention, article: Article, facts: Facts) -> Voice:
    author = _outlet_actor(_publication(article))
    speaks_for_state = author.country is not None and author.country in _countries(mention)
    return Voice(
        mention=mention,
        article=article,
        author=facts.resolved(author),
        is_certain=speaks_for_state,
        outlet=None if speaks_for_state else author.key,
        polarity=Polarity.ASSERTS,
        certainty=Certainty.CERTAIN,
        chain=(),
        figures=tuple(f for f in mention.figures if f.attribution_id is None),
    )


def _publication(article: Article) -> str:
    """The agency the report is credited to, else its publisher."""
    credit = agency_credit(article)
    return credit.name if credit else article.publisher or UNKNOWN_PUBLISHER


def _outlet_actor(name: str) -> Actor:
    outlet = known_outlet(name)
    kind = SourceKind.AGENCY if outlet and outlet.is_agency else SourceKind.MEDIA
    return Actor(name=name, key=outlet_key(name), kind=kind, country=outlet.state if outlet else None)


def _chain(attribution: Attribution, facts: Facts) -> Iterator[Attribution]:
    """The attribution and those it stands within, innermost first."""
    current: Attribution | None = attribution
    for _ in range(MAX_DEPTH):
        if current is None:
            return
        yield current
        current = facts.attributions.get(current.within_id or "")


def _author(chain: tuple[Attribution, ...], article: Article, mention: EventMention | None) -> tuple[Actor, str | None]:
    """Whose claim it is, and the outlet behind it if that is no named body: the innermost that has a name."""
    unnamed: Actor | None = None
    for attribution in chain:
        author = attribution.author
        staff = _employer(author)
        if staff is not None:
            return staff, None
        if author is not None and not is_unnamed(author):
            return _named(author, mention)
        office = office_of(author)
        if office is not None:
            return office, None
        unnamed = unnamed or author
        if attribution.channel:
            return _through(unnamed, attribution.channel)
    return _through(unnamed, _publication(article))


def _employer(author: Actor | None) -> Actor | None:
    """The agency or outlet whose own staff an author is: "AFP photographer in Aleppo"; None if it is nobody's."""
    words = head_phrase(author) if author else []
    if len(words) < 2 or words[-1].lower() not in _STAFF:
        return None
    outlet = known_outlet(" ".join(words[:-1]))
    return _outlet_actor(outlet.name) if outlet else None


def _named(author: Actor, mention: EventMention | None) -> tuple[Actor, str | None]:
    if author.speaks_for is not None:
        return replace(author, key=author.speaks_for, span=None), None
    if author.kind not in (SourceKind.MEDIA, SourceKind.AGENCY) and not known_outlet(author.name):
        name = _ABBREVIATION.sub("", author.name) or author.name
        plain = author.key == name_key(author.name)
        return replace(author, name=name, key=name_key(name) if plain else author.key, span=None), None
    outlet = replace(_outlet_actor(author.name), kind=author.kind or SourceKind.MEDIA)
    if outlet.country is None and _STATE_MEDIA.intersection(name_tokens(author.name)):
        outlet = replace(outlet, country=author.country)
    speaks_for_state = outlet.country is not None and outlet.country in _countries(mention)
    return outlet, None if speaks_for_state else outlet.key


def _through(unnamed: Actor | None, outlet: str) -> tuple[Actor, str]:
    """An author without a name, told apart by the outlet that heard it."""
    key = outlet_key(outlet)
    name = unnamed.name if unnamed and are_people(unnamed) else UNNAMED
    kind = (unnamed.kind if unnamed else None) or SourceKind.ANONYMOUS
    country = unnamed.country if unnamed else None
    return Actor(name=name, key=f"unnamed:{key}:{name_key(name)}", kind=kind, country=country), key
