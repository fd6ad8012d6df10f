"""A sentence -> what a name is ("X is a Y that ..."), and what its letters stand for.

Word order and tags are read, not the tree: the parser's errors cluster in long sentences, and the pattern at their
front is unmistakable.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Token

from kgsynth.engines.extractive.facts import Definition, Expansion
from kgsynth.engines.extractive.naming import Name
from kgsynth.engines.extractive.reading.fragments import is_clean_answer
from kgsynth.engines.extractive.reading.openings import (
    DOERS,
    THINGS,
    Said,
    Subject,
    is_weak,
    named_phrase,
    stands_for,
    subject,
)
from kgsynth.engines.extractive.reading.phrases import (
    answer,
    first_said,
    head_noun,
    holds_alone,
    is_genus,
    is_person_noun,
    is_written_as_a_persons,
    without_opinion,
)
from kgsynth.engines.extractive.wording import bare, singular, without_parentheses, without_references
from kgsynth.language.words import stands_in
from kgsynth.types import Chunk, Span

_BE = re.compile(r" (?P<be>is|are|was|were) (?=(?P<article>[Aa]n?|the|[a-z]\w+|[A-Z])\b)")
_MOST_WORDS_BEFORE = 14


def definitions(said: Said) -> Iterator[Definition]:
    """What the sentence says its subject is; nothing where that is an opinion, or does not tell it from others."""
    match = next((m for m in _BE.finditer(said.text) if _is_balanced(said.text[: m.start()])), None)
    if match is None or len(said.text[: match.start()].split()) > _MOST_WORDS_BEFORE:
        return
    if not _may_define(said.text[match.end() :], plural=match["be"] in {"are", "were"}):
        return
    about = subject(said, match.start(), terms=True)
    if (
        about is None
        or re.fullmatch(r"[A-Z]{1,2}\d?", about.name.text)
        or about.plural != (match["be"] in {"are", "were"})
    ):
        return
    found = _phrase(said, match.end(), about)
    if found is None:
        return
    phrase, genus = found
    name = _with_kind(about.name, genus)
    if name is None or (match["be"] == "is" and _SEVERAL.search(about.asked)):
        return
    told = answer(about.named, f"{match['be']} {_in_full(said.text[match.end() :], phrase)}")
    asked = about.asked if name.kind != "person" or about.asked.startswith("the ") else name.text
    yield Definition(said.chunk, said.evidence, name, phrase, told, asked=asked, be=match["be"])


_SEVERAL = re.compile(r"[A-Z_]{2,} [a-z]{3,}[^sui]s$")  # "the OTTER_FAST flags is": of one of them


def _in_full(said: str, phrase: str) -> str:
    """What is said to the end of the sentence, where that can be answered with; else the defining words alone."""
    whole = without_opinion(bare(without_references(without_parentheses(said))))
    fits = len(whole.split()) <= _MOST_WORDS_TOLD and is_clean_answer(whole) and not _LEANS.search(whole)
    return whole if fits and whole.startswith(phrase[:12]) else phrase


_MOST_WORDS_TOLD = 32
_LEANS = re.compile(r"\b(?:it|its|they|their|them|he|she|you|we|while|whereas)\b|[;:.] ")


def definitions_added(said: Said) -> Iterator[Definition]:
    """``..., stored in an otter ring, which is a file that ...``: what a clause adds to a name in passing."""
    for match in _WHICH_IS.finditer(said.text.rstrip(".")) if "which is " in said.text else ():
        if not _may_define(said.text[match.start("phrase") :], plural=False):
            continue
        about = named_phrase(said, *match.span("name"))
        found = _phrase(said, match.start("phrase"), about) if about is not None else None
        if about is None or found is None or len(about.name.text) < 3:
            continue
        name = _with_kind(about.name, found[1])
        if name is not None:
            told = answer(about.named, f"is {found[0]}")
            yield Definition(said.chunk, said.evidence, name, found[0], told, asked=about.asked)


_WHICH_IS = re.compile(
    rf"(?:^|(?<= ))(?P<name>(?:[Tt]he )?[^ ,()]+(?: (?:{'|'.join(sorted(THINGS))}))?)(?: \([^()]*\))?(?:,| \() ?"
    r"which is (?P<phrase>an? [^()]+?)(?:\)|$)"
)


def _may_define(text: str, *, plural: bool) -> bool:
    """Whether words can be a definition by their spelling: what needs no tags is asked first."""
    phrase = without_opinion(first_said(text))
    return (plural or re.match(r"(?:an?|the) ", phrase) is not None) and holds_alone(phrase)


def _is_balanced(text: str) -> bool:
    return text.count("(") == text.count(")")


def _phrase(said: Said, start: int, about: Subject) -> tuple[str, str] | None:
    """The defining words after "is", and the noun at their head."""
    said_first = first_said(said.text[start:])
    phrase = without_opinion(said_first)
    tokens = _outside_brackets(said.tokens(start, len(said.text)), len(said_first))
    if not is_genus(phrase, tokens, plural=about.plural) or not holds_alone(phrase):
        return None
    head = head_noun(tokens)
    if head is None or _is_done_to(tokens, head) or len(phrase.split()) < 3 or _names_itself(about.name.text, phrase):
        return None
    if said_first != phrase and re.match(
        r"^(?:an?|the) (?:tools?|way|programs?|systems?|software)\b(?! \w+ing)", phrase
    ):
        return None  # an opinion was all that set it apart
    return phrase, head.lower_


def _is_done_to(tokens: list[Token], head: Token) -> bool:
    """Whether a participle opens it ("typically viewed using programs"), so that its noun is no class."""
    before = [token for token in tokens if token.i < head.i]
    return any(
        token.tag_ in {"VBN", "VBD"} and (after.pos_ == "ADP" or after.tag_ in {"VBG", "TO"})
        for token, after in pairwise(before)
    )


def _outside_brackets(tokens: list[Token], length: int) -> list[Token]:
    """The first ``length`` characters' tokens, those in brackets not counted."""
    kept: list[Token] = []
    depth = taken = 0
    for token in tokens:
        depth += (token.text == "(") - (token.text == ")")
        if depth == 0 and token.text != ")" and taken < length:
            kept.append(token)
            taken += len(token.text_with_ws)
    return kept


