"""Two facts -> how near their things are: whether a reader might take one for the other, or has to choose.

Two things are mixed up where they do nearly the same, or are called nearly the same and have something to do with each
other; not where the difference can be read off the names ("CREATE DOMAIN" and "CREATE FUNCTION", "max_size" and
"min_size"), nor where all that they have in common is what every page of the corpus speaks of.
"""

import re
from collections.abc import Sequence, Set
from difflib import SequenceMatcher

from kgsynth.engines.extractive.facts import Definition, Form, Purpose
from kgsynth.engines.extractive.naming import is_code_like
from kgsynth.engines.extractive.several.names_alike import look_alike, name_parts, told_by_names
from kgsynth.language.bundled import verb_lemma
from kgsynth.language.words import content_words, genus, stands_in, stem

Told = Definition | Purpose

_COMMANDS = frozenset({"command", "program", "utility"})
_SIDE_BY_SIDE = 0.6


def closeness(one: Told, other: Told, *, related: bool, common: Set[str] = frozenset()) -> float | None:
    """How near two things are, 0 to 1; None where nobody would mix them up, or their names tell them apart.

    Args:
        related: whether the corpus sets the two side by side.
        common: the stems of the words that much of the corpus has.
    """
    if told_by_names(one.name.text, other.name.text) or not (_is_whole(one) and _is_whole(other)):
        return None
    if _is_spelt_out(one, other) or _say_the_same(one, other) or _is_a_part(one, other):
        return None
    if one.name.owner != other.name.owner or not _is_news(one, other) or _are_opposites(one, other):
        return None
    if all(map(_is_of_prose, (one, other))) and _mentions_within(one, other):
        return None  # one says how it goes with the other
    if isinstance(one, Definition) and isinstance(other, Definition) and not (_is_setting(one) and _is_setting(other)):
        return _closeness_of_things(one, other, related, common) or _closeness_in_prose(one, other, related, common)
    return _closeness_of_acts(one, other, related) or _closeness_in_prose(one, other, related, common)


def _is_spelt_out(one: Told, other: Told) -> bool:
    """Whether, of two settings of one module, a name says what sets it apart: ``tracer.log_timing``, of the timing; or
    one is an attribute of what both are about: ``GateLock``, ``GateLockTimeout``."""
    sections = {fact.name.text.rpartition(".")[0] for fact in (one, other)}
    parts = [name_parts(fact.name.text) for fact in (one, other)]
    own = [{stem(part) for part in mine - yours} for mine, yours in (parts, parts[::-1])]
    told = [mine & _words(fact.told) for mine, fact in zip(own, (one, other), strict=True)]
    if len(sections) == 1 and sections != {""} and all(own) and any(told):
        return True
    if {one.name.kind, other.name.kind} <= _OF_SPEAKING_NAMES and all(
        map(_speaks_for_itself, (one, other), parts, parts[::-1])
    ):
        return True
    of_attributes = any(each & _ATTRIBUTES for each in own)
    return of_attributes and all(each or not mine for each, mine in zip(told, own, strict=True))


def _speaks_for_itself(fact: Told, mine: Set[str], yours: Set[str]) -> bool:
    """Whether each word that a name has for itself alone is said of it, or what it is short for: ``qlk``, quay-lock."""
    said = re.findall(r"[a-z-]+", fact.told.lower())
    return bool(mine - yours) and all(any(_shortens(part, word) for word in said) for part in mine - yours)


def _shortens(part: str, word: str) -> bool:
    """Whether a part of a name is a word, or letters of it in their order from the first on."""
    letters = iter(word)
    return word[:1] == part[:1] and all(letter in letters for letter in part)


_OF_SPEAKING_NAMES = frozenset({"directive", "module"})
_ATTRIBUTES = frozenset(
    map(stem, "path version option timeout size age file directory name format limit interval window".split())
)


def _say_the_same(one: Told, other: Told) -> bool:
    """Whether what is said of two differs in their names or a denial alone, so that nobody learns how they differ."""
    named = name_parts(one.name.text) | name_parts(other.name.text)
    first, second = (_without_denial(fact.told).split() for fact in (one, other))
    if first == second or (len(first) > _SHORT and _ratio(first, second) >= _SAID_ALIKE):
        return True
    plain = [[word for word in said if word.lower() not in named] for said in (first, second)]
    return len(first) > _SHORT and plain != [first, second] and _ratio(*plain) >= _BUT_FOR_NAMES


def _ratio(one: Sequence[str], other: Sequence[str]) -> float:
    return SequenceMatcher(None, one, other).ratio()


def _without_denial(text: str) -> str:
    return re.sub(r"\b(?:an? |the |un(?=[a-z]{4}))", "", text)


_SWITCH = re.compile(r"\b(?:whether|if)\b|^(?:enable|disable|turn)s?\b")


