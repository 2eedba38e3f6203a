"""An event's origin graph: which report gives whose words, heard through whom, and which took its text from which."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from accordingto.ledger.derive.claims import Telling
from accordingto.ledger.derive.facts import Facts
from accordingto.ledger.derive.voices import Voice
from accordingto.model import Evidence, Judgement, OriginEdge, SourceKind
from accordingto.outlets import outlet_key


def origin_graph(tellings: Sequence[Telling], facts: Facts) -> Iterator[OriginEdge]:
    """Every step once, in the order of the claims, then the copies; joins of authors are `origins`' to add."""
    members = {voice.article.id for telling in tellings for voice in telling.voices}
    seen: set[tuple[str, str, str]] = set()
    steps = (*(e for t in tellings for v in t.voices for e in _voice_edges(v, t, facts)), *_copy_edges(members, facts))
    for step in steps:
        if (step.left_id, step.right_id, step.kind) not in seen:
            seen.add((step.left_id, step.right_id, step.kind))
            yield step


def _voice_edges(voice: Voice, telling: Telling, facts: Facts) -> Iterator[OriginEdge]:
    report, author = f"article:{voice.article.id}", telling.claim.author
    if not voice.chain:
        yield OriginEdge(
            left_id=report,
            right_id=f"author:{author.key}",
            kind="own_voice",
            reason=f"{author.name} tells it without naming a source.",
        )
    for inner in voice.chain[:1]:
        yield OriginEdge(
            left_id=report,
            right_id=f"author:{author.key}",
            kind="says",
            reason=f"The report gives the words of {author.name}.",
            score=inner.score,
            evidence=tuple(Evidence(left=span, right=None) for span in (*inner.source, *inner.cue)),
        )
    heard = {f"publisher:{name}" for name in _heard_through(voice)}
    for edge in facts.sources.get(voice.article.id, ()):
        whole = edge.judgement == Judgement.POSITIVE and not voice.chain
        if edge.right_id in heard or (whole and edge.right_id == f"publisher:{voice.outlet}"):
            kind = "drew_on" if voice.chain else "agency_credit"
            yield OriginEdge(
                left_id=report,
                right_id=edge.right_id,
                kind=kind,
                reason=edge.reason,
                score=edge.score,
                evidence=edge.evidence,
            )


def _heard_through(voice: Voice) -> Iterator[str]:
    """Keys of the outlets a telling passed on its way into the report."""
    for depth, attribution in enumerate(voice.chain):
        if attribution.channel:
            yield outlet_key(attribution.channel)
        is_outlet = attribution.author and attribution.author.kind in (SourceKind.MEDIA, SourceKind.AGENCY)
        if attribution.author and is_outlet and (depth or voice.outlet):
            yield outlet_key(attribution.author.name)


def _copy_edges(members: set[str], facts: Facts) -> Iterator[OriginEdge]:
    for article_id in sorted(members):
        for edge in facts.taken.get(article_id, ()):
            if edge.right_id in members and edge.judgement in (Judgement.POSITIVE, Judgement.SUGGESTED):
                yield OriginEdge(
                    left_id=f"article:{edge.left_id}",
                    right_id=f"article:{edge.right_id}",
                    kind="copy",
                    reason=edge.reason,
                    score=edge.score,
                    evidence=edge.evidence,
                )
