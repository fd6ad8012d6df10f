"""Pages of tables -> what the row that a column refers to tells: a reference on one page, an attribute on another."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from kgsynth.language.words import stands_in
from kgsynth.manuals.holders import holder_of
from kgsynth.manuals.joins import Reference, references_of
from kgsynth.types import Chunk, Span

_COLUMN = re.compile(r"^`(?P<column>[A-Za-z]\w*)`(?: [^\n]*)?\n: (?P<said>[^\n]+)", re.MULTILINE)
_END = re.compile(r"[.;:,](?:\s|$)|\s\(|, or zero\b")
_NOUN = r"(?P<noun>[a-z][a-z-]*(?: [a-z][a-z-]*)?)"
_ATTRIBUTE = re.compile(rf"^(?:The )?(?P<what>[A-Za-z][a-z]+(?: [a-z]+){{0,6}}?) (?:of|for) (?:the|this) {_NOUN}$")
_NAMED = re.compile(rf"^(?:The )?{_NOUN.replace('[a-z]', '[A-Za-z]', 1)} (?P<what>name|size|encoding|version)$")
_CALLED = re.compile(r"^(?:The )?(?P<called>[A-Z][a-z]{3,}) of (?:the|this) [a-z]")
_NO_THING = frozenset("identifier reference list type name data number array".split())
_MOST_WORDS = 12
_FEW_WORDS = 2
_SHARE = 0.25
_OF_ANYTHING = frozenset({"owner", "type", "kind"})  # which tell little of what a row only leads to
_UNFIT = re.compile(r"`|[“”]|^(?:This|True if)\b|\b(?:false|true) (?:for|if)\b")


@dataclass(frozen=True, slots=True)
class Attribute:
    """What a column of a table tells of the thing that a row stands for.

    Attributes:
        noun: what the table calls that thing: ``function``.
        what: ``name``, ``home port``.
    """

    chunk: Chunk
    span: Span
    column: str
    noun: str
    what: str


@dataclass(frozen=True, slots=True)
class Lookup:
    """A reference and an attribute of what it leads to.

    Attributes:
        called: what the reference calls the thing that it leads to: ``owner`` of what is a role there.
        is_sought: whether people look up such a thing by way of a table.
    """

    first: Reference
    attribute: Attribute
    called: str
    is_sought: bool = True


def lookups(pages: Mapping[str, Sequence[Chunk]]) -> Iterator[Lookup]:
    """What a table tells by way of the one reference that it has to another.

    Args:
        pages: the chunks of each document.
    """
    of_pair: defaultdict[tuple[str, str], list[Reference]] = defaultdict(list)
    texts: dict[str, str] = {}
    for chunks in pages.values():
        for reference in references_of(chunks):
            of_pair[reference.table, reference.target].append(reference)
            texts[reference.table] = "\n".join(chunk.text for chunk in chunks).lower()
    told = _told_of({target for _, target in of_pair}, pages)
    leading = Counter(target for _, target in of_pair)
    most = max(leading.values(), default=1)
    for (table, target), (first, *others) in sorted(of_pair.items()):
        own, share = texts[table], leading[target] / most
        for attribute in told.get(target, ()) if first.is_sound and not others else ():
            called = _called(first, attribute.noun)
            is_fit = called and called not in attribute.what and attribute.column.lower() not in own
            if is_fit and not _says_itself(own, attribute, called):
                yield Lookup(first, attribute, called, _is_sought(attribute.what, own, share))


def _told_of(tables: Set[str], pages: Mapping[str, Sequence[Chunk]]) -> Mapping[str, list[Attribute]]:
    """What the page of each table tells of the thing that its rows are."""
    titled = (chunks for chunks in pages.values() if any(table in chunks[0].title for table in tables))
    found = ((holder_of(chunks), chunks) for chunks in titled)
    return {holder.name: list(_attributes(chunks)) for holder, chunks in found if holder and holder.name in tables}


def _attributes(chunks: Sequence[Chunk]) -> Iterator[Attribute]:
    """What the columns of a page tell of the thing that its rows are; of two that tell the same, neither."""
    found = [each for chunk in chunks for each in _attributes_in(chunk)]
    times = Counter(each.what for each in found)
    nouns = Counter(each.noun for each in found)
    yield from (each for each in found if times[each.what] == 1 and nouns[each.noun] > 1)


def _is_sought(what: str, own: str, share: float) -> bool:
    """Whether people look up such a thing by way of a table: the name of what a row leads to; what else few words tell
    of what many tables lead to, unless a row has such a thing of its own.

    Args:
        own: the text of the table from which it is looked up.
        share: how many tables lead there, of those that lead to the one that most lead to.
    """
    told = len(what.split()) <= _FEW_WORDS and share >= _SHARE and f"{what} of the" not in own
    return what == "name" or (told and what not in _OF_ANYTHING)


def _attributes_in(chunk: Chunk) -> Iterator[Attribute]:
    for match in _COLUMN.finditer(chunk.text):
        said = _END.split(match["said"], maxsplit=1)[0].strip()
        if len(said.split()) > _MOST_WORDS or _UNFIT.search(said):
            continue
        span = Span(chunk.document_id, chunk.span.start + match.start(), chunk.span.start + match.end())
        if told := _ATTRIBUTE.match(said) or _NAMED.match(said):
            what = told["what"][:1].lower() + told["what"][1:]
            yield Attribute(chunk, span, match["column"], told["noun"].lower(), what)


def _called(reference: Reference, noun: str) -> str:
    """What a reference calls that which it leads to; empty where it does not say that it is of that noun."""
    said = _said(reference)
    if re.match(r"An? ", said):
        return ""  # one of several
    if stands_in(noun, said.lower()):
        return noun
    found = _CALLED.match(said)
    return found["called"].lower() if found and found["called"].lower() not in _NO_THING else ""


def _said(reference: Reference) -> str:
    text = reference.chunk.text_of(reference.span)
    return text.partition("\n: ")[2]


def _says_itself(own: str, attribute: Attribute, called: str) -> bool:
    """Whether a table has a column of its own for what is looked up."""
    said = rf"{attribute.what} (?:of|for) (?:the|this) {called}"
    return f"{attribute.what} " in own and re.search(said, own) is not None
