"""Texts -> what commands, options and settings are for; a task that two of them do has no one answer.

The front of a page and the first sentence of an entry tell it. Two that put it in other words ("check the gate" and
"verify a gate") are found by the thesaurus of verbs.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.rewording.lexicon import verbs
from kgsynth.engines.extractive.wording import without_parentheses
from kgsynth.language.words import content_words, stem

_GLOSS = re.compile(
    r"^[`*]*(?P<name>[A-Za-z][\w-]*(?: [A-Za-z][\w-]*){0,3})[`*]* (?:—|–|--?) (?P<told>\S.{6,150})$", re.MULTILINE
)
_ENTRY = re.compile(r"^(?P<name>(?:[-`*$\\A-Za-z][^\n|]{0,80}\n){1,4}): (?P<told>\S[^\n]{6,})", re.MULTILINE)
_FIRST_SAID = re.compile(r"(?<=[\w)`’'\"])[.;:](?=\s|$)| — ")
_ANOTHER_DEED = re.compile(r" or (?=[a-z]+ (?:an?|the) )")
_IN_A_CASE = re.compile(r"\b(?:if|when|unless|only|instead|rather|except|without|not)\b", re.IGNORECASE)
_PLACED = re.compile(r"^(?:(?P<tool>When using|With) |In )[^,]+, ")
_OF_ONE = re.compile(r"^Which (?:option of |[A-Z]{2}|\S+ (?:column|field|argument|keyword|clause)\b)")
_OF_A_SORT = re.compile(r"^Which (?:\S+ )*?(?P<sort>option|parameter|variable|setting|column|field|file|function)\b")
_LONGEST = 24  # words
_LEAST, _MORE = 3, 2  # words of a task by which others are known for it, and that they may say besides
_EMPTY = frozenset(map(stem, "use make give given specify specified name tell let command option".split()))


@dataclass(frozen=True, slots=True)
class _Told:
    """What is told of a thing.

    Attributes:
        name: as it is written, several in one.
        words: those that carry meaning; verbs that mean the same are one.
        text: where it is told.
        in_front: whether the page of the thing opens with it.
    """

    name: str
    words: frozenset[str]
    text: str = field(repr=False)
    in_front: bool


class Twins:
    """The things that are for the same.

    Args:
        texts: what all chunks say.
        subject: what the whole corpus is about, whose name says nothing of a task.
    """

    def __init__(self, texts: Iterable[str], subject: str = "") -> None:
        texts = tuple(texts)
        self._subject = set(content_words(subject))
        self._displaced = frozenset(name for text in texts for name in _displaced(text))
        self._having: defaultdict[str, list[_Told]] = defaultdict(list)
        for told in dict.fromkeys(each for text in texts for each in _told_in(text)):
            for word in told.words:
                self._having[word].append(told)

    def has(self, candidate: Candidate) -> bool:
        """Whether something else does what a question asks how to do: ``DROP BARGE`` as well as ``DROP BOAT``."""
        if candidate.kind != "how_to" and not candidate.question.startswith("Which "):
            return False
        return _named(candidate) in self._displaced or any(
            self._is_rival(told, words, candidate)
            for words in self._tasks(candidate)
            for told in min((self._having.get(word, ()) for word in words), key=len, default=())
        )

    def _tasks(self, candidate: Candidate) -> Iterator[frozenset[str]]:
        """The words of what is asked: those that its evidence tells of a name, or those of the question."""
        said = tuple(_told_in(candidate.chunks[0].text_of(candidate.evidence[-1])))
        asked = _words(_PLACED.sub("", candidate.question)) - self._subject
        yield from (told.words for told in said) if said else (asked,)

    def _is_rival(self, told: _Told, words: frozenset[str], candidate: Candidate) -> bool:
        """Whether something is for the task of some words, and may be meant where those are asked for."""
        here = told.text == candidate.chunks[0].text
        few = len(words) < _LEAST
        same = words == told.words if few else words <= told.words and len(told.words - words) <= _MORE
        if not same or (few and not (here or told.in_front)) or _is_named(told.name, candidate):
            return False
        return here or not (_is_of_one(candidate) or _is_of_another_sort(told.name, candidate.question))


def _displaced(text: str) -> Iterator[str]:
    """The names that a text says are better not used, or no longer."""
    if _INSTEAD.search(text):
        yield from (match["name"] or match["capitals"] for match in _BETTER.finditer(text))
    if "deprecated" in text or "obsolete" in text:
        yield from (match["name"] for match in _NO_LONGER.finditer(text))


_INSTEAD = re.compile(r"\b(?:not|rather than|instead of) (?:(?:with|by|using) )?[`A-Z]")
_BETTER = re.compile(
    r"\b(?:should|must|better|recommend\w*|prefer\w*)\b[^.]{0,90} (?:not|rather than|instead of)(?: with| by| using)? "
    r"(?:`(?P<name>[^`\n]{2,40})`|(?P<capitals>[A-Z]{2,}(?: [A-Z]{2,})*))(?=[.,;)]|$)",
    re.MULTILINE,
)
_NO_LONGER = re.compile(r"`(?P<name>[^`\n]{2,40})`(?: \w+)? (?:is|has been) (?:now )?(?:deprecated|obsolete)\b")


def _is_named(name: str, candidate: Candidate) -> bool:
    """Whether it is what a candidate speaks of, however it is written there: ``otter-list(1)`` for "otter list"."""
    answer = _named(candidate)
    options = set(_OPTION.findall(name))
    if options:
        return bool(options & set(_OPTION.findall(f"{candidate.question} {answer}")))
    bare = _OF_A_MANUAL.sub("", name).strip()
    spoken = f"{candidate.question} {answer}"
    code = bare.partition(" ")[0]
    return _is_within(answer, bare) or _is_within(bare, spoken) or (bool(_SIGN.search(code)) and code in spoken)


def _named(candidate: Candidate) -> str:
    """The name that a question asks for: ``otter list`` of "With the otter list command."."""
    return _AROUND_A_NAME.sub("", candidate.reference)


def _is_within(name: str, text: str) -> bool:
    """Whether a text has a name, be its words joined by blanks or by hyphens."""
    words = r"[ -]".join(map(re.escape, re.split(r"[ -]", name)))
    return re.search(rf"(?<![\w-]){words}(?![\w-])", text, re.IGNORECASE) is not None


_AROUND_A_NAME = re.compile(
    r"^(?:With|Use) (?:the )?|^The | (?:command|option|statement|function|parameter|setting|variable)?\.$|\.$"
)
_SIGN = re.compile(r"[\\_.$]")
_CODED = re.compile(r"[`*]")
_OPTION = re.compile(r"(?<![\w-])--?[A-Za-z][\w-]*")
_OF_A_MANUAL = re.compile(r"\(\d\w?\)|[<(\[].*")


def _is_of_one(candidate: Candidate) -> bool:
    """Whether a question names the command or the table that it asks for a part of."""
    placed = _PLACED.match(candidate.question)
    owned = any(name.owner for name in candidate.names) or _OF_ONE.match(candidate.question) is not None
    return owned or (placed is not None and bool(placed["tool"]))


def _is_of_another_sort(name: str, question: str) -> bool:
    """Whether a question asks for an option and it is none, or for something else and it is one."""
    asked = _OF_A_SORT.match(question)
    return asked is not None and (asked["sort"] == "option") != name.startswith("-")


def _told_in(text: str) -> Iterator[_Told]:
    """What a text tells of names: at the front of its page, and in entries."""
    for pattern in (_GLOSS, _ENTRY):
        for match in pattern.finditer(text):
            said = _FIRST_SAID.split(without_parentheses(match["told"]), maxsplit=1)[0]
            for deed in dict.fromkeys((said, _ANOTHER_DEED.split(said, maxsplit=1)[0])):
                if len(deed.split()) <= _LONGEST and not _IN_A_CASE.search(deed):
                    yield _Told(_CODED.sub("", match["name"]).strip(), _words(deed), text, pattern is _GLOSS)


def _words(text: str) -> frozenset[str]:
    return frozenset(map(_plainest, content_words(text))) - _EMPTY


def _plainest(word: str) -> str:
    return _plain_verbs().get(word, word)


@cache
def _plain_verbs() -> Mapping[str, str]:
    """Each verb of the thesaurus -> one that all that mean the same have in common."""
    plain = {stem(verb): stem(single) for verb, others in verbs().items() for single in _single(others)}
    return MappingProxyType({verb: plain.get(other, other) for verb, other in plain.items()})


def _single(others: Iterable[str]) -> list[str]:
    """The last of some verbs that is one word."""
    return [each for each in others if " " not in each][-1:]
