"""Candidate -> what a careful reader would stumble over in its question or its answer, as numbers with names."""

import re
from math import log1p

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.naming import KINDS, is_code_like
from kgsynth.language.words import content_words, stem, stop_words

_DOUBLED = re.compile(r"\b(\w{2,}) \1\b", re.IGNORECASE)
_MARKS = re.compile(r"[`\"“”]")
_SENTENCE_END = re.compile(r"(?<=[.!?]) +")
_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_IDENTIFIER = re.compile(r"[\w.:-]+")
_INNER_CAPITAL = re.compile(r"[a-z][A-Z]")
_TYPED = re.compile(
    r"\b(?:void|int|char|bool|unsigned|static|class|abstractmethod|const|\w+_t)\b \*?\w*[_A-Z]\w*", re.IGNORECASE
)
_VAGUE = frozenset(
    stem(word)
    for word in "differently appropriate message error following certain relevant necessary correct normal proper "
    "required usual desired corresponding respective suitable same own".split()
)
_LOOSE = re.compile(
    rf"\bthe (?:\w+ )?(?:{'|'.join(KINDS)}|page|value|field|user|parameter|section|list|process|system|client|check|"
    r"address|account|dialog|window|menu|button)\b(?! (?:of|that|which|for|to|in|named|called))"
)
_PLAIN_THING = re.compile(r"(?:an?|the)(?P<words>(?: [a-z]+){1,2})\.?")
_LAST = re.compile(r"(?P<word>\w+)\W*$")
_FEW = 4  # telling words of a short answer
_LETTERS = 3  # of a part of a name that says something


def blemishes(candidate: Candidate) -> dict[str, float]:
    """What is odd, empty or said twice: "It returns the form form of the gate.", "Use an appropriate gate."."""
    question, answer = candidate.question, candidate.reference
    return _of_the_form(question, answer) | _of_the_news(question, answer)


def _of_the_form(question: str, answer: str) -> dict[str, float]:
    """How question and answer are written."""
    _, *others = _SENTENCE_END.split(answer)
    last = _LAST.search(answer)
    plain = _PLAIN_THING.fullmatch(answer[:1].lower() + answer[1:])
    return {
        "d doubled": float(any(_DOUBLED.search(_MARKS.sub("", text)) for text in (question, answer))),
        "d typed": float(_TYPED.search(question) is not None),
        "d small sentence": float(any(each[:1].islower() for each in others)),
        "d sentences": log1p(len(others)),
        "d ends small": float(last is not None and last["word"].lower() in stop_words("en")),
        "d lets": float("lets you" in question or "allow you to" in question),
        "d loose": float(_LOOSE.search(question) is not None),
        "d one plain thing": float(plain is not None and len(plain["words"].split()) == 1),
        "d two plain words": float(plain is not None and len(plain["words"].split()) > 1),
    }


def _of_the_news(question: str, answer: str) -> dict[str, float]:
    """What the answer has that the question has not."""
    asked, told = set(content_words(question)), set(content_words(answer))
    new = told - asked
    parts, known = _parts(answer), _parts(question)
    words = (word.rstrip(".:-") for word in _IDENTIFIER.findall(answer))
    names = [word for word in words if is_code_like(word) or _INNER_CAPITAL.search(word)]
    return {
        "d new": log1p(len(new)),
        "d vague": float(new <= _VAGUE),
        "d vague word": float(bool(told & _VAGUE) and len(new) <= _FEW),
        "d parts known": len(parts & known) / max(1, len(parts)),
        "d name known": float(any(name.rpartition(".")[2].lower() in question.lower() for name in names)),
    }


def _parts(text: str) -> set[str]:
    """The words that a text and the names in it are made of: ``OtterGate`` has two."""
    return {part.lower() for part in _PART.findall(text) if len(part) >= _LETTERS}
