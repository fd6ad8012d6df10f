"""``What is the weight of the Marten 3?`` -> How much does the Marten 3 weigh? Who, when and where likewise."""

import re
from collections.abc import Iterator

from kgsynth.engines.extractive.rewording.lexicon import table
from kgsynth.engines.extractive.rewording.records import Asked, Wording
from kgsynth.language.bundled import verb_lemma

_VALUE = re.compile(r"^what (?P<be>is|are) the (?P<what>(?:(?! of ).)+?) of (?P<whose>.+)$", re.IGNORECASE)
_DEFAULT = re.compile(r"^what is the default(?: value)? of (?P<whose>.+?)(?P<where> in [A-Z][\w.+-]*)?$", re.IGNORECASE)
_INHERITED = re.compile(r"^what is the effective default of (?P<whose>[^,]+)$", re.IGNORECASE)
_PERSON = re.compile(r"^who is the (?P<role>[a-z][a-z -]*) of (?P<whose>.+)$", re.IGNORECASE)
_DATED = re.compile(r"^when (?P<rest>(?:was|were|did) .+)$", re.IGNORECASE)
_PLACED = re.compile(
    r"^where (?P<be>is|are|was) (?P<what>[^,]+?) (?P<done>[a-z]+ed|built|kept|found|held)$", re.IGNORECASE
)
_FOUND = re.compile(
    r"^where (?:can|may|could) (?P<what>[^,]+?) be (?P<done>found|read|seen|viewed|downloaded|obtained|bought|changed|"
    r"configured|set)$",
    re.IGNORECASE,
)
_MADE_BY = re.compile(r"^who (?P<did>[a-z]+ed|wrote|built|made|founded) (?P<what>.+)$", re.IGNORECASE)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_IS_SET = re.compile(r"(?:the )?\w+[._][\w.]+(?: (?:(?:configuration |environment )?variable|parameter|setting))?")


def values(asked: Asked) -> Iterator[Wording]:
    """Ways to ask for one value."""
    if asked.setting:
        return
    for pattern, ways in _WAYS:
        match = pattern.match(asked.text)
        if match:
            yield from ways(match, asked)
            return


def _value(match: re.Match[str], asked: Asked) -> Iterator[Wording]:
    what, whose, be = match["what"], match["whose"], match["be"].lower()
    if asked.kind not in {"table", "bridge"} or what.split()[0] in _NO_VALUES:
        return
    if what in {"content", "contents"}:
        yield Wording(f"What does {whose} contain", "what does X contain")
        yield Wording(f"What's in {whose}", "what's in", 0.02)
        return
    yield Wording(f"What {be} the {what} of {whose}", "what is the A of")
    if be == "is":
        yield Wording(f"What's the {what} of {whose}", "what's the A of", 0.02)
    if what in table("measured") and _fits(what, asked.answer):
        yield Wording(table("measured")[what].format(whose=whose), f"measured {what}")
    grade = _grade(what)
    if grade and re.search(r"\d", asked.answer) and " to " not in asked.answer:
        owned = f"{whose}'s {what}" if _is_owner(whose) else f"the {what} of {whose}"
        yield Wording(f"How {grade} is {whose if what == 'size' else owned}", "how large is", 0.02)
    if _is_had(what):
        yield Wording(f"{'Which' if be == 'are' else 'What'} {what} does {whose} have", "what A does X have", 0.06)
    if _is_owner(whose):
        yield Wording(f"{'What are' if be == 'are' else 'What is'} {whose}'s {what}", "what is X's A")
        if be == "is":
            yield Wording(f"What's {whose}'s {what}", "what's X's A", 0.02)


_OWNER = re.compile(r"[A-Z][\w-]*(?: (?:[A-Z][\w-]*|\d+)){0,2}(?<!s)")


def _is_owner(whose: str) -> bool:
    """Whether a name bears an "'s"."""
    return _OWNER.fullmatch(whose) is not None and not whose.isupper()


def _is_had(what: str) -> bool:
    """Whether a thing may be said to have it: a noun, and none that speaks of the table."""
    *_, last = what.split()
    return (
        not _SUPERLATIVE.search(what)
        and what not in table("measured")
        and last not in _NOT_HAD
        and not re.search(r"(?:ed|ing|id|able|ous|s)$", last)
    )


_SUPERLATIVE = re.compile(r"\b(?:largest|smallest|longest|shortest|highest|lowest|least|most|best|default)\b")
_NOT_HAD = frozenset(
    "type default range date description name value reception title kind email telephone content purpose use "
    "meaning".split()
)


_NO_VALUES = frozenset("difference purpose role task job function goal aim objective name point way result".split())


def _fits(what: str, answer: str) -> bool:
    """Whether an answer is a figure or a date, as what is asked for then would be."""
    return re.search(r"\d", answer) is not None or what == "birthplace"


def _grade(what: str) -> str:
    noun = what.split()[-1]
    return "" if _SUPERLATIVE.search(what) else next((grade for grade in _GRADES if noun in _GRADES[grade]), "")


