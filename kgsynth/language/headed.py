"""Markdown text -> what a title or a list item names and says at once: an entry, as in a list of terms.

Reference pages in Markdown give each setting a title of its own, its properties below it and then what it does, or each
value an item that opens with it in code.
"""

import re
from collections.abc import Iterator

IDENTIFIER = r"--?[A-Za-z][\w-]*|[A-Za-z]\w*(?:[._]\w+)+|[a-z]+[A-Z]\w*"
NAME = r"--?[A-Za-z][\w-]*|[A-Za-z_][\w.:/-]*\w(?:\(\))?"
"""What an item in code may be an entry of: one word."""
TITLE = re.compile(rf"(?:`(?P<code>(?:{NAME})(?:\([^()`\n]*\))?)`|(?P<plain>{IDENTIFIER}))(?:\([^()\n]*\))?")
"""The words of a title that is an identifier, or code, and nothing else."""
LEAD = re.compile(r"(?:\s*\([^()\n]*\))?(?:\s*[:–—]|\s+--?)\s+(?=\w|`)")
"""What stands between the name that opens an item and what the item says of it."""
PROPERTY = r"\**(?:Defaults?|Type|Required|Since|Scope|Range|Values?|Environment)\**(?: value)?\**:"

_TITLED = re.compile(
    rf"^#{{2,6}}[ \t]+{TITLE.pattern}[ \t]*#*[ \t]*\n"
    rf"(?:[ \t]*\n|[ \t]*<[^>\n]*>(?:</a>)?[ \t]*\n|"
    rf"(?:[ \t]*[*+-][ \t]+)?{PROPERTY}[^\n]*\n(?:[ \t]+[^\s*+-][^\n]*\n)*)*"
    r"(?P<said>[A-Za-z`][^\n]{9,}(?:\n[^\s#`|*+>-][^\n]*)*)",
    re.MULTILINE,
)
_ITEM = re.compile(
    rf"^[ \t]*[*+-][ \t]+`(?P<code>{NAME})`{LEAD.pattern}"
    r"(?P<said>[^\n]{10,}(?:\n(?![ \t]*(?:[*+-] |\n|#|\d+\. ))[^\n]+)*)",
    re.MULTILINE,
)


def headed(text: str) -> Iterator[tuple[str, str]]:
    """The name and the first words said of it, of each title and list item that is an entry.

    >>> list(headed("### `tide`\\n\\n- Default: 3\\n\\nSets how high the water may be."))
    [('tide', 'Sets how high the water may be.')]
    """
    for pattern in (_TITLED, _ITEM):
        for match in pattern.finditer(text) if _MAY_BE.search(text) else ():
            yield match["code"] or match["plain"], match["said"]


_MAY_BE = re.compile(r"^(?:#{2,6}|[ \t]*[*+-])[ \t]+[`\w-]", re.MULTILINE)
