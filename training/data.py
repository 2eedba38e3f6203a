"""Training examples: windows of encoded texts with the labels of every layer, or a mask where a corpus has none.

Corpora (read from ../shared/evals, never copied): `attribution` marks attributions, `reports` attributions and events,
`places` toponyms. A label array holds -100 wherever the corpus says nothing, which the losses ignore.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from accordingto.model import Span
from accordingto.read.encoding import EncodedText, Window, encode_text, windows
from accordingto.read.labels import (
    ATTRIBUTION_ROLES,
    CERTAINTIES,
    CUE_TAGS,
    EVENT_ROLES,
    EVENT_TAGS,
    EVENT_TYPES,
    MODES,
    PLACE_TAGS,
    POLARITIES,
    SOURCE_KINDS,
    STATUSES,
)
from accordingto.text import sentence_spans, span_at
from training.annotations import Raw, is_written, own_annotations, read_jsonl

IGNORE = -100
HELD_OUT_OWN = 5  # every fifth of the project's own annotated reports: thresholds and scores are fitted on those
NEW_SINCE = 4  # the first round of annotated reports that came after the network that ships


@dataclass
class Frame:
    """A trigger word of the window and the labels that hang on it.

    `open` (W, roles) marks what a word may be beside its label in `roles`, where the annotation leaves it unsaid; None
    where it says all.
    """

    anchor: int
    roles: np.ndarray  # (W,)
    labels: dict[str, int]
    group: int = -1  # event mentions of one event share it
    open: np.ndarray | None = None


@dataclass
class Example:
    """One window: token labels of shape (W,) for each layer, and frames."""

    encoded: EncodedText
    window: Window
    cue: np.ndarray
    event: np.ndarray
    place: np.ndarray
    attributions: list[Frame] = field(default_factory=list)
    events: list[Frame] = field(default_factory=list)


def is_held_out(document_id: str, every: int) -> bool:
    """Whether a document is kept out of training; depends on its id alone."""
    return zlib.crc32(document_id.encode()) % every == 0


def word_range(encoded: EncodedText, span: Sequence[int]) -> range:
    """Indices of the words that overlap `[start, end)`."""
    starts = [w.start for w in encoded.words]
    low = int(np.searchsorted(starts, span[0], side="right")) - 1
    if low < 0 or encoded.words[low].end <= span[0]:
        low += 1
    high = int(np.searchsorted(starts, span[1], side="left"))
    return range(max(low, 0), high)


def mark(tags: np.ndarray, words: range, begin: int, inside: int) -> None:
    for k, word in enumerate(words):
        tags[word] = begin if k == 0 else inside


def label_document(raw: Raw, tokenizer: Tokenizer, *, attributions: bool, events: bool, places: bool) -> list[Example]:
    """Examples for all windows of one document; the flags say which layers its corpus marks."""
    encoded = encode_text(raw["text"], tokenizer)
    count = len(encoded.words)
    cue = np.zeros(count, dtype=np.int64) if attributions else np.full(count, IGNORE)
    event = np.zeros(count, dtype=np.int64) if events else np.full(count, IGNORE)
    place = np.zeros(count, dtype=np.int64) if places else np.full(count, IGNORE)
    attribution_frames = _attribution_frames(raw, encoded, cue) if attributions else []
    event_frames = _event_frames(raw, encoded, event) if events else []
    if places:
        _mark_places(raw, encoded, place)
    examples = []
    for window in windows(encoded):
        cut = slice(window.start, window.end)
        examples.append(
            Example(
                encoded,
                window,
                cue[cut],
                event[cut],
                place[cut],
                [_shift(f, window) for f in attribution_frames if window.start <= f.anchor < window.end],
                [_shift(f, window) for f in event_frames if window.start <= f.anchor < window.end],
            )
        )
    return examples


# GWN also marks demonyms and modifiers ("Spanish"): neither toponyms here nor certainly none, so they are left out.
LITERAL = frozenset((None, "Literal", "Mixed", "Coercion", "Literal_Modifier", "Embedded_Literal", "Metonymic"))


def _mark_places(raw: Raw, encoded: EncodedText, place: np.ndarray) -> None:
    for toponym in raw["toponyms"]:
        words = word_range(encoded, (toponym["start"], toponym["end"]))
        if toponym.get("kind") in LITERAL:
            mark(place, words, PLACE_TAGS.index("B-place"), PLACE_TAGS.index("I-place"))
        else:
            mark(place, words, IGNORE, IGNORE)


def _shift(frame: Frame, window: Window) -> Frame:
    cut = slice(window.start, window.end)
    unsaid = None if frame.open is None else frame.open[cut]
    return Frame(frame.anchor - window.start, frame.roles[cut], frame.labels, frame.group, unsaid)


def _attribution_frames(raw: Raw, encoded: EncodedText, cue: np.ndarray) -> list[Frame]:
    frames = []
    for attribution in raw["attributions"]:
        content = [word_range(encoded, s) for s in attribution["content"]]
        content = [w for w in content if len(w)]
        if not content:
            continue
        cues = [word_range(encoded, s) for s in attribution["cue"]]
        suffix = "speech" if attribution.get("core", True) else "attitude"
        if cues and len(cues[0]):
            anchor = cues[0][0]
            for words in cues:
                mark(cue, words, CUE_TAGS.index("B-" + suffix), CUE_TAGS.index("I-" + suffix))
        else:
            anchor = content[0][0]
            if cue[anchor] == 0:
                cue[anchor] = CUE_TAGS.index("B-quote")
        roles = np.zeros(len(encoded.words), dtype=np.int64)
        for words in content:
            mark(roles, words, ATTRIBUTION_ROLES.index("B-content"), ATTRIBUTION_ROLES.index("I-content"))
        for span in attribution["source"]:
            words = word_range(encoded, span)
            mark(roles, words, ATTRIBUTION_ROLES.index("B-source"), ATTRIBUTION_ROLES.index("I-source"))
        frames.append(Frame(anchor, roles, _attribution_labels(attribution)))
    return frames


def _attribution_labels(attribution: Raw) -> dict[str, int]:
    if "polarity" not in attribution:
        return {"polarity": IGNORE, "certainty": IGNORE, "kind": IGNORE}
    kind = attribution["source_kind"]
    return {
        "polarity": POLARITIES.index(attribution["polarity"]),
        "certainty": CERTAINTIES.index(attribution["certainty"]),
        "kind": SOURCE_KINDS.index(kind) if kind else IGNORE,
    }


def _event_frames(raw: Raw, encoded: EncodedText, event: np.ndarray) -> list[Frame]:
    frames = []
    sentences = sentence_spans(raw["text"])
    for group, record in enumerate(raw["events"]):
        arguments = _event_arguments(record)
        mode = record["mode"] or "none"
        labels = {
            "type": EVENT_TYPES.index(record["type"]),
            "mode": MODES.index(mode) if mode in MODES else IGNORE,
            "status": STATUSES.index(record["status"]),
            "control": int(bool(record.get("territory"))),
        }
        for span in record["mentions"]:
            words = word_range(encoded, span)
            if not len(words):
                continue
            mark(event, words, EVENT_TAGS.index("B-" + record["type"]), EVENT_TAGS.index("I-" + record["type"]))
            roles = np.zeros(len(encoded.words), dtype=np.int64)
            for role, spans in arguments.items():
                for told in _told_with(raw["text"], sentences, span, record["mentions"], spans):
                    inside = word_range(encoded, told)
                    mark(roles, inside, EVENT_ROLES.index("B-" + role), EVENT_ROLES.index("I-" + role))
            frames.append(Frame(words[0], roles, labels, group, _unsaid(raw["text"], encoded, words[0], record, roles)))
    return frames


def _unsaid(text: str, encoded: EncodedText, anchor: int, record: Raw, roles: np.ndarray) -> np.ndarray:
    """(W, roles) what the words of a trigger's sentence may be besides none of its arguments.

    The annotation names an argument once, and another trigger's sentence may speak of it as "they", "the group" or by
    part of its name. So where the event has an argument that stands elsewhere, a word of the trigger's sentence may be
    it if it is written small or belongs to its name; another name surely is not it.
    """
    unsaid = np.zeros((len(roles), len(EVENT_ROLES)), dtype=bool)
    sentence = np.flatnonzero((encoded.sentence_of == encoded.sentence_of[anchor]) & (roles == 0))
    for role, names in _names(text, record).items():
        tags = [EVENT_ROLES.index("B-" + role), EVENT_ROLES.index("I-" + role)]
        if not names or np.isin(roles[encoded.sentence_of == encoded.sentence_of[anchor]], tags).any():
            continue
        known = {word for name in names for word in name.lower().split()}
        for index in sentence:
            word = encoded.words[index].slice(text)
            if word.isalpha() and (word.islower() or word.lower() in known):
                unsaid[index, tags] = True
    return unsaid


def _names(text: str, record: Raw) -> dict[str, list[str]]:
    """Names and words of an event's parties and places, by role."""
    found = {
        "agent": record["agents"],
        "recipient": record["recipients"],
        "place": record.get("places") or ([record["place"]] if record.get("place") else []),
    }
    return {
        role: [
            f"{named.get('name') or ''} {text[slice(*named['span'])] if named.get('span') else ''}"
            for named in all_named
        ]
        for role, all_named in found.items()
    }


