"""``How do you mute a list?`` -> How do I mute a list? I want to mute a list. How do I do that?"""

import re
from collections.abc import Iterator

from kgsynth.engines.extractive.rewording.lexicon import is_verb
from kgsynth.engines.extractive.rewording.records import Asked, Wording
from kgsynth.language.bundled import verb_lemma

_ACTIVE = re.compile(r"^how (?:do|can|could|would|should) you (?P<goal>.+)$", re.IGNORECASE)
_PASSIVE = re.compile(
    r"^how can (?P<what>(?:(?!\b(?:be|that|which|who)\b).)+?) be (?P<adverb>\w+ly )?(?P<done>[a-z]+)"
    r"(?: (?P<also>(?:or|and) [a-z]+))?(?P<particle> (?:up|out|down|off|away))?(?P<rest> .+)?$",
    re.IGNORECASE,
)
_GERUND = re.compile(r"^how is (?P<doing>[a-z]+ing) (?P<what>.+) done$", re.IGNORECASE)
_DEMAND = re.compile(r"^what (?P<must>must|should) be done to (?P<goal>.+)$", re.IGNORECASE)
_IN_A_CASE = re.compile(
    r"^what (?P<must>should|must|can|do) you do (?P<case>(?:if|when|before|after|once) .+)$", re.IGNORECASE
)
_SHORT = 7  # words of a goal that a stiff frame bears
_LONGEST = 12  # words of a goal that may stand before the question
_OF_YOU = 0.6  # the cost of asking what "you" do, where it is oneself who wants to know


def tasks(asked: Asked) -> Iterator[Wording]:
    """Ways to ask how something is done."""
    demand = _DEMAND.match(asked.text)
    if demand:
        yield from _demanded(demand["goal"], demand["must"])
        return
    goal = goal_of(asked.text)
    if goal is not None:
        yield from _asked(goal, asked)
    elif (case := _IN_A_CASE.match(asked.text)) and (own := mine(case["case"])):
        where = f"{asked.setting}, " if asked.setting else ""
        yield Wording(f"{where}what {case['must']} you do {case['case']}", "what should you do", _OF_YOU)
        yield Wording(f"{where}what {case['must']} I do {own}", "what should I do")


def goal_of(text: str) -> str | None:
    """The task in a how-question, as one says it after "to"; None where the question is of another form."""
    active = _ACTIVE.match(text)
    if active:
        return active["goal"]
    passive = _PASSIVE.match(text)
    act = _act(passive["done"], passive["also"]) if passive else None
    if passive and act:
        how, done = passive["adverb"] or "", f"{act}{passive['particle'] or ''} {passive['what']}"
        return f"{how}{done}{passive['rest']}" if passive["rest"] else f"{done} {how}".strip()
    doing = _GERUND.match(text)
    base = verb_lemma(doing["doing"], "VBG") if doing else None
    return f"{base} {doing['what']}" if doing and base else None


def _act(done: str, also: str | None) -> str | None:
    """``shut``, ``or opened`` -> ``shut or open``; None where either is no participle."""
    joint, _, second = (also or "").partition(" ")
    verbs = [verb_lemma(each, "VBN") for each in (done, second) if each]
    return f" {joint} ".join(filter(None, verbs)) if all(verbs) else None


def mine(text: str) -> str | None:
    """A text about you, said of oneself; None where more than "your" would have to change."""
    if re.search(r"\b(?:you|yours|yourself|yourselves|we|us|our|I|me)\b", text):
        return None
    return re.sub(r"\byour\b", "my", text)


def _demanded(goal: str, must: str) -> Iterator[Wording]:
    yield Wording(f"What {must} be done to {goal}", "what must be done")
    own = mine(goal)
    if own and must == "must":
        yield Wording(f"What do I have to do to {own}", "what do I have to do")


def _asked(goal: str, asked: Asked) -> Iterator[Wording]:
    own, where = mine(goal), f"{asked.setting}, " if asked.setting else ""
    yield Wording(f"{where}how do you {goal}", "how do you", _OF_YOU if own else 0.05)
    if own is None:
        yield Wording(f"{where}how can you {goal}", "how can you")
        return
    yield Wording(f"{where}how do I {own}", "how do I")
    yield Wording(f"{where}how can I {own}", "how can I")
    yield Wording(f"{where}how would I {own}", "how would I", 0.1)
    if not asked.setting and may_open(own):
        yield from _what_i_need(own, asked.answer)
        yield from _wished_for(own)


def _what_i_need(goal: str, answer: str) -> Iterator[Wording]:
    """What somebody asks for who knows that it takes a command, or a thing to do."""
    thing = _THING.match(answer)
    if thing is None and _ORDER.match(answer):
        yield Wording(f"What do I have to do to {goal}", "what do I have to do", 0.04)
    if thing is None or len(goal.split()) > _SHORT:
        return
    kind = thing["kind"]
    yield Wording(f"Which {kind} do I use to {goal}", "which do I use", 0.03)
    yield Wording(f"What's the {kind} to {goal}", "what's the K to", 0.04)
    if kind in {"command", "program", "script"}:
        yield Wording(f"What do I run to {goal}", "what do I run", 0.02)


_THING = re.compile(
    r"^(?:With|Use|By using|Using) (?:the )?\S+(?: \S+)? (?P<kind>command|tool|option|program|script|package)\.?$"
)
_ORDER = re.compile(r"^(?!(?:Us(?:e|ing)|With|By|Via|Through|In|On|From)\b)[A-Z][a-z]+\b")


def _wished_for(goal: str) -> Iterator[Wording]:
    """The wish first, as somebody says it who tells what the trouble is."""
    yield Wording(f"I want to {goal}. How do I do that", "I want to", 0.05)
    yield Wording(f"I'm trying to {goal}. How do I do that", "I'm trying to", 0.05)
    yield Wording(f"I have to {goal}. How do I do that", "I have to", 0.06)
    yield Wording(f"Is there a way to {goal}", "is there a way", 0.12)
    yield Wording(f"If I want to {goal}, how do I do it", "if I want to", 0.14)


def may_open(goal: str) -> bool:
    """Whether a task is short and plain enough to stand before the question."""
    plain = not re.search(r",|;|\b(?:when|if|unless|because|so that|in order)\b", goal)
    return plain and len(goal.split()) <= _LONGEST and is_verb(goal.split()[0])
