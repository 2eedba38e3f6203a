"""Ids, closed sets and small values that the records are made of."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import IntEnum, StrEnum
from typing import Self

ID_LENGTH = 20  # hex digits, 80 bits: one collision expected at about 10**12 records


def stable_id(kind: str, *parts: object) -> str:
    """A 20-digit hexadecimal id that depends on `kind` and `parts` alone; None and "" are told apart."""
    digest = hashlib.sha256(kind.encode())
    for part in parts:
        encoded = b"\0-" if part is None else b"\0=" + str(part).encode("utf-8", "surrogatepass")
        digest.update(encoded)
    return digest.hexdigest()[:ID_LENGTH]


class Identified:
    """A record that works out its id once: making it hashes a whole text, and deriving asks for it again and again.

    What is remembered is no field, so it is not compared, stored, copied or sent to other processes.
    """

    __slots__ = ("_id",)
    _id: str

    @property
    def id(self) -> str:
        """A stable id of what the record is and where it stands."""
        try:
            return self._id
        except AttributeError:
            object.__setattr__(self, "_id", self._make_id())  # the records are frozen for everybody else
        return self._id

    def known_by(self, its_id: str) -> Self:
        """The record itself, which need not work out the id under which it was stored."""
        object.__setattr__(self, "_id", its_id)
        return self

    def _make_id(self) -> str:
        raise NotImplementedError(f"{type(self).__name__} does not say what its id is made of")


def require_utc(moment: datetime, name: str) -> None:
    """Raise ValueError unless `moment` carries the UTC zone: local time relabelled as UTC is a silent lie."""
    if moment.tzinfo is UTC:  # what nearly every moment carries, and cheaper to see than to ask its zone
        return
    if moment.tzinfo is None or moment.utcoffset() != UTC.utcoffset(None):
        raise ValueError(f"{name} must be in UTC, got {moment!r}")


class SourceKind(StrEnum):
    """What kind of body or person a source is."""

    MEDIA = "media"
    AGENCY = "agency"
    GOVERNMENT = "government"
    MILITARY = "military"
    ARMED_GROUP = "armed-group"
    INTERGOVERNMENTAL = "intergovernmental"
    NGO = "ngo"
    EXPERT = "expert"
    WITNESS = "witness"
    INDIVIDUAL = "individual"
    ANONYMOUS = "anonymous"
    DOCUMENT = "document"


class Polarity(StrEnum):
    ASSERTS = "asserts"
    DENIES = "denies"
    ASKS = "asks"


class Certainty(StrEnum):
    """How sure the source is shown to be of the content."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"


class EventType(StrEnum):
    """PLOVER events of the event layer: the material ones, AGREE and CONSULT."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class Status(StrEnum):
    HAPPENED = "happened"
    ONGOING = "ongoing"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"
    DENIED = "denied"
    HISTORICAL = "historical"


class WherePrecision(IntEnum):
    """UCDP where_prec."""

    EXACT = 1
    NEAR = 2
    ADM2 = 3
    ADM1 = 4
    VAGUE = 5
    COUNTRY = 6
    SEA_OR_AIR = 7


class DatePrecision(IntEnum):
    """UCDP date_prec."""

    DAY = 1
    DAYS = 2
    WEEK = 3
    MONTH = 4
    YEAR = 5


class Relation(StrEnum):
    SAME_EVENT = "same_event"
    SAME_ACTOR = "same_actor"
    SAME_CLAIM = "same_claim"
    COPY_OF = "copy_of"
    REVISION_OF = "revision_of"
    REPORTED_FROM = "reported_from"


class AgainstInterest(StrEnum):
    """What a party admits by a claim that goes against its own side."""

    OWN_DEFEAT = "own defeat"
    OWN_LOSSES = "own losses"
    OWN_ATROCITY = "own atrocity"


class Judgement(StrEnum):
    POSITIVE = "positive"
    NEGATIVE = "negative"
    UNSURE = "unsure"
    SUGGESTED = "suggested"
    WITHDRAWN = "withdrawn"  # people take back what they judged: the machine's judgement stands again


class Verdict(StrEnum):
    """What a person finds a record that was read to be; of whether a claim is true it says nothing."""

    RIGHT = "right"
    WRONG = "wrong"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open `[start, end)` in code points of an article's text; never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"bad span [{self.start}, {self.end})")

    def slice(self, text: str) -> str:
        """The words the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRange:
    """Calendar days as the report names them, both ends included; a missing end is a bound the text does not give."""

    start: date | None
    end: date | None
    precision: DatePrecision

    def __post_init__(self) -> None:
        if self.start is None and self.end is None:
            raise ValueError("a time range needs at least one bound")
        if self.start is not None and self.end is not None and self.start > self.end:
            raise ValueError(f"time range ends before it starts: {self.start} > {self.end}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number of people or things; `high` None is open above ("at least 12"), both equal is exact."""

    low: int
    high: int | None

    def __post_init__(self) -> None:
        if self.low < 0 or (self.high is not None and self.high < self.low):
            raise ValueError(f"bad amount {self.low}..{self.high}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A gazetteer entry. WGS 84 degrees; `radius_m` is how far the named thing may reach from its point.

    `gazetteer_id` is like "geonames:170063"; `feature` a GeoNames class and code like "P.PPLA" or "A.ADM1".
    """

    gazetteer_id: str
    name: str
    country: str | None
    admin1: str | None
    admin2: str | None
    lat: float
    lon: float
    feature: str
    population: int
    radius_m: int

    def __post_init__(self) -> None:
        if not (-90 <= self.lat <= 90 and -180 <= self.lon <= 180):
            raise ValueError(f"bad coordinates {self.lat}, {self.lon}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """What produced a record: a named program, its version and its settings."""

    name: str
    version: str
    config: str = ""

    @property
    def id(self) -> str:
        return stable_id("method", self.name, self.version, self.config)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Something that could not be read, with a stable `code` and a sentence for people.

    `subject` is the file, URL or article id it concerns; `stage` is ingest, read, link, ledger or publish.
    """

    stage: str
    code: str
    subject: str
    detail: str

    @property
    def id(self) -> str:
        return stable_id("issue", self.stage, self.code, self.subject, self.detail)
