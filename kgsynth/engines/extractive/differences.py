"""What two related things are or do, from two chunks -> "What is the difference between ...?".

It is what people ask of siblings, and neither chunk answers it alone. Two things are related where their names share a
part or what is said of them overlaps; they are not asked about where the difference can be read off the names
("CREATE DOMAIN" and "CREATE FUNCTION").
"""

import re
from collections.abc import Iterator

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.facts import Definition, Form, Purpose
from kgsynth.engines.extractive.naming import is_code_like
from kgsynth.engines.extractive.wording import article_for, lower_first, question, sentence, third_person
from kgsynth.language.words import content_words, genus, stem
from kgsynth.types import content_id

Told = Definition | Purpose

_FORMS = (
    "What is the difference between {first} and {second}{where}",
    "How does {first} differ from {second}{where}",
    "What sets {first} apart from {second}{where}",
    "{first} or {second}{where}: what is the difference",
    "How do {first} and {second} differ{where}",
    "I keep mixing up {first} and {second}{where}: how do they differ",
    "How is {first} different from {second}{where}",
)
_LEAST_OVERLAP = 0.25
_MOST_OVERLAP = 0.9
_SETTINGS = frozenset({"option", "parameter", "setting", "configuration variable", "variable", "environment variable"})


def difference(one: Told, other: Told, *, related: bool = False) -> Iterator[Candidate]:
    """The question for two related things, or nothing.

    Args:
        related: whether the corpus sets the two side by side.
    """
    closeness = _together(one, other, related)
    if closeness is None:
        return
    first, second = sorted((one, other), key=lambda fact: fact.name.text.lower())
    turn = int(content_id(first.name.text, second.name.text, length=4), 16)
    answer = sentence(f"{says(first)}, whereas {says(second)}")
    where = f" in {one.name.owner}" if one.name.owner else ""
    if re.search(r"\b[a-z][A-Z]{2}", answer):
        return  # a statement in capitals was taken for a verb
    named = {(called(first), called(second))}
    if first.name.kind in _SAID_WITH_KIND:
        named.add((_in_full(first), _in_full(second)))
    form = _FORMS[turn % len(_FORMS)]
    texts = {form.format(first=one, second=two, where=where) for one, two in named}
    for text in sorted(texts):
        yield Candidate(
            chunks=(one.chunk, other.chunk),
            question=question(text),
            reference=answer,
            evidence=(*one.evidence, *other.evidence),
            kind="difference",
            names=(one.name, other.name),
            weight=0.7 + closeness / 3,
        )


_SIDE_BY_SIDE = 0.6


def are_mixed_up(one: Told, other: Told, *, related: bool = False) -> bool:
    """Whether two things are such that people ask which is which."""
    return _together(one, other, related) is not None


def _together(one: Told, other: Told, related: bool) -> float | None:
    if _is_negation(one.name.text, other.name.text):
        return None
    return _SIDE_BY_SIDE if related and _is_comparable(one, other) else _closeness(one, other)


def _is_negation(one: str, other: str) -> bool:
    """Whether a name is the other's own denial: ``--color`` and ``--no-color``."""
    bare = [re.sub(r"^(-*)no-?", r"\1", name.lower()) for name in (one, other)]
    return bare[0] == bare[1]


def _is_comparable(one: Told, other: Told) -> bool:
    """Whether what is said of each of two things says more than a word or two, and something that the other lacks."""
    first, second = _words(one.told), _words(other.told)
    told_apart = len(first - second) >= 2 and len(second - first) >= 2
    main = all(fact.is_main and len(fact.told.split()) >= 4 for fact in (one, other))
    everyday = all(fact.name.kind == "term" for fact in (one, other))  # "a cluster and a role" are no pair by that
    akin = not everyday or bool((first & second) - _EVERYDAY)
    return told_apart and main and akin and one.name.owner == other.name.owner


_SAID_WITH_KIND = frozenset({"option", "parameter", "setting", "command", "function", "configuration variable"})


def _in_full(fact: Told) -> str:
    return f"the {fact.name.text} {fact.name.kind}"


def _closeness(one: Told, other: Told) -> float | None:
    """How near two things are, 0 to 1; None where nobody would set them side by side."""
    if isinstance(one, Definition) and isinstance(other, Definition) and not (one.entry or other.entry):
        related = _are_of_one_kind(one, other) or _are_told_together(one, other)
        return 0.5 if related and _is_telling(one) and _is_telling(other) else None
    if one.name.kind != other.name.kind or one.name.owner != other.name.owner or not (one.is_main and other.is_main):
        return None
    first, second = _words(one.told), _words(other.told)
    overlap = len(first & second) / max(1, len(first | second))
    telling = (first & second) - _EVERYDAY
    if _are_opposites(one, other) or any(_SYNONYM.search(fact.chunk.text) for fact in (one, other)):
        return None
    known = _words(one.name.text) | _words(other.name.text) | _EVERYDAY
    news = first - known, second - known
    if not telling or not _LEAST_OVERLAP <= overlap <= _MOST_OVERLAP or not _are_named_together(one, other, overlap):
        return None
    if news[0] == news[1] or not all(news) or min(len(first), len(second)) < 3:
        return None
    return overlap


