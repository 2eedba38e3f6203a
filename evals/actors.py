"""How well actors are resolved given gold spans, and polarity, certainty and channel with them.

Reads ../shared/evals/reports/{train,dev}.jsonl beside the repository. `train` is split by a hash of the id: two thirds
to develop on, one third to check.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from accordingto.model import Actor, Article, Span
from accordingto.read.actors import ActorSpan, joint_actor, resolve_actors
from accordingto.read.statement import carried_channels, find_channel, polarity_and_certainty
from accordingto.text import name_tokens, sentence_spans, span_at

REPORTS = Path(__file__).resolve().parents[2] / "shared" / "evals" / "reports"
NAME_TAU = 0.5  # the reports scorer's

Doc = Mapping[str, Any]


def names_match(gold: str | None, ours: str | None) -> bool:
    """The reports scorer's rule: token-set F1 of at least `NAME_TAU`, or both null."""
    if gold is None or ours is None:
        return gold is ours
    a, b = set(name_tokens(gold)), set(name_tokens(ours))
    return 2 * len(a & b) / (len(a) + len(b)) >= NAME_TAU


def documents(part: str) -> list[Doc]:
    """The documents of "develop", "check" (both out of train) or "dev"."""
    file = REPORTS / ("dev.jsonl" if part == "dev" else "train.jsonl")
    docs = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    if part == "dev":
        return docs
    held = [int(hashlib.sha256(doc["id"].encode()).hexdigest(), 16) % 3 == 0 for doc in docs]
    return [doc for doc, out in zip(docs, held, strict=True) if out is (part == "check")]


def article_of(doc: Doc) -> Article:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    return Article(
        capture_id="", url=None, publisher=doc.get("outlet"), title=doc.get("title"), text=doc["text"], lang="en",
        published=None, fetched_at=now,
    )  # fmt: skip


def mentions_of(doc: Doc) -> Iterator[ActorSpan]:
    for attribution in doc["attributions"]:
        for start, end in attribution["source"]:
            yield ActorSpan(Span(start, end), "source")
    for event in doc["events"]:
        for role in ("agents", "recipients"):
            for actor in event[role]:
                if actor["span"]:
                    yield ActorSpan(Span(*actor["span"]), role[:-1])


class Score:
    """Counts of right and all by measure, and the errors."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.all: Counter[str] = Counter()
        self.errors: dict[str, list[str]] = defaultdict(list)

    def add(self, measure: str, right: bool, error: str) -> None:
        self.right[measure] += right
        self.all[measure] += 1
        if not right:
            self.errors[measure].append(error)


def measure(docs: list[Doc]) -> tuple[Score, float]:
    """Scores over `docs` and the seconds it took to resolve them."""
    score, seconds = Score(), 0.0
    for doc in docs:
        article, mentions = article_of(doc), list(mentions_of(doc))
        before = time.process_time()
        actors = resolve_actors(article, mentions)
        seconds += time.process_time() - before
        _sources(doc, actors, score)
        _statements(doc, actors, score)
        _parties(doc, actors, score)
    return score, seconds


def _sources(doc: Doc, actors: Mapping[Span, tuple[Actor, ...]], score: Score) -> None:
    resolved: dict[str, Actor | None] = {}
    for attribution in doc["attributions"]:
        spans = [Span(*span) for span in attribution["source"]]
        ours = joint_actor([actor for span in spans for actor in actors.get(span, ())])
        if not spans:
            ours = resolved.get(attribution.get("continues") or "")
        resolved[attribution["id"]] = ours
        words = " | ".join(span.slice(doc["text"]) for span in spans).replace("\n", " ")
        gold, kind = attribution["source_name"], attribution["source_kind"]
        name = ours.name if ours is not None else None
        told = f"{doc['id']} [{words}] gold {gold!r} ({kind}) ours {name!r} ({ours.kind if ours else None})"
        right = names_match(gold, name)
        score.add("source name, all", right, told)
        if spans:
            score.add("source name, given a span", right, told)
        if right:
            ours_kind = (ours.kind if ours else None) or "anonymous"
            score.add("source kind, where the name is right", ours_kind == (kind or "anonymous"), told)


def _statements(doc: Doc, actors: Mapping[Span, tuple[Actor, ...]], score: Score) -> None:
    """Polarity, certainty and channel given gold spans; "marked" where either side is not the default."""
    text, sentences = doc["text"], sentence_spans(doc["text"])
    told = sorted(doc["attributions"], key=lambda a: a["content"][0])
    keys, channels = [], []
    for attribution in told:
        source, cue, content = ([Span(*s) for s in attribution[role]] for role in ("source", "cue", "content"))
        keys.append(attribution["source_name"])
        near = (cue or source or content)[0]
        sentence = sentences[max(0, span_at(sentences, near.start))]
        found = find_channel(text, source, cue, content, sentence)
        channels.append(found[1] if found is not None else None)
        polarity, certainty = polarity_and_certainty(text, cue, content)
        words = (
            f"{doc['id']} {attribution['polarity']}/{attribution['certainty']} ours {polarity}/{certainty}: "
            + " … ".join(" | ".join(s.slice(text) for s in spans)[:160] for spans in (cue, content))
        )
        for name, gold, ours, default in (
            ("polarity", attribution["polarity"], polarity, "asserts"),
            ("certainty", attribution["certainty"], certainty, "certain"),
        ):
            score.add(name, gold == ours, words)
            if gold != default or ours != default:
                score.add(f"{name}, marked", gold == ours, words)
    for attribution, channel in zip(told, carried_channels(keys, channels), strict=True):
        gold = attribution["channel"]
        words = " | ".join(text[slice(*s)] for s in (*attribution["source"], *attribution["cue"]))
        score.add("channel", names_match(gold, channel), "")
        if gold or channel:
            score.add(
                "channel, marked", names_match(gold, channel), f"{doc['id']} gold {gold!r} ours {channel!r}: {words}"
            )


def _parties(doc: Doc, actors: Mapping[Span, tuple[Actor, ...]], score: Score) -> None:
    for event in doc["events"]:
        for role in ("agents", "recipients"):
            for actor in event[role]:
                if not actor["span"]:
                    continue
                span = Span(*actor["span"])
                names = [found.name for found in actors.get(span, ())]
                told = f"{doc['id']} [{span.slice(doc['text'])}] gold {actor['name']!r} ours {names}"
                score.add(f"{role}, given a span", any(names_match(actor["name"], name) for name in names), told)


def main(argv: list[str] | None = None) -> None:
    """Print the figures for the parts named (default: dev); `--errors MEASURE` prints that measure's errors too."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    wanted = arguments.pop(arguments.index("--errors") + 1) if "--errors" in arguments else None
    parts = [argument for argument in arguments if not argument.startswith("--")] or ["dev"]
    for part in parts:
        docs = documents(part)
        score, seconds = measure(docs)
        print(f"{part}: {len(docs)} reports, {1000 * seconds / len(docs):.1f} ms each")
        for name, count in score.all.items():
            print(f"  {name:42} {score.right[name] / count:.3f}  of {count}")
        for error in score.errors.get(wanted or "", ()):
            print("   ", error)


if __name__ == "__main__":
    main()