def _told_with(
    text: str, sentences: list[Span], trigger: Sequence[int], mentions: list[Raw], spans: list[Sequence[int]]
) -> Iterator[Sequence[int]]:
    """The spans of an argument as one trigger's sentence tells it.

    The annotation names each argument once for the whole event. A trigger takes the argument from its own sentence, by
    the same words if they stand there again; what no trigger's sentence holds goes to the nearest trigger.
    """
    own = span_at(sentences, trigger[0])
    sentence = sentences[own]
    for span in spans:
        if span_at(sentences, span[0]) == own:
            yield span
        elif (again := text.find(text[span[0] : span[1]], sentence.start, sentence.end)) >= 0:
            yield (again, again + span[1] - span[0])
        elif min(mentions, key=lambda m: abs(m[0] - span[0])) == trigger and not any(
            span_at(sentences, m[0]) == span_at(sentences, span[0]) for m in mentions
        ):
            yield span


def _event_arguments(record: Raw) -> dict[str, list[Sequence[int]]]:
    place_spans = [p.get("span") for p in (record.get("places") or [record.get("place") or {}])]
    date = record.get("date") or {}
    found: dict[str, list[Sequence[int] | None]] = {
        "agent": [a.get("span") for a in record["agents"]],
        "recipient": [r.get("span") for r in record["recipients"]],
        "place": place_spans,
        "date": [date.get("span")],
    }
    return {role: [s for s in spans if s] for role, spans in found.items()}


