"""Scene: the words by which a question says what its page is about, and where in the question they stand."""

import re
from dataclasses import dataclass, field
from enum import Enum, auto

from kgsynth.engines.extractive.wording import lower_first

_CLAUSE = re.compile(
    r"(?<!^)\b(?:if|when|because|that|who|which|until|before|after|unless|while|where|whose|once|so that|than)\b|,"
)
_IN_FRONT = ("Why", "What should", "How should")
_ITS_PART = re.compile(r"What (?:is|are|was|were) the [a-z]+(?: [a-z]+)?")
_LONGEST = 9  # words of a question that takes its scene at the end


class Sort(Enum):
    """What a title is the title of; ``CORPUS`` where it tells nothing and only the organisation is known."""

    RULES = auto()
    PLACE = auto()
    THING = auto()
    EVENT = auto()
    ACTIVITY = auto()
    ORGANISATION = auto()
    PERSON = auto()
    CORPUS = auto()


@dataclass(frozen=True, slots=True)
class Scene:
    """How questions say what their page is about.

    Attributes:
        words: what may stand before or after a question: ``under Otterbrook's travel policy``; empty for a person.
        name: what the page is about, as a sentence names it: ``the Weasel 2``, ``Otterbrook's travel policy``.
        kinds: what the page calls it besides: ``gateway``, ``policy``.
        small: the words that the corpus writes in small letters.
    """

    sort: Sort
    words: str
    name: str
    kinds: frozenset[str] = frozenset()
    small: frozenset[str] = field(default=frozenset(), compare=False, repr=False)


def with_scene(text: str, scene: Scene) -> str:
    """A question with its scene: at the end where it is short and holds no clause, in front where it is long.

    >>> lund = Scene(Sort.PLACE, "at Otterbrook's Lund office", "Otterbrook's Lund office")
    >>> with_scene("When is the fire alarm tested", lund)
    "When is the fire alarm tested at Otterbrook's Lund office"
    >>> with_scene("What happens if the lift stops", lund)
    "At Otterbrook's Lund office, what happens if the lift stops"
    """
    if scene.words.startswith("with the ") and _ITS_PART.fullmatch(text):
        return f"{text} of {scene.name}"
    short = len(text.split()) <= _LONGEST and not _CLAUSE.search(text)
    inside = scene.sort is not Sort.THING or scene.words.startswith("in ")
    if short and inside and not text.startswith(_IN_FRONT):
        return f"{text} {scene.words if ' nearest ' not in text else f'to {scene.name}'}"
    return f"{scene.words[:1].upper()}{scene.words[1:]}, {lower_first(text)}"
