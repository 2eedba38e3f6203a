"""A brief as plain text and as Markdown."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from datetime import datetime, time, timedelta, tzinfo

from accordingto.publish.brief.lines import Brief, Line, Source
from accordingto.publish.wording import counted, day, minute

WIDTH = 78  # characters of a line in a plain mail (RFC 2822 recommends no more)
# What Markdown (CommonMark 0.31, with GitHub's tables and autolinks) takes as more than a character: anywhere, at the
# beginning of an item, and where it makes links of bare addresses.
_MARKS = re.compile(
    r"[\\`*_{}\[\]<>#|~&$^@]|^[-+=:](?=\s|$)|(?<=^\d)[.)]|(?<=^\d\d)[.)]|(?<=[A-Za-z]):(?=//)|(?<=www)\.", re.IGNORECASE
)
_NOT_IN_LINK = str.maketrans({character: f"%{ord(character):02X}" for character in "<>()\\\"'`[] "})


def plain(brief: Brief) -> str:
    """The brief as text for people, every line with its sources below it."""
    lines = [brief.title, period(brief), ""]
    for name, found in brief.sections:
        lines += [name.upper(), ""]
        for line in found:
            lines += [*_plain_line(brief, line), ""]
    return "\n".join([*lines, closing(brief)]) + "\n"


def _plain_line(brief: Brief, line: Line) -> Iterator[str]:
    yield from _wrapped(f"* {_heading(line)}", "  ")
    yield from _wrapped(f"  {_standing(line)}", "  ")
    for source in line.sources:
        yield from _wrapped(f"  - {_told(source)}", "    ")
        if source.url:
            yield f"    {source.url}"
    if line.more:
        yield f"  - {counted(line.more, 'more telling')}"
    address = brief.address(line)
    if address:
        yield f"  Details: {address}"


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def markdown(brief: Brief) -> str:
    """The brief as Markdown; nothing of a report is taken as mark-up."""
    lines = [f"# {escaped(brief.title)}", "", escaped(period(brief)), ""]
    for name, found in brief.sections:
        lines += [f"## {name}", ""]
        for line in found:
            lines += _markdown_line(brief, line)
        lines.append("")
    return "\n".join([*lines, escaped(closing(brief))]) + "\n"


def _markdown_line(brief: Brief, line: Line) -> Iterator[str]:
    address = brief.address(line)
    heading = escaped(_heading(line))
    yield f"- **{_link(heading, address) if address else heading}**  "
    yield f"  {escaped(_standing(line))}"
    for source in line.sources:
        told = escaped(_told(source))
        yield f"  - {_link(told, source.url) if source.url else told}"
    if line.more:
        yield f"  - {counted(line.more, 'more telling')}"


def escaped(text: str) -> str:
    """The text so that Markdown shows it as it is."""
    return _MARKS.sub(r"\\\g<0>", text)


def _link(words: str, url: str) -> str:
    return f"[{words}](<{url.translate(_NOT_IN_LINK)}>)"


def period(brief: Brief) -> str:
    """Between which moments the brief tells what changed."""
    since = day(brief.since + timedelta(days=1)) if brief.since.time() == time.max else minute(brief.since, brief.zone)
    return f"What became known since {since}{_until(brief.until, brief.zone)}"


def _until(moment: datetime | None, zone: tzinfo) -> str:
    if moment is None:
        return ""
    return f" until {day(moment) if moment.time() == time.max else minute(moment, zone)}"


def closing(brief: Brief) -> str:
    """What is left to say when the lines are done."""
    if not brief.sections:
        return "Nothing new, nothing changed, nothing newly disputed."
    if brief.echoes:
        return f"{counted(brief.echoes, 'event')} besides told again, by reports that are no origin of their own."
    return "Every line names who says it: origins are counted, not echoes."


def _heading(line: Line) -> str:
    return f"{line.headline} ({line.when})" if line.when else line.headline


def _standing(line: Line) -> str:
    return " ".join([f"{line.support}.", *line.changes])


def _told(source: Source) -> str:
    said = f"{source.author} {source.verb}: “{source.words}”" if source.words else f"{source.author} {source.verb} it"
    return f"{said} ({source.outlet}, “{source.title}”, {source.known})"
