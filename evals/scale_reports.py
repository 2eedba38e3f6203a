"""Reports of a made-up war with their readings, for measuring ledgers of any size without reading a text.

Report `n` depends on `n` alone, so a ledger can be filled in pieces. Places, outlets and sources follow Zipf's law, a
few events of a day fill most of its reports, one report in ten copies another, and a third of the outlets end every
report with the same paragraph.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import accumulate

from accordingto.model import (
    Actor,
    Amount,
    Article,
    Attribution,
    Capture,
    ControlChange,
    DatePrecision,
    EventMention,
    EventPlace,
    EventType,
    Figure,
    Method,
    Place,
    Reading,
    SourceKind,
    Span,
    Status,
    TimeRange,
    WherePrecision,
    stable_id,
)

FIRST_DAY = datetime(2020, 1, 1, tzinfo=UTC)
METHOD = Method(name="made-up", version="1")
MENTIONS = 10  # a report; 12.4 in 132 reports read with the shipped reader
EVENTS_PER_REPORT = 2.5  # so that an event is told four times, most of them once and a few of them hundreds of times
COPIES, ENDINGS = 0.1, 0.33  # shares of reports that copy another, and of outlets with a paragraph of their own
PROVINCES, VILLAGES, OUTLETS, SOURCES = 14, 700, 120, 400
AGES, AGE_WEIGHTS = (0, 1, 2, 5), (60, 25, 10, 5)  # days between an event and a report that tells it
FINE, PROVINCE = 0.85, 0.1  # shares of mentions placed at a village and at its province; the rest name no place
DATED = 0.75
WORDS = 14  # of no interest after each sentence that tells an event
RARE_WORDS = 4_000  # that reporters choose from, beside those that every report uses

_SYLLABLES = "ba dur kem lo ran tis vel zor hash mar ond pel qua ris sum tev ul wen yar".split()
_ACTS: Sequence[tuple[EventType, str | None, str, int]] = (
    (EventType.ASSAULT, "heavy-weapons", "shelled", 35),
    (EventType.ASSAULT, "aerial", "bombed", 25),
    (EventType.ASSAULT, "firearms", "attacked", 15),
    (EventType.COERCE, "seize", "captured", 8),
    (EventType.COERCE, "arrest", "arrested", 7),
    (EventType.RETREAT, "withdraw", "left", 5),
    (EventType.AGREE, None, "agreed", 5),
)
_AGENTS = (
    "government troops|rebel fighters|army helicopters|masked gunmen|border guards|air force jets|tribal militias|"
    "special forces|mounted police|naval infantry|separatist units|foreign mercenaries"
).split("|")
_COMMON = "people town after which had been there before others later said where since still many road day".split()
_TARGETS = "a bakery|a convoy|the market|a school|two houses|a checkpoint|the bridge|a field hospital".split("|")
_BODIES = "council ministry command monitor committee hospital police union court agency".split()
_FIELDS = (
    "health|defence|interior|northern|southern|eastern|western|central|rescue|river|border|water|harvest|transport|"
    "labour|student|women's|farmers'|teachers'|doctors'|veterans'|port|railway|power|mining|forest|island|valley|"
    "mountain|coast|desert|lake|market|school|village|city|district|regional|national|joint"
).split("|")
# What agencies put under every report on a war; one report in five has it, whoever wrote the rest.
_BACKGROUND = (
    "The war began when the governor was dismissed, has driven half of the people from their homes and has drawn in "
    "three neighbouring states, each of which denies that its soldiers take part in it.\n"
)
BACKGROUND = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One event of the made-up war."""

    number: int
    day: date
    village: int
    act: int
    agent: Actor
    target: str
    details: tuple[str, ...]
    killed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report as the stages before linking would leave it; `told` are the events its mentions tell, in order."""

    capture: Capture
    article: Article
    reading: Reading
    told: tuple[int, ...]


def made_up(start: int, stop: int, *, per_day: int) -> Iterator[Report]:
    """The reports from `start` up to `stop` of a war on which `per_day` reports come out each day."""
    for number in range(start, stop):
        yield _report(number, per_day)


def _report(number: int, per_day: int) -> Report:
    chance = random.Random(f"report {number}")
    published = FIRST_DAY + timedelta(days=number / per_day)
    outlet = _zipf(chance, OUTLETS, 5)
    if number > per_day and chance.random() < COPIES:
        text, marks = _body(number - chance.randint(1, max(1, per_day // 2)), per_day)
    else:
        text, marks = _body(number, per_day)
    article = _article(number, outlet, text + _ending(outlet), published.replace(microsecond=0))
    return Report(
        capture=Capture(
            url=article.url or "",
            fetched_at=published,
            body_sha256=stable_id("body", number),
            media_type="text/html",
        ),
        article=article,
        reading=_reading(article, marks),
        told=tuple(mark.told.number for mark in marks),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """Where a body tells an event: `trigger`, `cue` and `source` of the sentence and its end."""

    told: Told
    trigger: Span
    sentence: Span
    source: Span
    cue: Span
    author: Actor
    is_placed: bool
    is_fine: bool
    is_dated: bool


@lru_cache(2_000)
def _body(number: int, per_day: int) -> tuple[str, tuple[_Mark, ...]]:
    chance = random.Random(f"body {number}")
    text, marks = "", []
    for event in dict.fromkeys(_pick_event(chance, number, per_day) for _ in range(MENTIONS)):
        told = _event(event, per_day)
        placed, fine = _places_told(chance)
        sentence, mark = _sentence(told, chance, len(text), is_placed=placed, is_fine=fine)
        text += sentence + _words(chance, WORDS).capitalize() + ".\n"
        marks.append(mark)
    return text + (_BACKGROUND if chance.random() < BACKGROUND else ""), tuple(marks)


def _words(chance: random.Random, count: int) -> str:
    """Words by chance, as no two reporters choose the same; half of them ones that every report uses."""
    words, weights = _vocabulary()
    return " ".join(chance.choices(words, cum_weights=weights, k=count))


@lru_cache(1)
def _vocabulary() -> tuple[Sequence[str], Sequence[float]]:
    words = [*(_name(number) for number in range(RARE_WORDS)), *_COMMON]
    return words, list(accumulate([0.5 / RARE_WORDS] * RARE_WORDS + [0.5 / len(_COMMON)] * len(_COMMON)))


def _pick_event(chance: random.Random, number: int, per_day: int) -> int:
    """An event of the last days: of `n` events of a day the first is told far more often than the last."""
    (age,) = chance.choices(AGES, AGE_WEIGHTS)
    a_day = int(per_day * EVENTS_PER_REPORT)
    return max(0, number // per_day - age) * a_day + _zipf(chance, a_day, 1)


def _places_told(chance: random.Random) -> tuple[bool, bool]:
    at = chance.random()
    return at < FINE + PROVINCE, at < FINE


@lru_cache(20_000)
def _event(number: int, per_day: int) -> Told:
    chance = random.Random(f"event {number}")
    acts = [weight for *_, weight in _ACTS]
    day = FIRST_DAY + timedelta(days=number // int(per_day * EVENTS_PER_REPORT))
    return Told(
        number=number,
        day=day.date(),
        village=_zipf(chance, VILLAGES, 10),
        act=chance.choices(range(len(_ACTS)), acts)[0],
        agent=_actor(chance.choice(_AGENTS), SourceKind.MILITARY),
        target=chance.choice(_TARGETS),
        details=tuple(_name(chance.randrange(8_000)).title() for _ in range(4)),
        killed=chance.randint(0, 40),
    )


def _sentence(told: Told, chance: random.Random, at: int, *, is_placed: bool, is_fine: bool) -> tuple[str, _Mark]:
    """A sentence that tells an event, and its marks at offset `at` of the text."""
    trigger, author = _ACTS[told.act][2], _source(_zipf(chance, SOURCES, 3))
    place = _village(told.village).name if is_fine else _province(_village(told.village)).name
    dated = chance.random() < DATED
    parts = [f"{told.agent.name} {trigger} {told.target}"]
    parts += [f"{chance.choice(('in', 'near', 'outside'))} {place}"] if is_placed else []
    parts += [f"on {told.day:%B} {told.day.day}"] if dated else []
    parts += [f"hit the {detail}" for detail in chance.sample(told.details, 2)]
    parts += [f"with {told.killed} dead"] if told.killed else []
    chance.shuffle(parts)
    content = " ".join(f"{part} {_words(chance, 2)}" for part in parts)
    text = f"{content}, the {author.name} said. "
    start = at + len(text) - len(f"the {author.name} said. ")
    cue = at + len(text) - len("said. ")
    return text, _Mark(
        told=told,
        trigger=Span(at + content.index(trigger), at + content.index(trigger) + len(trigger)),
        sentence=Span(at, at + len(content)),
        source=Span(start, cue - 1),
        cue=Span(cue, cue + len("said")),
        author=author,
        is_placed=is_placed,
        is_fine=is_fine,
        is_dated=dated,
    )


def _article(number: int, outlet: int, text: str, published: datetime) -> Article:
    name = f"{_name(outlet).title()} Post"
    return Article(
        capture_id=stable_id("capture", number),
        url=f"https://{_name(outlet)}.example/{number}",
        publisher=name,
        title=text[: text.index(",")],
        text=text,
        lang="en",
        published=published,
        fetched_at=published + timedelta(hours=1),
    )


def _ending(outlet: int) -> str:
    chance = random.Random(f"outlet {outlet}")
    if chance.random() > ENDINGS:
        return ""
    words = " ".join(_name(chance.randrange(400)) for _ in range(20))
    return f"The {_name(outlet).title()} Post is read in many towns and keeps an office in {words}.\n"


def _reading(article: Article, marks: Sequence[_Mark]) -> Reading:
    said = [_attribution(article, mark) for mark in marks]
    told = [_mention(article, mark, by) for mark, by in zip(marks, said, strict=True)]
    return Reading(article_id=article.id, method=METHOD, attributions=tuple(said), events=tuple(told))


def _attribution(article: Article, mark: _Mark) -> Attribution:
    return Attribution(
        article_id=article.id,
        source=(mark.source,),
        cue=(mark.cue,),
        content=(mark.sentence,),
        author=mark.author,
    )


def _mention(article: Article, mark: _Mark, by: Attribution) -> EventMention:
    told = mark.told
    kind, mode, trigger, _ = _ACTS[told.act]
    amount = Amount(low=told.killed, high=told.killed)
    changes = trigger == "captured" and mark.is_fine
    return EventMention(
        article_id=article.id,
        triggers=(mark.trigger,),
        type=kind,
        mode=mode,
        status=Status.HAPPENED,
        agents=(told.agent,),
        places=(_place_told(told, mark),) if mark.is_placed else (),
        time=TimeRange(start=told.day, end=told.day, precision=DatePrecision.DAY) if mark.is_dated else None,
        figures=(Figure(unit="killed", amount=amount, attribution_id=by.id),) if told.killed else (),
        control=ControlChange(to=told.agent.name) if changes else None,
        attribution_ids=(by.id,),
        own_voice=False,
    )


def _place_told(told: Told, mark: _Mark) -> EventPlace:
    village = _village(told.village)
    place = village if mark.is_fine else _province(village)
    precision = WherePrecision.EXACT if mark.is_fine else WherePrecision.ADM1
    return EventPlace(name=place.name, span=None, place=place, where_prec=precision)


@lru_cache(VILLAGES)
def _village(number: int) -> Place:
    chance = random.Random(f"village {number}")
    province = number % PROVINCES
    lat, lon = 33 + province // 4 + chance.random(), 36 + province % 4 + chance.random()
    return Place(
        gazetteer_id=f"made-up:{number}",
        name=_name(1_000 + number).title(),
        country="XX",
        admin1=f"{_name(3_000 + province).title()} Province",
        admin2=None,
        lat=lat,
        lon=lon,
        feature="P.PPL",
        population=5_000,
        radius_m=2_000,
    )


def place_names() -> tuple[str, str]:
    """The village most told of, and its province."""
    village = _village(0)
    return village.name, village.admin1 or ""


def _province(village: Place) -> Place:
    return Place(
        gazetteer_id=f"made-up:{village.admin1}",
        name=village.admin1 or "",
        country="XX",
        admin1=village.admin1,
        admin2=None,
        lat=float(int(village.lat)) + 0.5,
        lon=float(int(village.lon)) + 0.5,
        feature="A.ADM1",
        population=500_000,
        radius_m=60_000,
    )


def _source(number: int) -> Actor:
    kinds = (SourceKind.NGO, SourceKind.MILITARY, SourceKind.GOVERNMENT, SourceKind.INDIVIDUAL)
    field, body = divmod(number, len(_BODIES))
    return _actor(f"{_FIELDS[field]} {_BODIES[body]}", kinds[number % len(kinds)])


def _actor(name: str, kind: SourceKind) -> Actor:
    return Actor(name=name, key=name.lower(), kind=kind, country="XX")


@lru_cache(10_000)
def _name(number: int) -> str:
    """A word that only `number` has."""
    word = ""
    while True:
        number, at = divmod(number, len(_SYLLABLES))
        word += _SYLLABLES[at]
        if not number:
            return word if len(word) > 3 else word + "an"


@lru_cache(16)
def _cumulative(count: int, flat: int) -> tuple[float, ...]:
    return tuple(accumulate(1 / (rank + flat) for rank in range(count)))


def _zipf(chance: random.Random, count: int, flat: int) -> int:
    """A number below `count` by Zipf's law after Mandelbrot: the first `flat` come up about equally often."""
    return chance.choices(range(count), cum_weights=_cumulative(count, flat))[0]
