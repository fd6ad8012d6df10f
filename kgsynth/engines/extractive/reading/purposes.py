"""A sentence -> what a named thing does or is for: "rsync copies ...", "X is used to ...", "use X to ..."."""

import re
from collections.abc import Iterator

from kgsynth.engines.extractive.facts import Form, Purpose
from kgsynth.engines.extractive.naming import KINDS, Name
from kgsynth.engines.extractive.reading.openings import DOERS, THINGS, Said, Subject, is_weak, named_phrase, subject
from kgsynth.engines.extractive.reading.phrases import answer, first_said, goal_of, holds_alone, is_displaced
from kgsynth.engines.extractive.wording import base_of_third

TELLING = frozenset(
    "provide manage handle contain list store create generate display show print convert monitor record log check scan "
    "describe implement control configure install remove query send receive execute run copy encrypt authenticate "
    "restrict "
    "limit change modify update download synchronize build compile mount format search find compare extract produce "
    "automate simplify integrate launch edit manipulate verify validate detect analyze examine translate map forward "
    "filter block protect emulate schedule index sign report offer facilitate combine retrieve fetch parse split merge "
    "add delete rename transfer track collect gather centralize hold specify define determine select compute calculate "
    "allow enable let help look prevent ensure rebuild unpack decrypt host return set initialize count rewrite".split()
)
_ALLOWING = frozenset({"allow", "enable", "let", "help"})
_PERSON = (
    r"(?:[Yy]ou|one|us|users|administrators?|the administrator|an administrator|the users?|a user|developers|people)"
)
_THIRD = re.compile(r" (?P<verb>[a-z]+s|is|are|was|were|can|may|will|must|should|has|have)\b(?= )")
_USED = re.compile(
    r"^(?:is|can be|may be) (?:(?:primarily|mainly|commonly|generally|typically|usually|mostly) )?"
    r"(?:used|designed|intended|meant)(?: by \w+)? (?:to|for) (?P<goal>[a-z]+ .+)$"
)
_CHARGED = re.compile(r"^is (?:responsible for|in charge of|dedicated to) (?P<goal>[a-z]+ing .+)$")
_ALLOWS = re.compile(rf"^(?:allows|enables|lets|helps|can help)(?: {_PERSON})? (?:to )?(?P<goal>[a-z]+ .+)$")
_AIM = re.compile(
    r"^The (?:main |primary |sole )?(?:purpose|role|goal|job|aim) of (?P<name>[^,]{2,60}?) is to (?P<goal>[a-z]+ .+)$"
)
_USE = re.compile(
    rf"^(?:{_PERSON} can use|You (?:may|should) use|[Uu]se) (?P<name>(?:the )?[^ ,]+(?: [a-z]+)?) to "
    rf"(?P<goal>[a-z]+ .+)$"
)
_TO_USE = re.compile(
    rf"^To (?P<goal>[a-z]+ [^,]+), (?:you (?:can|should|may|have to|must|need to) )?(?:use|run) "
    rf"(?P<name>(?:the )?[^ ,]+(?: (?:{'|'.join(KINDS)}))?)$"
)
_WHICH = re.compile(
    rf"(?:^|(?<= ))(?P<name>[Tt]he [^ ,()]+ (?:[a-z]+ )?(?:{'|'.join(sorted(THINGS))})|[^ ,()]+)(?: \([^()]*\))?"
    r"(?:,| \() ?which (?P<told>[a-z]+s [^()]+?)(?:\)|$|, (?:and|but|so|which|[a-z]+ing)\b.*$)"
)
_MERELY_IS = re.compile(r"(?:is|was|are) (?!used|designed|intended|meant|responsible|in charge)")
_ASIDE_VERBS = frozenset("uses requires needs supports means says seems exists appears works".split())


def purposes(said: Said) -> Iterator[Purpose]:
    """What the sentence says a named thing does, in general: no term, no one act among many."""
    text = said.text.rstrip(". ")
    told = next(_in_other_words(said, text), None)
    if told is not None:
        yield told
        return
    yield from _added(said, text)
    if not any(_may_tell(text[match.start() + 1 :]) for match in _THIRD.finditer(text)):
        return
    for match in _THIRD.finditer(text):
        if text[: match.start()].count("(") != text[: match.start()].count(")"):
            continue
        about = subject(said, match.start())
        if about is not None:
            yield from _of_subject(said, about, text[match.start() + 1 :])
            return
        if match["verb"] in {"is", "are", "was", "were", "has", "can"} or len(text[: match.start()].split()) > 8:
            return


def _added(said: Said, text: str) -> Iterator[Purpose]:
    """``..., provided by the otterd package, which stores the log``: what a clause adds to a name in passing."""
    for match in _WHICH.finditer(text) if "which " in text else ():
        if _MERELY_IS.match(match["told"]) or not _may_tell(match["told"]):
            continue
        about = named_phrase(said, *match.span("name"))
        if about is not None:
            yield from _of_subject(said, about, match["told"])


