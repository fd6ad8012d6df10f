"""``Which command lists the jobs?`` -> What's the command to list the jobs? Which command do I need to ...?"""

import re
from collections.abc import Iterator

from kgsynth.engines.extractive.naming import KINDS
from kgsynth.engines.extractive.rewording.lexicon import gerund, is_verb, words
from kgsynth.engines.extractive.rewording.records import Asked, Wording
from kgsynth.engines.extractive.rewording.tasks import may_open, mine
from kgsynth.language.bundled import verb_lemma

_RUN = frozenset({"command", "program", "tool", "utility"})
_SETTINGS = frozenset({"variable", "setting", "parameter"})
_USED = _RUN | frozenset("option function parameter setting method script package variable operator directive".split())
_KINDS = "|".join(sorted({*KINDS, "directive", "daemon", "argument", "framework", "website"}, key=len, reverse=True))
_OF = re.compile(
    rf"^which (?P<what>(?P<kind>{_KINDS}) of [\w.+-]+(?: [\w.+-]+)??) (?P<does>(?:tells|lets|is) .+)$", re.I
)
_PLAIN = re.compile(rf"^which (?P<what>(?:[\w.+-]+ ){{0,3}}?(?P<kind>{_KINDS})s?) (?P<does>[a-z]+ .+)$", re.I)
_GOAL = re.compile(
    r"^(?:is used to|can be used to|tells it to|lets (?:you|users|one)|helps (?:you )?(?:to )?) ?(?P<goal>[a-z]+ .+)$"
)
_ALLOWING = re.compile(r"^(?:allows?|permits?|enables?) (?P<doing>[a-z]+ing) (?:of )?(?P<what>.+)$")
_DONE_BY = re.compile(
    r"^(?P<be>is|are) (?:(?P<often>[a-z]+ly|often) )?(?P<done>[a-z]+) (?P<how>daily |[a-z]+ly )?by "
    r"(?P<whom>(?:(?:the|an?) )?[\w.+-]+(?: [\w.+-]+){0,3})$"
)
_HOLDING = re.compile(r"^(?:contains|includes|holds|provides|lists|stores|has) (?P<what>.+)$")


def named_by(asked: Asked) -> Iterator[Wording]:
    """Ways to ask for a name by what it is for, or by what it does."""
    match = _OF.match(asked.text) or _PLAIN.match(asked.text)
    if match is None:
        yield from _any_which(asked)
        return
    what, kind, does = match["what"], match["kind"].lower(), match["does"]
    where = f"{asked.setting}, " if asked.setting else ""
    yield Wording(f"{where}which {what} {does}", "which does", 0.05)
    yield Wording(f"{where}what {what} {does}", "what does", 0.12)
    goal = goal_of(does, kind)
    own = mine(goal) if goal else None
    if own and kind in _USED:
        yield from _for_a_goal(where, what, kind, own)
    elif own and _ALLOWING.match(does):
        lets = "let" if re.match(r"^(?:allow|permit|enable) ", does) else "lets"
        yield Wording(f"{where}which {what} {lets} me {own}", "which lets me", 0.02)
        yield Wording(f"{where}what {what} {lets} me {own}", "which lets me", 0.05)
    elif _DONE_BY.match(does):
        yield from _done_by(where, what, does)
    elif goal is None and verb_lemma(does.split()[0], "VBZ") and does.split()[0] not in _AUXILIARIES:
        yield from _doing(where, what, kind, does)


_AUXILIARIES = frozenset("does has was did do have had".split())


def goal_of(does: str, kind: str) -> str | None:
    """What somebody wants who uses a thing that does this; None where it does it by itself."""
    goal = _GOAL.match(does)
    if goal:
        return goal["goal"] if is_verb(goal["goal"].split()[0]) else None
    allowing = _ALLOWING.match(does)
    base = verb_lemma(allowing["doing"], "VBG") if allowing else None
    if allowing and base:
        return _in_base_form(f"{base} {allowing['what']}")
    first, _, rest = does.partition(" ")
    lemma = verb_lemma(first, "VBZ")
    several = re.search(r"\b(?:and|or) (?:[a-z]+ly )?[a-z]+s\b", rest) is not None  # "checks ... and identifies"
    by_user = kind in _RUN | {"function", "option"} and lemma in words("user_actions") and not several
    return f"{lemma} {rest}" if by_user else None


