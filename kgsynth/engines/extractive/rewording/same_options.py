"""One option of two commands -> the ways in which people ask what it means in the one and in the other."""

import re
from collections.abc import Iterator

from kgsynth.engines.extractive.rewording.records import Asked, Wording

_DIFFERENCE = re.compile(
    r"^how does (?P<option>-\S+) of (?P<one>.+?) differ from (?P=option) of (?P<other>.+)$", re.IGNORECASE
)


def same_options(asked: Asked) -> Iterator[Wording]:
    """Ways to set two options of one name against each other."""
    match = _DIFFERENCE.match(asked.text) if asked.kind == "option_difference" else None
    if match is None or asked.setting:
        return
    option, one, other = match["option"], match["one"], match["other"]
    first, second = f"{one} {option}", f"{other} {option}"
    yield Wording(f"What is the difference between {first} and {second}", "the difference between")
    yield Wording(f"What's the difference between {first} and {second}", "what's the difference", 0.02)
    yield Wording(f"How do {first} and {second} differ", "how do X and Y differ", 0.02)
    yield Wording(f"How does {first} differ from {second}", "how does X differ", 0.02)
    yield Wording(f"How is {option} in {one} different from {option} in {other}", "how is X different", 0.02)
    yield Wording(f"What does {option} do in {one}, as opposed to {other}", "as opposed to", 0.02)
    yield Wording(f"What does {option} mean in {one} as opposed to {other}", "as opposed to", 0.03)
    yield Wording(f"How does the meaning of {option} differ between {one} and {other}", "the meaning of", 0.03)
    yield Wording(f"In what way does {option} of {one} differ from {option} of {other}", "in what way", 0.06)
    yield Wording(f"{one} and {other} both have {option}: what is the difference", "X:", 0.06)
    yield Wording(f"I keep mixing up {first} and {second}: how do they differ", "mixing up", 0.08)
