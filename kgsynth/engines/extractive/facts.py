"""The typed facts that questions are made of. Each knows its chunk and the characters that state it."""

from dataclasses import dataclass
from enum import StrEnum

from spacy.tokens import Doc

from kgsynth.engines.extractive.naming import Name
from kgsynth.engines.extractive.reading.passage import Words
from kgsynth.language.clauses import Clause
from kgsynth.types import Chunk, Span


class Form(StrEnum):
    """How the words that say what something does are put."""

    BASE = "base"  # "create a shallow clone"
    THIRD = "third"  # "creates a shallow clone"


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that a chunk states of a name.

    Attributes:
        evidence: the spans that state it, in text order, all in the chunk.
    """

    chunk: Chunk
    evidence: tuple[Span, ...]
    name: Name


@dataclass(frozen=True, slots=True)
class Purpose(Fact):
    """What a name does: ``git branch`` - list, create, or delete branches.

    Attributes:
        whole: whether this is what the name is for, as a reference page says it, not one of many things it does.
        used: whether the sentence says what it is used for, not what it does.
        prose: whether a sentence of running prose says it, not an entry or a NAME line.
        asked: the name as a question puts it, with its article; empty where `Name.full` serves.
        first: whether no sentence before it on the page speaks of the name.
    """

    action: str
    form: Form
    answer: str
    whole: bool = True
    used: bool = False
    prose: bool = False
    asked: str = ""
    first: bool = False

    @property
    def is_main(self) -> bool:
        """Whether it says what the name is for, in so many words."""
        if self.name.kind == "option" and not self.name.owner:
            return False
        a_doer = self.name.kind in {"command", "program", "utility", "tool"}
        return (self.whole or a_doer) and self.name.kind not in {"", "term", "person"}

    @property
    def told(self) -> str:
        """The words that say it."""
        return self.action


@dataclass(frozen=True, slots=True)
class Definition(Fact):
    """What a name is: a noun phrase, ``a line of development``.

    Attributes:
        entry: whether an entry of a list says so (a glossary), not a sentence.
        asked: the name as a question puts it, with the article that the sentence gives it.
        be: the form of "be" that joins the two.
    """

    phrase: str
    answer: str
    entry: bool = False
    asked: str = ""
    be: str = "is"

    @property
    def is_main(self) -> bool:
        """Whether the name is worth setting beside another: no column, no person, no parameter of a command."""
        return self.name.kind not in {"column", "person"} and not self.name.owner

    @property
    def told(self) -> str:
        """The words that say it."""
        return self.phrase


@dataclass(frozen=True, slots=True)
class Expansion(Fact):
    """The words that the letters of a name stand for."""

    words: str


@dataclass(frozen=True, slots=True)
class Default(Fact):
    """The value that a name has unless it is set."""

    value: str


@dataclass(frozen=True, slots=True)
class Values(Fact):
    """The closed list of values that a name takes."""

    items: tuple[str, ...]
    noun: str = "values"


@dataclass(frozen=True, slots=True)
class Settable(Fact):
    """When or where a name can be set: ``at server start``."""

    when: str


@dataclass(frozen=True, slots=True)
class Cell(Fact):
    """One cell of a table: the row's name, the column's title, and the value."""

    column: str
    value: str


@dataclass(frozen=True, slots=True)
class Described(Fact):
    """A name by what stands around it: Deventer is ``the place where the Stoat 2 is built``."""

    description: str


@dataclass(frozen=True, slots=True)
class Event(Fact):
    """Something dated that happened to a name: ``opened``, ``was released``."""

    verb: str
    when: str


@dataclass(frozen=True, slots=True)
class Steps(Fact):
    """How something is done: the steps below a heading."""

    goal: str
    answer: str


@dataclass(frozen=True, slots=True)
class Titled(Fact):
    """What the title of a section asks, and what the section answers.

    Attributes:
        kind: the kind of the question, as a candidate has it.
    """

    asked: str
    answer: str
    kind: str


@dataclass(frozen=True, slots=True)
class Statement(Fact):
    """A parsed sentence whose main clause can be asked about.

    Attributes:
        shown: the block of code that the sentence leads up to ("..., run:"); empty where it stands by itself.
    """

    words: Words
    doc: Doc
    clause: Clause
    shown: str = ""