def _names_itself(name: str, phrase: str) -> bool:
    return stands_in(name.lower(), phrase.lower())


def _with_kind(name: Name, genus: str) -> Name | None:
    """The name with the kind that its definition gives it, where nothing else does; None where the two disagree."""
    person = re.fullmatch(r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){1,2}", name.text) and is_person_noun(genus)
    if person and name.kind != "term" and is_written_as_a_persons(name.text):
        return Name(name.text, "person")
    if name.kind != "term" and is_person_noun(genus):
        return None
    if not name.kind and genus in _CLASSES:
        return Name(name.text, genus)
    if name.kind in {"package", "parameter", "setting", "option", "variable", "column"} and genus in DOERS:
        return Name(name.text, genus)
    return None if not name.kind and is_weak(name.text) else name


_CLASSES = frozenset(
    "command program tool utility package protocol format library server daemon service directive file filesystem "
    "language "
    "browser editor emulator algorithm framework shell application distribution extension module function "
    "option".split()
)

# ---------------------------------------------------------------------------------------------- expansions

_BRACKETS = re.compile(
    r"(?<![\w-])(?P<letters>[A-Z][A-Za-z0-9]*[A-Z][A-Za-z0-9]*) \((?:(?:short )?for |which stands for )?“?"
    r"(?P<words>[A-Za-z][^(),;:“”]{4,60})”?[,)]"
)
_IN_BRACKETS = re.compile(r" \([A-Z][A-Za-z]*[A-Z]s?[,)]")
_BRACKETED = re.compile(
    r"(?P<before>(?:[A-Za-z][\w’'-]*[ /-]){1,7}?[A-Za-z][\w’'-]*) \((?P<letters>[A-Z][A-Za-z]*[A-Z])s?[,)]"
)
_STANDS = re.compile(
    r"(?<![\w-])(?P<letters>[A-Z][A-Za-z0-9]*[A-Z])(?: \w+)? (?:stands for|means|is short for|is (?:the|an) "
    r"(?:abbreviation|acronym) (?:of|for)) (?:the )?[“\"]?(?P<words>[A-Z][^(),;:.“”\"]{4,60})"
)


_SPELLING_OUT = re.compile(r"[A-Z](?: \w+)? (?:stands for|means|is short for|is (?:the|an) (?:abb|acr))")


def expansions(text: str, chunk: Chunk, evidence: tuple[Span, ...]) -> Iterator[Expansion]:
    """What the acronyms of a sentence stand for, where the initials say the same."""
    if "(" not in text and not _SPELLING_OUT.search(text):
        return
    for match in (*_BRACKETS.finditer(text), *_STANDS.finditer(text)):
        words = _initialled(match["letters"], match["words"].split(), from_the_end=False)
        if words:
            yield Expansion(chunk, evidence, Name(match["letters"]), words)
    for match in _BRACKETED.finditer(text) if _IN_BRACKETS.search(text) else ():
        words = _initialled(match["letters"], match["before"].split(), from_the_end=True)
        if words:
            several = re.search(r"s[,)]$", match.group()) is not None
            yield Expansion(chunk, evidence, Name(match["letters"]), singular(words) if several else words)


def _initialled(letters: str, words: list[str], *, from_the_end: bool) -> str:
    """The words next to an acronym that it stands for; empty where they are none."""
    if words[-1].endswith(("'s", "’s")):
        return ""
    for count in range(2, len(words) + 1):
        near = words[-count:] if from_the_end else words[:count]
        if not from_the_end and count < len(words) and len(words) - count > 3:
            continue
        phrase = " ".join(near)
        if stands_for(letters, phrase) and (near[0][0].isupper() or from_the_end) and phrase != letters:
            return phrase
    return ""
