"""Article -> toponyms: the names a tagger or the rules find, resolved together."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from accordingto.model import Article, Span, Toponym, WherePrecision
from accordingto.read.gazetteer import Gazetteer
from accordingto.read.places.evidence import Scan, probabilities
from accordingto.read.places.evidence import fitted_weights as recogniser_weights
from accordingto.read.places.groups import Mention, mention_of
from accordingto.read.places.outlets import home_country, town_of_outlet
from accordingto.read.places.phrases import without_body
from accordingto.read.places.placing import is_gate, kind_of, precision_of, reach
from accordingto.read.places.rank import Scene, fitted_weights
from accordingto.read.places.recognise import find_all
from accordingto.read.places.resolve import Resolution, resolve
from accordingto.read.places.words import PlaceWords, place_words
from accordingto.text import sentence_spans, span_at

MIN_NAME = (
    0.45  # probability from which a name is taken for a place; best mean F1 of the three corpora, by cross-validation
)
MIN_CONTEXT = 0.25  # a name less likely than this says nothing of what the article is about
# A place is settled from this probability on; below it the candidates are kept and none is drawn.
MIN_PLACE = 0.4
# How a tagger's verdict and the rules' are joined: log odds, fitted on 108 documents that neither had seen. Recognition
# F1, mean of three corpora: tagger alone .875, rules alone .854, joined .879.
MIN_JOINED = 0.5
BIAS, TAGGED, TAGGER_WEIGHT = -3.13, 2.32, 0.50
RULED, RULE_WEIGHT, RULE_WEIGHT_ALONE, DEMONYM = 1.64, 0.40, 0.67, -0.78


@dataclass(frozen=True, slots=True)
class _Named:
    """A span that may name a place, with its joint probability."""

    span: Span
    probability: float
    is_demonym: bool = False


def find_toponyms(
    article: Article, gazetteer: Gazetteer, *, spans: Sequence[tuple[Span, float]] | None = None
) -> tuple[Toponym, ...]:
    """The toponyms of an article in order, each with its place or, where the text does not settle it, its candidates.

    `spans` are a tagger's names with their probabilities; they are weighed together with the rules' verdict. None: the
    gazetteer and the rules alone recognise names. All names of the article are resolved together, one place for one
    name, as Leidner (2007) and after him every strong resolver does.
    """
    text, words = article.text, place_words(article.lang if article.lang == "en" else "en")
    scene = Scene(home=home_country(article, words), town=town_of_outlet(article, words, gazetteer))
    ruled = _by_rules(text, scene, gazetteer, words)
    if spans is not None:
        named = _join(
            ruled, [(without_body(span, text), p) for span, p in spans if not words.is_body(span.slice(text))]
        )
    else:
        named = [name for name in ruled if name.probability >= MIN_NAME]
    mentions = [mention_of(text, n.span, words, probability=n.probability) for n in named]
    taken = [n.span for n in named]
    context = [n for n in ruled if n.probability >= MIN_CONTEXT and not any(n.span.overlaps(t) for t in taken)]
    mentions += [mention_of(text, n.span, words, probability=n.probability, is_context=True) for n in context]
    mentions.sort(key=lambda m: m.span)
    resolutions = resolve(mentions, text, scene, gazetteer, words, fitted_weights())
    by_span = {m.span: (m, r) for r in resolutions for m in r.group.mentions if not m.is_context}
    toponyms = [_toponym(article, *by_span[span], gazetteer) for span in sorted(by_span)]
    return tuple(_place_districts(text, toponyms, [by_span[t.span][0] for t in toponyms]))


def _by_rules(text: str, scene: Scene, gazetteer: Gazetteer, words: PlaceWords) -> list[_Named]:
    """All names the rules find, each with the probability that it is a place here."""
    tokens, found = find_all(text, gazetteer, words)
    likely = probabilities(Scan.of(text, tokens, found, words, scene.home), recogniser_weights())
    return [_Named(name.span, p, name.is_demonym) for name, p in zip(found, likely, strict=True)]


def _join(ruled: Sequence[_Named], spans: Sequence[tuple[Span, float]]) -> list[_Named]:
    """The names that are places by both verdicts together; where two overlap, the likelier one."""
    joined = [_tagged(span, tagged, _rule_for(span, ruled)) for span, tagged in spans]
    alone = [name for name in ruled if not any(name.span.overlaps(span) for span, _ in spans)]
    for name in alone:
        log_odds = BIAS + RULED + RULE_WEIGHT_ALONE * _logit(name.probability) + DEMONYM * name.is_demonym
        joined.append(_Named(name.span, _sigmoid(log_odds)))
    kept: list[_Named] = []
    for name in sorted(joined, key=lambda n: (-n.probability, n.span)):
        if name.probability >= MIN_JOINED and not any(name.span.overlaps(k.span) for k in kept):
            kept.append(name)
    return kept


def _rule_for(span: Span, ruled: Sequence[_Named]) -> _Named | None:
    """The likeliest of the rules' names in a tagger's span, None if they know none there."""
    return max((n for n in ruled if n.span.overlaps(span)), key=lambda n: n.probability, default=None)


def _tagged(span: Span, tagged: float, rule: _Named | None) -> _Named:
    """A tagger's name by both verdicts; where the gazetteer knows a longer one around it, that is the name."""
    log_odds = BIAS + TAGGED + TAGGER_WEIGHT * _logit(tagged)
    if rule is None:
        return _Named(span, _sigmoid(log_odds))
    log_odds += RULED + RULE_WEIGHT * _logit(rule.probability) + DEMONYM * rule.is_demonym
    return _Named(rule.span if rule.span.contains(span) else span, _sigmoid(log_odds))


