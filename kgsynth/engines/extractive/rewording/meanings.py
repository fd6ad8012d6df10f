"""``What is a trawl?`` -> What does the term trawl mean? ``What does mend do?`` -> What is mend for?"""

import re
from collections.abc import Iterator

from kgsynth.engines.extractive.naming import KINDS, is_code_like
from kgsynth.engines.extractive.rewording.records import Asked, Wording

_DEFINED = re.compile(r"^what (?P<be>is|are) (?P<what>(?:(?:an?|the) )?[^,]+)$", re.IGNORECASE)
_DOES = re.compile(r"^what does (?P<what>.+?) do(?P<where> in [A-Z][\w.+-]*)?$", re.IGNORECASE)
_USED = re.compile(r"^what (?:is|are) (?P<what>.+?) used for$", re.IGNORECASE)
_PURPOSE = re.compile(r"^what is the purpose of (?P<what>.+)$", re.IGNORECASE)
_SPECIFIES = re.compile(r"^what does (?P<what>.+?) specify(?P<where> in [A-Z][\w.+-]*)?$", re.IGNORECASE)
_HOLDS = re.compile(r"^what does (?P<what>.+) (?P<does>hold|contain|store)$", re.IGNORECASE)
_STANDS = re.compile(r"^what does (?P<what>[\w./+-]+) stand for$", re.IGNORECASE)
_EVENT = re.compile(r"^what happens (?P<when>when|if) (?P<clause>.+)$", re.IGNORECASE)
_DOES_SOMETHING = re.compile(r"^what (?P<rest>does (?P<what>.+) (?P<verb>[a-z]+(?: to)?))$", re.IGNORECASE)
_SHORTEST_NAME = 2
_OF_PLAIN_WORDS = re.compile(r"^[a-z]+(?:\.[a-z]+)+$")  # it might be anything
_KIND_AT_END = re.compile(rf"(?<=\w)(?: environment| configuration)? (?:{'|'.join(KINDS)})$")


def meanings(asked: Asked) -> Iterator[Wording]:
    """Ways to ask what something is, means, is for or leads to."""
    where = f"{asked.setting}, " if asked.setting else ""
    for pattern, ways in _WAYS:
        match = pattern.match(asked.text)
        if match:
            yield from ways(match, asked, where)
            return


def _defined(match: re.Match[str], asked: Asked, where: str) -> Iterator[Wording]:
    what, be = match["what"], match["be"].lower()
    if asked.kind != "definition" or re.search(r" (?:of|for|between) ", what):
        return
    yield Wording(f"{where}what {be} {what}", "what is")
    is_term = re.match(r"^an? ", what) is not None
    bare = re.sub(r"^(?:an?|the) ", "", what)
    if where:
        return
    if be == "is":
        yield Wording(f"What's {what}", "what's", 0.03)
    if is_term:
        yield Wording(f"What does the term {bare} mean", "the term mean", 0.03)
    if is_term or be == "are":
        yield Wording(f"What is meant by {what}", "meant by", 0.02)
    elif be == "is" and bare == what:
        yield Wording(f"{what}: what is that", "X:", 0.16)
    if be == "is":
        yield Wording(f"I came across {what}. What is it", "I came across", 0.1)
        yield Wording(f"I keep reading about {what}. What is it", "I keep reading", 0.1)


_HAS_VALUES = re.compile(r" (?:type|parameter|directive|variable|setting|option|field)$")


def _does(match: re.Match[str], asked: Asked, where: str) -> Iterator[Wording]:
    what, tail = match["what"], match["where"] or ""
    if re.search(r"\b(?:to|with|when|if|after|before|during)\b|\b(?:allow|enable|help|let) \w+$", what):
        return
    yield Wording(f"{where}what does {what} do{tail}", "what does X do")
    if asked.kind != "purpose":
        return
    yield Wording(f"{where}what is {what} for{tail}", "what is X for")
    yield Wording(f"{where}what's the purpose of {what}{tail}", "what's the purpose", 0.03)
    if not where:
        yield from _used_by_me(what, tail)
        yield from _name_first(what, "what does {it} do")


def _used_by_me(what: str, tail: str) -> Iterator[Wording]:
    yield Wording(f"What would I use {what} for{tail}", "what would I use", 0.03)
    if re.search(r" option\b|^-", what):
        yield Wording(f"What effect does {what} have{tail}", "what effect", 0.03)
        yield Wording(f"What's the effect of {what}{tail}", "what's the effect", 0.05)
    elif re.search(r" (?:command|program|utility|tool|package|module|extension)$", what):
        yield Wording(f"What can I do with {what}{tail}", "what can I do with", 0.05)
    command = re.match(r"^the (?P<name>\S+) (?:command|program|utility|script)$", what)
    if command:
        yield Wording(f"What happens when I run {command['name']}{tail}", "when I run", 0.05)


