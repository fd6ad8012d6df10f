"""A way to put a question, and what the ways are made from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to put a question.

    Attributes:
        frame: what it shares with other questions that are put in the same way.
        cost: how much worse it reads than the plainest way, 0 to 1.
    """

    question: str
    frame: str
    cost: float = 0.0


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to put in other words.

    Attributes:
        text: the question without its question mark, and without the setting that opens it.
        setting: ``With dpkg``, where that opens the question; empty otherwise.
        answer: its answer, which must fit every wording.
        kind: its kind, as a candidate has it.
    """

    text: str
    setting: str
    answer: str
    kind: str
