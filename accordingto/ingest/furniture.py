"""Page furniture: what stands on a page beside the report, line by line.

A line is furniture by its own form ("3036 views", "Share this article", "Read more: …"), some of it only at the head
or the tail of the page (date line, byline, menu, copyright). What it tells of the report (date, tags, credit, byline)
is kept as metadata. In doubt a line stays: a label read as text costs a glance, a sentence lost costs a claim.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from accordingto.ingest import furniture_words as words
from accordingto.ingest.cleaning import clean_line
from accordingto.ingest.dates import Moment, find_date
from accordingto.text import fold, name_key

MIN_PROSE_WORDS = 8  # a line this long that ends like a sentence is one; no label of the measured pages is
LONG_LINE_WORDS = 20  # a line this long is prose even without a full stop (a text that lost its punctuation)
MAX_LABEL_WORDS = 8
MAX_NAMES_WORDS = 12
MAX_NOTICE_WORDS = 45
MAX_CAPTION_WORDS = 70
MAX_FURNITURE_CHARS = 1000  # no label is longer, and matching stays cheap whatever a file holds
MAX_TITLE_WORDS, MAX_TITLE_CHARS = 30, 300
_SENTENCE_END = re.compile(r"[.!?…][\"”’'»)\]]*$")
_WORD = re.compile(r"\w[\w'’.-]*")

_SEPARATORS = re.compile(r"\s+[|>›»•·/]\s+")
_KICKER_LINES = 4
_MIN_HEADLINE_CHARS = 20  # below this one headline may begin like another by chance
_MENU_ITEMS, _MENU_ITEM_WORDS = 3, 4


@dataclass(slots=True)
class Page:
    """A page without its furniture: `lines` of the report in order, and what the furniture told about it."""

    lines: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    published: Moment | None = None
    byline: str | None = None
    credit: str | None = None
    tags: list[str] = field(default_factory=list)


def is_prose(line: str) -> bool:
    """Whether a line reads like a sentence of a report rather than a label, a headline or a caption."""
    length = len(_WORD.findall(line))
    return length >= LONG_LINE_WORDS or (length >= MIN_PROSE_WORDS and bool(_SENTENCE_END.search(line)))


def without_furniture(lines: Sequence[str], *, headlines: Sequence[str] = ()) -> Page:
    """The report's own lines; empty ones are dropped. `headlines`: forms of the headline known from elsewhere."""
    lines = [clean for line in lines if (clean := clean_line(line))]
    page = Page()
    body = [
        number
        for number, line in enumerate(lines)
        if is_prose(line) and _sort(Page(), line, at_head=False, at_tail=False)
    ]
    first, last = (body[0], body[-1]) if body else (len(lines), -1)
    for number, line in enumerate(lines):
        kept = _sort(page, line, at_head=number < first, at_tail=number > last)
        if kept and not (number < first and _repeats(kept, page.lines)):
            page.lines.append(kept)
        if kept != line:
            page.removed.append(line.removeprefix(kept or "").strip())
    _drop_kickers(page, headlines)
    return page


def _sort(page: Page, line: str, *, at_head: bool, at_tail: bool) -> str | None:
    """What of the line belongs to the report (None: nothing); what it tells about the report goes into `page`."""
    if len(line) > MAX_FURNITURE_CHARS:
        return line
    if _is_furniture_anywhere(line) or _took_tags(page, line) or _took_credit(page, line):
        return None
    if (at_head or at_tail) and (_took_date(page, line) or _is_menu(line)):
        return None
    if at_head and page.lines and _took_byline(page, line):
        return None
    return words.TRAILING_LABEL.sub("", line)


def _is_furniture_anywhere(line: str) -> bool:
    return (
        _is_control(line)
        or bool(words.COUNTERS.match(line))
        or _is_caption(line)
        or _is_pointer(line)
        or _is_notice(line)
    )


def _is_control(line: str) -> bool:
    """A button, an icon's name, a row of share links."""
    tokens = [word.lower().rstrip(".") for word in _WORD.findall(line)]
    if not 0 < len(tokens) <= MAX_LABEL_WORDS or words.QUOTES.search(line):
        return not tokens and not any(c.isalnum() for c in line)
    if _SENTENCE_END.search(line) and not words.SHARE.match(line):
        return False
    allowed = words.CONTROLS | words.GLUE
    return any(token in words.CONTROLS for token in tokens) and all(token in allowed for token in tokens)


def _is_caption(line: str) -> bool:
    """A picture's caption: one that names the picture and its source, or one that ends in the picture's credit."""
    if len(line.split()) > MAX_CAPTION_WORDS:
        return False
    if words.BRACKET_CREDIT.search(line):
        return True
    is_named = words.TRAILING_LABEL.search(line) or words.CAPTION_SOURCE.search(line)
    return bool(is_named and words.NOMINAL_CAPTION.match(line))