def _own_training(shared: Path) -> Iterator[Raw]:
    return (raw for raw in own_annotations(shared) if not is_held_out(raw["id"], HELD_OUT_OWN))


def is_unseen(raw: Raw, *, since: int | None) -> bool:
    """Whether a report of our own is new to a network: kept out of training, or of a round from `since` on if the
    network was trained before these.
    """
    return is_held_out(raw["id"], HELD_OUT_OWN) or (since is not None and raw["round"] >= since)


def unseen(shared: Path, *, since: int | None) -> list[Raw]:
    """The project's own annotated reports that are new to a network."""
    return [raw for raw in own_annotations(shared) if is_unseen(raw, since=since)]


def load(shared: Path, tokenizer: Tokenizer, *, held_out_places: int) -> dict[str, list[Example]]:
    """Examples by corpus: polnear, reports, written, places (without the held-out documents)."""
    evals = shared / "evals"
    polnear = [
        example
        for raw in read_jsonl(evals / "attribution" / "train.jsonl")
        for example in label_document(raw, tokenizer, attributions=True, events=False, places=False)
    ]
    annotated = [*read_jsonl(evals / "reports" / "train.jsonl"), *_own_training(shared)]
    reports, written = (
        [
            example
            for raw in annotated
            if is_written(raw) == made_up
            for example in label_document(raw, tokenizer, attributions=True, events=True, places=False)
        ]
        for made_up in (False, True)
    )
    places = [
        example
        for name in ("lgl_dev", "gwn_dev", "geovirus_dev")
        for raw in read_jsonl(evals / "places" / f"{name}.jsonl")
        if not is_held_out(f"{name}:{raw['id']}", held_out_places)
        for example in label_document(raw, tokenizer, attributions=False, events=False, places=True)
    ]
    return {"polnear": polnear, "reports": reports, "written": written, "places": places}
