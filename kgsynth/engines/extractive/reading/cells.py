"""A cell of a table -> the words it is asked for with, and whether it may be."""

import re

from kgsynth.engines.extractive.facts import Cell
from kgsynth.engines.extractive.naming import Name
from kgsynth.engines.extractive.reading.properties import property_question
from kgsynth.engines.extractive.wording import base_of_third, lower_first
from kgsynth.language.bundled import verb_lemma

OF_A_TABLE = frozenset({"column", "field", "attribute"})  # any of which another table may have
_NO_PROPERTIES = frozenset(
    "name value command source code label key text string symbol version alternative "
    "result example cold hot warm fast slow high low new old big small open closed free busy".split()
)
_SHORTENED = re.compile(r"\b(?:avg|min|max|num|qty|approx)\b", re.IGNORECASE)  # nobody says it so
_ROLE = re.compile(
    r"\b(?:manager|designer|owner|leader|director|author|maintainer|head|engineer|contact|chair|founder|editor|inspector)$"
)

_WEEKDAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_HOURS = re.compile(rf"{_WEEKDAY}\b.*\d[:.]\d\d|\d+[:.]\d\d (?:to|-|–) \d+[:.]\d\d")
_ADDRESS = re.compile(r"^\|[ *]*Address[ *]*\|", re.MULTILINE)  # of a place, where people are met


def stands_alone(name: Name) -> bool:
    """Whether a name tells which world it belongs to: an option does so with its command, a column with its table."""
    return bool(name.owner) or not (name.text.startswith("-") or name.kind in OF_A_TABLE)


def names_a_property(column: str) -> bool:
    """Whether a column's title names what a thing has: not what it does ("Measures"), nor how it is ("Valid")."""
    last = column.lower().split()[-1]
    if _SHORTENED.search(column):
        return False
    does = " " not in column and last.endswith("s") and verb_lemma(base_of_third(last), "VB") == base_of_third(last)
    return not does and last not in _NO_PROPERTIES and re.search(r"(?:[^r]id|able|ible|ous|ful)$", last) is None


def cell_question(fact: Cell) -> str:
    """What a cell is asked for with: ``What is the weight of the Marten 3``, ``Where is the Stoat 2 built``."""
    column, whose = lower_first(fact.column), fact.name.full if fact.name.kind != "person" else fact.name.text
    placed = re.fullmatch(r"(?P<done>[a-z]+(?:ed|lt|de)) (?:in|at)", column)
    if placed:
        return f"Where is {whose} {placed['done']}"
    if re.fullmatch(r"[a-z]+ed", column):
        return f"When was {whose} {column}" if re.search(r"\d{4}", fact.value) else f"What has {whose} {column}"
    if special := property_question(column, whose, fact.value):
        return special
    if _HOURS.match(fact.value) and not column.endswith(("hours", "times")):
        return f"When is the {column} of {whose} open"
    if column in {"since", "until"}:
        return (
            f"{column.capitalize()} when has {whose} been there"
            if column == "since"
            else f"Until when does {whose} last"
        )
    if _ROLE.search(column) and re.fullmatch(r"[A-Z][\w'’-]+(?: [\w'’-]+){1,3}", fact.value):
        return f"Who is the {column} of {whose}"
    if column == "languages" and _ADDRESS.search(fact.chunk.text):
        return f"Which languages are spoken at {whose}"
    be = "are" if re.search(r"[^sui]s$", column) else "is"
    return f"What {be} the {column} of {whose}"
