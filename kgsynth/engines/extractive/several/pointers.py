"""Statements that only point at another name, and what is said there -> questions that take both places to answer.

"PGPASSFILE behaves the same as passfile" says nothing of passwords, and what is said of passfile nothing of PGPASSFILE.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.facts import Form
from kgsynth.engines.extractive.naming import Name, entry_name, is_code_like, owner_of
from kgsynth.engines.extractive.reading.entries import evidence as entry_evidence
from kgsynth.engines.extractive.reading.fragments import first_verb_form, is_balanced
from kgsynth.engines.extractive.reading.passage import Entry, Passage, Words, read
from kgsynth.engines.extractive.wording import bare, question, sentence, third_person
from kgsynth.language.words import content_words, squeezed, stem
from kgsynth.types import Chunk, Span

_TARGET = r"(?P<target>--?[A-Za-z][\w-]*|[A-Za-z][\w.]*)"
_KIND = r"(?P<kind>(?: [a-z-]+)? (?:option|parameter|setting|variable|command|function))?"
_SAME = re.compile(
    r"^(?:(?:[\w.-]+|This(?: \w+)?|It) )?(?:is |behaves |works |acts )?(?:exactly |just )?(?:the )?"
    r"(?:same as|equivalent to|like|(?:an? |the )?(?:deprecated |old |shorter )?"
    rf"(?:[Ss]ynonym|[Aa]lias|[Ss]horthand|[Ss]hortcut|[Ss]hort form) (?:for|of)) (?:the )?{_TARGET}(?:\(\))?{_KIND}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Pointer:
    """A name that is told by another: all that its chunk says of it is where to look.

    Attributes:
        called: what the chunk calls its target: ``connection parameter``.
    """

    chunk: Chunk
    evidence: tuple[Span, ...]
    name: Name
    target: str
    called: str = ""


def pointers(passage: Passage, subject: str) -> Iterator[Pointer]:
    """The statements of a chunk that point at another name."""
    chunk = passage.chunk
    for entry in passage.entries:
        owner = owner_of(chunk, entry.headings, subject)
        name = entry_name([term.text for term in entry.terms], entry.headings, chunk, owner)
        if name is not None:
            yield from _pointer(entry.body[0], name, entry_evidence(entry, entry.body[0]), chunk)
    for section in passage.sections:
        for bullet in section.bullets:
            text = bullet.text.split(". ")[0]
            first = text.split(" ", 1)[0]
            name = entry_name([first], section.headings, chunk, owner_of(chunk, section.headings, subject))
            if name is not None and is_code_like(first):
                yield from _pointer(bullet, name, (bullet.part(0, len(text)),), chunk)


def _pointer(words: Words, name: Name, proof: tuple[Span, ...], chunk: Chunk) -> Iterator[Pointer]:
    text = bare(words.text.split(". ")[0])
    found = _SAME.match(text)
    if found and not _gives_away(name.text, found["target"]):
        yield Pointer(chunk, proof, name, found["target"], bare(found["kind"] or ""))


def _gives_away(name: str, target: str) -> bool:
    """Whether a name spells the one that it points at: who reads PGHOSTADDR knows where hostaddr is told of."""
    return squeezed(target.strip("-")).replace("_", "") in squeezed(name).replace("_", "")


def pointed(one: Chunk, other: Chunk, subject: str) -> Iterator[Candidate]:
    """The questions of the pointers of one chunk at what another says."""
    for pointer in _pointers_of(one, subject):
        if pointer.target in other.text and pointer.name.text not in other.text:
            yield from _same(pointer, read(other))


@lru_cache(maxsize=16_384)
def _pointers_of(chunk: Chunk, subject: str) -> tuple[Pointer, ...]:
    """The pointers of a chunk, which is one end of many paths."""
    return tuple(pointers(read(chunk), subject)) if _CUES.search(chunk.text) else ()


_CUES = re.compile(
    r"\bsame as\b|\bequivalent to\b|\b(?:synonym|alias|shorthand|shortcut|short form) (?:for|of)\b", re.IGNORECASE
)


def _same(pointer: Pointer, passage: Passage) -> Iterator[Candidate]:
    """``What does PGPASSFILE specify?``, told where passfile is."""
    for entry in passage.entries:
        terms = {term.text.split(" ", 1)[0] for term in entry.terms}
        said = _THIS.sub(f"{pointer.name.text} ", bare(entry.body[0].text))
        if _is_of_two(entry) or pointer.target not in terms:
            continue
        if _tells(said, pointer) and _is_meant(pointer, passage.chunk, entry):
            verb = "do" if first_verb_form(said) and not re.match(r"(?:Specif|Set|Defin|Giv)", said) else "specify"
            verb = "control" if said.startswith(pointer.name.text) else verb
            yield Candidate(
                chunks=(pointer.chunk, passage.chunk),
                question=question(f"What does {pointer.name.full} {verb}"),
                reference=sentence(_clause(said)),
                evidence=(*pointer.evidence, *entry_evidence(entry, entry.body[0])),
                kind="equivalent",
                names=(pointer.name,),
                weight=0.8,
            )


def _is_of_two(entry: Entry) -> bool:
    """Whether an entry tells of a switch and of its denial at once, so that it tells of neither alone."""
    terms = {found for term in entry.terms for found in re.findall(r"--[\w\[\]-]+", term.text)}
    denied = any("[no-]" in term or f"--no-{term[2:]}" in terms for term in terms)
    return denied or _EITHER.match(entry.body[0].text) is not None


_EITHER = re.compile(r"(?:\S+ ){0,3}?(?:enables? or disables?|turns? (?:on or off|\S+ on or off))\b", re.IGNORECASE)


def _clause(said: str) -> str:
    """What is said as a clause: ``Use colours`` -> ``It uses colours``; what is no command stays as it is."""
    form = first_verb_form(said)
    first, _, rest = said.partition(" ")
    if form is Form.THIRD:
        return f"It {first.lower()} {rest}"
    if form is Form.BASE:
        plain = first.isalpha() and not re.search(r"\b(?:and|or|then)\b", rest)
        return f"It {third_person(first.lower())} {rest}" if plain else f"It is used to {first.lower()} {rest}"
    return said


def _tells(said: str, pointer: Pointer) -> bool:
    """Whether what is said of the target can stand as what is said of the name that points at it."""
    leans = _LEANS.search(said.lower()) or _OUTDATED.search(said)
    itself = rf"(?<![\w-]){re.escape(pointer.target)}(?![\w-])"
    if len(pointer.target) > 4 and re.search(itself, said, re.IGNORECASE):
        return False  # it names itself, maybe in an example, which would be no example of what points at it
    opens = re.match(r"(?:Even|When|If|In|On|With|By|For|As)\b", said) is None
    verb = first_verb_form(said) is not None
    says = opens and (said.startswith(pointer.name.text) or verb or not _FINITE.search(said))
    whole = 3 <= len(said.split()) <= 40 and is_balanced(said)
    return whole and says and leans is None and said[:1].isupper() and _adds(said, pointer)


def _adds(said: str, pointer: Pointer) -> bool:
    """Whether something is said that the names do not say: of PGHOST, "name of host to connect to" tells nothing."""
    named = squeezed(f"{pointer.name.text} {pointer.target}")
    told = {stem(word) for word in content_words(said) if squeezed(word) not in named}
    return len(told - _SAYS_NOTHING) >= _LEAST_ADDED


_LEAST_ADDED = 2  # words
_SAYS_NOTHING = frozenset(
    map(stem, "name value option parameter variable client server connection connect use control specify set".split())
)
_OUTDATED = re.compile(r"\b(?:deprecated|obsolete|no longer|ignored|has no effect)\b", re.IGNORECASE)
_FINITE = re.compile(r"\b(?:is|are|was|were|will|can|may|must|should|has|have)\b")
_THIS = re.compile(r"^This (?:option|parameter|setting|variable) ")
_LEANS = re.compile(r"\b(?:this|these|it|above|below|see|same as|equivalent|synonym|alias|if)\b")


def _is_meant(pointer: Pointer, chunk: Chunk, entry: Entry) -> bool:
    """Whether an entry of the target's name is the target: on the same page, or where the headings say what it is."""
    if chunk.document_id == pointer.chunk.document_id:
        return True
    over = {stem(word) for word in content_words(" ".join((chunk.title, *chunk.headings, *entry.headings)))}
    called = {stem(word) for word in content_words(pointer.called)}
    return len(called) > 1 and called <= over
