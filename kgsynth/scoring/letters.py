"""Text -> its letters and digits alone: what a copy keeps whatever its blanks, its case and its markup.

Each character is taken apart (NFKD) and its marks are dropped, so that the letters of a text are the letters of its
parts one after the other: a place in the text is a place in its letters. Addresses behind links and the tags of HTML
do not count, as a reader of the page does not see them.
"""

import re
import unicodedata
from functools import lru_cache

_ADDRESS = r"(?<=\])\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"\n]*\")?(?:\)|$)"
_TAG = r"</?[a-zA-Z][a-zA-Z0-9-]*(?:\s[^<>\n]*)?/?>"
_UNSEEN = re.compile(f"{_ADDRESS}|{_TAG}")
_NO_LETTERS = re.compile(r"[\W_]+")
_CUT_ADDRESS = re.compile(r"[^\s()\[\]`]{0,200}[/.#][^\s()\[\]`]{0,200}\)")


@lru_cache(maxsize=16_384)
def letters(text: str) -> str:
    """The letters and digits of a text, folded.

    >>> letters("See **[the guide](guide.md)**: 1 024 x")
    'seetheguide1024x'
    """
    seen = _UNSEEN.sub(" ", text) if "](" in text or "<" in text else text
    return _NO_LETTERS.sub("", unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", seen).casefold()))


def letters_of_piece(text: str) -> str:
    """The same of a text that may begin in the middle of a link's address."""
    address = _CUT_ADDRESS.match(text)
    return letters(text[address.end() :] if address else text)
