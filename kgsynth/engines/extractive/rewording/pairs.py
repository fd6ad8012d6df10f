"""Two things or more set side by side -> the ways in which people ask which of them, or how they differ."""

import re
from collections.abc import Iterator

from kgsynth.checks.kinds import CALCULATED, SELECTION
from kgsynth.engines.extractive.rewording.records import Asked, Wording
from kgsynth.engines.extractive.wording import upper_first

_DIFFERENCE = (
    re.compile(
        r"^what is the difference between (?P<one>.+?) and (?P<other>.+?)(?P<where> in \S+(?: \S+)?)?$", re.IGNORECASE
    ),
    re.compile(r"^how does (?P<one>.+?) differ from (?P<other>.+?)(?P<where> in \S+(?: \S+)?)?$", re.IGNORECASE),
    re.compile(r"^how do (?P<one>.+?) and (?P<other>.+?) differ(?P<where> in \S+(?: \S+)?)?$", re.IGNORECASE),
)
_CHOICE = re.compile(r"^which (?P<has>[^,]+), (?P<one>[^,]+?) or (?P<other>[^,]+)$", re.IGNORECASE)


_FIGURES = frozenset({CALCULATED, SELECTION, "comparison", "temporal"})
_OF_FIGURES = {
    re.compile(r"^How much (?P<more>[a-z]+er) is (?P<one>.+) than (?P<other>.+)$"): (
        ("By how much is {one} {more} than {other}", 0.02),
        ("Compared with {other}, how much {more} is {one}", 0.05),
    ),
    re.compile(r"^How long after (?P<one>.+?) was (?P<other>.+) (?P<done>[a-z]+)$"): (
        ("How much later than {one} was {other} {done}", 0.02),
    ),
    re.compile(r"^Which of (?P<all>[^?]+ and .+?) (?P<is_>(?:is|has|was) the [^,]+|was [a-z]+ (?:first|last))$"): (
        ("Of {all}, which {is_}", 0.02),
        ("Among {all}, which {is_}", 0.04),
    ),
    re.compile(r"^Which of (?P<all>.+ and .+?) (?P<share>(?:have|are) .*the same .+)$"): (
        ("Of {all}, which {share}", 0.02),
    ),
    re.compile(r"^In which order were (?P<all>.+) (?P<done>[a-z]+)$"): (
        ("In what order were {all} {done}", 0.01),
        ("What is the order in which {all} were {done}", 0.04),
    ),
}


def pairs(asked: Asked) -> Iterator[Wording]:
    """Ways to compare two things."""
    if asked.setting:
        return
    for pattern in _DIFFERENCE if asked.kind == "difference" else ():
        match = pattern.match(asked.text)
        if match and " and " not in match["one"] + match["other"]:
            yield from _differing(match["one"], match["other"], match["where"] or "")
            return
    match = _CHOICE.match(asked.text) if asked.kind in {"comparison", "temporal"} else None
    if match:
        yield from _chosen(match["has"], match["one"], match["other"])
    for pattern, forms in _OF_FIGURES.items() if asked.kind in _FIGURES else ():
        if match := pattern.match(asked.text):
            yield from (Wording(form.format(**match.groupdict()), form, cost) for form, cost in forms)


def _differing(one: str, other: str, where: str) -> Iterator[Wording]:
    yield Wording(f"What is the difference between {one} and {other}{where}", "the difference between")
    yield Wording(f"What's the difference between {one} and {other}{where}", "what's the difference", 0.02)
    yield Wording(f"How does {one} differ from {other}{where}", "how does X differ")
    yield Wording(f"How do {one} and {other} differ{where}", "how do X and Y differ", 0.02)
    yield Wording(f"How is {one} different from {other}{where}", "how is X different", 0.02)
    yield Wording(f"How are {one} and {other} different{where}", "how are X and Y different", 0.04)
    yield Wording(f"What makes {one} different from {other}{where}", "what makes X different", 0.05)
    yield Wording(f"What sets {one} apart from {other}{where}", "sets apart", 0.05)
    yield Wording(f"What distinguishes {one} from {other}{where}", "distinguishes", 0.05)
    yield Wording(f"In what way does {one} differ from {other}{where}", "in what way", 0.06)
    if len({re.match(r"(?:an?|the) ", name) is None for name in (one, other)}) == 1:
        yield Wording(f"{upper_first(one)} and {other}{where}: how do they differ", "X:", 0.08)
    yield Wording(f"I mix up {one} and {other}{where}. How do they differ", "I mix up", 0.08)
    if not one.startswith("-"):
        yield Wording(f"Compared with {other}, how is {one} different{where}", "compared with", 0.1)


def _chosen(has: str, one: str, other: str) -> Iterator[Wording]:
    yield Wording(f"Which {has}, {one} or {other}", "which, X or Y")
    if re.match(r"^(?:has|had|is|was|were|came|comes|opened|started|began|ended|appeared|accepts?|allows?)\b", has):
        yield Wording(f"Which of {one} and {other} {has}", "which of")
    yield Wording(f"{one} or {other}: which {has}", "X:", 0.02)
    yield Wording(f"Between {one} and {other}, which {has}", "between X and Y", 0.04)
    yield Wording(f"Of {one} and {other}, which {has}", "of X and Y", 0.06)