def _logit(p: float) -> float:
    p = min(max(p, 0.001), 0.999)
    return math.log(p / (1 - p))


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x))


def _toponym(article: Article, mention: Mention, resolution: Resolution, gazetteer: Gazetteer) -> Toponym:
    """The record of one mention."""
    best = resolution.best
    candidates = tuple(gazetteer.place(c) for c in resolution.candidates)
    gate = is_gate(article.text, mention.span)  # a part of the town it stands in, whatever town it is called after
    is_settled = best is not None and resolution.score >= MIN_PLACE and not gate
    place = reach(candidates[0], mention.shape) if is_settled else None
    return Toponym(
        article_id=article.id,
        span=mention.span,
        place=place,
        where_prec=_precision(place.feature, candidates[0].radius_m, mention, resolution) if place else None,
        candidates=candidates,
        relation="district" if gate else mention.shape.relation,
        kind=kind_of(article.text, mention.span, best.feature if best else "", mention.is_demonym),
        score=resolution.score if place else 0.0,
    )


def _precision(feature: str, radius_m: int, mention: Mention, resolution: Resolution) -> WherePrecision:
    precision = precision_of(feature, radius_m, mention.shape)
    is_site = resolution.group.is_partial and " " in mention.key
    return max(precision, WherePrecision.NEAR) if is_site else precision


def _place_districts(text: str, toponyms: Sequence[Toponym], mentions: Sequence[Mention]) -> list[Toponym]:
    """Parts of a town that no gazetteer holds ("the Salah al-Din neighbourhood of Aleppo"), placed at their town."""
    sentences = sentence_spans(text)
    result = list(toponyms)
    for i, toponym in enumerate(toponyms):
        if toponym.place is None and toponym.relation == "district":
            town = _town_of(i, toponyms, mentions, sentences)
            if town is not None and town.place is not None:
                result[i] = replace(toponym, place=town.place, where_prec=WherePrecision.NEAR, score=town.score)
    return result


def _town_of(i: int, toponyms: Sequence[Toponym], mentions: Sequence[Mention], sentences: list[Span]) -> Toponym | None:
    """The settled town named as the larger place, else the only town of the same sentence."""
    towns = [j for j, t in enumerate(toponyms) if t.place is not None and t.place.feature.startswith("P") and j != i]
    for parent in mentions[i].parents:
        for j in towns:
            if mentions[j].key == parent:
                return toponyms[j]
    own = span_at(sentences, toponyms[i].span.start)
    near = {toponyms[j].place.gazetteer_id: j for j in towns if span_at(sentences, toponyms[j].span.start) == own}  # type: ignore[union-attr]
    return toponyms[next(iter(near.values()))] if len(near) == 1 else None
