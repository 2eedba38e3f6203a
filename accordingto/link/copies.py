"""Text that one report took from another: how such reports meet, and the edges that say so.

Candidates meet through `copy_keys`, plain strings that a database joins: bands of a MinHash signature find texts that
are alike as a whole, winnowed fingerprints (Schleimer, Wilkerson and Aiken 2003) find one passage in a longer report.
Words in quotation marks may reach two reporters at one press conference, so they are no evidence of copying; only
shared words of the reporters' own are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from enum import StrEnum
from math import exp

from rensa import RMinHash

from accordingto.credits import agency_credit
from accordingto.link.alignment import MIN_PASSAGE, Passage, Reuse, compare
from accordingto.link.words import Words, body_words
from accordingto.model import Article, Edge, Evidence, Judgement, Method, Relation
from accordingto.outlets import outlet_key

METHOD = Method(name="copies", version="1")

SHINGLE = 3  # words; short enough that an edited sentence keeps some
PERMUTATIONS, BANDS = 64, 16  # four rows a band: pairs meet at a Jaccard of (1/16)^(1/4) = .5 with probability .64
MINHASH_SEED = 20241204
PASSAGE, WINDOW = 6, 16  # any passage of 21 words in common leaves a common fingerprint
MAX_FINGERPRINTS = 96  # about 800 words at a density of 2/17; the lead is what is copied
KEY_VERSION = "1"  # part of every key: raise it when a change would make old and new keys disagree

# Share of the shorter report's own words at which copying is as likely as not. On newscluster's read pairs shared
# statements end at .40 and rewrites begin at .42 (train P 95 R 86, dev P 100 R 100).
EVEN_SHARE = 0.415
STEEPNESS = 12.0  # of the logistic curve through EVEN_SHARE: a share of .6 scores .9, of .25 .1
COPY_SHARE = 0.8  # above, a copy; below, a rewrite that kept passages
MIN_OWN_WORDS = 15  # fewer shared words of their own are no evidence, however short the report
REVISION_DAYS = 3  # an outlet's later text this soon is a new version, later it is an article used again
# How many places apart, in the order in which they came out, reports under one of these keys are compared. Copies come
# out one after the other and form a chain; of a paragraph that an outlet puts below everything, more would say nothing.
WINDOW = 8
KEY_KINDS = tuple(f"{kind}{KEY_VERSION}." for kind in "ump")
MAX_EVIDENCE = 20  # passages kept on an edge, longest first


def copy_keys(article: Article) -> tuple[str, ...]:
    """Block keys under which a report may meet those it shares text with, or its own other versions."""
    version = () if article.url is None else (f"u{KEY_VERSION}.{_digest([article.url])}",)
    words = body_words(article.text).words
    if len(words) < MIN_PASSAGE:
        return version
    return (*version, *_band_keys(words), *_fingerprint_keys(words))


def _band_keys(words: Sequence[str]) -> list[str]:
    minhash = RMinHash(PERMUTATIONS, MINHASH_SEED)
    minhash.update(sorted({" ".join(shingle) for shingle in _shingles(words, SHINGLE)}))
    signature = minhash.digest()
    rows = PERMUTATIONS // BANDS
    return [f"m{KEY_VERSION}.{band}.{_digest(signature[band * rows : (band + 1) * rows])}" for band in range(BANDS)]


def _fingerprint_keys(words: Sequence[str]) -> list[str]:
    """The least hash of every window of passages, each once, in the order of the text."""
    hashes = [_digest(shingle) for shingle in _shingles(words, PASSAGE)]
    chosen: dict[str, None] = {}
    for start in range(max(1, len(hashes) - WINDOW + 1)):
        chosen[min(hashes[start : start + WINDOW])] = None
        if len(chosen) == MAX_FINGERPRINTS:
            break
    return [f"p{KEY_VERSION}.{least}" for least in chosen]


def _shingles(words: Sequence[str], length: int) -> list[tuple[str, ...]]:
    return [tuple(words[i : i + length]) for i in range(len(words) - length + 1)]


def _digest(parts: Iterable[object]) -> str:
    return hashlib.blake2b(" ".join(map(str, parts)).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def link_copies(
    article: Article, candidates: Iterable[Article], *, words_of: Callable[[str], Words] = body_words
) -> tuple[Edge, ...]:
    """Edges to the candidates that `article` shares text with, whoever took it from whom; the left one is the taker.

    POSITIVE: the reports as a whole are one text. SUGGESTED: they share a passage, and only what stands in it (see the
    evidence) has one origin. Candidates that share quotations alone get no edge. The same whichever comes first.
    `words_of` may remember what it gave before.
    """
    words = words_of(article.text)
    edges = []
    for other_id, other in sorted({c.id: c for c in candidates}.items()):
        if other_id == article.id:
            continue
        others = words_of(other.text)
        first = article.id < other_id  # ties in the alignment must not depend on who asks
        left, right = (article, other) if first else (other, article)
        reuse = compare(words, others) if first else compare(others, words)
        if _same_page(left, right) or reuse.own_words >= MIN_OWN_WORDS:
            edges.append(_edge(left, right, reuse))
    return tuple(edges)


def reuse_score(reuse: Reuse) -> float:
    """How likely the shorter text was made from the other, in [0, 1]."""
    if reuse.own_words < MIN_OWN_WORDS:
        return 0.0
    return _likelihood(reuse.share)


def _likelihood(share: float) -> float:
    return round(1 / (1 + exp(-STEEPNESS * (share - EVEN_SHARE))), 4)


class ReuseKind(StrEnum):
    COPY = "copy"
    REWRITE = "rewrite"
    REVISION = "revision"


def reuse_kind(edge: Edge) -> ReuseKind:
    """Whether a copy or revision edge is a copy as it stands, a rewrite that kept passages, or a new version."""
    if edge.relation == Relation.REVISION_OF:
        return ReuseKind.REVISION
    return ReuseKind.COPY if edge.score >= _likelihood(COPY_SHARE) else ReuseKind.REWRITE


def _edge(left: Article, right: Article, reuse: Reuse) -> Edge:
    taker, giver = (left, right) if is_taker(left, right) else (right, left)
    relation = Relation.REVISION_OF if _is_revision(left, right, reuse) else Relation.COPY_OF
    score = 1.0 if _same_page(left, right) else reuse_score(reuse)
    known_at = max(left.known_at, right.known_at)
    return Edge(
        left_id=taker.id,
        right_id=giver.id,
        relation=relation,
        judgement=Judgement.POSITIVE if score >= 0.5 else Judgement.SUGGESTED,
        score=score,
        reason=_reason(taker, giver, reuse),
        decided_by=f"method:{METHOD.id}",
        decided_at=known_at,
        known_at=known_at,
        evidence=_evidence(reuse.passages, swap=taker is right),
    )


def _evidence(passages: Sequence[Passage], *, swap: bool) -> tuple[Evidence, ...]:
    longest = sorted((p for p in passages if p.own_words), key=lambda p: (-p.own_words, p.left))[:MAX_EVIDENCE]
    if swap:
        return tuple(sorted((Evidence(left=p.right, right=p.left) for p in longest), key=_position))
    return tuple(sorted((Evidence(left=p.left, right=p.right) for p in longest), key=_position))


def _position(evidence: Evidence) -> int:
    return evidence.left.start if evidence.left else 0


def is_taker(article: Article, other: Article) -> bool:
    """Whether `article` is the one that took the text: it credits the other's agency, or else came later."""
    for one, two, answer in ((article, other, True), (other, article, False)):
        credit = agency_credit(one)
        if credit is not None and credit.key == outlet_key(two.publisher or "") != outlet_key(one.publisher or ""):
            return answer
    return (article.known_at, article.id) > (other.known_at, other.id)


def _same_page(a: Article, b: Article) -> bool:
    return a.url is not None and a.url == b.url


def _is_revision(a: Article, b: Article, reuse: Reuse) -> bool:
    if _same_page(a, b):
        return True
    one_outlet = a.publisher is not None and outlet_key(a.publisher) == outlet_key(b.publisher or "")
    soon = abs(a.known_at - b.known_at) <= timedelta(days=REVISION_DAYS)
    return one_outlet and soon and reuse_score(reuse) >= 0.5


def _reason(taker: Article, giver: Article, reuse: Reuse) -> str:
    longest = max((p.words for p in reuse.passages), default=0)
    giver_name = giver.publisher or "an earlier report"
    if _same_page(taker, giver):
        return "A later version of the same page."
    if reuse_score(reuse) < 0.5:
        return f"Shares {reuse.own_words} words outside quotations with {giver_name}, up to {longest} in a row."
    return (
        f"{reuse.share:.0%} of the shorter report's own words also stand in the report by {giver_name}, "
        f"up to {longest} in a row; quotations are not counted."
    )
