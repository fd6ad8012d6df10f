"""Frame -> whether its subject can be asked about as it stands, and what the clause says of it."""

import re
from collections.abc import Sequence

from spacy.tokens import Token

from kgsynth.engines.extractive.clauses.frame import Frame
from kgsynth.engines.extractive.clauses.inversion import base_of_verb
from kgsynth.engines.extractive.wording import bare

_NOUNS = frozenset({"NN", "NNP", "VBG", "NNS", "NNPS", "FW"})
_PARTLY = re.compile(r"^(?:no|some|many|most|several|various|few|certain|other|another|one of|part of|any)\b", re.I)
_LONGEST = 12  # words of a subject
_AMONG_OTHERS = re.compile(
    r"\b(?:such as [^,]*(?:,| and | or )|including|for example|for instance|among others|among other things|"
    r"etc|like|also|even|in "
    r"particular|especially|notably|and so on)\b"
)
_EMPTY = re.compile(
    r"^(?:an? )?(?:new |simple |single |good |important |major )?(?:way|means|possibility|ability|solution|feature|"
    r"support|access|role|part|place|thing|problem|advantage|effect|care|care of|note|time)s?\b"
)


def has_subject(frame: Frame, *, besides: bool = False) -> bool:
    """Whether the clause opens with a thing that is all of its kind, said in few words, and tells one thing of it.

    Args:
        besides: whether it may tell that besides other things ("also").
    """
    clause, head = frame.clause, frame.clause.subject_head
    if head is None or not clause.subject or len(clause.subject) > _LONGEST or not frame.opens:
        return False
    if frame.adds and not besides:
        return False
    words = frame.subject_words
    if _is_listed_on(frame):
        return False
    return head.tag_ in _NOUNS and "," not in words and not _PARTLY.match(words) and clause.finite


def _is_listed_on(frame: Frame) -> bool:
    """Whether things of a list stand behind the clause: ``, the mill pond and the sea``."""
    if _LISTED_ON.match(bare(frame.rest)) is None:
        return False
    behind = frame.said.doc[frame.tokens[-1].i + 1 :]
    return not any(token.tag_ in {"VBZ", "VBP", "VBD", "MD", "VBG", "VBN", "VB"} for token in behind)


_LISTED_ON = re.compile(r"(?:, )?[^,]+(?:, [^,]+)*,? (?:and|or) [^,]+$")


def is_simple(frame: Frame) -> bool:
    """Whether the clause says without a helping verb what its subject does, or will do."""
    clause = frame.clause
    acts = clause.copula is None and not clause.passive and not clause.negated
    return acts and (not clause.auxiliaries or _is_future(frame))


def _is_future(frame: Frame) -> bool:
    clause = frame.clause
    return len(clause.auxiliaries) == 1 and clause.verb.lower_ == "will"


def base(frame: Frame) -> str | None:
    """The bare form of what the subject does; None where nothing tells it for sure."""
    return frame.clause.head.lower_ if frame.clause.auxiliaries else base_of_verb(frame.clause.head)


def told(frame: Frame, tokens: Sequence[Token]) -> str:
    """What some words say, without marks at their ends and a remark at the front."""
    return _REMARK.sub("", bare(frame.cut(tokens))) if tokens else ""


_REMARK = re.compile(r"^,? ?(?:thus|therefore|hence|then|however|simply),? ")


def is_all(text: str) -> bool:
    """Whether an answer names neither one thing among others nor nothing in particular."""
    return not _AMONG_OTHERS.search(text) and not _EMPTY.match(text)


_PARTS = re.compile(
    r"\b(?:commands?|options?|packages?|scripts?|files?|tools?|keys?|fields?|directives?|parameters?|variables?|modules?|"
    r"plugins?|utilit(?:y|ies)|arguments?|flags?|keywords?|buttons?|menus?|entry|entries|extensions?|methods?|settings?|"
    r"rules?|services?|certificates?|users?|techniques?)$"
)


def is_a_part(frame: Frame) -> bool:
    """Whether the subject is so small that one sentence can say all that it has or uses: no whole product."""
    words = frame.subject_words
    return _PARTS.search(words) is not None or (words in frame.said.words.code and not words[:1].isupper())


def runs_on(tokens: Sequence[Token]) -> bool:
    """Whether a second tensed verb of the subject has been taken into an answer: ``a list and displays it``."""
    return any(
        token.lower_ in {"and", "or", "but"} and token.nbor(1).tag_ in {"VBZ", "VBN", "VBD"} and token.i > tokens[0].i
        for token in tokens[:-1]
    )
