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


class Question(BaseModel):
    """A question, its answer and its evidence; all empty where no good question can be made.

    Attributes:
        asker: the number of the reader who asks, from 1, among those that the request names.
        sure: how many of a hundred strict judges would pass it.
    """

    asker: int = 1
    question: str
    styled_question: str
    answer: str
    evidence: list[Quote]
    question_kind: str
    sure: float = 100


class Written(Question):
    """The question that was asked for, and how it was come by.

    Attributes:
        ideas: what came to mind first, each put to the test; the question is the best of them, mended.
        alone: of a question over several passages, what each of them would tell by itself.
        weakest: what a strict judge would be likeliest to say against the question in the end.
        instead: a question over one passage, where one was asked for besides.
    """

    ideas: list[Idea] = []
    alone: list[Alone] = []
    weakest: str = ""
    instead: list[Question] = []