_GRADES = {grade: frozenset(nouns.split()) for grade, nouns in table("grades").items()}


def _default(match: re.Match[str], asked: Asked) -> Iterator[Wording]:
    whose, tail = match["whose"], match["where"] or ""
    yield Wording(f"What is the default value of {whose}{tail}", "the default value of")
    yield Wording(f"What's the default for {whose}{tail}", "what's the default for")
    yield Wording(f"What does {whose} default to{tail}", "default to", 0.02)
    if _IS_SET.fullmatch(whose):
        yield Wording(f"What is {whose} set to by default{tail}", "set to by default", 0.02)
        yield Wording(f"By default, what is {whose} set to{tail}", "by default, what", 0.03)
        yield Wording(f"Out of the box, what is {whose} set to{tail}", "out of the box", 0.05)
        yield Wording(f"If I leave {whose} unset{tail}, which value applies", "if I leave unset", 0.05)
        yield Wording(f"Which value is used if {whose} isn't set{tail}", "which value is used", 0.04)
        yield from _unless_changed(whose, tail)


def _unless_changed(whose: str, tail: str) -> Iterator[Wording]:
    """Ways that need neither "default" nor "value", which wear out first."""
    yield Wording(f"What is {whose} set to unless I change it{tail}", "unless I change it", 0.05)
    yield Wording(f"What is {whose} set to out of the box{tail}", "out of the box", 0.05)
    yield Wording(f"Unless I change it, what is {whose} set to{tail}", "unless I change it", 0.06)


def _inherited(match: re.Match[str], asked: Asked) -> Iterator[Wording]:
    whose = match["whose"]
    yield Wording(f"What is the effective default of {whose}", "the effective default of")
    yield Wording(f"Which value does {whose} end up with when nothing is configured", "end up with", 0.02)
    yield Wording(f"When nothing is configured, which value does {whose} take", "when nothing is", 0.03)
    yield Wording(f"In effect, what does {whose} default to", "in effect", 0.04)


def _person(match: re.Match[str], asked: Asked) -> Iterator[Wording]:
    role, whose = match["role"], match["whose"]
    yield Wording(f"Who is the {role} of {whose}", "who is the R of")
    yield Wording(f"Who's the {role} of {whose}", "who's the R of", 0.03)
    if role in table("done_by"):
        yield Wording(f"Who {table('done_by')[role]} {whose}", f"who {table('done_by')[role]}")
    yield Wording(f"What is the name of the {role} of {whose}", "the name of the R", 0.05)
    if _OWNER.fullmatch(whose):
        yield Wording(f"Who is {whose}'s {role}", "who is X's R", 0.02)
        yield Wording(f"Who's {whose}'s {role}", "who's X's R", 0.12)


def _dated(match: re.Match[str], asked: Asked) -> Iterator[Wording]:
    rest, answer = match["rest"], asked.answer.strip(" .").removeprefix("In ").removeprefix("On ")
    yield Wording(f"When {rest}", "when was")
    if re.fullmatch(r"\d{4}", answer):
        yield Wording(f"In which year {rest}", "in which year")
        yield Wording(f"In what year {rest}", "in what year", 0.02)
        yield Wording(f"What year {rest}", "what year", 0.04)
    elif re.fullmatch(rf"(?:\d{{1,2}} )?(?:{_MONTHS})(?: \d{{1,2}},?)? \d{{4}}", answer):
        unit = "day" if re.search(r"\b\d{1,2}\b", answer) else "month and year"
        yield Wording(f"{'On' if unit == 'day' else 'In'} which {unit} {rest}", "on which day", 0.04)
        if unit == "day":
            yield Wording(f"On what date {rest}", "on what date", 0.02)


def _placed(match: re.Match[str], asked: Asked) -> Iterator[Wording]:
    be, what, done = match["be"], match["what"], match["done"]
    yield Wording(f"Where {be} {what} {done}", "where is X done")
    if re.fullmatch(r"[A-Z]\w+", asked.answer):
        yield Wording(f"In which place {be} {what} {done}", "in which place", 0.05)


def _found(match: re.Match[str], asked: Asked) -> Iterator[Wording]:
    base = verb_lemma(match["done"].lower(), "VBN")
    if base:
        yield Wording(f"Where can I {base} {match['what']}", "where can I")
        yield Wording(f"Where do I {base} {match['what']}", "where do I", 0.04)


def _made_by(match: re.Match[str], asked: Asked) -> Iterator[Wording]:
    did, what = match["did"].lower(), match["what"]
    yield Wording(f"Who {did} {what}", "who did")
    past = {"wrote": "written"}.get(did, did)
    if len(what.split()) <= 6 and not re.search(r" (?:to|in|for|that|which|at|on) ", what):
        yield Wording(f"By whom was {what} {past}", "by whom", 0.15)


_WAYS = (
    (_DEFAULT, _default),
    (_INHERITED, _inherited),
    (_VALUE, _value),
    (_PERSON, _person),
    (_DATED, _dated),
    (_PLACED, _placed),
    (_FOUND, _found),
    (_MADE_BY, _made_by),
)
