"""Frame -> the part before its main clause and the comma: ``To drain the pond, open the sluice.``

The parser often hangs such a part on the wrong word, so the commas and the place of the main clause decide.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from kgsynth.engines.extractive.clauses.frame import Frame
from kgsynth.engines.extractive.clauses.inversion import inverted
from kgsynth.engines.extractive.wording import bare

_MARK = re.compile(
    r"^(?P<mark>In order to|So as to|To|Since|Because|As soon as|As|By means of|By way of|By|With|Using|Through|"
    r"Thanks to|"
    r"Via|Once|Whenever|When|If|Unless|After|Before|While|Until)\b ",
    re.IGNORECASE,
)
_LEANING = re.compile(
    r"^(?:that|this|these|those|it|they|them|he|she|we|there|so|do so|such|you (?:want|wish|like|would))\b"
)


@dataclass(frozen=True, slots=True)
class Opener:
    """What stands before a main clause.

    Attributes:
        mark: the word that opens it, in small letters.
        part: what follows that word.
        main: the tokens of the main clause.
        told: the main clause in words.
    """

    mark: str
    part: str
    main: tuple[Token, ...]
    told: str

    @property
    def words(self) -> str:
        """The whole of it, in small letters at the front."""
        return f"{self.mark} {self.part}"


def opener(frame: Frame) -> Opener | None:
    """The part before the main clause; None where there is none, or where it points at what was said before."""
    text = frame.text
    marked = _MARK.match(text)
    if marked is None or frame.clause.head.i != frame.said.clause.head.i:
        return None
    place = _start(frame)
    comma = re.search(r", (?:then )?$", text[:place]) if place is not None else None
    if place is None or comma is None:
        return None
    part = text[marked.end() : comma.start()]
    if (
        _LEANING.match(part)
        or len(part.split()) < 2
        or part.count(",") > 1
        or re.search(r"[;:]|\b(?:example|this|these)\b", part)
    ):
        return None
    main = [token for token in frame.said.doc if token.idx >= place]
    while main and main[-1].is_punct and main[-1].text not in {")", "”", '"', "`"}:
        main.pop()
    return Opener(marked["mark"].lower(), part, tuple(main), bare(text[place:])) if main else None


def _start(frame: Frame) -> int | None:
    """Where the main clause begins: its subject, or its verb in an order."""
    clause = frame.clause
    first = clause.subject[0] if clause.subject else clause.verb
    if clause.subject and clause.subject[0].i > clause.verb.i:
        return None
    return int(first.idx)


def parted(frame: Frame) -> tuple[str, str] | None:
    """The part before the first comma that ends a clause, and what follows it; by words and tags alone."""
    if _MARK.match(frame.text) is None or frame.clause.head.i != frame.said.clause.head.i:
        return None
    doc, depth = frame.said.doc, 0
    for token in doc:
        depth += (token.text == "(") - (token.text == ")")
        if token.text == "," and not depth and _tells(list(doc[1 : token.i])):
            told = re.sub(r"^then ", "", bare(frame.text[token.idx + 1 :]))
            following = doc[token.i + 1 :]
            if not len(following):
                return None
            goes_on = following[0].lower_ in _JOINING or following[0].tag_ in {"VBG", "VBN"}
            ordered = any(each.tag_ in {"VB", "VBP"} for each in following[:2])  # "open the gate", "please open it"
            finite = ordered or any(each.tag_ in _FINITE for each in following)
            return None if goes_on or not finite else (frame.text[: token.idx], told)
    return None


def _tells(words: Sequence[Token]) -> bool:
    """Whether what follows "when" says what is done, be it without who does it: ``draining a pond``."""
    return any(each.tag_ in _FINITE for each in words) or (len(words) > 1 and words[0].tag_ == "VBG")


_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
_JOINING = frozenset(
    "and or but which who that if when unless because since as while even especially including such so".split()
)


def asked_of(frame: Frame, main: Sequence[Token]) -> str | None:
    """A main clause in question order."""
    return inverted(frame.clause, main, frame.text, ())
