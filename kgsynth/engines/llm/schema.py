"""What a model is asked to return."""

from pydantic import BaseModel


class Quote(BaseModel):
    """A stretch of a passage, letter for letter, and the passage's number, from 1."""

    context: int
    quote: str


class Alone(BaseModel):
    """What somebody would reply who has one passage alone; empty where they could not tell."""

    context: int
    reply: str


class Written(BaseModel):
    """A question, its answer and its evidence; all empty where no good question can be made.

    Attributes:
        first: the question that came to mind first, before it was put to the test.
        objections: what a strict reader would say against that; the question is written with them in mind.
        asker: the number of the reader who asks, from 1, among those that the request names.
        weakest: what a strict judge would be likeliest to say against the question in the end.
        sure: how many of a hundred such judges would pass it.
    """

    first: str = ""
    objections: list[str] = []
    asker: int = 1
    question: str
    styled_question: str
    answer: str
    evidence: list[Quote]
    alone: list[Alone] = []
    question_kind: str
    weakest: str = ""
    sure: float = 100
