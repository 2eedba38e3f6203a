"""What the text of an article may hold: characters and white space in one form, sentences untouched.

Stored text is NFC. Removed: control characters (NUL among them), lone surrogates, non-characters, byte-order marks,
soft hyphens, zero-width spaces and joiners (the joiners stay between letters of scripts that need them), tag
characters, and every bidirectional mark, embedding, override and isolate: a reader could be shown other words than
the ones that are read. Every kind of line end becomes a line feed, every other white space one space. Letters, case,
quotation marks, dashes and everything else stay as the publisher wrote them.
"""

from __future__ import annotations

import re
import unicodedata

# Real reports and live blogs stay below 200,000 characters; beyond this a file is a book, a dump or an attack.
MAX_TEXT_CHARS = 400_000

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]")
_SPACE_RUNS = re.compile(r" {2,}")
_BLANK_LINES = re.compile(r"\n\s*\n\s*")
_REMOVED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls that are no line end
    "\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"  # invisible and bidirectional
    "\ud800-\udfff\ufdd0-\ufdef\ufff0-\ufffb\ufffe\uffff"  # not characters
    "\U000e0000-\U000e0fff]"  # tags and variation selectors nobody sees
)
_JOINERS = re.compile("[\u200c\u200d]+")
_NEEDS_JOINERS = re.compile("[\u0600-\u08ff\u0900-\u0dff\ufb50-\ufdfd\ufe70-\ufefc]")  # Arabic and Indic scripts
_EMOJI = re.compile("[\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]")


def clean_characters(text: str) -> str:
    """The text in NFC without characters that hide or mislead; lines and their order kept."""
    text = _REMOVED.sub("", _LINE_ENDS.sub("\n", text))
    if "\u200c" in text or "\u200d" in text:
        text = _JOINERS.sub(_joiner, text)
    text = _SPACES.sub(" ", text)
    return unicodedata.normalize("NFC", text)


def _joiner(match: re.Match[str]) -> str:
    """The joiner itself where the script or an emoji needs it, else nothing."""
    text, start, end = match.string, match.start(), match.end()
    if start == 0 or end == len(text):
        return ""
    before, after = text[start - 1], text[end]
    both_need = _NEEDS_JOINERS.match(before) and _NEEDS_JOINERS.match(after)
    both_emoji = _EMOJI.match(before) and _EMOJI.match(after)
    return match.group()[0] if both_need or both_emoji else ""


def clean_line(line: str) -> str:
    """One line without outer white space and runs of spaces."""
    return _SPACE_RUNS.sub(" ", line).strip()


def clean_text(text: str) -> str:
    """Paragraphs and lines trimmed, single spaces, at most one blank line in a row."""
    text = clean_characters(text)
    lines = "\n".join(clean_line(line) for line in text.split("\n"))
    return _BLANK_LINES.sub("\n\n", lines).strip()


def clean_phrase(text: str | None, limit: int = 300) -> str | None:
    """A title, name or tag on one line, cut at `limit` characters; None if nothing is left."""
    if text is None:
        return None
    phrase = " ".join(clean_characters(text[: limit * 8]).split())
    return phrase[:limit].rstrip() or None


def cut_text(text: str, limit: int = MAX_TEXT_CHARS) -> str:
    """The text up to the last paragraph (or line, or word) that ends within `limit`; the text itself if it fits."""
    if len(text) <= limit:
        return text
    for mark in ("\n\n", "\n", " "):
        end = text.rfind(mark, limit // 2, limit)
        if end > 0:
            return text[:end].rstrip()
    return text[:limit]
