"""A table of properties below a heading that names a thing -> its default, its purpose, where it may be used.

Reference manuals set such a table at the head of each entry: ``Syntax``, ``Default``, ``Context``, one row each, and
nothing above the two columns.
"""

import re
from collections.abc import Iterator

from kgsynth.engines.extractive.facts import Cell, Default, Fact, Form, Purpose
from kgsynth.engines.extractive.naming import Name, heading_text, is_code_like, titled_entry
from kgsynth.engines.extractive.reading.fragments import cut_tail, first_verb_form, is_self_contained, lacks_article
from kgsynth.engines.extractive.reading.glosses import is_telegram
from kgsynth.engines.extractive.wording import bare, sentence, third_person, without_parentheses
from kgsynth.language.markdown import Table
from kgsynth.types import Chunk, Span

_PROPERTIES = frozenset(
    "description syntax default context contexts scope type unit range module package status override compatibility "
    "since introduced version availability required minimum maximum usage synopsis".split()
)
_FEWEST = 2  # rows that name a property
_LONGEST = 8  # words of a value
_NO_VALUE = re.compile(r"^\W*(?:none|null|undefined|nil|n/a|empty|unset|not set|no default)?\W*$", re.IGNORECASE)
_SAID_OF_VALUES = re.compile(r"\b(?:see|depend\w*|if|unless|when|or|all|the|platform)\b|[()|…*]", re.IGNORECASE)


def entry_named(headings: tuple[str, ...]) -> Name | None:
    """What the innermost heading names as the thing that its section is an entry of; None for any other heading."""
    title = heading_text(headings[-1]) if headings else ""
    return titled_entry(title) or (Name(title) if is_code_like(title) else None)


def is_of_properties(table: Table) -> bool:
    """Whether a table of two columns has properties in the first, and no more than blanks above both."""
    titles = [row[0].text.rstrip(":").lower() for row in table.rows if row]
    known = sum(title in _PROPERTIES for title in titles)
    plain = len(table.header) == 2 and not any(cell.text for cell in table.header)
    return plain and known >= _FEWEST and 2 * known >= len(titles)


def entry_facts_of(table: Table, name: Name, chunk: Chunk) -> Iterator[Fact]:
    """What the rows of a table of properties tell of a name, each with its heading as part of the proof."""
    heading = _heading(chunk, name)
    for row, span in zip(table.rows, table.row_spans, strict=True):
        if len(row) >= 2:
            proof = (*heading, Span(chunk.document_id, chunk.span.start + span[0], chunk.span.start + span[1]))
            yield from _told(row[0].text.rstrip(":").lower(), row[1].text.strip(), name, chunk, proof)


def is_property(text: str) -> bool:
    """Whether a line tells nothing but a property of the entry that it stands in: ``Default: 3``."""
    found = _LINE.match(text)
    return found is not None and found["title"].lower().removesuffix("s") in _PROPERTIES


def has_default(text: str) -> bool:
    """Whether a line says what something is unless it is set, in whatever words."""
    found = _LINE.match(text)
    return found is not None and found["title"].lower() in {"default", "defaults"}


def default_of(text: str, name: Name) -> str:
    """The value that a line says a name has unless it is set; empty where it says none, or more than one word of it.

    >>> default_of("Default: 3", Name("tide")), default_of("Type: Number", Name("tide")), is_property("Type: Number")
    ('3', '', True)
    """
    found = _LINE.match(text)
    if found is None or not has_default(text):
        return ""
    value = _of_itself(_NOTE.sub("", bare(found["value"])), name)
    unfit = _NO_VALUE.match(value) or _SAID_OF_VALUES.search(value) or len(value.split()) > _SHORT
    return "" if unfit or name.text in value else value


_LINE = re.compile(r"(?P<title>[A-Z][a-z]+)(?: value)?: +(?P<value>\S.*)$")
_NOTE = re.compile(r"\s*\([^()]*\)$|\s+by default$")
_SHORT = 3  # words of a value on a line of its own


def property_question(column: str, whose: str, value: str) -> str:
    """What is asked of a property that has a verb of its own; empty for any other.

    >>> property_question("contexts", "the MaxOtters directive", "pond, river")
    'In which contexts can the MaxOtters directive be used'
    """
    if column == "contexts":
        return f"In which contexts can {whose} be used"
    return f"Which {column} provides {whose}" if column in _HOLDERS and is_code_like(value) else ""


def _heading(chunk: Chunk, name: Name) -> tuple[Span, ...]:
    """The line that names the entry, where the chunk holds it."""
    found = re.search(rf"^#+ .*{re.escape(name.text)}.*$", chunk.text, re.MULTILINE)
    if found is None:
        return ()
    return (Span(chunk.document_id, chunk.span.start + found.start(), chunk.span.start + found.end()),)


def _told(title: str, value: str, name: Name, chunk: Chunk, proof: tuple[Span, ...]) -> Iterator[Fact]:
    if not value or (len(value.split()) > _LONGEST and title != "description"):
        return
    if title == "default":
        value = _of_itself(value, name)
        if not _NO_VALUE.match(value) and not _SAID_OF_VALUES.search(value) and name.text not in value:
            yield Default(chunk, proof, name, value)
    elif title in _HOLDERS and not is_code_like(value):
        return  # "core": a word that names no module outside its table
    elif title in _ASKED_AS:
        yield Cell(chunk, proof, name, _ASKED_AS[title], value)
    elif title == "description":
        yield from _purpose(value, name, chunk, proof)


_HOLDERS = frozenset({"module", "package"})
_ASKED_AS = {
    "syntax": "Syntax",
    "context": "Contexts",
    "contexts": "Contexts",
    "scope": "Scope",
    "module": "Module",
    "package": "Package",
    "type": "Type",
    "unit": "Unit",
    "range": "Range",
}


def _of_itself(value: str, name: Name) -> str:
    """A value without the name that is set to it: ``MaxOtters 12`` is 12."""
    return re.sub(rf"^{re.escape(name.text)}(?:\s*=\s*|\s+)", "", value).strip("\"'")


def _purpose(value: str, name: Name, chunk: Chunk, proof: tuple[Span, ...]) -> Iterator[Fact]:
    """What it does, in the third person whichever way the table puts it: ``Set the tide``, ``Sets the tide``."""
    spoken = cut_tail(without_parentheses(bare(value)))
    form = first_verb_form(spoken)
    if form is None or not name.kind or not is_self_contained(spoken) or _NAMES_A_THING.match(spoken):
        return
    first, _, rest = f"{spoken[:1].lower()}{spoken[1:]}".partition(" ")
    if lacks_article(f"{first} {rest}") or (form is Form.BASE and is_telegram(f"{first} {rest}")):
        return
    action = f"{third_person(first) if form is Form.BASE else first} {rest}"
    yield Purpose(chunk, proof, name, action, Form.THIRD, sentence(action))


_NAMES_A_THING = re.compile(  # "Email address used for ...", "Sizes in bytes of ..."
    r"^[A-Z][a-z]+ (?:[a-z]+ (?:that|which|used|sent|to be)|and|or|in|of|for|as)\b"
)
