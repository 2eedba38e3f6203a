"""Places that change hands, told from their own side or the loser's."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from accordingto.model import Toponym
from accordingto.read.circumstances import Known
from accordingto.read.decoding import Chunk
from accordingto.read.frames import Frame
from accordingto.read.handovers import with_handovers
from accordingto.read.wording import Wording
from tests.factory import make_article, span_of
from tests.read.test_frames import encoding_of


def known_of(text: str, *names: str) -> Known:
    """A text in which names of places were found; where they lie is not known."""
    article = make_article(text)
    places = [Toponym(article_id=article.id, span=span_of(article, n), place=None, where_prec=None) for n in names]
    return Known(text, (), tuple(places))


def parties(text: str, frame: Frame) -> dict[str, list[str]]:
    encoding = encoding_of(text)
    return {
        role: sorted(encoding.span(c.start, c.end).slice(text) for c in frame.chunks(role))
        for role in ("agent", "recipient", "place")
    }


def seen(text: str, trigger: str, kind: str, **roles: str) -> list[Frame]:
    """What the network sees: a trigger and whoever it takes for its parties."""
    words = text.split(" ")
    chunks = []
    for role, phrase in roles.items():
        at = words.index(phrase.split()[0])
        chunks.append(Chunk(at, at + len(phrase.split()), role, 0.8))
    at = words.index(trigger)
    return [Frame(at, at + 1, kind, 0.9, tuple(chunks))]


TURNED = [
    # whom a place falls to takes it
    ("Morek fell to the rebels on Friday", "fell", "ASSAULT", {"recipient": "rebels"}, ["rebels"], []),
    ("Morek fell into the hands of rebels", "fell", "ASSAULT", {"recipient": "rebels"}, ["rebels"], []),
    ("Morek fell under rebel control", "fell", "ASSAULT", {"recipient": "rebel"}, ["rebel"], []),
    ("the fall of Morek to jihadist rebels ended it", "fall", "ASSAULT", {}, ["jihadist rebels"], []),
    # who loses a place suffers it
    ("rebels lost Morek on Friday", "lost", "ASSAULT", {"agent": "rebels"}, [], ["rebels"]),
    ("rebels lost control of the town of Morek", "lost", "ASSAULT", {"agent": "rebels"}, [], ["rebels"]),
    (
        "rebels lost Morek to the army",
        "lost",
        "ASSAULT",
        {"agent": "rebels", "recipient": "army"},
        ["army"],
        ["rebels"],
    ),
    # who has it under his own control took it
    ("the army restored security and stability to Morek", "restored", "RETREAT", {"agent": "army"}, ["army"], []),
    ("the army brought Morek back under its control", "brought", "RETREAT", {"agent": "army"}, ["army"], []),
]


def handed_over(frames: Sequence[Frame], text: str, *places: str) -> list[Frame]:
    encoding = encoding_of(text)
    return with_handovers(frames, encoding, known_of(text, *places), Wording.of(encoding.text, text))


@pytest.mark.parametrize(("text", "trigger", "kind", "roles", "agents", "recipients"), TURNED)
def test_who_takes_a_place_acts(
    text: str, trigger: str, kind: str, roles: dict[str, str], agents: list[str], recipients: list[str]
) -> None:
    (frame,) = handed_over(seen(text, trigger, kind, **roles), text, "Morek")
    assert parties(text, frame) == {"agent": agents, "recipient": recipients, "place": ["Morek"]}
    assert (frame.kind, frame.takes) == ("ASSAULT", "place")


def test_who_hands_a_place_over_retreats() -> None:
    text = "rebels surrendered Morek to the army"
    frames = seen(text, "surrendered", "RETREAT", agent="rebels", recipient="army")
    (frame,) = handed_over(frames, text, "Morek")
    assert parties(text, frame) == {"agent": ["rebels"], "recipient": ["army"], "place": ["Morek"]}
    assert (frame.kind, frame.takes) == ("RETREAT", "handover")


@pytest.mark.parametrize(
    ("text", "trigger", "agents"),
    [
        ("Morek came under the control of the army", "came under the control", ["army"]),
        ("Morek has returned to government control after a siege", "returned to government control", ["government"]),
        ("Morek passed back into army hands on Friday", "passed back into army hands", ["army"]),
        # of the town no name is told here
        ("the village came under army control", "came under army control", ["army"]),
    ],
)
def test_what_the_network_misses(text: str, trigger: str, agents: list[str]) -> None:
    names = ["Morek"] if "Morek" in text else []
    (frame,) = handed_over([], text, *names)
    encoding = encoding_of(text)
    assert encoding.span(frame.start, frame.end).slice(text) == trigger
    assert parties(text, frame) == {"agent": agents, "recipient": [], "place": names}


@pytest.mark.parametrize(
    "text",
    [
        "he fell to his death in Morek",  # nobody's hands
        "a shell fell to earth in Morek",  # no place before the verb
        "the pound fell to 20 in Morek",
        "Morek weapons may fall into the wrong hands",  # hands that are nobody's
        "residents returned to Morek on Friday",  # people return to a place
        "aid came to Morek under UN escort",
        "Morek came under heavy shelling by the army",
        "it lost contact with a helicopter near Morek",
        "the group handed three prisoners over in Morek",
        "the army brought reinforcements to Morek",
        "engineers restored power to Morek",
    ],
)
def test_what_is_no_handover(text: str) -> None:
    words = text.split(" ")
    verb = next(w for w in words if w in {"fell", "fall", "returned", "came", "lost", "handed", "brought", "restored"})
    frames = [Frame(words.index(verb), words.index(verb) + 1, "ASSAULT", 0.9, ())]
    assert handed_over(frames, text, "Morek") == frames
    assert handed_over([], text, "Morek") == []


def test_the_place_is_the_smaller_one() -> None:
    inside = "the town of Azaz in northern Syria fell to rebels"
    (frame,) = handed_over([], inside, "Azaz", "Syria")
    assert parties(inside, frame)["place"] == ["Azaz"]
    suburb = "rebels ceded the Damascus suburb of Daraya to soldiers"
    (frame,) = handed_over([], suburb, "Damascus", "Daraya")
    assert parties(suburb, frame)["place"] == ["Daraya"]


def test_who_loses_people_takes_nothing() -> None:
    text = "rebels lost 20 fighters in Morek"
    frames = seen(text, "lost", "ASSAULT", agent="rebels", recipient="fighters")
    (frame,) = handed_over(frames, text, "Morek")
    assert parties(text, frame)["recipient"] == ["fighters", "rebels"]
    assert frame.takes == "lives"


def test_two_tellings_in_one_text_each_have_their_own_parties() -> None:
    text = "Morek fell to rebels . Souran returned to army control"
    first, second = handed_over([], text, "Morek", "Souran")
    assert parties(text, first) == {"agent": ["rebels"], "recipient": [], "place": ["Morek"]}
    assert parties(text, second) == {"agent": ["army"], "recipient": [], "place": ["Souran"]}