def _is_pointer(line: str) -> bool:
    """A link to another story: "Read more: …", "Related"."""
    if len(line.split()) > MAX_NOTICE_WORDS or not words.POINTER.match(line):
        return False
    return not words.POINTER_WITHOUT_MARK.match(line) and not (is_prose(line) and ":" not in line[:40])


def _is_notice(line: str) -> bool:
    """The page speaking to its reader: invitations, newsletters, cookies, rights; never a quotation."""
    if len(line.split()) > MAX_NOTICE_WORDS or words.QUOTES.search(line):
        return False
    if words.LEGAL.search(line) or words.INVITATION.match(line):
        return True
    return bool(words.NOTICE.search(line) and words.READER_ADDRESSED.search(line))


def is_rights_notice(line: str) -> bool:
    """Whether a line is about copyright; it may name the agency a report is from."""
    return len(line) <= MAX_FURNITURE_CHARS and bool(words.LEGAL.search(line))


def _took_tags(page: Page, line: str) -> bool:
    if words.HASHTAGS.match(line):
        page.tags += [tag.strip("#,") for tag in line.split()]
        return True
    listed = words.TAG_LIST.match(line)
    if not listed or is_prose(line):
        return False
    page.tags += [tag for part in re.split(r"[,;|#]", listed.group(1)) if (tag := part.strip())]
    return True


def _took_credit(page: Page, line: str) -> bool:
    """A line such as "Cover: Jane Doe/Agency": a label and names, no sentence."""
    match = words.CREDIT.match(line)
    if not match or _SENTENCE_END.search(line) or not _is_names(match.group(1)):
        return False
    page.credit = page.credit or match.group(1).strip()
    return True


def _is_names(phrase: str) -> bool:
    """Whether a phrase is made of names: no word in small letters but the particles of names."""
    tokens = _WORD.findall(phrase)
    return 0 < len(tokens) <= MAX_NAMES_WORDS and all(
        not token[0].islower() or token.partition("-")[0] in words.NAME_PARTICLES or "." in token for token in tokens
    )


def _took_date(page: Page, line: str) -> bool:
    """A line of a date, perhaps with a label, a time, a byline and a counter of readers."""
    found = find_date(line)
    if not found:
        return False
    before, after = line[: found.start], line[found.end :].strip(" |·•,;–—-")
    rest = words.DATE_LABEL.sub("", before).strip(" |·•,;–—-")
    if not words.BARE_COUNTER.match(after) or (rest and not _took_byline(page, rest)):
        return False
    if page.published is None or words.UPDATED.search(line) is None:
        page.published = page.published or found.moment
    return True


def _took_byline(page: Page, line: str) -> bool:
    match = words.BYLINE.match(line)
    if not match or _SENTENCE_END.search(line) or not _is_names(match.group(1)):
        return False
    page.byline = page.byline or match.group(1).strip()
    return True


def _is_menu(line: str) -> bool:
    """Short items between bars: navigation or a trail of sections."""
    items = _SEPARATORS.split(line)
    are_labels = all(len(item.split()) <= _MENU_ITEM_WORDS and any(map(str.isalpha, item)) for item in items)
    return len(items) >= _MENU_ITEMS and are_labels


def _repeats(line: str, earlier: Sequence[str]) -> bool:
    """Whether the head of the page already has this line: headlines often stand there twice."""
    return any(fold(line) == fold(other) for other in earlier)


def _drop_kickers(page: Page, headlines: Sequence[str]) -> None:
    """Leave out the section names before a headline that is known."""
    for number, line in enumerate(page.lines[:_KICKER_LINES]):
        if any(same_headline(line, headline) for headline in headlines):
            page.removed += page.lines[:number]
            del page.lines[:number]
            return
        if len(line.split()) > _MENU_ITEM_WORDS:
            return


def first_headline(lines: Sequence[str]) -> str | None:
    """The first line, if it looks like a headline above a text: short, and no plain sentence."""
    if (
        len(lines) < 2
        or len(lines[0]) > MAX_TITLE_CHARS
        or len(lines[0].split()) > MAX_TITLE_WORDS
        or lines[0].endswith((".", ":", ","))
    ):
        return None
    return lines[0] if lines[0][0].isupper() or not lines[0][0].isalpha() else None


def same_headline(line: str, title: str) -> bool:
    """Whether two headlines are one, but for case, accents, punctuation and the outlet's name behind it."""
    left, right = name_key(line), name_key(title)
    shorter, longer = sorted((left, right), key=len)
    return bool(shorter) and (
        left == right
        or (len(shorter) >= _MIN_HEADLINE_CHARS and (longer.startswith(shorter) or longer.endswith(shorter)))
    )