def _is_a_part(one: Told, other: Told) -> bool:
    """Whether the longer of two names is that of a detail of the shorter: it tells how to call that, or is a switch."""
    short, long = sorted((one, other), key=lambda fact: len(fact.name.text))
    switch = [_SWITCH.search(fact.told) is not None for fact in (short, long)]
    details = stands_in(short.name.text, long.told) or switch == [False, True]
    return long.name.text.startswith(short.name.text) and not long.name.text.startswith("-") and details


_SHORT = 6  # words
_SAID_ALIKE = 0.85
_BUT_FOR_NAMES = 0.84  # likewise, without the words of the names


def _is_setting(fact: Definition) -> bool:
    """Whether an entry tells what a value is good for, not what a thing is."""
    return fact.entry and fact.name.kind != "term"


def _is_whole(fact: Told) -> bool:
    """Whether what is said of a thing was not cut, and is of a thing that people know by its name."""
    plain = not is_code_like(fact.name.text) and fact.name.kind in _NEEDS_CODE and not fact.name.owner
    acts = isinstance(fact, Purpose) and fact.form is Form.BASE and fact.name.kind in _ARE_THINGS
    told = _proof(fact).split("\n: ", 1)[-1]
    cut = not _is_of_prose(fact) and re.search(r"\((?!see\b|e\.g\.|i\.e\.)[^()]*\)", told) is not None
    trivial = (_TRIVIAL if isinstance(fact, Purpose) else _OLD).search(fact.told)
    return not (plain or acts or cut or trivial or _SYNONYM.search(_proof(fact)) or _is_of_a_version(fact))


def _is_of_a_version(fact: Told) -> bool:
    return re.search(r"\b(?:new features|what['’]s new|release notes|upgrading)\b", fact.chunk.title, re.I) is not None


def _is_of_prose(fact: Told) -> bool:
    return not fact.entry if isinstance(fact, Definition) else fact.prose


_NEEDS_CODE = frozenset("function method operator parameter argument column field".split())
_ARE_THINGS = frozenset("column field file directory".split())
_OLD = re.compile(r"\b(?:deprecated|obsolete)\b")
_TRIVIAL = re.compile(
    rf"\b(?:and exit|help (?:text|message|for)|usage|by default)\b|{_OLD.pattern}|^(?:tell|be)s? |^\w+(?:,| or) "
)


def _is_news(one: Told, other: Told) -> bool:
    """Whether each is told to be or do something that neither the other nor the names say."""
    known = one.name.text.lower() + other.name.text.lower()
    said = [_telling(fact.told) for fact in (one, other)]
    own = (said[0] - said[1] - _OF_A_PAGE, said[1] - said[0] - _OF_A_PAGE)
    news = [{word for word in mine if word[:5] not in known} for mine in own]
    return all(news)


def _telling(text: str) -> frozenset[str]:
    return _words(text) - _EVERYDAY


def _closeness_of_things(one: Definition, other: Definition, related: bool, common: Set[str]) -> float | None:
    """Of two things by what they are: one class and a further word, or set side by side by the text."""
    if not (_is_telling(one) and _is_telling(other)) or _are_unlike_terms(one, other):
        return None
    alike = look_alike(one.name.text, other.name.text)
    shared = (_apart(one) & _apart(other)) - common
    if genus(one.phrase) == genus(other.phrase) != "":
        enough = len(shared) >= (1 if _have_classes(one, other) else _SHARED_IN_PROSE)
        return 0.5 if enough or alike or (related and _class_of(one) == _class_of(other)) else None
    proper = _is_a_name(one) and _is_a_name(other)
    said_together = related or _mentions(one, other) or _mentions(other, one)
    part = one.name.text.lower() in other.phrase.lower() or other.name.text.lower() in one.phrase.lower()
    spoken_of = _mentions(one, other) or _mentions(other, one)
    near = bool(shared) or (_have_classes(one, other) and spoken_of and bool(_apart(one) & _apart(other)))
    return 0.5 if proper and said_together and near and (alike or not part) else None


def _have_classes(one: Definition, other: Definition) -> bool:
    """Whether both are told to be something that tells them from most of a page: a daemon, not a tool."""
    return _OF_A_PAGE.isdisjoint((genus(one.phrase), genus(other.phrase)))


def _closeness_in_prose(one: Told, other: Told, related: bool, common: Set[str]) -> float | None:
    """Of two tools that the sentences of one page tell of, in words that they share: ``logwatch`` and ``logban``; of
    two that have a section each, one beside the other, where they share a word at least."""
    if not all(map(_is_tool_of_prose, (one, other))):
        return None
    if not related and one.chunk.document_id != other.chunk.document_id:
        return None
    names = _words(one.name.text) | _words(other.name.text)
    shared = (_telling(one.told) & _telling(other.told)) - names - _OF_A_PAGE
    if related and isinstance(one, Definition) and isinstance(other, Definition) and _have_classes(one, other):
        return _SIDE_BY_SIDE / 2 if shared and _is_telling(one) and _is_telling(other) else None
    return _SIDE_BY_SIDE / 2 if len(shared - common) >= _SHARED_IN_PROSE else None


