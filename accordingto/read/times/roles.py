"""What the tokens of a shape say: the month, the day, the count, the unit, the direction."""

from __future__ import annotations

from dataclasses import dataclass

from accordingto.read.lexer import NUMBER, Tokens
from accordingto.read.times.letters import holiday_name
from accordingto.read.times.shapes import Shape
from accordingto.read.times.values import EARLY, LATE, valid_day
from accordingto.read.times.vocabulary import UNIT_LETTERS, Vocabulary

# Two-digit years: '89 and 90 are of the last century, '05 of this one.
CENTURY_PIVOT = 40
_UNITS = "".join(sorted(set(UNIT_LETTERS.values())))
_DATED_BY_YEAR = ("date", "month", "season", "quarter", "clock", "part")
PREVIOUS, THIS, NEXT, SAME, THAT = "l", "i", "x", "s", "h"


@dataclass(slots=True)
class Roles:
    """The roles filled in one expression; 0, "" and None mean that no token fills them.

    `count` is None without a number and `vague` then says whether some number is meant ("several", "a few"); `year`
    is negative before Christ. `direction` is a letter of `PREVIOUS` … `THAT`; `unit` a code of the lexicon;
    `year_direction` belongs to a year named by pointing ("June last year").
    """

    month: int = 0
    day: int = 0
    year: int | None = None
    weekday: int = 0
    season: int = 0
    holiday: tuple[int, ...] = ()
    ordinal: int = 0
    count: float | None = None
    vague: bool = False
    unit: str = ""
    direction: str = ""
    year_direction: str = ""
    deictic: int | None = None
    part: str = ""
    clock: str = ""
    decade: int | None = None
    fiscal: bool = False
    half: bool = False
    definite: bool = False
    plural: bool = False
    forward: bool = False
    explicit_past: bool = False
    iso: str = ""
    words: tuple[str, ...] = ()


def read_roles(tokens: Tokens, letters: str, shape: Shape, vocabulary: Vocabulary) -> Roles:
    """The roles in the tokens of `shape`."""
    roles = Roles(words=tuple(tokens.words[shape.first : shape.last + 1]))
    for at in range(shape.first, shape.last + 1):
        _read(roles, tokens, letters, at, shape, vocabulary)
    return roles


def _read(roles: Roles, tokens: Tokens, letters: str, at: int, shape: Shape, vocabulary: Vocabulary) -> None:
    letter, word = letters[at], tokens.words[at]
    match letter:
        case "M":
            roles.month = vocabulary.months[word]
        case "W" | "J":
            roles.weekday = vocabulary.weekdays[word]
            roles.plural = word.endswith("s")
        case "Q":
            roles.season = vocabulary.seasons[word]
        case "P":
            roles.clock = roles.clock if roles.clock.startswith("T0") else vocabulary.day_parts[word]
            roles.plural = roles.plural or word.endswith("s")
            _afternoon(roles, vocabulary.day_parts[word])
        case "D":
            days, part = vocabulary.deictic[word]
            roles.deictic, roles.clock = days, roles.clock or part
        case "H":
            roles.holiday = _holiday(tokens, letters, at, shape.last, vocabulary)
        case "m":
            roles.part = vocabulary.parts[word]
        case "e" | "r":
            roles.forward = letter == "r"
            roles.part = roles.part or (EARLY if letter == "e" else LATE)
        case "l" | "x" | "i" | "s" | "h":
            _point(roles, letters, at, letter, shape)
            roles.explicit_past = roles.explicit_past or word == "past"
        case "F":
            roles.fiscal = True
        case "V":
            _half(roles, letters, at)
        case "k":
            roles.vague = word != "couple"
            roles.count = 2 if word == "couple" else roles.count
        case "t":
            roles.definite = roles.definite or at == shape.first
        case "I" | "S":
            roles.iso = word
        case "C":
            roles.clock = _clock(word)
        case "z":
            roles.clock = _meridiem(roles, word)
        case "E":
            roles.decade = _decade(tokens, at, vocabulary)
        case "B":
            _before_christ(roles)
        case _:
            _read_number(roles, tokens, letters, at, vocabulary)


def _read_number(roles: Roles, tokens: Tokens, letters: str, at: int, vocabulary: Vocabulary) -> None:
    letter, word = letters[at], tokens.words[at]
    if letter in _UNITS:
        if not roles.unit:
            roles.unit = vocabulary.units[word]
            roles.plural = word.endswith("s")
            if word.startswith("fortnight"):
                roles.count = (roles.count or 1) * 2
    elif letter == "Y":
        roles.year = tokens.number(at) if len(word) > 2 else full_year(int(word))
    elif letter == "y":
        roles.year = full_year(int(word[1:3]))
    elif letter == "o":
        roles.ordinal = tokens.number(at)
        roles.day = roles.day or roles.ordinal
    elif letter in "dnw":
        _count(roles, tokens, letters, at)


