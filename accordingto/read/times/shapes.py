"""The shapes of expressions of time: patterns over the letters of `letters`, longest forms first.

A shape knows nothing of calendars. It says where an expression stands and which of its tokens play which role;
`meanings` reads the roles and `anchoring` puts them on the calendar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

_MON = r"M\.?"
_WKD = r"(?:W|J\.?)"
_DAY = r"(?:[do](?![/0-8]|-[0-8]))"
_YEAR = r"(?:X?[Yy][BX]?(?!-?[013457])|[dn]B)"
# "early", "the end of", "mid-", "late in the", "earlier on"
_MOD = r"(?:t?m-?%?[fN@]?t?|[er][N@]?t?)"
_REL = r"(?:t?(?:i?[lx]|h?s|[ih]))"  # "this", "the same", "that same", "this past"
_OF = r"[,f-]*"
_MD = rf"{_MON}-?t?{_DAY}"
_DM = rf"t?{_DAY}-?f?{_MON}"
_DATE = (
    rf"(?:{_WKD},?@?t?)?"
    rf"(?:(?:t?i?[lx])?{_MD}(?:{_OF}(?:{_YEAR}|{_REL}6))?|{_DM}(?:{_OF}(?:{_YEAR}|{_REL}6))?|I|S|H~*(?:{_OF}{_YEAR})?)"
)
_DATEISH = rf"(?:{_DATE}|{_REL}?{_WKD}|D|{_REL}1)"
_CLOCK = r"(?:C\.?z?|[dw]z)Z*"
# "about", "more than", "at least", "up to", "no more than"
_APPROX = r"(?:q|<>|<<>|@<|<T)+"
_BOUND = r"(?:<>|<<>|@<|<T|q)"
_NUMBER = r"(?:[dn]d/d|[dw]&a?V|[dwn](?:-?[T&-]-?[dwn])?|a?kf?|a)"
_COUNT = rf"{_NUMBER}-?<?c?k?"
_SPAN = rf"(?:{_APPROX})?(?:{_COUNT}-?c?[0-8](?:&aV|&O)?|q?[aw]?[0-8]&aV)"

# Name and pattern; the first that fits at a place wins, so longer forms stand before their parts.
_SHAPES: tuple[tuple[str, str], ...] = (
    ("clock", rf"q?{_CLOCK},?[@Nf]?t?{_DATEISH}"),
    ("part", rf"(?:{_MOD})?t?P(?:Z|0)?(?:,|@|f|N)*t?{_DATEISH}"),
    ("clock", rf"{_DATEISH},?@?q?{_CLOCK}"),
    ("part", rf"(?:[mer]-?@?)?{_DATEISH},?(?:@|Nt)?-?P"),
    ("clock", rf"q?(?:{_CLOCK}(?:NtP)?|[dw]NtP)"),
    ("part", rf"(?:[mer]-?)?{_REL}P"),
    ("pair", rf"{_DAY}(?:-|&|T)(?=t?{_DAY}-?f?{_MON})"),
    ("pair", rf"{_MON}(?:-|&|T|,)(?=(?:{_MON},)*(?:&)?{_MON}{_OF}{_YEAR})"),
    ("bc_pair", r"[dn](?:-|&|T)(?=[dn]B)"),
    ("days", rf"(?:{_WKD},?)?{_MD}(?:(?:-|&|T|,&|,){_DAY}(?!M))+(?:{_OF}{_YEAR})?"),
    ("date", rf"(?:{_MOD})?{_DATE}(?:,?{_WKD})?"),
    ("month", rf"(?:{_MOD})?{_REL}?{_MON}(?:{_OF}(?:{_YEAR}|{_REL}6))?(?!-?[do])"),
    ("set", rf"v(?:o|{_NUMBER})?-?[0-8WPMQ]"),
    ("set", r"p[0-8]"),
    ("set", r"(?<=[dwn*])a[0134568](?![bger-])"),
    ("set", r"A"),
    ("set", r"[WP]P"),
    ("quarter", rf"(?:{_MOD})?(?:{_REL}6'~|t?F?Y|t)?F?-?o-?[5V](?:(?:{_OF}(?:t?F?6)?)(?:{_YEAR}|{_REL}6))?"),
    ("quarter", rf"t?[ml]V{_OF}(?:{_YEAR}|{_REL}6)"),
    ("period", r"t?[lhs]K|t?Y[5K]"),
    ("year_ago", r"[ta]?c?6-[ge](?: ?[5K])?"),
    ("season", rf"(?:{_MOD})?{_REL}?t?Q(?:{_OF}(?:{_YEAR}|{_REL}6))?"),
    ("decade", rf"(?:{_MOD})?{_REL}?t?E~?B?"),
    ("century", rf"(?:{_MOD})?t?(?:o-?8B?)"),
    ("ago", rf"{_SPAN}g|[0-8]g"),
    ("shift", rf"{_SPAN}[er]|[0-8][er]|a[0-8]b(?![a-zA-Z ])"),
    ("last_of", r"t[lo][34](?=f)"),
    ("span", rf"(?:@<|<T)?t?i?[lx](?:{_COUNT})-?c?[0-8]"),
    ("span", rf"{_BOUND}?to{_COUNT}-?c?[0-8]"),
    ("weekday", rf"(?:{_MOD})?{_REL}?{_WKD}"),
    ("deictic", rf"(?:{_MOD})?D"),
    ("unit", rf"(?:{_MOD})?{_REL}F?[1-8]"),
    ("unit", rf"(?:{_MOD})t?F?[1-8]"),
    ("recent", r"j[0-8](?:&[0-8])?"),
    ("span", rf"{_SPAN}"),
    ("span", rf"{_BOUND}?t{_COUNT}-?c?[0-8]"),
    ("year_end", r"6-?m"),
    ("years", r"t?Y-[dnY](?![0-8])"),
    ("year", rf"(?:{_MOD})?(?:t?F?6?)?{_YEAR}"),
    ("the_unit", r"tF?[1-6]"),
    ("overnight", r"G"),
    ("bare", r"[0-8]"),
)
_STARTS = r"(?:(?![ \n,.~|'$/\-&T<>@N%*cXzZVgBfK])|(?=@<|<))"  # most tokens begin no shape


@dataclass(frozen=True, slots=True)
class Shape:
    """An expression found in the letters: its shape's name and the tokens `[first, last]` it covers."""

    name: str
    first: int
    last: int


@cache
def _pattern() -> re.Pattern[str]:
    """All shapes as one alternation; group `s<n>` matched for the n-th."""
    branches = "|".join(f"(?P<s{n}>{pattern})" for n, (_, pattern) in enumerate(_SHAPES))
    return re.compile(rf"{_STARTS}(?:{branches})")


def find_shapes(letters: str) -> Iterator[Shape]:
    """The shapes in the letters from left to right, none overlapping."""
    for match in _pattern().finditer(letters):
        group = match.lastgroup
        if group is not None and match.end() > match.start():
            last = match.end() - 1
            while letters[last] in ",-&T." and last > match.start():
                last -= 1
            yield Shape(_SHAPES[int(group[1:])][0], match.start(), last)
