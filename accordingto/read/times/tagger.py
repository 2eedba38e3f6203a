"""The expressions of time of an article, in the order of the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, timedelta, timezone

from accordingto.model import Article, DatePrecision, Span, TimeExpression, TimeRange
from accordingto.read.lexer import WORD, Tokens, tokenise
from accordingto.read.times.anchors import PUBLICATION, TEXT, Anchors
from accordingto.read.times.letters import letters_of
from accordingto.read.times.meanings import DATE, Meaning
from accordingto.read.times.ranges import with_bounds
from accordingto.read.times.resolving import Resolver
from accordingto.read.times.roles import PREVIOUS, read_roles
from accordingto.read.times.shapes import Shape, find_shapes
from accordingto.read.times.tense import Tense, tense_at
from accordingto.read.times.values import Grain, Point, add_months, valid_day
from accordingto.read.times.vocabulary import Vocabulary, vocabulary

# A text retells a past of its own if it names at least so many years that lie so far from its publication, and more
# of them than words that point from the day of writing. TimeBank and AQUAINT have news only, WikiWars no news.
MIN_FAR_YEARS, FAR_YEARS = 5, 2
FAR_TO_DEICTIC = 10
MAX_SMALL_WORD = 3  # letters; longer words behind "future" are nouns
MIN_QUARTERS = 2  # a text that speaks of quarters so often reports a company's, and means the last one throughout
DATELINE_TOKENS = 60  # a dateline stands in the first lines
DATELINE_CHARS = 1_000  # which hold more tokens than that
_HEADING_WORDS = frozenset("published updated posted date modified publication page".split())
_HEADING_PREPOSITIONS = frozenset(("on", "at"))
_PERFECT = frozenset(("has", "have"))
PERFECT_REACH = 12  # tokens before "for two years" in which "has" or "have" belongs to it
_PREPOSITIONS = frozenset("on in since by from until till before after of to between during around".split())
MAX_YEAR_SPAN = 60  # "1914-18" is a span of years, "1900-1999" rather a number of things


@dataclass(slots=True)
class _Found:
    """A resolved expression with its tokens."""

    first: int
    last: int
    meaning: Meaning


def find_times(article: Article) -> tuple[TimeExpression, ...]:
    """The expressions of time of `article` with TIMEX3 values and the days they cover, in the order of the text.

    A date in the text's own dateline is the anchor where there is one, else the day of publication in the zone the
    report was published in. Without either, words that point from the day of writing ("yesterday") are left out.
    """
    words = vocabulary("en")
    tokens = tokenise(article.text)
    letters = letters_of(tokens, words)
    shapes = list(find_shapes(letters))
    anchors = Anchors(publication_day(article))
    reader = _Reader(tokens, letters, words, Resolver(anchors, words))
    anchors.publication = reader.dateline(shapes) or anchors.publication
    anchors.retells = _retells(tokens, letters, shapes, anchors.publication)
    anchors.quarter = _quarter_reported(letters, anchors.publication)
    found = reader.read(shapes)
    expressions = [_expression(article.id, tokens, item) for item in found]
    return with_bounds(expressions, [(item.first, item.last) for item in found], tokens)


def anchor_day(article: Article) -> date | None:
    """The day the article speaks from: its dateline's if it has one, else that of its publication; None if unknown.

    Where a range is open at its end ("since 2011"), what is told has lasted until this day.
    """
    words = vocabulary("en")
    tokens = tokenise(article.text[:DATELINE_CHARS])
    letters = letters_of(tokens, words)
    anchors = Anchors(publication_day(article))
    reader = _Reader(tokens, letters, words, Resolver(anchors, words))
    return reader.dateline(list(find_shapes(letters))) or anchors.publication


def _quarter_reported(letters: str, publication: date | None) -> Point | None:
    """The quarter that a company's report is about: the last one over at its publication."""
    if publication is None or letters.count("5") < MIN_QUARTERS:
        return None
    return Point.containing(publication, Grain.QUARTER).shifted(-1)


