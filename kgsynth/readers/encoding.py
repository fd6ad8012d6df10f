"""Bytes -> text, and the name of the encoding that was found or guessed."""

import codecs
import re
from dataclasses import dataclass

import charset_normalizer

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LATIN = ["cp1252", "cp1250", "cp1254", "cp1257"]
_OTHER_SCRIPTS = ["cp1251", "koi8_r", "cp1253", "cp1255", "cp1256", "cp874"]
_MANY_BYTES = ["cp932", "euc_jp", "iso2022_jp", "gb18030", "big5", "cp949", "utf_16_le", "utf_16_be"]
_FEW = 0.3
_DECLARED = re.compile(rb"""<(?:meta[^>]{0,200}?charset\s*=|\?xml[^>]{0,200}?encoding\s*=)\s*["']?([\w.:-]+)""", re.I)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 65_536


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, and the encoding it was written in."""

    text: str
    encoding: str


class UndecodableError(ValueError):
    """Bytes that are no text in the encoding asked for, or in any."""


def decode(data: bytes, *, encoding: str | None = None, markup: bool = False) -> Decoded:
    """The text of a file, by its byte order mark, as UTF-8, or by a guess.

    Args:
        encoding: what to decode with instead.
        markup: whether the file may declare its encoding inside, as HTML does.
    """
    if encoding is not None:
        return _decoded(data, encoding)
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if marked is not None:
        return _decoded(data, marked)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _declared(data) if markup and _DECLARED.search(data[:4096]) else _guessed(data)


def is_binary(data: bytes) -> bool:
    """Whether these are no characters at all: NUL or control bytes, and no byte order mark that explains them."""
    if any(data.startswith(mark) for mark, _ in _MARKS):
        return False
    sample = data[:_SAMPLE]
    return b"\0" in sample or len(_CONTROL.findall(sample)) > len(sample) / 100


def _decoded(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding.removesuffix("-sig"))
    except LookupError:
        raise UndecodableError(f"unknown encoding {encoding!r}") from None
    except UnicodeDecodeError as error:
        raise UndecodableError(f"not {encoding} text: {error.reason} at byte {error.start}") from None


def _declared(data: bytes) -> Decoded:
    match = _DECLARED.search(data[:4096])
    try:
        return _decoded(data, match[1].decode("ascii")) if match else _guessed(data)
    except UndecodableError:
        return _guessed(data)


def _guessed(data: bytes) -> Decoded:
    """Few bytes above ASCII are accents, whatever else they might be; of Latin guesses only cp1250 is believed."""
    sample = data[:_SAMPLE]
    best = charset_normalizer.from_bytes(sample, cp_isolation=_LATIN + _OTHER_SCRIPTS + _MANY_BYTES).best()
    if best is None:
        raise UndecodableError("in no encoding that could be guessed; name it with encoding=")
    high = sum(byte > 127 for byte in sample)
    accents = high < _FEW * len(sample)
    western = Decoded(data.decode("cp1252", "replace"), "cp1252")
    if best.encoding in _LATIN or (best.encoding in _OTHER_SCRIPTS and accents):
        is_central = best.encoding == "cp1250" and high >= 5 and data.decode("cp1250", "replace") != western.text
        return _decoded(data, "cp1250") if is_central else western
    return _decoded(data, best.encoding)
