"""What kind of thing a name names: a pipeline's labels mapped to ours, then voted on within a document."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kgsynth.entities.spelling import bare, key, singular_word
from kgsynth.types import Mention

NAMES = ("PERSON", "ORG", "PLACE", "EVENT", "THING")
HEAD_NOUN_VOTES = 1.5
UNTYPED_VOTES = {True: 1.0, False: 0.5}  # for THING, before anything is counted: more for a name of one word

_OURS = {
    "PERSON": ("PER", "PERS", "PRS"),
    "ORG": ("ORGANIZATION", "ORGANISATION", "COMPANY", "INST"),
    "PLACE": ("LOC", "GPE", "FAC", "LOCATION", "LG"),
    "EVENT": ("EVT",),
    "DATE": ("TIME", "DT", "TI"),
    "NUMBER": ("CARDINAL", "ORDINAL", "PERCENT", "MONEY", "QUANTITY", "QT"),
}
_MAPPED = {theirs: ours for ours, names in _OURS.items() for theirs in (ours, *names)}
_PERSON_WORD = re.compile(r"(?:[A-Z][^\W\d_]*[a-z][^\W\d_]*|[A-Z]\.?|de|da|di|du|van|von|der|den|la|le|el|bin|al)$")


def mapped(label: str) -> str:
    """Another pipeline's label as one of ours; THING for what we have no word for."""
    return _MAPPED.get(label.upper(), "THING")


def voted(mentions: Sequence[Mention], noun_types: Mapping[str, str]) -> list[Mention]:
    """The mentions of one document, every spelling of a name with the label that most of its mentions speak for.

    Args:
        noun_types: the label that a name's head noun speaks for, where it does.
    """
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for mention in mentions:
        votes[key(mention.text)][mention.label] += 1
    people = _parts_of_names(mentions)
    return [_relabelled(mention, votes[key(mention.text)], people, noun_types) for mention in mentions]


def _parts_of_names(mentions: Iterable[Mention]) -> set[str]:
    """The words of the full names of people."""
    names = (bare(mention.text).split() for mention in mentions if mention.label == "PERSON")
    return {word for words in names if len(words) > 1 for word in words}


def _relabelled(mention: Mention, votes: Counter[str], people: set[str], noun_types: Mapping[str, str]) -> Mention:
    if mention.label not in NAMES:
        return mention
    name = bare(mention.text)
    label = "CODE" if votes["CODE"] else _winner(name, votes, noun_types)
    if label == "PERSON" and not _may_be_person(name, people):
        label = "THING"
    return mention if label == mention.label else replace(mention, label=label)


def _winner(name: str, votes: Counter[str], noun_types: Mapping[str, str]) -> str:
    """The label with most votes; the head noun has some, and a tie goes to THING."""
    counts = {label: float(votes[label]) for label in NAMES}
    counts["THING"] = UNTYPED_VOTES[" " not in name]
    head = _head_noun_label(name, noun_types)
    if head is not None:
        counts[head] += HEAD_NOUN_VOTES
    return max(counts, key=lambda label: (counts[label], label == "THING"))


def _head_noun_label(name: str, noun_types: Mapping[str, str]) -> str | None:
    """What a name's head says it is: "Brooklyn Bridge", "Security Council of the United Nations"."""
    words = name.split(" of ")[0].split()
    label = noun_types.get(singular_word(words[-1].lower())) if len(words) > 1 else None
    return label if label in NAMES else None


def _may_be_person(name: str, people: set[str]) -> bool:
    """Whether a name is written as people's names are: two to four words, or one that is part of such a name."""
    words = name.split()
    if len(words) == 1:
        return name in people
    return len(words) <= 4 and all(map(_PERSON_WORD.match, words))