def publication_day(article: Article) -> date | None:
    """The day of publication on the clock of the place it was published in, None if unknown."""
    if article.published is None:
        return None
    return article.published.astimezone(_zone(article.published_zone)).date()


def _zone(offset: str | None) -> timezone:
    """The zone of an offset like "+03:00"; UTC for None and for what is no offset."""
    sign, digits = (offset or "")[:1], (offset or "")[1:].replace(":", "")
    if sign not in ("+", "-") or len(digits) != 4 or not digits.isdigit():
        return UTC
    shift = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    if shift >= timedelta(days=1):
        return UTC
    return timezone(shift if sign == "+" else -shift)


def _expression(article_id: str, tokens: Tokens, item: _Found) -> TimeExpression:
    meaning = item.meaning
    return TimeExpression(
        article_id=article_id,
        span=Span(tokens.starts[item.first], tokens.ends[item.last]),
        type=meaning.type,
        value=meaning.value,
        range=meaning.range,
        anchor=meaning.anchor,
    )


def _retells(tokens: Tokens, letters: str, shapes: Sequence[Shape], publication: date | None) -> bool:
    """Whether the text tells of a past with a calendar of its own, as histories do."""
    years = [tokens.number(at) for at, letter in enumerate(letters) if letter == "Y"]
    if publication is None:
        return bool(years)
    far = sum(abs(year - publication.year) >= FAR_YEARS for year in years) + letters.count("B")
    deictic = sum(_points(shape, letters) for shape in shapes)
    return far >= MIN_FAR_YEARS and far >= FAR_TO_DEICTIC * deictic


def _points(shape: Shape, letters: str) -> bool:
    """Whether an expression points from the day of writing: "today", "Tuesday night", "last year", "a week ago"."""
    if shape.name in ("unit", "part"):
        covered = letters[shape.first : shape.last + 1]
        return covered[0] in "li" or "W" in covered or "D" in covered
    return shape.name in ("deictic", "weekday", "ago")


