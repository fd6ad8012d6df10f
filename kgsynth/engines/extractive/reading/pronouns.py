"""A paragraph -> its sentences, "it" and "this tool" replaced where the paragraph leaves one candidate.

Layout and spelling only, so it runs before the parse: the candidate is a name that opens an earlier sentence of the
paragraph, and no other name has opened one since; or the one command that the sentence before names, for "this tool",
and for "it" where that sentence ends with its name.
"""

import re
from collections.abc import Iterator, Sequence

from kgsynth.engines.extractive.naming import KINDS, is_code_like, is_proper
from kgsynth.engines.extractive.reading.passage import Words
from kgsynth.engines.extractive.retelling.referents import RUN, SORTS
from kgsynth.engines.extractive.topics_of_pages import names_somebody
from kgsynth.types import Span

_KINDS = "|".join(KINDS)
_OPENING = re.compile(
    rf"^(?P<whole>(?:The )?"
    rf"(?P<name>[A-Za-z/][\w./+-]*(?: [A-Z][\w-]*){{0,2}})(?: (?P<kind>{_KINDS}))?(?: \([^()]*\))?) "
    r"(?:is|was|can|will|has|provides|allows|uses|offers|lets|enables|supports|includes|contains|stores|[a-z]{3,}s)\b"
)
_DOES = re.compile(r"(?:is|was|can|will|has|[a-z]{3,}s)\b(?! (?:command|is|are|and|or)\b)")
_BRINGS = re.compile(
    r"(?:(?<=includes)|(?<=contains)|(?<=provides)) the (?:\S+ ){0,2}\S*[A-Z]"
)  # either may be meant afterwards
_POINTING = re.compile(
    rf"^(?:It|This (?:latter )?(?:{_KINDS})|The (?:{_KINDS}))(?= (?:is|was|can|will|has|also|then|[a-z]+s)\b)"
)
_EMPTY_IT = re.compile(
    r"^It (?:is|was|will be|can be|may be|seems?|would be|has been|should be|appears?|takes|makes sense)\b"
    r".*\b(?:to|that|why|whether|how)\b"
)

_RUN = "command|tool|program|utility|script|daemon"
_MENTIONED = re.compile(rf"\b[Tt]he (?P<name>[a-z][\w.+-]+(?: -{{1,2}}\w[\w-]*)?) (?P<kind>{_RUN})\b(?: \([^()]*\))?")
_RUNS = re.compile(rf"^(?:This (?:{_RUN})|It)(?= [a-z]+s\b)")
_PASSIVE = re.compile(r"^(?:This \w+|It) (?:is|was|has been) ")

Resolved = tuple[Words, str, tuple[Span, ...]]
"""A sentence, its text with the pronoun replaced, and the span that proves it (with the sentence that names it)."""


def resolved(paragraph: Sequence[Words], title: str = "") -> Iterator[Resolved]:
    """The sentences of a paragraph; where a pronoun was replaced, the evidence begins with the naming sentence.

    Args:
        title: what stands over it; where it is a person's name, the paragraph may call them by a part of it.
    """
    if names_somebody(title) and paragraph and paragraph[0].text.startswith(f"{title.split()[0]} "):
        yield from _portrait(paragraph, title)
        return
    named: tuple[str, Words] | None = None
    before: Words | None = None
    for words in paragraph:
        pointing = _POINTING.match(words.text)
        if named is None and _RUNS.match(words.text):
            named = _mentioned(before, words.text)
        last, before = before, words
        whole = None if pointing and words.text.startswith(("It ", "This ")) else _opening_name(words)
        if whole is not None:
            named = (whole, words)
        said = last.text if last is not None else ""
        agrees = pointing is not None and named is not None and _may_be_called(named[0], pointing.group(), said)
        if pointing and named and agrees and whole is None and not _EMPTY_IT.match(words.text):
            yield words, named[0] + words.text[pointing.end() :], (_from(named[1], words),)
            continue
        if whole is None and not pointing:
            named = None
        yield words, words.text, (words.span,)


def _may_be_called(name: str, pointing: str, before: str) -> bool:
    """Whether "This tool" may be said of a name: it has no other noun of its own, and the noun is a sort of thing.

    Args:
        before: the sentence before; a noun that stands in it is not said of the name.
    """
    noun, own = pointing.split()[-1].lower(), name.split()[-1].lower()
    bare = own not in KINDS and not name.startswith("The ") and f" {noun}" not in before.lower()
    return noun in {"it", own} or (bare and noun in SORTS) or {own, noun} <= RUN


def _portrait(paragraph: Sequence[Words], name: str) -> Iterator[Resolved]:
    """The sentences about somebody, with their full name for "she" and for the first name that opens a sentence."""
    called = re.compile(rf"^(?:He|She|{re.escape(name.split()[0])})\b(?! [A-Z])(?!['’])")
    for words in paragraph:
        told = called.sub(name, words.text)
        first = words if words.text.startswith(name.split()[0]) or told == words.text else paragraph[0]
        yield words, told, (_from(first, words),)


def _mentioned(before: Words | None, text: str) -> tuple[str, Words] | None:
    """The one command that the sentence before names, where "this tool" can be no other, or "it" stands next to it."""
    found = list(_MENTIONED.finditer(before.text)) if before is not None else []
    if before is None or len({match["name"] for match in found}) != 1 or found[-1]["name"] not in before.code:
        return None
    ends = before.text[found[-1].end() :].strip(" .") == ""
    if text.startswith("It ") and (not ends or _PASSIVE.match(text)):
        return None
    return f"The {found[-1]['name']} {found[-1]['kind']}", before


def _opening_name(words: Words) -> str | None:
    several = next((code for code in words.code if " " in code and words.text.startswith(f"{code} ")), "")
    if several and _DOES.match(words.text[len(several) + 1 :]):
        return several
    match = _OPENING.match(words.text)
    if match is None or _BRINGS.match(words.text, match.end()):
        return None
    name = match["name"]
    known = name in words.code or is_code_like(name) or (match["kind"] and name[:1].isupper())
    proper = is_proper(name) and (" " in name or re.search(r"[a-z][A-Z]|[A-Z]{2}|\d", name) is not None)
    return str(match["whole"]) if known or proper else None


def _from(first: Words, last: Words) -> Span:
    return Span(first.span.document_id, first.span.start, last.span.end)