def _may_tell(predicate: str) -> bool:
    """Whether words can say what something does by their spelling: what needs no tags is asked first."""
    if any(pattern.match(predicate) for pattern in (_USED, _CHARGED, _ALLOWS)):
        return True
    verb = predicate.split(" ", 1)[0]
    telling = base_of_third(verb) in TELLING and verb not in _ASIDE_VERBS
    return telling and holds_alone(first_said(predicate), longest=22, inner=3)


def _of_subject(said: Said, about: Subject, predicate: str) -> Iterator[Purpose]:
    if re.search(r"^\w+ (?:also|then|not|only|never|even|just)\b", predicate):
        return
    for pattern in (_USED, _CHARGED, _ALLOWS):
        match = pattern.match(predicate)
        if match:
            goal = goal_of(match["goal"])
            if goal is not None:
                sure = pattern is not _ALLOWS and not predicate.startswith(("can", "may"))
                yield from _used(said, about, goal, _told(about, predicate), sure=sure)
            elif pattern is _ALLOWS and not re.match(rf"^\w+ (?:{_PERSON}|to)\b", predicate):
                break  # "allows moving and renaming files", "allows remote access to ..."
            return
    yield from _acting(said, about, predicate)


def _told(about: Subject, predicate: str) -> str:
    return answer(about.named, first_said(predicate))


def _used(said: Said, about: Subject, goal: str, told: str, *, sure: bool) -> Iterator[Purpose]:
    name = about.name
    if _is_unfit(name, goal):
        return
    whole = (sure or _is_introduced(said, about)) and not _is_a_part(name)
    yield Purpose(said.chunk, said.evidence, name, goal, Form.BASE, told, whole=whole, used=True, asked=_asked(about))


def _acting(said: Said, about: Subject, predicate: str) -> Iterator[Purpose]:
    verb = predicate.split()[0]
    action = first_said(predicate)
    if base_of_third(verb) not in TELLING or verb in _ASIDE_VERBS or len(action.split()) < 4:
        return
    if not holds_alone(action, longest=22, inner=3) or _is_unfit(about.name, action):
        return
    named_only = re.match(r"^[A-Z]", about.name.text) and not about.name.kind and not about.expanded
    if named_only or re.match(r"^-\w$", about.name.text):
        return  # one act among the many of a large system; an option of who knows which command
    if re.search(r"(?<!,) (?:while|whenever|as part of|as a side effect)\b", predicate):
        return  # it does so besides what it is for
    if re.match(r"^\w+ (?:is|are|was|can|will|that|an error|you|and|or|to|in|with|by|as|on|the same)\b", action):
        return
    holds = verb in {"contains", "holds", "stores", "hosts", "includes"}
    whole = _is_introduced(said, about) and not _is_a_part(about.name) and not holds
    told = answer(about.named, action)
    first = not holds and not _is_a_part(about.name) and said.page.is_first(about.name.text, said.text)
    yield Purpose(
        said.chunk,
        said.evidence,
        about.name,
        action,
        Form.THIRD,
        told,
        whole=whole,
        prose=True,
        asked=_asked(about),
        first=first,
    )


def _asked(about: Subject) -> str:
    """The name with the article that it has in the sentence; empty where its kind or its owner is to be said too."""
    return "" if about.name.kind or about.name.owner else about.asked


def _is_introduced(said: Said, about: Subject) -> bool:
    """Whether the sentence is where the page introduces the name: nothing before speaks of it, and it is what does."""
    name = about.name
    if not said.page.is_first(name.text, said.text) or name.owner:
        return False
    if re.match(r"[A-Z]", name.text) and name.kind not in {"command", "function", "operator"}:
        return about.expanded or said.page.is_topic(name.text)
    return about.expanded or name.kind in DOERS or said.page.is_titled(name.text)


def _is_a_part(name: Name) -> bool:
    """Whether it is a file or a setting: it holds or sets something, and "does" nothing."""
    return name.kind not in DOERS and (
        name.kind != "" or name.text.startswith(("/", "-", ".", "~")) or "=" in name.text
    )


def _is_unfit(name: Name, said: str) -> bool:
    """Whether the name is too weak to ask about, or given away by what is said."""
    if name.kind == "person" or _NOT_MAIN.search(said) or is_displaced(said) or (not name.kind and is_weak(name.text)):
        return True
    return name.text.lower() in said.lower().split() or re.search(r"[<>=*]|\.\.\.", name.text) is not None


_NOT_MAIN = re.compile(
    r"\b(?:additional|extra|several|two|three|a number of|some|true or false)\b| --?[a-z]|\$|\bsuch$"
)


def _in_other_words(said: Said, text: str) -> Iterator[Purpose]:
    """``The purpose of X is to ...``, ``You can use X to ...``, ``To ..., use X``."""
    for pattern in (_AIM, _USE, _TO_USE):
        match = pattern.match(text)
        goal = goal_of(match["goal"]) if match else None
        if match is None or goal is None:
            continue
        about = named_phrase(said, *match.span("name"))
        if about is None or (pattern is not _AIM and re.match(r"^[A-Z][a-z]", about.name.text)):
            continue
        told = answer(about.named, f"{'is' if pattern is _AIM else 'can be'} used to {goal}")
        yield from _used(said, about, goal, told, sure=pattern is _AIM)