def full_year(two_digits: int) -> int:
    """The year two digits mean."""
    return two_digits + (2000 if two_digits < CENTURY_PIVOT else 1900)


def _count(roles: Roles, tokens: Tokens, letters: str, at: int) -> None:
    value = tokens.values[at]
    before, after = letters[at - 1 : at], letters[at + 1 : at + 2]
    if after == "/" or before == "/":
        _fraction(roles, tokens, letters, at)
    elif roles.count is None:
        roles.count = value
        if letters[at] == "d":
            roles.day = int(value)
    elif before in "-T&":
        roles.vague = roles.vague or value != roles.count


def _fraction(roles: Roles, tokens: Tokens, letters: str, at: int) -> None:
    """ "2 1/2": the numerator is skipped, the denominator completes the count."""
    if letters[at - 1 : at] == "/":
        numerator = tokens.values.get(at - 2, 0)
        if tokens.values[at]:
            roles.count = (roles.count or 0) + numerator / tokens.values[at]


def _half(roles: Roles, letters: str, at: int) -> None:
    """ "two and a half years" adds to the count; "the first half" is a unit."""
    if letters[max(0, at - 2) : at] == "&a" or letters[at - 1 : at] == "&":
        roles.count = (1 if roles.count is None else roles.count) + 0.5
    else:
        roles.half = True
        roles.ordinal = roles.ordinal or 2  # "the latter half"


def _point(roles: Roles, letters: str, at: int, letter: str, shape: Shape) -> None:
    """A pointing word belongs to the year of a month, season or quarter ("June last year") or to the whole."""
    if letters[at + 1 : at + 2] == "6" and shape.name in _DATED_BY_YEAR:
        roles.year_direction = letter
    elif roles.direction in ("", THAT, THIS):
        roles.direction = letter


def _holiday(tokens: Tokens, letters: str, at: int, last: int, vocabulary: Vocabulary) -> tuple[int, ...]:
    end = at
    while end < last and letters[end + 1] == "~":
        end += 1
    return vocabulary.holidays[holiday_name(tokens, at, end)]


def _decade(tokens: Tokens, at: int, vocabulary: Vocabulary) -> int:
    """The first year of "1990s", "'90s" or "nineties"."""
    word = tokens.words[at]
    if word in vocabulary.decades:
        return 1900 + vocabulary.decades[word]
    if tokens.kinds[at] == NUMBER:
        return tokens.number(at)
    return full_year(int(word[1:3])) // 10 * 10


def _before_christ(roles: Roles) -> None:
    if roles.year is not None:
        roles.year = -roles.year
    elif roles.count is not None:
        roles.year, roles.count, roles.day = -int(roles.count), None, 0
    elif roles.decade is not None:
        roles.decade = -roles.decade
    elif roles.ordinal:
        roles.ordinal = -roles.ordinal


def _clock(word: str) -> str:
    digits = word.replace(".", ":")
    if ":" not in digits:
        digits = f"{digits[:2]}:{digits[2:4]}"
    hour, minute = digits.split(":")[:2]
    return f"T{int(hour):02d}:{minute}" if int(hour) <= 24 and int(minute) < 60 else ""


def _meridiem(roles: Roles, word: str) -> str:
    """The clock time once "a.m." or "p.m." is read: "5 p.m.", "7:15 p.m."."""
    clock = roles.clock
    if not clock.startswith("T") or not clock[1:3].isdigit():
        if roles.count is None or not 1 <= roles.count <= 12:
            return clock
        clock = f"T{int(roles.count):02d}:00"
        roles.count, roles.day = None, 0
    hour, minute = int(clock[1:3]), clock[4:6]
    hour = hour % 12 + (12 if word.startswith("p") else 0)
    return f"T{hour:02d}:{minute}"


def _afternoon(roles: Roles, part: str) -> None:
    """ "4 in the morning", "10:35 in the evening": the part of the day completes the hour."""
    if roles.count is not None and not roles.month and roles.count <= 12 and roles.words[:1] != ("the",):
        hour = int(roles.count) % 12 + (12 if part in ("TAF", "TEV", "TNI") else 0)
        roles.clock, roles.count, roles.day = f"T{hour:02d}:00", None, 0


def is_real_day(roles: Roles) -> bool:
    """Whether the calendar has the day the roles name."""
    return valid_day(roles.year or 2000, roles.month, roles.day)
