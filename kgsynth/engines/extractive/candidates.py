"""The question that a fact, or two, may become, before it is fitted to a scenario."""

from dataclasses import dataclass

from kgsynth.engines.extractive.naming import Name
from kgsynth.types import Chunk, Span

AT_LAST = 0.27  # the weight of a question over several chunks that is asked where nothing better is left


@dataclass(frozen=True, slots=True)
class Candidate:
    """A clean question with its answer and the spans that prove it.

    Attributes:
        names: the names in the question, each of which another chunk might describe instead (a bridge).
        weight: how well questions of this shape read, 0 to 1.
        hidden: names that the question leaves unsaid on purpose (the bridge).
        otherwise: words of the question, each with what may stand there instead.
        within: the product, or the part of it, that the question names only to say where it belongs.
        as_asked: whether the page itself asks it, as the title of a section: no sentence was turned round for it.
    """

    chunks: tuple[Chunk, ...]
    question: str
    reference: str
    evidence: tuple[Span, ...]
    kind: str
    names: tuple[Name, ...] = ()
    weight: float = 0.5
    hidden: tuple[str, ...] = ()
    otherwise: tuple[tuple[str, str], ...] = ()
    within: str = ""
    as_asked: bool = False