def _mentions_within(one: Told, other: Told) -> bool:
    """Whether what one is called or is told to be names the other."""
    return any(stands_in(it.name.text, f"{its.name.text} {its.told}") for it, its in ((one, other), (other, one)))


_SHARED_IN_PROSE = 2  # words
_OF_A_PAGE = frozenset(  # what every tool of a page is or deals with
    map(
        stem,
        "package program system tool utility script collection set software module contain include offer help give "
        "support handle various different many several".split(),
    )
)


def _is_tool_of_prose(fact: Told) -> bool:
    """Whether a sentence tells what something with a name of its own does or is: no option, no file, no class."""
    named = fact.name.kind in _TOOLS and not fact.name.owner and not fact.name.text.startswith(("-", "/", "."))
    return _is_of_prose(fact) and named and not (isinstance(fact, Definition) and _has_article(fact))


def _has_article(fact: Definition) -> bool:
    return re.match(r"(?:an?|the) ", fact.asked, re.IGNORECASE) is not None


_TOOLS = _COMMANDS | frozenset(
    ["", *"tool script daemon package suite service protocol server module manager library".split()]
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
    _, _, rest = re.sub(r" [A-Z][\w-]*", "", fact.phrase).partition(" ")
    return _telling(_CLASS.sub("", f" {rest}", count=1))


def _class_of(fact: Definition) -> str:
    """The class of a thing where more than a word says it: "lock-based gate", not "utility"."""
    found = _CLASS.match(f" {fact.phrase.partition(' ')[2]}")
    return found[0] if found and " " in found[0].strip() else fact.name.text


_CLASS = re.compile(r"^(?:(?! (?:that|which|who|where|of|for|to|with|in|on|by|from|used|based|\w+ing|\w+ed)\b) \S+)+")


def _is_a_name(fact: Definition) -> bool:
    """Whether a thing is called by a name of its own: ``DHCP``, ``dpkg``; not "a router"."""
    return not _has_article(fact) and fact.name.kind != "term"


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
    if one.name.kind in _COMMANDS:
        return _SIDE_BY_SIDE if (related or mentioned or alike) and shared and _do_one_job(one, other) else None
    if not (shared or mentioned) or (not alike and overlap < _SAME_JOB) or _hold_unlike_things(one, other, shared):
        return None
    same_verb = _verb(one) == _verb(other) not in _OF_VALUES
    if alike or mentioned or (same_verb and len(shared) >= 2):
        return max(min(overlap, 1.0), _SIDE_BY_SIDE if related else 0.3)
    return None


def _do_one_job(one: Told, other: Told) -> bool:
    """Whether two commands do the same to one thing: both "remove files"; "mend a net" and "repair nets", which are
    called alike; or all that is said of the one is said of the other, and each is named where the other is told of."""
    verbs = [_does(fact) for fact in (one, other)]
    objects = [_objects(fact) for fact in (one, other)]
    alike, same = look_alike(one.name.text, other.name.text), not objects[0].isdisjoint(objects[1])
    if verbs[0] == verbs[1]:
        return same or not name_parts(one.name.text).isdisjoint(name_parts(other.name.text))
    words = [_telling(fact.told.partition(" ")[2]) for fact in (one, other)]
    together = _mentions(one, other) and _mentions(other, one)
    return (alike and same) or (together and (words[0] <= words[1] or words[1] <= words[0]))


def _objects(fact: Told) -> frozenset[str]:
    """What something is done to: ``nets`` and ``sails`` of "mend nets and old sails of a ship"; the nets of "a list of
    nets", too."""
    text = re.sub(r"\b(?:an?|the) (?:\w+ )?(?:series|collection|list|set|line|number) of ", "", fact.told)
    phrase = re.split(_ENDS_OBJECT, text.partition(" ")[2], maxsplit=1)[0]
    return frozenset(stem(part.split()[-1].lower()) for part in re.split(r",? (?:and|or) |, ", phrase) if part.split())


_ENDS_OBJECT = (
    r" (?:in|on|at|from|to|into|onto|between|with|without|by|for|along|using|via|through|as|that|which|so|before|after|"
    r"if|when|against|of|according|\w+ed)\b"
)


def _hold_unlike_things(one: Told, other: Told, shared: Set[str]) -> bool:
    """Whether two settings are told to be of different classes, "a list" and "a count", and have hardly a word in
    common."""
    defined = isinstance(one, Definition) and isinstance(other, Definition)
    return defined and genus(one.told) != genus(other.told) and len(shared) < _SHARED_IN_PROSE


_SAME_JOB = 0.4  # of the words of the one that says less
_OF_VALUES = frozenset(  # verbs that do not tell what anything is good for
    map(stem, "specify set define override use return print show display list output report write a an the".split())
)


def _verb(fact: Told) -> str:
    return stem(fact.told.split()[0].lower())


def _is_named_by(one: Told, other: Told) -> bool:
    """Whether what is said of a thing names another."""
    return stands_in(one.name.text, other.told)


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
    return " ".join(map(fact.chunk.text_of, fact.evidence))


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