def _are_of_one_kind(one: Definition, other: Definition) -> bool:
    """Whether two things belong to one class and have more to do with each other: a further word, or a mention."""
    kind = genus(one.phrase)
    if not kind or kind != genus(other.phrase) or kind in _EVERYDAY:
        return False
    first, second = _words(one.phrase), _words(other.phrase)
    related = len((first & second) - {kind}) > 0 or _mentions(one, other) or _mentions(other, one)
    return related and bool(first - second) and bool(second - first)


def _are_told_together(one: Definition, other: Definition) -> bool:
    """Whether the chunk of one names the other, and what is said of them has a word in common."""
    shared = (_words(one.phrase) & _words(other.phrase)) - _EVERYDAY
    terms = {fact.name.kind == "term" for fact in (one, other)}
    return (
        bool(shared)
        and len(terms) == 1
        and _is_comparable(one, other)
        and (_mentions(one, other) or _mentions(other, one))
    )


def _mentions(one: Told, other: Told) -> bool:
    """Whether the chunk of one names the other."""
    return re.search(rf"(?<![\w-]){re.escape(other.name.text)}(?![\w-])", one.chunk.text) is not None


def _are_opposites(one: Told, other: Told) -> bool:
    """Whether two are the beginning and the end of one thing: nobody asks how creating differs from dropping."""
    verbs = {fact.told.split()[0].lower().removesuffix("s") for fact in (one, other)}
    return any(verbs <= family and len(verbs) > 1 for family in _FAMILIES)


_SYNONYM = re.compile(r"\b(?:synonym for|alias for|synonymous|deprecated|obsolete)\b", re.IGNORECASE)
_FAMILIES = tuple(
    frozenset(family.split())
    for family in (
        "create define drop remove alter change delete destroy add",
        "open close fetch",
        "connect disconnect establishe establish terminate",
        "prepare deallocate execute rollback commit",
        "copie copy free allocate return make",
        "start stop begin end",
        "send get receive cancel",
        "lock unlock",
        "save free",
    )
)


def _are_named_together(one: Told, other: Told, overlap: float) -> bool:
    """Whether people mix two things up: they do nearly the same, or are called nearly the same, or one names the other.

    Names that merely open alike ("autovacuum_max_workers", "autovacuum_work_mem") are not enough.
    """
    mentioned = one.name.text in _proof(other) or other.name.text in _proof(one)
    if one.name.kind in _SETTINGS or one.name.kind == "function":
        return mentioned or overlap >= 0.5 or (overlap >= 0.35 and likeness(one.name.text, other.name.text) >= 0.5)
    return mentioned or overlap >= 0.5 or likeness(one.name.text, other.name.text) >= 0.5


def likeness(one: str, other: str) -> float:
    """The share of the parts of two names that both have, 0 to 1."""
    first, second = name_parts(one), name_parts(other)
    return len(first & second) / len(first | second) if first | second else 0.0


def _proof(fact: Told) -> str:
    start = fact.chunk.span.start
    return " ".join(fact.chunk.text[span.start - start : span.end - start] for span in fact.evidence)


_EVERYDAY = frozenset(
    stem(word)
    for word in (
        "display show print information set specify get list name value give command option use define new change "
        "remove create add make allow enable disable number default current return control determine whether file "
        "output definition database server choose introduce run type argument algorithm "
        "software machine computer data access user"
    ).split()
)


def _is_telling(fact: Definition) -> bool:
    return len(fact.phrase.split()) >= 6 and (fact.name.kind != "term" or len(fact.name.text) > 3)


def _words(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in content_words(text.replace("_", " ").replace("-", " ")))


def name_parts(name: str) -> frozenset[str]:
    """The words that a name is put together from, without verbs of SQL that every second name begins with."""
    last = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name.rsplit(".", 1)[-1])
    parts = re.split(r"[^a-z0-9]+", last.lower())
    return frozenset(part for part in parts if len(part) > 2) - {"create", "alter", "drop", "git", "the", "get", "set"}


def called(fact: Told) -> str:
    """A thing as a question names it: with its kind where the bare name would not be taken for one."""
    name = fact.name
    if isinstance(fact, Definition) and fact.asked:
        return fact.asked
    if name.kind == "term":
        proper = name.text[:1].isupper() and (" " not in name.text or name.text.split()[-1][:1].isupper())
        return name.text if proper else f"{article_for(name.text)} {name.text}"
    bare = is_code_like(name.text) or not name.kind or " " in name.text
    return name.text if bare else f"the {name.text} {name.kind}"


_SAYING = frozenset("specify set define limit control enable disable allow override provide determine indicate".split())


def says(fact: Told) -> str:
    """What is said of a thing, as a clause: ``git clean removes untracked files``."""
    name = called(fact)
    if isinstance(fact, Definition):
        return f"{name} {'specifies' if fact.name.kind in _SETTINGS else 'is'} {lower_first(fact.phrase)}"
    if fact.form is Form.THIRD:
        return f"{name} {fact.action}"
    first, _, rest = fact.action.partition(" ")
    if fact.name.kind in _SETTINGS and first not in _SAYING:
        return f"{name} tells {fact.name.owner or 'the program'} to {fact.action}"
    if first in _SAYING:
        return f"{name} {third_person(first)} {rest}"
    plain = re.match(r"^[a-z]+$", first) and not re.search(r",| (?:or|and) [a-z]+ (?:the|a|an|it|them)\b", fact.action)
    return f"{name} {third_person(first)} {rest}" if plain else f"{name} is used to {fact.action}"
