"""Scened -> when, how often, how soon and for how long, as rules and notices tell it: within ten working days."""

import re
from collections.abc import Callable, Iterator

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.scenes.scened import Scened
from kgsynth.language.words import content_words

_WEIGHT = 0.45
_FEWEST = 2  # telling words of a question
NUMBER = (
    r"(?:\d[\d.,]*|(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-[a-z]+)?)|"
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen)"
    r"(?: hundred| thousand)?|a hundred)"
)
UNIT = r"(?:second|minute|hour|day|night|week|fortnight|month|quarter|year)s?"
_ABOUT = r"(?:(?:at least|at most|up to|no more than|no longer than|about|less than|more than) )?"
_SPAN = rf"{_ABOUT}{NUMBER} (?P<unit>(?:(?:working|business|calendar) )?{UNIT})"
_OFTEN = re.compile(
    rf"(?:every|each) (?:{NUMBER} |other |second |third )?(?:{UNIT}|spring|summer|autumn|winter)|"
    rf"(?:once|twice|{NUMBER} times) (?:an?|per|each|every) (?:{NUMBER} )?{UNIT}"
    r"(?:, in [A-Z]\w+ and(?: in)? [A-Z]\w+)?|"
    r"daily|weekly|monthly|quarterly|yearly|annually"
)
_WITHIN = re.compile(rf"within {_SPAN}(?: (?:of|after|from) .+)?")
_FOR = re.compile(rf"for {_SPAN}")
_AHEAD = re.compile(rf"{_SPAN} (?P<ahead>ahead|in advance|beforehand)")
_AFTER = re.compile(rf"after {_SPAN}(?: of (?P<of>[a-z]+))?")
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?"
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_POINT = (
    rf"(?:{_DAY}|{_MONTH}|\d{{1,2}}:\d\d|(?:19|20)\d\d|\bweekdays\b|\bweekends?\b|\bnight\b|\bmidnight\b|\bnoon\b|"
    r"\b(?:first|second|third|fourth|last) (?:day|week|month|quarter|Monday|Tuesday|year)\b)"
)
_MORE = (
    r"(?: (?:of|and|to|until|till|or)(?: [a-z]+)?| at| each| every| and from| and on)(?: the)? "
    rf"(?:{_POINT}|{UNIT}|[A-Z]\w+)"
)
_AT = re.compile(
    rf"(?P<lead>on|at|in|from(?=.* (?:to|until|on)\b)|between|until|till|by|since|before|after|every|each|during) "
    rf"(?:(?:the|their|its) )?(?:[a-z]+ |\d{{1,2}} ){{0,2}}{_POINT}(?: (?:19|20)\d\d)?(?:{_MORE})*|"
    rf"at the (?:end|beginning|start|middle) of (?:each|every|the) {UNIT}|"
    r"(?:before|after|during) (?:the|each|every) (?:[a-z-]+ ){0,2}[a-z-]{4,}(?: of [A-Z]\w+(?: \d{4})?)?"
)
_LEADS = {"until": "Until when", "till": "Until when", "by": "By when", "since": "Since when"}
_NO_TIME = re.compile(r"\b(?:which|that|who|because|if|when|with|for|to the|euro|percent)\b")
_LASTS = frozenset("last take run wait stay remain live keep".split())
_SO_LONG = re.compile(rf"{_SPAN}")


def how_often(frame: Scened) -> Iterator[Candidate]:
    """``Readings are copied every six hours.`` -> How often are readings copied?"""
    yield from _asked(frame, _OFTEN, lambda match: "How often")


def how_soon(frame: Scened) -> Iterator[Candidate]:
    """``Claims are settled within ten working days.`` -> Within how many working days are claims settled?"""
    yield from _asked(frame, _WITHIN, lambda match: f"Within how many {_many(match['unit'])}")


def for_how_long(frame: Scened) -> Iterator[Candidate]:
    """``Drawings are kept for seven years.`` -> For how long are drawings kept?"""
    yield from _asked(frame, _FOR, lambda match: "For how long")


def how_far_ahead(frame: Scened) -> Iterator[Candidate]:
    """``A visit is announced three days ahead.`` -> How far ahead is a visit announced?"""
    yield from _asked(frame, _AHEAD, lambda match: f"How far {match['ahead'].replace('beforehand', 'ahead')}")


def after_how_long(frame: Scened) -> Iterator[Candidate]:
    """``The filter is changed after 300 hours of use.`` -> After how many hours of use is the filter changed?"""
    yield from _asked(frame, _AFTER, lambda match: f"After how many {_many(match['unit'])}{_of(match['of'])}")


def when_told(frame: Scened) -> Iterator[Candidate]:
    """``The siren is tested on Wednesdays at 10:00.`` -> When is the siren tested?"""
    if re.search(rf"\b(?:{_POINT})", frame.cut(frame.clause.subject)) or frame.clause.head.pos_ == "NUM":
        return
    for tokens, match in frame.phrases(_AT):
        text = match.group()
        asked = frame.without(tokens)
        point = asked is not None and not re.search(_POINT, asked) and not _NO_TIME.search(text)
        if asked is not None and point and len(content_words(asked)) >= _FEWEST and len(text.split()) <= _LONGEST:
            yield from frame.candidate(f"{_LEADS.get(match['lead'] or '', 'When')} {asked}", text, "temporal", _WEIGHT)
        return


def how_long_it_takes(frame: Scened) -> Iterator[Candidate]:
    """``The course takes fifty minutes.`` -> How long does the course take?"""
    if frame.clause.head.lemma_ in _LASTS and not frame.clause.passive:
        yield from _asked(frame, _SO_LONG, lambda match: "How long")


_LONGEST = 9  # words of a point in time


def _asked(frame: Scened, form: re.Pattern[str], lead: Callable[[re.Match[str]], str]) -> Iterator[Candidate]:
    if frame.clause.negated:
        return
    for tokens, match in frame.phrases(form):
        asked = frame.without(tokens)
        if asked is not None and len(content_words(asked)) >= _FEWEST:
            kind = "temporal" if form is _OFTEN else "numeric"
            yield from frame.candidate(f"{lead(match)} {asked}", match.group(), kind, _WEIGHT)
        return


def _many(unit: str) -> str:
    return unit if unit.endswith("s") else f"{unit}s"


def _of(what: str | None) -> str:
    return f" of {what}" if what else ""
