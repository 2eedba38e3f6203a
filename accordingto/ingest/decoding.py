"""Bytes to text and packed bytes to plain ones, within limits and not believing what they say of themselves."""

from __future__ import annotations

import codecs
import re
import zlib
from dataclasses import dataclass

from charset_normalizer import from_bytes

GZIP_MAGIC = b"\x1f\x8b"
# Larger than any page, feed or sitemap (the sitemap protocol allows 50 MiB); archives and JSON Lines are streamed.
MAX_BYTES = 52_428_800
_INFLATE_STEP = 65_536

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.\-]{2,40})""")
_DECLARATION_BYTES = 4096  # browsers look for a declared charset in the first 1,024; feeds put comments before it
# Only encodings of text: Python's registry also holds "rot13", "unicode_escape" and the like.
_TEXT_ENCODING = re.compile(
    r"(?:utf[-_]?(?:8|16|32)|windows[-_]?\d+|cp\d+|ibm\d+|iso[-_]?(?:8859|2022)|iso_ir|latin|koi8|gb|big5|euc|shift|sjis|"
    r"ms|mac|tis|viscii|us-ascii|ascii|johab|hz|x-)",
    re.I,
)
# What browsers read for these labels (WHATWG Encoding Standard): supersets that fill the gaps.
_SUPERSETS = {"ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030",
              "shift_jis": "cp932", "euc_kr": "cp949"}  # fmt: skip
_DETECT_BYTES = 65_536  # enough for a guess, and the guess is slow
_MIN_GUESS_BYTES = 256  # below this a few accents are guessed to be anything
_FOREIGN_SHARE = 0.25  # Cyrillic and Arabic are nearly all above 0x7f, Western accents are few


@dataclass(frozen=True, slots=True)
class Unpacked:
    """Plain bytes of packed ones; `fault` says in words why there may be fewer than there should be."""

    data: bytes
    fault: str | None = None


def gunzip(packed: bytes, limit: int = MAX_BYTES) -> Unpacked:
    """All gzip members of `packed`, as far as they can be read and within `limit` bytes (and no more memory)."""
    out = bytearray()
    rest = packed
    while rest.startswith(GZIP_MAGIC):
        inflater = zlib.decompressobj(wbits=31)
        while not inflater.eof:
            try:
                piece = inflater.decompress(rest, _INFLATE_STEP)
            except zlib.error:
                return Unpacked(bytes(out), "the gzip data is damaged")
            out += piece
            if len(out) > limit:
                return Unpacked(bytes(out[:limit]), f"unpacked it is larger than {limit} bytes")
            rest = inflater.unconsumed_tail
            if not piece and not rest and not inflater.eof:
                return Unpacked(bytes(out), "the gzip data is cut off")
        rest = inflater.unused_data.lstrip(b"\0")
    return Unpacked(bytes(out), "other bytes follow the gzip data" if rest else None)


def decode(data: bytes, charset: str | None = None) -> str:
    """The bytes as text: byte-order mark, valid UTF-8, the charset of the transport, the one declared inside, a guess.

    Valid UTF-8 goes before any declaration: text in another encoding is hardly ever valid UTF-8 by accident, while
    declarations are often wrong. Bytes that fit nothing become U+FFFD; the text is never refused.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return data.decode(name, "replace").removeprefix("\ufeff")
    for declared in ("utf-8", charset, _declared(data)):
        text = _try(data, declared)
        if text is not None:
            return text
    truncated = _valid_but_cut(data)
    if truncated is not None:
        return truncated
    if len(data) < _MIN_GUESS_BYTES and sum(byte >= 0x80 for byte in data) < len(data) * _FOREIGN_SHARE:
        return data.decode("cp1252", "replace")
    guess = from_bytes(data[:_DETECT_BYTES]).best()
    return data.decode(guess.encoding if guess else "cp1252", "replace")


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data[:_DECLARATION_BYTES])
    return match.group(1).decode("ascii") if match else None


def _try(data: bytes, name: str | None) -> str | None:
    """The text if `name` is a text encoding and all bytes fit it."""
    codec = _codec(name)
    if codec is None:
        return None
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _codec(name: str | None) -> str | None:
    if not name or not _TEXT_ENCODING.match(name):
        return None
    try:
        canonical = codecs.lookup(name).name
    except LookupError:
        return None
    return _SUPERSETS.get(canonical, canonical)


_MAX_BAD_SHARE = 0.001  # one flipped byte in a page is damage, one in a hundred is another encoding


def _valid_but_cut(data: bytes) -> str | None:
    """The text if all but a few bytes are UTF-8: cut inside a character, or damaged on the way."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    has_multibyte = len(text) < len(data) - 2 * bad
    return text if bad <= max(1, len(text) * _MAX_BAD_SHARE) and (has_multibyte or bad <= 1) else None
