"""A question over several pages -> the ways in which people ask who has something, or how a table leads to another."""

import re
from collections.abc import Iterator

from kgsynth.engines.extractive.rewording.records import Asked, Wording

_HAVE = re.compile(r"^which (?P<who>.+) have the (?P<name>\S+(?: [A-Z_]+)*) (?P<kind>option|parameter)$", re.I)
_JOIN = re.compile(r"^how do I join (?P<start>\S+) to (?P<end>\S+)$", re.IGNORECASE)

_LOOK_UP = re.compile(r"^from a row of (?P<start>\S+), how do I look up (?P<what>.+)$", re.IGNORECASE)


def across(asked: Asked) -> Iterator[Wording]:
    """Ways to ask for all that have a name, for the way from one table to another, and for what is told there."""
    if asked.setting:
        return
    if match := _HAVE.match(asked.text):
        yield from _who(match["who"], match["name"], match["kind"])
    if match := _JOIN.match(asked.text):
        yield from _way(match["start"], match["end"])
    if match := _LOOK_UP.match(asked.text):
        yield from _looked_up(match["start"], match["what"])


def _who(who: str, name: str, kind: str) -> Iterator[Wording]:
    article = "an" if re.match(r"-*[aeio]", name, re.IGNORECASE) else "a"
    yield Wording(f"Which {who} have {article} {name} {kind}", "which have")
    yield Wording(f"In which {who} is there {article} {name} {kind}", "in which is there", 0.04)
    yield from _listed(who, f"accept {name}", f"support {name}", f"take {name}")
    yield from _takers(who, name)
    commands = re.match(r"^(?P<of>[A-Z]\S*) commands$", who)
    yield from _where(commands["of"], name) if commands else _framed(f"which {who} take {name}")


def _listed(who: str, first: str, second: str, third: str) -> Iterator[Wording]:
    yield Wording(f"Of the {who}, which {first}", "of the", 0.04)
    yield Wording(f"Among the {who}, which {second}", "among the", 0.05)
    yield Wording(f"What are the {who} that {third}", "what are the", 0.03)


def _framed(asked: str) -> Iterator[Wording]:
    yield Wording(f"Could somebody tell me {asked}", "could somebody", 0.06)
    yield Wording(f"Just to be sure: {asked}", "just to be sure", 0.08)
    yield Wording(f"For a script: {asked}", "for a script", 0.06)


def _takers(who: str, name: str) -> Iterator[Wording]:
    yield Wording(f"Which {who} take {name}", "which take", 0.02)
    yield Wording(f"Which {who} accept {name}", "which accept", 0.02)
    yield Wording(f"Which {who} support {name}", "which support", 0.03)
    yield Wording(f"With which {who} can I use {name}", "with which can I", 0.02)
    yield Wording(f"To which {who} can I give {name}", "to which can I", 0.05)
    yield Wording(f"Which of the {who} take {name}", "which of the", 0.04)
    yield Wording(f"{name}: which {who} take it", "X:", 0.06)
    yield Wording(f"I'd like to use {name}. Which {who} take it", "I'd like to use", 0.06)
    yield Wording(f"I'm looking for the {who} that take {name}. Which are they", "I'm looking for", 0.07)


def _where(subject: str, name: str) -> Iterator[Wording]:
    """Ways to ask for commands without calling them so."""
    yield Wording(f"Where in {subject} can I use {name}", "where in X", 0.02)
    yield Wording(f"In {subject}, which commands take {name}", "in X, which", 0.04)


def _way(start: str, end: str) -> Iterator[Wording]:
    yield Wording(f"How can I join {start} to {end}", "how can I join", 0.01)
    yield Wording(f"How do I get from {start} to {end} in a query", "how do I get from", 0.02)
    yield Wording(f"How is {start} joined to {end}", "how is X joined", 0.03)
    yield Wording(f"To join {start} to {end}, which columns do I need", "to join", 0.03)


def _looked_up(start: str, what: str) -> Iterator[Wording]:
    yield Wording(f"How do I look up {what} for a row of {start}", "how do I look up", 0.01)
    yield Wording(f"How can I show {what} next to each row of {start}", "how can I show", 0.01)
    yield Wording(f"When I query {start}, how do I get {what}", "when I query", 0.02)
    yield Wording(f"I am querying {start} and need {what}. How do I get it", "I am querying", 0.03)
