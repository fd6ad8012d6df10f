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


class Idea(BaseModel):
    """A question that came to mind, what speaks against it, and how many of a hundred strict judges would pass it."""

    question: str
    against: str = ""
    sure: float = 100


class Written(BaseModel):
    """A question, its answer and its evidence; all empty where no good question can be made.

    Attributes:
        ideas: what came to mind first, each put to the test; the question is the best of them, mended.
        asker: the number of the reader who asks, from 1, among those that the request names.
        weakest: what a strict judge would be likeliest to say against the question in the end.
        sure: how many of a hundred such judges would pass it.
    """

    ideas: list[Idea] = []
    asker: int = 1
    question: str
    styled_question: str
    answer: str
    evidence: list[Quote]
    alone: list[Alone] = []
    question_kind: str
    weakest: str = ""
    sure: float = 100
