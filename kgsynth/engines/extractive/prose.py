"""Parsed sentences -> facts: what a name is, what it does, and statements that can be asked about."""

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kgsynth.engines.extractive.facts import Definition, Described, Event, Fact, Form, Purpose, Statement
from kgsynth.engines.extractive.fragments import cut_tail, is_self_contained
from kgsynth.engines.extractive.naming import KINDS, Name, is_code_like, is_proper, kind_of
from kgsynth.engines.extractive.reading import Words
from kgsynth.engines.extractive.wording import bare, sentence, without_parentheses
from kgsynth.language.bundled import noun_types, verb_lemma
from kgsynth.language.clauses import Clause, main_clause
from kgsynth.types import Chunk, Span

_EMPTY_GENUS = frozenset(
    "way thing kind type sort part number set lot bit case example matter one reason fact result issue problem idea "
    "point question choice list series good bad".split()
)
_GENUS = re.compile(
    r"^(?:an?|the) (?!(?:\w+ )?(?:abbreviation|acronym|name|term|synonym|word|shorthand|alias|extension)\b|"
    r"separate|different|similar|same|only|first|last|next|good|bad|new|little|bit)"
)
_INDEFINITE = frozenset("a an some any each every no many several most few all both this these that those such".split())
_WEAK_VERBS = frozenset("be have do seem appear become get go come make remain tend try happen exist".split())


def statement(words: Words, doc: Doc, chunk: Chunk, evidence: tuple[Span, ...], about: Name | None) -> Statement | None:
    """The statement of one sentence, where it parses to one finite, affirmative or negated main clause."""
    clause = main_clause(doc)
    if clause is None or not (clause.finite or clause.imperative):
        return None
    return Statement(chunk, evidence, about or Name(""), words, doc, clause)


def prose_facts(said: Statement, code: frozenset[str]) -> Iterator[Fact]:
    """What a statement says its subject is, or does; nothing where the subject has no name.

    Args:
        code: the inline code of the sentence; each stretch of it is a name.
    """
    clause = said.clause
    yield from _described(said, code)
    yield from described_in_passing(said, code)
    name = subject_name(clause, said.words.text, said.chunk.text, code)
    if name is None:
        name = generic_name(clause, said.words.text)
    if name is None or clause.negated or not clause.finite or said.clause.subject[0].i != 0:
        return
    yield from _definition(said, name)
    yield from _purpose(said, name)
    yield from _event(said, name)


def generic_name(clause: Clause, text: str) -> Name | None:
    """The kind of thing that a sentence speaks of in general: ``A firewall``, ``A bare repository``."""
    subject = clause.subject
    if not 2 <= len(subject) <= 4 or subject[0].lower_ not in {"a", "an"} or clause.subject_head is not subject[-1]:
        return None
    phrase = slice_of(text, subject[1:])
    if subject[1].pos_ == "ADJ":
        return None
    plain = re.fullmatch(r"[a-zA-Z][\w-]*(?: [a-zA-Z][\w-]*)*", phrase) and subject[-1].lower_ not in _EMPTY_GENUS
    return Name(phrase, "term") if plain else None


def subject_name(clause: Clause, text: str, context: str, code: frozenset[str] = frozenset()) -> Name | None:
    """The name that a clause's subject consists of: ``pg_dump``, ``The wal_level parameter``, ``Acme Robotics``."""
    if clause.subject_head is None or not clause.subject:
        return None
    if clause.subject[0].lower_ in _INDEFINITE:
        return None
    tokens = [token for token in _without_aside(clause.subject) if token.pos_ not in {"DET", "PUNCT"}]
    if not tokens or len(tokens) > 4 or not _is_contiguous(tokens):
        return None
    kind = ""
    if tokens[-1].text in KINDS and len(tokens) > 1:
        kind, tokens = tokens[-1].text, tokens[:-1]
    elif tokens[0].lower_ in KINDS and len(tokens) > 1 and not tokens[0].text.isupper():
        kind, tokens = tokens[0].lower_, tokens[1:]
    phrase = slice_of(text, tokens)
    if not re.search(r"[A-Za-z]{2}|/", phrase):
        return None
    if phrase not in code and not _is_name(phrase, tokens, context):
        return None
    if clause.subject_head.ent_type_ == "PERSON" and len(tokens) > 1 and not is_code_like(phrase):
        return Name(phrase, "person")
    return Name(phrase, kind or kind_of(phrase, context))


