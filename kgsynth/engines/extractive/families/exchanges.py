"""Frame, names beside names -> yes/no questions that say of a thing what holds for another: by whom, in what.

Only what has one answer is exchanged: what a thing is based on, who made it, where it is kept.
"""

import re
from collections.abc import Iterator

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.clauses.frame import Frame
from kgsynth.engines.extractive.families.whether import judged, tellings, whether
from kgsynth.engines.extractive.names_beside import NamesBeside

_ONE = re.compile(
    r"\b(?:(?:based|built|hosted|run) on|(?:written|implemented|programmed|developed|released|published|introduced|"
    r"founded|created|launched|located|stored|kept|installed|saved|recorded|placed|held|configured|defined|set) in|"
    r"(?:introduced|created|founded|maintained|developed|designed|managed|controlled|started|run|published|issued|"
    r"installed|written|made|provided|owned|led|approved|paid|signed|generated|handled|processed|served) by|"
    r"(?:named|modelled|modeled) after|(?:derived|forked|descended|taken|copied) from|replaced (?:by|with)|part of|"
    r"belongs? to|defaults? to|(?:shipped|distributed) (?:by|in)|(?:written|developed|designed|made) for|"
    r"(?:start|starts|started|appear|appeared) (?:in|as)|"
    r"(?:installs?|starts?|selects?|chooses?|proposes|picks)|uses? the)\b"
)
_BY_DEFAULT = re.compile(r"\b(?:by default|default)\b")
_NAME = re.compile(r"(?<![\w./-])(?:[A-Z][\w+-]*[\w+](?:\.\w{2,10})?|[a-z][\w.+-]*[\w+])(?![\w/-])")
_LONGER = re.compile(r"(?:['’]s)? [A-Z]")  # a part of a name
_MOST = 3  # names beside a name that are tried
_PATH = re.compile(r"(?<![\w/])/(?:[\w.+-]+/?){2,}")


def is_it_another(frame: Frame, beside: NamesBeside) -> Iterator[Candidate]:
    """``The OtterMap tool is written in Rolo.`` -> Is the OtterMap tool written in Pica? No."""
    asked = whether(frame)
    if asked is None or asked.denied or asked.subject == "you" or frame.adds or asked.lead == "can":
        return
    for true, false in _exchanges(frame, asked.said, beside):
        said = asked.said.replace(true, false, 1)
        found = list(judged(frame, asked.question.replace(asked.said, said, 1), "No", tellings(frame)))
        if found:
            yield from found
            return


def _exchanges(frame: Frame, said: str, beside: NamesBeside) -> Iterator[tuple[str, str]]:
    """A name of what is said, and another that might stand there."""
    one = _ONE.search(said)
    if one is not None or _BY_DEFAULT.search(said):
        start = one.end() if one is not None else 0
        yield from _other_names(frame, said, start, beside)
        yield from _other_paths(frame, said, start)


def _other_names(frame: Frame, said: str, start: int, beside: NamesBeside) -> Iterator[tuple[str, str]]:
    for match in _NAME.finditer(said, start):
        name = match.group()
        everyday = name.isalpha() and name.islower() and name not in frame.said.words.code
        if everyday or _LONGER.match(said[match.end() :]) or re.search(r"[A-Z]\w+ $", said[: match.start()]):
            continue
        for other in beside.of(name)[:_MOST]:
            if other not in frame.text and other not in frame.said.chunk.title:
                yield name, other


def _other_paths(frame: Frame, said: str, start: int) -> Iterator[tuple[str, str]]:
    """A path of what is said, and another of its section that lies as deep below the same root."""
    for match in _PATH.finditer(said, start):
        for other in _PATH.findall(frame.said.chunk.text):
            if other not in frame.text and _are_akin(match.group(), other):
                yield match.group(), other.rstrip(".,")


def _are_akin(one: str, other: str) -> bool:
    inside = one.startswith(other) or other.startswith(one)
    return not inside and one.split("/")[1] == other.split("/")[1] and one.count("/") == other.count("/")
