"""Two names -> how alike they are: taken for each other, of one noun, or the two ends of one range."""

import re
from difflib import SequenceMatcher


def told_by_names(one: str, other: str) -> bool:
    """Whether a name is the other's denial or the other end: ``--no-color``; ``max_size``, ``MinSize``; ``AddGate``."""
    spelt = (re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower() for name in (one, other))
    bare = [re.sub(r"^(-*)(?:no-?|un)|(?<=[_-])no[_-]", r"\1", name) for name in spelt]
    ends = [_ENDS.sub("", name) for name in bare]
    return bare[0] == bare[1] or (ends[0] == ends[1] and ends != bare)


_ENDS = re.compile(
    r"(?:(?<=[-_. ])|^)(?:min(?:imum)?|max(?:imum)?|low(?:er)?|high(?:er)?|upper|soft|hard|first|last|short|long|start|"
    r"end|left|right|before|after|read|write|in|out|input|output|local|remote|old|new|from|to|enable|disable|"
    r"(?:add|remove)(?![a-z]))"
)


def look_alike(one: str, other: str) -> bool:
    """Whether two names are alike enough to be taken for each other."""
    parts = [re.split(r"(?<=\w)[-_. ]", name.lower()) for name in (one, other)]
    while len(parts[0]) > 1 and len(parts[1]) > 1 and parts[0][0] == parts[1][0]:
        parts = [parts[0][1:], parts[1][1:]]
    spelt = ["".join(rest).lstrip("-") for rest in parts]
    long_enough = min(map(len, spelt)) >= _LEAST_SPELT
    within = spelt[0] in spelt[1] or spelt[1] in spelt[0]
    close = long_enough and (within or SequenceMatcher(None, spelt[0], spelt[1]).ratio() >= _SPELT_ALIKE)
    of_one_noun = len(parts[0]) == len(parts[1]) == 2 and parts[0][1] == parts[1][1]  # archive_command, restore_command
    return close or of_one_noun or likeness(one, other) >= _ALIKE


_ALIKE = 0.5  # of the parts of two names
_SPELT_ALIKE = 0.75  # of their letters
_LEAST_SPELT = 4


def likeness(one: str, other: str) -> float:
    """The share of the parts of two names that both have, 0 to 1."""
    first, second = name_parts(one), name_parts(other)
    return len(first & second) / len(first | second) if first | second else 0.0


def name_parts(name: str) -> frozenset[str]:
    """The words that a name is put together from, without verbs of SQL that every second name begins with."""
    last = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name.rsplit(".", 1)[-1])
    parts = re.split(r"[^a-z0-9]+", last.lower())
    return frozenset(part for part in parts if len(part) > 2) - {"create", "alter", "drop", "git", "the", "get", "set"}
