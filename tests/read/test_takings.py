"""Places that are taken are attacked, not arrested."""

from __future__ import annotations

import pytest

from accordingto.model import Toponym, WherePrecision
from accordingto.read.circumstances import Known
from accordingto.read.decoding import Chunk
from accordingto.read.frames import Frame
from accordingto.read.takings import with_takings
from tests.factory import make_article, make_place, span_of
from tests.read.test_frames import encoding_of


@pytest.mark.parametrize(
    ("text", "verb", "name", "expected"),
    [
        ("rebels captured Morek on Sunday", "captured", "Morek", "ASSAULT"),
        ("rebels seized the town of Morek", "seized", "Morek", "ASSAULT"),
        ("Morek has been seized by rebels", "seized", "Morek", "ASSAULT"),
        ("in Morek a soldier was captured", "captured", "Morek", "COERCE"),  # somebody was, not the place
        ("rebels captured soldiers in Morek", "captured", "Morek", "COERCE"),  # people are captured there
        ("rebels captured Morek's mayor", "captured", "Morek", "COERCE"),  # a place's people
        ("in Morek rebels captured him", "captured", "Morek", "COERCE"),
        ("rebels want to capture Morek", "capture", "Morek", "COERCE"),  # not taken, if the network is right
        ("rebels besieged Morek", "besieged", "Morek", "COERCE"),  # a siege takes nothing yet
    ],
)
def test_takings(text: str, verb: str, name: str, expected: str) -> None:
    article = make_article(text)
    toponym = Toponym(
        article_id=article.id,
        span=span_of(article, name),
        place=make_place(name, 35.38, 36.69),
        where_prec=WherePrecision.EXACT,
        score=0.9,
    )
    at = text.split(" ").index(verb)
    (frame,) = with_takings([Frame(at, at + 1, "COERCE", 0.9, ())], encoding_of(text), Known(text, (), (toponym,)))
    assert frame.kind == expected
    assert frame.takes == ("place" if expected == "ASSAULT" else None)
    assert [c.kind for c in frame.roles] == (["place"] if expected == "ASSAULT" else [])


@pytest.mark.parametrize(
    ("text", "other", "is_kept"),
    [
        ("rebels captured Morek and Souran", "Souran", True),
        ("rebels captured Morek, Kafr Zita and Souran", "Souran", True),
        ("rebels captured Morek before they marched on Hama", "Hama", False),  # where they went from there
        ("rebels captured Morek, a town north of Hama", "Hama", False),  # where it lies
        ("in Hama rebels captured Morek", "Hama", False),
    ],
)
def test_only_what_is_taken_is_the_place(text: str, other: str, is_kept: bool) -> None:
    article = make_article(text)
    toponym = Toponym(
        article_id=article.id,
        span=span_of(article, "Morek"),
        place=make_place("Morek", 35.38, 36.69),
        where_prec=WherePrecision.EXACT,
        score=0.9,
    )
    encoding = encoding_of(text)
    named = next(i for i, w in enumerate(encoding.text.words) if w.slice(text) == other)
    verb = next(i for i, w in enumerate(encoding.text.words) if w.slice(text) == "captured")
    frame = Frame(verb, verb + 1, "ASSAULT", 0.9, (Chunk(named, named + 1, "place", 0.9),))
    (taking,) = with_takings([frame], encoding, Known(text, (), (toponym,)))
    told = [encoding.span(c.start, c.end).slice(text).strip(",") for c in taking.chunks("place")]
    assert sorted(told) == sorted(["Morek", other] if is_kept else ["Morek"])


@pytest.mark.parametrize(
    ("text", "verb", "seized"),
    [
        ("police seized eight rifles in Morek", "seized", True),
        ("Turkey seized two boats off Morek", "seized", True),
        ("troops captured a large amount of their ammunition", "captured", True),
        ("two revolvers were seized on Friday", "seized", True),
        ("rockets have now been found there", "found", True),
        ("police seized rifles and cash", "seized", True),
        ("rebels seized an artillery school", "seized", False),  # no arms, for all its name
        ("rebels seized the town with rockets", "seized", False),  # the means
        ("gunmen seized him after rockets fell", "seized", False),  # another deed
        ("rockets killed three and he was seized", "seized", False),  # another subject
        ("jets bombed a mortar", "bombed", False),  # struck, not taken
        ("the rockets were intercepted", "intercepted", False),  # in the air
    ],
)
def test_seizures_of_arms(text: str, verb: str, seized: bool) -> None:
    at = text.split(" ").index(verb)
    (frame,) = with_takings([Frame(at, at + 1, "ASSAULT", 0.9, ())], encoding_of(text), Known(text, (), ()))
    assert (frame.kind, frame.takes) == (("COERCE", "arms") if seized else ("ASSAULT", None))


def test_what_is_taken_is_no_party() -> None:
    text = "rebels captured Morek"
    article = make_article(text)
    toponym = Toponym(
        article_id=article.id,
        span=span_of(article, "Morek"),
        place=make_place("Morek", 35.38, 36.69),
        where_prec=WherePrecision.EXACT,
    )
    frame = Frame(1, 2, "ASSAULT", 0.9, (Chunk(0, 1, "agent", 0.9), Chunk(2, 3, "recipient", 0.9)))
    (taking,) = with_takings([frame], encoding_of(text), Known(text, (), (toponym,)))
    assert [c.kind for c in taking.roles] == ["agent", "place"]