class _Reader:
    """Takes the shapes of one text through the resolver, and the references that have no shape."""

    def __init__(self, tokens: Tokens, letters: str, words: Vocabulary, resolver: Resolver) -> None:
        self._tokens = tokens
        self._letters = letters
        self._words = words
        self._resolver = resolver

    def dateline(self, shapes: Sequence[Shape]) -> date | None:
        """The day of the text's own dateline: a full date near the beginning that is part of no sentence."""
        for shape in shapes:
            if shape.first >= DATELINE_TOKENS:
                break
            if shape.name in ("date", "clock") and self._stands_alone(shape):
                roles = read_roles(self._tokens, self._letters, shape, self._words)
                if roles.iso or (roles.month and roles.day and roles.year):
                    point, _ = self._resolver.day(roles)
                    if point is not None and point.grain is Grain.DAY:
                        return point.first_day
        return None

    def _stands_alone(self, shape: Shape) -> bool:
        if shape.first == 0:
            return True
        before = shape.first - 1
        word = self._tokens.words[before]
        if word in _HEADING_PREPOSITIONS and before and self._tokens.words[before - 1] in _HEADING_WORDS:
            return True  # "Posted on 4 April 2017"
        if word in _HEADING_WORDS or self._tokens.kinds[before] == "gap":
            return True
        original = self._tokens.text[self._tokens.starts[before]]
        return original in ":|(–—-" or (original.isupper() and word not in _PREPOSITIONS)

    def read(self, shapes: Sequence[Shape]) -> list[_Found]:
        """Everything found, in the order of the text."""
        found: list[_Found] = []
        waiting: list[Shape] = []
        for shape in shapes:
            if shape.name in ("pair", "bc_pair"):
                waiting.append(shape)
                continue
            parts = self._parts(shape)
            if parts and waiting:
                found.extend(self._inherited(waiting, parts[0].meaning))
                waiting = []
            found.extend(parts)
        return _merged(found, self._references())

    def _parts(self, shape: Shape) -> list[_Found]:
        """What one shape yields: a run of days ("April 5-7, 2012") or years ("1914-18") yields several."""
        if shape.name == "days":
            return self._days(shape)
        if shape.name == "years":
            return self._years(shape)
        if self._is_no_time(shape):
            return []
        roles = read_roles(self._tokens, self._letters, shape, self._words)
        tense = tense_at(self._tokens, shape.first, shape.last, self._words)
        if shape.name in ("span", "bare") and not roles.direction and self._lasts_till_now(shape.first):
            roles.direction = PREVIOUS
        if shape.name == "weekday" and roles.plural and self._tokens.words[shape.first - 1 : shape.first] != ["on"]:
            roles.plural = False  # "Sundays attack" in a text that lost its apostrophes
        meaning = self._resolver.resolve(shape.name, roles, tense)
        return [_Found(shape.first, shape.last, meaning)] if meaning is not None else []

    def _lasts_till_now(self, first: int) -> bool:
        """ "has been besieged for two years": a length that ends on the day of writing."""
        words = self._tokens.words
        ahead = words[max(0, first - PERFECT_REACH) : first]
        return ahead[-1:] == ["for"] and bool(_PERFECT.intersection(ahead))

    def _is_no_time(self, shape: Shape) -> bool:
        """Ages ("the 6-year-old boy", "37 years of age") and fractions ("three-quarters", "a quarter of")."""
        if shape.name not in ("span", "bare"):
            return False
        words, letters = self._tokens.words, self._letters
        following = words[shape.last + 1 : shape.last + 3]
        if self._resolver.anchors.retells:
            return letters[shape.last] == "5" and following[:1] == ["of"]
        if following[:1] == ["old"] or following in (["-", "old"], ["of", "age"], ["-", "olds"]):
            return True
        is_quarter = letters[shape.last] == "5"
        return is_quarter and (following[:1] == ["of"] or letters[shape.last - 1] == "-")

    def _days(self, shape: Shape) -> list[_Found]:
        letters = self._letters
        bare = [at for at in range(shape.first + 1, shape.last + 1) if letters[at] in "do"]
        year_at = next((at for at in range(shape.first, shape.last + 1) if letters[at] in "Yy"), None)
        first = Shape("date", shape.first, bare[0])
        roles = read_roles(self._tokens, letters, first, self._words)
        if year_at is not None:
            roles.year = read_roles(self._tokens, letters, Shape("year", year_at, year_at), self._words).year
        tense = tense_at(self._tokens, shape.first, shape.last, self._words)
        meaning = self._resolver.resolve("date", roles, tense)
        if meaning is None or meaning.point is None:
            return []
        found = [_Found(shape.first, bare[0], meaning)]
        for at in bare[1:]:
            last = shape.last if at == bare[-1] else at
            found.extend(self._like(meaning, at, last))
        return found

    def _like(self, meaning: Meaning, at: int, last: int) -> list[_Found]:
        """The bare day at `at` in the month and year of `meaning`."""
        point, day = meaning.point, self._tokens.number(at)
        if point is None or not valid_day(point.year, point.number, day):
            return []
        same = Point(Grain.DAY, point.year, point.number, day)
        return [_Found(at, last, replace(meaning, value=same.value, point=same, range=same.range))]

    def _years(self, shape: Shape) -> list[_Found]:
        """ "1914-18", "2003-2005": two years."""
        tokens = self._tokens
        second_at = shape.last
        first_at = next(at for at in range(shape.first, shape.last) if self._letters[at] == "Y")
        first, second = tokens.number(first_at), tokens.number(second_at)
        if len(tokens.words[second_at]) == 2:
            second += first // 100 * 100
        if second <= first or second - first > MAX_YEAR_SPAN:
            second_at = first_at
        found = []
        for at, year in ((first_at, first), (second_at, second))[: 2 if second_at != first_at else 1]:
            point = Point(Grain.YEAR, year)
            self._resolver.anchors.move_to(point)
            found.append(_Found(at, at, Meaning(DATE, point.value, point, point.range, TEXT)))
        return found

    def _inherited(self, waiting: Sequence[Shape], meaning: Meaning) -> list[_Found]:
        """The shortened dates before a full one: "20-22 June 1791", "March to June 2011", "499 to 449 BC"."""
        point = meaning.point
        found: list[_Found] = []
        if point is None:
            return found
        for shape in waiting:
            last = shape.first + (1 if self._letters[shape.first + 1 : shape.first + 2] == "." else 0)
            same = self._shortened(shape, point)
            if same is not None:
                found.append(
                    _Found(shape.first, last, replace(meaning, value=same.value, point=same, range=same.range))
                )
        return found

    def _shortened(self, shape: Shape, point: Point) -> Point | None:
        roles = read_roles(self._tokens, self._letters, Shape("date", shape.first, shape.first), self._words)
        if shape.name == "bc_pair":
            return Point(Grain.YEAR, -self._tokens.number(shape.first))
        if roles.month:
            return Point(Grain.MONTH, point.year, roles.month)
        day = self._tokens.number(shape.first)
        if point.grain is not Grain.DAY or not valid_day(point.year, point.number, day):
            return None
        return Point(Grain.DAY, point.year, point.number, day)

    def _references(self) -> list[_Found]:
        """Expressions without a place on the calendar: "now", "recently", "the near future"."""
        found: list[_Found] = []
        words, starts = self._tokens.words, self._words.reference_starts
        for at, word in enumerate(words):
            if word in starts and not (found and at <= found[-1].last):
                last = self._reference_end(at)
                if last is not None and self._refers(at):
                    value = self._words.references[" ".join(words[at : last + 1])]
                    found.append(_Found(at, last, self._referred(word, value)))
        return found

    def _reference_end(self, at: int) -> int | None:
        """The last token of the longest reference that starts at a token, or None if none does."""
        words = self._tokens.words
        for count in range(self._words.reference_starts[words[at]], 0, -1):
            if " ".join(words[at : at + count]) in self._words.references:
                return at + count - 1
        return None

    def _referred(self, word: str, value: str) -> Meaning:
        """A reference; "recently" covers the month up to the day of writing, as annotators date it."""
        day = self._resolver.anchors.publication
        if word != "recently" or day is None or self._resolver.anchors.retells:
            return Meaning(DATE, value)
        covered = TimeRange(start=add_months(day, -1), end=day, precision=DatePrecision.MONTH)
        return Meaning(DATE, value, range=covered, anchor=PUBLICATION)

    def _refers(self, at: int) -> bool:
        """Whether a word of reference is one here: "soon" in a told past is "shortly after"."""
        word, following = self._tokens.words[at], self._tokens.words[at + 1 : at + 2]
        if word == "former":
            return self._resolver.anchors.retells
        if word == "future":
            return not self._before_noun(at)
        if word != "soon":
            return True
        past = tense_at(self._tokens, at, at, self._words) is Tense.PAST
        return not past and not self._resolver.anchors.retells and following not in (["after"], ["as"])

    def _before_noun(self, at: int) -> bool:
        """Whether a word stands before another that may be its noun: "future payments"."""
        tokens = self._tokens
        if at + 1 >= len(tokens) or tokens.kinds[at + 1] != WORD or (at and tokens.words[at - 1] in ("the", "near")):
            return False
        return self._letters[at + 1] == " " and len(tokens.words[at + 1]) > MAX_SMALL_WORD


def _merged(found: list[_Found], references: list[_Found]) -> list[_Found]:
    """Both lists in the order of the text; where two overlap the longer stays."""
    ordered = sorted([*references, *found], key=lambda item: (item.first, item.first - item.last))
    kept: list[_Found] = []
    for item in ordered:
        if kept and item.first <= kept[-1].last:
            if item.last - item.first > kept[-1].last - kept[-1].first:
                kept[-1] = item
            continue
        kept.append(item)
    return kept