def _in_base_form(goal: str) -> str | None:
    """``sort and merging lists`` -> ``sort and merge lists``; None where it is not certain what else is done."""
    also = re.match(r"^(?P<first>[a-z]+ (?:and|or|and/or)) (?P<doing>[a-z]+ing)\b(?P<rest>.*)$", goal)
    base = verb_lemma(also["doing"], "VBG") if also else None
    if also and base:
        return f"{also['first']} {base}{also['rest']}"
    return None if also or re.search(r"\b(?:and|or|and/or) [a-z]+ing\b", goal) else goal


def _for_a_goal(where: str, what: str, kind: str, goal: str) -> Iterator[Wording]:
    does = "set" if kind in _SETTINGS else "use"
    yield Wording(f"{where}which {what} do I {does} to {goal}", "which do I use")
    yield Wording(f"{where}which {what} do I need to {goal}", "which do I need", 0.03)
    yield Wording(f"{where}what {what} can I {does} to {goal}", "what can I use", 0.05)
    if where:
        return
    yield Wording(f"What's the {what} to {goal}", "what's the K to", 0.02)
    first, _, rest = goal.partition(" ")
    if not re.search(r"\b(?:and|or)\b|,", goal):
        yield Wording(f"What's the {what} for {gerund(first)} {rest}", "what's the K for", 0.03)
    if what == kind and kind in _RUN:
        yield Wording(f"What do I run to {goal}", "what do I run", 0.02)
    if may_open(goal):
        yield Wording(f"I want to {goal}. Which {what} do I need", "I want to", 0.05)
        yield Wording(f"I'd like to {goal}. Which {what} do I need", "I'd like to", 0.05)
        yield Wording(f"I'm trying to {goal}. Which {what} do I need", "I'm trying to", 0.05)
        yield Wording(f"If I want to {goal}, which {what} should I {does}", "if I want to", 0.06)


def _done_by(where: str, what: str, does: str) -> Iterator[Wording]:
    """``Which program is run daily by cron`` -> Which program does cron run daily?"""
    match = _DONE_BY.match(does)
    base = verb_lemma(match["done"], "VBN") if match else None
    if match is None or base is None or match["done"].endswith("ing"):
        return
    plural = re.search(r"(?<![su])s$", match["whom"]) and not re.match(r"^an? ", match["whom"])
    act = " ".join(filter(None, (match["often"], base, (match["how"] or "").strip())))
    for which, cost in (("which", 0.0), ("what", 0.03)):
        yield Wording(
            f"{where}{which} {what} {'do' if plural else 'does'} {match['whom']} {act}", f"{which} does X do", cost
        )


def _doing(where: str, what: str, kind: str, does: str) -> Iterator[Wording]:
    if where:
        return
    yield Wording(f"What's the name of the {what} that {does}", "name of the K", 0.12)
    holding = _HOLDING.match(does)
    if not holding or re.search(r",|\b(?:that|which)\b.*\band\b", holding["what"]):
        return
    thing = holding["what"]
    if kind in {"file", "directory"} and not does.startswith(("includes", "provides")):
        yield Wording(f"In which {what} do I find {thing}", "in which do I find", 0.02)
    if kind == "package" and not does.startswith(("lists", "stores", "has")):
        yield Wording(f"Which {what} do I install to get {thing}", "which do I install")
        yield Wording(f"I need {thing}. Which {what} do I install", "I need", 0.06)


def _any_which(asked: Asked) -> Iterator[Wording]:
    """``Which version ...`` -> What version ...?"""
    match = re.match(r"^which (?P<rest>[a-z]+ .+)$", asked.text, re.IGNORECASE)
    if (
        match
        and not match["rest"].startswith(("of ", "has ", "was ", "is ", "came "))
        and not re.search(r" or [^ ]+$|, ", asked.text)
    ):
        where = f"{asked.setting}, " if asked.setting else ""
        yield Wording(f"{where}which {match['rest']}", "which")
        yield Wording(f"{where}what {match['rest']}", "what", 0.05)
