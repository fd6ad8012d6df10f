"""Frame on the page of a command -> what its options do, where a sentence of prose says so and no list of options."""

import re
from collections.abc import Iterator
from dataclasses import replace

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.clauses.frame import Frame
from kgsynth.engines.extractive.clauses.wider import Wider
from kgsynth.engines.extractive.facts import Form
from kgsynth.engines.extractive.naming import Name, owner_of
from kgsynth.engines.extractive.reading.fragments import first_verb_form
from kgsynth.engines.extractive.wording import bare, third_person, without_parentheses
from kgsynth.language.words import stands_in

_WEIGHT = 0.43
_FEWEST = 5  # words of what happens
_OPTION = r"(?:--[A-Za-z][\w-]*|-[A-Za-z0-9](?![\w-]))(?:=\S+)?"
_OPTIONS = (
    rf"(?:the |an? )?(?P<options>{_OPTION}(?:(?:, | or |, or | and | and/or ){_OPTION})*)"
    r"(?: (?P<noun>options?|flags?|switch(?:es)?|mode))?"
)
_WITH = re.compile(
    rf"^(?P<mark>With|Using|When using|When combining multiple|When|If|Without) {_OPTIONS}"
    r"(?: (?:is|are) (?:given|specified|passed|used|set|present|in effect|enabled))?, (?:then )?(?P<told>.+)$"
)
_USE = re.compile(rf"^Use {_OPTIONS}(?: together with {_OPTION})? to (?P<goal>[a-z]+ .+)$")
_CAN = re.compile(
    rf"^{_OPTIONS} (?:can|may|must|should) (?:also )?be used (?:with (?P<tool>[\w -]+) )?to (?P<goal>[a-z]+ .+)$",
    re.IGNORECASE,
)
_LEANS = re.compile(
    r"(?:of the form|following|like|follows)$|^(?:however|this|that|these|those|it|they|there|you|we|both)\b"
)


def what_with_options(frame: Frame) -> Iterator[Candidate]:
    """``With --dry, lists only the empty ponds.`` -> What does otter do with --dry?"""
    match, owner = _WITH.match(_text(frame)), _tool(frame)
    if match is None or owner is None or _LEANS.search(match["told"]) or len(match["told"].split()) < _FEWEST:
        return
    tool, named, told = owner.text, _named(match), match["told"]
    if match["mark"] == "Without":
        asked = f"What happens if {tool} is run without {named}"
    elif (does := _deed(told)) is not None:
        if frame.said.name.kind == "option":
            return  # said of the option whose entry it is, not of the one that it mentions
        told = does
        asked = f"What does {tool} do with {named}"
    else:
        asked = f"What happens if {named} {'is' if _is_one(match) else 'are'} given to {tool}"
    if not stands_in(tool, told):
        yield from _at_home(frame, owner).candidate(asked, told, "condition", _WEIGHT)


def _deed(told: str) -> str | None:
    """What a command does, with its verb in the third person; None where something else is said."""
    adverb = re.match(r"(?:(?:only|merely|optionally|also|simply|always) )?", told, re.IGNORECASE)
    start = adverb.end() if adverb else 0
    form = first_verb_form(told[start:])
    verb, _, rest = told[start:].partition(" ")
    if form is None:
        return None
    return f"{told[:start]}{third_person(verb) if form is Form.BASE else verb} {rest}"


def which_options_to(frame: Frame) -> Iterator[Candidate]:
    """``Use --dry to list only the empty ponds.`` on the page of otter -> Which option of otter do you use to ...?"""
    text = _text(frame)
    match, owner = _USE.match(text) or _CAN.match(text), _tool(frame)
    if match is None or owner is None or frame.said.name.kind == "option":
        return  # the entries of several options may say that each of them does it
    tool, frame = owner.text, _at_home(frame, owner)
    both = re.search(rf"{_OPTION} together with {_OPTION}", text)
    ask = "Which option of" if _is_one(match) and both is None else "Which options of"
    named = both.group() if both else match["options"]
    yield from frame.candidate(f"{ask} {tool} do you use to {match['goal']}", named, "factual", _WEIGHT)


def _named(match: re.Match[str]) -> str:
    noun = match["noun"]
    return f"the {match['options']} {noun}" if noun else match["options"]


def _is_one(match: re.Match[str]) -> bool:
    return not re.search(r" (?:and|and/or) |, ", match["options"])


def _tool(frame: Frame) -> Name | None:
    """The command that a sentence speaks of: that of its page, or a subcommand whose entry it stands in."""
    chunk, about = frame.said.chunk, frame.said.name
    owner = owner_of(chunk, chunk.headings, frame.subject)
    if owner is None or owner.kind not in {"command", "program", "tool", "utility"}:
        return None
    if about.kind in {"command", "subcommand"} and about.owner == owner.text:
        return replace(owner, text=f"{owner.text} {about.text}")
    return owner if about.text in {"", owner.text} or about.kind == "option" else None


def _at_home(frame: Frame, owner: Name) -> Frame:
    """The frame of a sentence that is known to speak of its page's command."""
    return Wider(replace(frame.said, name=owner), frame.clause, frame.tokens, frame.subject)


def _text(frame: Frame) -> str:
    return without_parentheses(bare(frame.text))