def _without_aside(tokens: tuple[Token, ...]) -> list[Token]:
    """``Domain Name Service (DNS)`` without its brackets."""
    opening = next((index for index, token in enumerate(tokens) if token.text == "("), len(tokens))
    return list(tokens[:opening]) if tokens[-1].text == ")" else list(tokens)


def _is_name(phrase: str, tokens: list[Token], context: str) -> bool:
    if is_code_like(phrase):
        return True
    if len(tokens) == 1 and not re.search(rf"[a-z,`(] `?{re.escape(phrase)}\b", context):
        return False  # a capital that only the start of a sentence explains
    return all(token.pos_ == "PROPN" and token.text[:1].isupper() for token in tokens) and phrase.lower() not in KINDS


def _definition(said: Statement, name: Name) -> Iterator[Fact]:
    clause = said.clause
    if clause.copula is None or clause.copula.lower_ not in {"is", "are", "was", "were"} or clause.auxiliaries:
        return
    head = clause.head
    after = bare(said.words.text[clause.copula.idx + len(clause.copula.text) :])
    phrase = cut_tail(without_parentheses(after))
    if head.pos_ not in {"NOUN", "PROPN"} or head.lower_ in _EMPTY_GENUS or not _GENUS.match(phrase):
        return
    if (
        len(phrase.split()) >= 3
        and not re.search(r" and (?:an?|the|it|they|\w+ing) | (?:is|are|was) ", phrase)
        and is_self_contained(phrase, longest=24)
    ):
        answer = sentence(f"{_subject(said)} {clause.copula.text} {after}")
        if name.kind == "person" and noun_types().get(clause.head.lower_) != "PERSON":
            return
        articled = clause.subject[0].lower_ in {"a", "an", "the"}
        named = slice_of(said.words.text, _without_aside(clause.subject))
        asked = named[:1].lower() + named[1:] if articled else name.text
        yield Definition(said.chunk, said.evidence, name, phrase, answer, asked=asked)


def _purpose(said: Statement, name: Name) -> Iterator[Fact]:
    clause = said.clause
    if (
        name.kind == "term"
        or clause.copula is not None
        or clause.auxiliaries
        or clause.head.tag_ != "VBZ"
        or clause.head.lemma_ in _WEAK_VERBS
    ):
        return
    if clause.verb.i != clause.subject[-1].i + 1:
        return  # an adverb in between ("rarely") is part of what is said
    after = bare(said.words.text[clause.verb.idx :])
    action = cut_tail(without_parentheses(after))
    if len(action.split()) >= 4 and is_self_contained(action):
        answer = sentence(f"{_subject(said)} {after}")
        yield Purpose(said.chunk, said.evidence, name, action, Form.THIRD, answer, whole=False)


def _described(said: Statement, code: frozenset[str]) -> Iterator[Fact]:
    """The object of a named subject, by what the subject does to it: "the program that pg_dumpall calls"."""
    clause = said.clause
    subject = subject_name(clause, said.words.text, said.chunk.text, code)
    if subject is None or clause.negated or not clause.finite or clause.subject[0].i != 0 or subject.kind == "term":
        return
    whose = _subject(said)
    whose = whose[:1].lower() + whose[1:] if whose.startswith("The ") else whose
    if (
        not clause.passive
        and len(clause.objects) == 1
        and not clause.auxiliaries
        and clause.head.lemma_ not in _WEAK_VERBS
    ):
        target = _object_name(said, clause.objects[0], code)
        if target is not None and target.kind:
            pronoun = "person whom" if target.kind == "person" else f"{target.kind} that"
            yield Described(said.chunk, said.evidence, target, f"the {pronoun} {whose} {clause.head.text}")
    elif clause.passive and clause.verb.lower_ in {"is", "are", "was", "were"}:
        done = f"{whose} {clause.verb.text} {clause.head.text}"
        for oblique in clause.obliques:
            phrase = [token for token in oblique.tokens if token.dep_ not in {"case", "prep"}]
            target = _object_name(said, tuple(phrase), code) if phrase else None
            if (
                target is not None
                and oblique.preposition in {"in", "at"}
                and oblique.head.ent_type_ in {"LOC", "GPE", "ORG"}
            ):
                yield Described(said.chunk, said.evidence, target, f"the place where {done}")


