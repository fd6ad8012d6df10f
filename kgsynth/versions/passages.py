"""Sample -> passages: in which of its contexts each stretch of evidence lies, and at which character.

A sample names its contexts by ids that are hashes of document, place and text. So the place of a context, which no
field holds, can be found again and is certain.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kgsynth.types import Evidence, Sample, Span, content_id


@dataclass(frozen=True, slots=True)
class Passage:
    """One of a sample's contexts, as it stood when the sample was made.

    Attributes:
        number: its place among the sample's contexts.
    """

    number: int
    id: str
    span: Span
    text: str

    @property
    def is_certain(self) -> bool:
        """Whether the id says that it stood there."""
        return self.id == passage_id(self.span, self.text)


def passage_id(span: Span, text: str) -> str:
    """The id that chunking gives what stands there."""
    return content_id(span.document_id, str(span.start), text)


def passage_of(sample: Sample, evidence: Evidence) -> Passage | None:
    """The context that holds a stretch of the sample's evidence; None where none does.

    In a set of other origin, whose ids are no such hashes, it is the first that has the words.
    """
    found = list(_possible(sample, evidence))
    return next((each for each in found if each.is_certain), found[0] if found else None)


def _possible(sample: Sample, evidence: Evidence) -> Iterator[Passage]:
    contexts = zip(sample.reference_contexts, sample.reference_context_ids, strict=False)
    for number, (text, context_id) in enumerate(contexts):
        for at in occurrences(evidence.text, text):
            start = evidence.start - at
            if start >= 0:
                yield Passage(number, context_id, Span(evidence.document_id, start, start + len(text)), text)


def occurrences(wanted: str, text: str) -> Iterator[int]:
    """Where a text stands in another, overlapping ones too."""
    at = text.find(wanted) if wanted else -1
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1)
