"""What interchange formats call a country."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

# First and last numbers of the state system that belong to a region of UCDP's, in order. Egypt is of the Middle East,
# the rest of northern Africa is not.
REGIONS = (
    (2, 199, "Americas"),
    (200, 399, "Europe"),
    (400, 626, "Africa"),
    (630, 699, "Middle East"),
    (700, 990, "Asia"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country: its ISO 3166-1 number and its number in Gleditsch and Ward's state system, None where it has none."""

    name: str
    number: int | None
    gw: int | None

    @property
    def region(self) -> str | None:
        """UCDP's region, None for what is no state of the system."""
        if self.gw is None:
            return None
        return next((name for first, last, name in REGIONS if first <= self.gw <= last), None)


def country(code: str | None) -> Country | None:
    """The country of an ISO 3166-1 alpha-2 code, None if there is none."""
    return _countries().get(code or "")


@lru_cache(maxsize=1)
def _countries() -> dict[str, Country]:
    text = (files("accordingto.publish") / "data" / "countries.toml").read_text(encoding="utf-8")
    return {
        code: Country(name=row["name"], number=row.get("number"), gw=row.get("gw"))
        for code, row in tomllib.loads(text).items()
    }