def described_in_passing(said: Statement, code: frozenset[str]) -> Iterator[Fact]:
    """Names by an aside or by their use: ``Bind, the reference name server,`` and ``use rsync to copy files``."""
    text = bare(said.words.text)
    for match in (*_ASIDE.finditer(text), *_IN_BRACKETS.finditer(text)):
        name = match["name"]
        if (name in code or is_code_like(name) or is_proper(name)) and is_self_contained(match["what"], longest=16):
            what = re.sub(r"^an? ", "the ", match["what"])
            yield Described(said.chunk, said.evidence, Name(name, kind_of(name, said.chunk.text)), what)
    used = _USED.search(text) or _USE.search(text)
    if used is None or (used["name"] not in code and not is_code_like(used["name"])):
        return
    goal = cut_tail(used["goal"])
    if (
        verb_lemma(goal.split()[0], "VB") == goal.split()[0]
        and is_self_contained(goal, longest=14)
        and len(goal.split()) > 2
    ):
        kind = used["kind"] or kind_of(used["name"], said.chunk.text) or "tool"
        yield Described(said.chunk, said.evidence, Name(used["name"], kind), f"the {kind} used to {goal}")


_NAME = r"(?P<name>[A-Za-z/][\w./+-]*(?: [A-Z][\w-]*){0,2})"
_ASIDE = re.compile(rf"{_NAME}, (?P<what>(?:an?|the) [a-z][^,;:()]{{12,90}}),(?! (?:and|or)\b)")
_IN_BRACKETS = re.compile(rf"{_NAME} \((?P<what>(?:an?|the) [a-z][^,;:()]{{12,90}})\)")
_KINDS = "|".join(KINDS)
_USED = re.compile(
    rf"^(?:The )?(?P<name>\S+)(?: (?P<kind>{_KINDS}))? "
    r"(?:can be used|is used|allows you|lets you|enables you) to (?P<goal>[a-z]+ .+)$"
)
_USE = re.compile(
    rf"\b(?:[Uu]se|[Uu]sing|[Rr]un) (?:the )?(?P<name>\S+)(?: (?P<kind>{_KINDS}))? to (?P<goal>[a-z]+ .+)$"
)


def _object_name(said: Statement, tokens: tuple[Token, ...], code: frozenset[str]) -> Name | None:
    """The name that an object consists of, as for a subject."""
    kept = [token for token in _without_aside(tokens) if token.pos_ not in {"DET", "PUNCT"}]
    if not kept or len(kept) > 4 or not _is_contiguous(kept) or tokens[0].lower_ in _INDEFINITE:
        return None
    kind = ""
    if kept[-1].text in KINDS and len(kept) > 1:
        kind, kept = kept[-1].text, kept[:-1]
    phrase = slice_of(said.words.text, kept)
    if (
        phrase not in code
        and not is_code_like(phrase)
        and not all(t.pos_ == "PROPN" and t.text[:1].isupper() for t in kept)
    ):
        return None
    if kept[-1].ent_type_ == "PERSON" and len(kept) > 1:
        return Name(phrase, "person")
    return Name(phrase, kind or kind_of(phrase, said.chunk.text))


def _event(said: Statement, name: Name) -> Iterator[Fact]:
    """``Lodge Mobile was released in June 2023.``"""
    clause = said.clause
    if clause.negated or clause.head.tag_ not in {"VBD", "VBN"} or clause.objects:
        return
    for oblique in clause.obliques:
        text = slice_of(said.words.text, list(oblique.tokens))
        if oblique.preposition in {"in", "on"} and re.search(r"\b(?:19|20)\d\d$", text) and len(text.split()) <= 5:
            verb = f"was {clause.head.text}" if clause.passive else clause.head.text
            yield Event(said.chunk, said.evidence, name, verb, text.split(" ", 1)[1])


def _subject(said: Statement) -> str:
    return slice_of(said.words.text, list(said.clause.subject))


def slice_of(text: str, tokens: list[Token] | tuple[Token, ...]) -> str:
    """The characters from the first of some tokens to the last."""
    return text[tokens[0].idx : tokens[-1].idx + len(tokens[-1].text)]


def _is_contiguous(tokens: list[Token]) -> bool:
    return tokens[-1].i - tokens[0].i == len(tokens) - 1