def _name_first(what: str, ending: str) -> Iterator[Wording]:
    """``git branch: what does it do``"""
    of_its_command = re.sub(r"^the (-\S+) option of (.+)$", r"\2 \1", what)
    plain = _KIND_AT_END.sub("", of_its_command).removeprefix("the ")
    is_option = re.fullmatch(r"[a-z][\w.+-]*(?: [a-z][\w.+-]*)? -[\w-]+", plain) is not None
    coded = is_option or (is_code_like(plain) and not _OF_PLAIN_WORDS.match(plain))
    if coded and len(plain) > _SHORTEST_NAME and not plain.startswith("-"):
        yield Wording(f"{plain}: {ending.format(it='it')}", "X:", 0.04)


def _used(match: re.Match[str], asked: Asked, where: str) -> Iterator[Wording]:
    what = match["what"]
    yield Wording(f"{where}what is {what} used for" if " are " not in asked.text else asked.text, "what is used for")
    if re.search(r"s$", what) or re.search(r"\b(?:to|with|when|if|after|before|during|often|usually)\b", what):
        return
    yield Wording(f"{where}what is {what} for", "what is X for")
    if not where:
        yield Wording(f"What is the purpose of {what}", "the purpose", 0.03)
        yield Wording(f"What would I use {what} for", "what would I use", 0.02)
        yield Wording(f"What can I use {what} for", "what can I use for", 0.02)
        yield from _name_first(what, "what is {it} for")


def _purpose(match: re.Match[str], asked: Asked, where: str) -> Iterator[Wording]:
    what = match["what"]
    yield Wording(f"{where}what is the purpose of {what}", "the purpose")
    yield Wording(f"{where}what is {what} for", "what is X for")
    if not where:
        yield from _name_first(what, "what is {it} for")


def _specifies(match: re.Match[str], asked: Asked, where: str) -> Iterator[Wording]:
    what, tail = match["what"], match["where"] or ""
    yield Wording(f"{where}what does {what} specify{tail}", "what does X specify")
    if asked.kind != "definition":
        yield Wording(f"{where}what does {what} control{tail}", "what does X control", 0.06)
    if not where:
        yield from _name_first(what, "what does {it} specify")
    if asked.kind in {"definition", "equivalent"} and not where:
        yield Wording(f"What do I specify with {what}{tail}", "what do I specify", 0.04)
        if " -" not in what:
            yield Wording(f"What can I set with {what}{tail}", "what can I set", 0.06)
            yield Wording(f"What should I put into {what}{tail}", "what should I put", 0.06)
        if re.fullmatch(r"\w+\.[\w.]+", what):
            yield Wording(f"What goes into {what}{tail}", "what goes into", 0.06)


def _holds(match: re.Match[str], asked: Asked, where: str) -> Iterator[Wording]:
    yield Wording(f"{where}what does {match['what']} {match['does']}", "what does X hold")
    if _HAS_VALUES.search(match["what"]):
        return  # nothing is kept in it
    yield Wording(f"{where}what does {match['what']} contain", "what does X contain")
    if not where:
        yield Wording(f"What do I find in {match['what']}", "what do I find in", 0.04)
        yield Wording(f"What is stored in {match['what']}", "what is stored in", 0.03)


def _stands(match: re.Match[str], asked: Asked, where: str) -> Iterator[Wording]:
    what = match["what"]
    if asked.kind != "expansion":
        return
    yield Wording(f"{where}what does {what} stand for", "stand for")
    yield Wording(f"{where}what is {what} short for", "short for")
    if not where:
        yield Wording(f"What does the abbreviation {what} mean", "abbreviation", 0.03)
        yield Wording(f"What's the full form of {what}", "full form", 0.04)
        yield Wording(f"What do the letters {what} stand for", "letters", 0.04)
        yield Wording(f"{what}: what is that short for", "X:", 0.15)


def _event(match: re.Match[str], asked: Asked, where: str) -> Iterator[Wording]:
    when, clause = match["when"].lower(), match["clause"]
    yield Wording(f"{where}what happens {when} {clause}", "what happens")
    if where or re.search(r",|;", clause):
        return
    yield Wording(f"{when} {clause}, what happens", "when, what happens")


def _does_something(match: re.Match[str], asked: Asked, where: str) -> Iterator[Wording]:
    rest, what = match["rest"], match["what"]
    yield Wording(f"{where}what {rest}", "what does X")
    if match["verb"].lower() == "control" and asked.kind == "equivalent":
        yield Wording(f"{where}what does {what} do", "what does X do", 0.02)
        yield Wording(f"{where}what is {what} for", "what is X for", 0.04)
    shouted = re.fullmatch(r"the [A-Z][A-Z_]{3,}(?: [a-z]+){1,2}", what)
    if not where and (shouted or re.fullmatch(r"[A-Z][\w.-]*(?: (?:[A-Z][\w.-]*|\d+)){0,2}", what)):
        yield Wording(f"{what}: what does it {match['verb']}", "X:", 0.08 if shouted else 0.14)


_WAYS = (
    (_DOES, _does),
    (_USED, _used),
    (_PURPOSE, _purpose),
    (_SPECIFIES, _specifies),
    (_HOLDS, _holds),
    (_STANDS, _stands),
    (_EVENT, _event),
    (_DEFINED, _defined),
    (_DOES_SOMETHING, _does_something),
)
