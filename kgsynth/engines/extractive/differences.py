"""What two related things are or do, from two chunks -> "What is the difference between ...?".

It is what people ask of what they mix up, and neither chunk answers it alone. Two things are mixed up where they do
nearly the same, or are called nearly the same and have something to do with each other; they are not asked about where
the difference can be read off the names ("CREATE DOMAIN" and "CREATE FUNCTION", "max_size" and "min_size").
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.facts import Definition, Form, Purpose
from kgsynth.engines.extractive.names_alike import look_alike, name_parts, told_by_names
from kgsynth.engines.extractive.naming import is_code_like
from kgsynth.engines.extractive.wording import article_for, lower_first, question, sentence, third_person
from kgsynth.language.bundled import noun_types, verb_lemma
from kgsynth.language.words import content_words, genus, stands_in, stem
from kgsynth.types import content_id

Told = Definition | Purpose

_FORMS = (
    "What is the difference between {first} and {second}{where}",
    "How does {first} differ from {second}{where}",
    "How do {first} and {second} differ{where}",
    "I keep mixing up {first} and {second}{where}: how do they differ",
)
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
    if re.search(r"\b[a-z][A-Z]{2}|\b(\w+) \1\b", answer):
        return  # a statement in capitals was taken for a verb, or a placeholder for a word
    named = {(called(first), called(second))}
    if first.name.kind in _SAID_WITH_KIND:
        named.add((_in_full(first), _in_full(second)))
    forms: tuple[str, ...] = _FORMS if look_alike(one.name.text, other.name.text) else _FORMS[:-1]
    texts = {_asked(forms, turn, pair, where) for pair in named}
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


def _asked(forms: Sequence[str], turn: int, pair: tuple[str, str], where: str) -> str:
    """One of the ways to ask; a name with an article does not open a question."""
    fit = forms[:3] if any(_ARTICLE.match(name) for name in pair) else forms
    return fit[turn % len(fit)].format(first=pair[0], second=pair[1], where=where)


_COMMANDS = frozenset({"command", "program", "utility"})
_ARTICLE = re.compile(r"(?:an?|the) ")
_SIDE_BY_SIDE = 0.6


def _together(one: Told, other: Told, related: bool) -> float | None:
    """How near two things are, 0 to 1; None where nobody would mix them up, or their names tell them apart."""
    if told_by_names(one.name.text, other.name.text) or not (_is_whole(one) and _is_whole(other)):
        return None
    if _is_spelt_out(one, other) or _say_the_same(one, other):
        return None
    if one.name.owner != other.name.owner or not _is_news(one, other) or _are_opposites(one, other):
        return None
    if isinstance(one, Definition) and isinstance(other, Definition) and not (_is_setting(one) and _is_setting(other)):
        return _closeness_of_things(one, other, related) or _closeness_in_prose(one, other, related)
    return _closeness_of_acts(one, other, related) or _closeness_in_prose(one, other, related)


def _is_spelt_out(one: Told, other: Told) -> bool:
    """Whether, of two settings of one module, a name says what sets it apart: ``tracer.log_timing``, of the timing."""
    sections = {fact.name.text.rpartition(".")[0] for fact in (one, other)}
    parts = [name_parts(fact.name.text) for fact in (one, other)]
    own = [{stem(part) for part in mine - yours} for mine, yours in (parts, parts[::-1])]
    told = any(mine & _words(fact.told) for mine, fact in zip(own, (one, other), strict=True))
    return len(sections) == 1 and sections != {""} and all(own) and told


def _say_the_same(one: Told, other: Told) -> bool:
    """Whether what is said of two differs in a name alone, so that nobody learns how they differ."""
    first, second = (fact.told.split() for fact in (one, other))
    return len(first) > _SHORT and SequenceMatcher(None, first, second).ratio() >= _SAID_ALIKE


_SHORT = 6  # words
_SAID_ALIKE = 0.85


def _is_setting(fact: Definition) -> bool:
    """Whether an entry tells what a value is good for, not what a thing is."""
    return fact.entry and fact.name.kind != "term"


def _is_whole(fact: Told) -> bool:
    """Whether what is said of a thing was not cut, and is of a thing that people know by its name."""
    plain = not is_code_like(fact.name.text) and fact.name.kind in _NEEDS_CODE and not fact.name.owner
    acts = isinstance(fact, Purpose) and fact.form is Form.BASE and fact.name.kind in _ARE_THINGS
    told = _proof(fact).split("\n: ", 1)[-1]
    cut = not _is_of_prose(fact) and re.search(r"\((?!see\b|e\.g\.|i\.e\.)[^()]*\)", told) is not None
    return not (plain or acts or cut or _TRIVIAL.search(fact.told) or _SYNONYM.search(_proof(fact)))


def _is_of_prose(fact: Told) -> bool:
    return not fact.entry if isinstance(fact, Definition) else fact.prose


_NEEDS_CODE = frozenset("function method operator parameter argument column field".split())
_ARE_THINGS = frozenset("column field file directory".split())
_TRIVIAL = re.compile(
    r"\b(?:and exit|help (?:text|message|for)|usage|deprecated|obsolete)\b|^(?:tell|be)s? |^\w+(?:,| or) "
)


def _is_news(one: Told, other: Told) -> bool:
    """Whether each is told to be or do something that neither the other nor the names say."""
    known = one.name.text.lower() + other.name.text.lower()
    said = [_telling(fact.told) for fact in (one, other)]
    news = [{word for word in mine if word[:5] not in known} for mine in (said[0] - said[1], said[1] - said[0])]
    return all(news)


def _telling(text: str) -> frozenset[str]:
    return _words(text) - _EVERYDAY


def _closeness_of_things(one: Definition, other: Definition, related: bool) -> float | None:
    """Of two things by what they are: one class and a further word, or set side by side by the text."""
    if not (_is_telling(one) and _is_telling(other)) or _are_unlike_terms(one, other):
        return None
    genus_of = [genus(fact.phrase) for fact in (one, other)]
    alike = look_alike(one.name.text, other.name.text)
    shared = bool(_apart(one) & _apart(other))
    if genus_of[0] == genus_of[1] != "":
        return 0.5 if shared or alike or (related and _class_of(one) == _class_of(other)) else None
    proper = _is_a_name(one) and _is_a_name(other)
    said_together = related or _mentions(one, other) or _mentions(other, one)
    part = one.name.text.lower() in other.phrase.lower() or other.name.text.lower() in one.phrase.lower()
    return 0.5 if proper and said_together and (related or shared) and (alike or not part) else None


def _closeness_in_prose(one: Told, other: Told, related: bool) -> float | None:
    """Of two tools that the sentences of one page tell of, in words that they share: ``logwatch`` and ``logban``; of
    two that have a section each, one beside the other."""
    if not all(map(_is_tool_of_prose, (one, other))) or _mentions_within(one, other):
        return None
    if related and isinstance(one, Definition) and isinstance(other, Definition):
        return _SIDE_BY_SIDE / 2
    if one.chunk.document_id != other.chunk.document_id:
        return None
    names = _words(one.name.text) | _words(other.name.text)
    shared = (_telling(one.told) & _telling(other.told)) - names - _OF_A_PAGE
    return _SIDE_BY_SIDE / 2 if len(shared) >= _SHARED_IN_PROSE else None


def _mentions_within(one: Told, other: Told) -> bool:
    """Whether what one is called or is told to be names the other."""
    return any(stands_in(it.name.text, f"{its.name.text} {its.told}") for it, its in ((one, other), (other, one)))


_SHARED_IN_PROSE = 2  # words
_OF_A_PAGE = frozenset(map(stem, "package program system tool".split()))  # what every tool of a page deals with


def _is_tool_of_prose(fact: Told) -> bool:
    """Whether a sentence tells what something with a name of its own does or is: no option, no file, no class."""
    named = fact.name.kind in _TOOLS and not fact.name.owner and not fact.name.text.startswith(("-", "/", "."))
    return _is_of_prose(fact) and named and not _ARTICLE.match(fact.asked if isinstance(fact, Definition) else "")


_TOOLS = _COMMANDS | frozenset(
    {
        "",
        "tool",
        "script",
        "daemon",
        "package",
        "suite",
        "service",
        "protocol",
        "server",
        "module",
        "manager",
        "library",
    }
)


def _are_unlike_terms(one: Definition, other: Definition) -> bool:
    """Whether two terms of a glossary have no word of their names in common, as "tree-ish" and "commit-ish" have."""
    names = [_words(_NOTE.sub("", fact.name.text)) for fact in (one, other)]
    if "term" not in {one.name.kind, other.name.kind}:
        return False
    return names[0].isdisjoint(names[1]) and not _end_alike(one.name.text, other.name.text)


def _end_alike(one: str, other: str) -> bool:
    ends = [re.split(r"[\s-]", name.lower())[-1] for name in (one, other)]
    return ends[0] == ends[1]


_NOTE = re.compile(r"\s*\([^()]*\)")


def _apart(fact: Definition) -> frozenset[str]:
    """The words that set a thing apart from others of its class, names left out."""
    _, _, rest = re.sub(r"\b[A-Z][\w-]*", "", fact.phrase).partition(" ")
    return _telling(_CLASS.sub("", f" {rest}", count=1))


def _class_of(fact: Definition) -> str:
    """The class of a thing where more than a word says it: "Debian-based distribution", not "utility"."""
    found = _CLASS.match(f" {fact.phrase.partition(' ')[2]}")
    return found[0] if found and " " in found[0].strip() else fact.name.text


_CLASS = re.compile(r"^(?:(?! (?:that|which|who|where|of|for|to|with|in|on|by|from|used|based|\w+ing|\w+ed)\b) \S+)+")


def _is_a_name(fact: Definition) -> bool:
    """Whether a thing is called by a name of its own: ``DHCP``, ``dpkg``; not "a router"."""
    return not re.match(r"^(?:an?|the) ", fact.asked) and fact.name.kind != "term"


def _closeness_of_acts(one: Told, other: Told, related: bool) -> float | None:
    """Of two things by what they do: nearly the same, or something of it in common and names that look alike."""
    if one.name.kind != other.name.kind or not (one.is_main and other.is_main):
        return None
    first, second = (_telling(fact.told.partition(" ")[2]) for fact in (one, other))
    shared = (first & second) - (_words(one.name.text) & _words(other.name.text))
    overlap = len(shared) / max(1, min(len(first), len(second)))
    section, last = zip(*(fact.name.text.rpartition(".")[::2] for fact in (one, other)), strict=True)
    alike = last[0] == last[1] or (section[0] == section[1] and look_alike(*last))
    mentioned = _is_named_by(one, other) or _is_named_by(other, one)
    if related and shared and one.name.kind in _COMMANDS:
        return _SIDE_BY_SIDE
    if not (shared or mentioned) or (not alike and overlap < _SAME_JOB):
        return None
    same_verb = _verb(one) == _verb(other) not in _OF_VALUES
    if alike or mentioned or (same_verb and len(shared) >= 2):
        return max(min(overlap, 1.0), _SIDE_BY_SIDE if related else 0.3)
    return None


_SAME_JOB = 0.4  # of the words of the one that says less
_OF_VALUES = frozenset(  # verbs that do not tell what anything is good for
    map(stem, "specify set define override use return print show display list output report write a an the".split())
)


def _verb(fact: Told) -> str:
    return stem(fact.told.split()[0].lower())


def _is_named_by(one: Told, other: Told) -> bool:
    """Whether what is said of a thing names another."""
    return stands_in(one.name.text, other.told)


_SAID_WITH_KIND = frozenset({"option", "parameter", "setting", "command", "function", "configuration variable"})


def _in_full(fact: Told) -> str:
    return f"the {fact.name.text} {fact.name.kind}"


def _mentions(one: Told, other: Told) -> bool:
    """Whether the chunk of one names the other."""
    return stands_in(other.name.text, one.chunk.text)


def _are_opposites(one: Told, other: Told) -> bool:
    """Whether two are the beginning and the end of one thing: nobody asks how creating differs from dropping."""
    verbs = {_does(fact) for fact in (one, other)}
    return any(verbs <= family and len(verbs) > 1 for family in _FAMILIES)


def _does(fact: Told) -> str:
    """The verb of what something does: ``restore`` of what is "a utility for restoring a database"."""
    made_for = _MADE_FOR.search(fact.told) if isinstance(fact, Definition) else None
    if made_for is None:
        return fact.told.split()[0].lower().removesuffix("s")
    stump = made_for["doing"].removesuffix("ing")
    return next((word for word in (stump, f"{stump}e", stump[:-1]) if verb_lemma(word, "VB") == word), stump)


_MADE_FOR = re.compile(r"^(?:an? |the )?(?:\S+ ){1,4}(?:for|of) (?P<doing>[a-z]+ing)\b")
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
        "write restore",
        "dump restore",
        "back restore",
        "extract restore",
    )
)


def _proof(fact: Told) -> str:
    start = fact.chunk.span.start
    return " ".join(fact.chunk.text[span.start - start : span.end - start] for span in fact.evidence)


_EVERYDAY = frozenset(
    stem(word)
    for word in (
        "display show print information set specify get list name value give command option use define new change "
        "remove create add make allow enable disable number default current return control determine whether file "
        "output definition database server choose introduce run type argument algorithm "
        "software machine computer data access user boolean string let tell provide request"
    ).split()
)


def _is_telling(fact: Definition) -> bool:
    return len(fact.phrase.split()) >= 6 and (fact.name.kind != "term" or len(fact.name.text) > 3)


def _words(text: str) -> frozenset[str]:
    return frozenset(content_words(text.replace("_", " ").replace("-", " ")))


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
    plain = re.match(r"^[a-z]+$", first) and not _tells_of_two_acts(fact.action)
    return f"{name} {third_person(first)} {rest}" if plain else f"{name} is used to {fact.action}"


def _tells_of_two_acts(action: str) -> bool:
    """Whether a second verb follows, whose ending would have to change as well: "switch or restore"."""
    joined = (match["verb"] for match in re.finditer(r" (?:or|and) (?P<verb>[a-z]+) [a-z]", action))
    second = (verb for verb in joined if verb_lemma(verb, "VB") == verb and verb not in noun_types())
    return next(second, None) is not None or re.search(_TWO_ACTS, action) is not None


_TWO_ACTS = r",| (?:or|and) [a-z]+ (?:the|a|an|it|them)\b"
