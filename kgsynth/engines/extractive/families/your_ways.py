"""Frame that tells what "you" can do -> how that is done, where the sentence ends with the means."""

import re
from collections.abc import Iterator

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.clauses.frame import Frame
from kgsynth.engines.extractive.wording import bare, lower_first, without_parentheses
from kgsynth.language.words import content_words

_WEIGHT = 0.4
_FEWEST, _LONGEST, _LONGEST_FRONT = 2, 22, 8  # telling words of a deed; words of a question; of a phrase before it
_WHO = r"(?P<who>you|one|users?|the user|administrators?|the administrator|an administrator)"
_CAN = re.compile(
    rf"^(?P<front>[A-Z][^,]*, )?{_WHO} (?P<may>can|could|may|should|must) "
    r"(?:(?:also|then|simply|just|easily|always|now|instead|either|still|usually|therefore|thus|however) )*"
    r"(?P<deed>[a-z]+ .+)$",
    re.IGNORECASE,
)
_BE = re.compile(
    r"^(?P<front>[A-Z][^,]*, )?(?P<thing>(?!it |this |that |they |these |there )[^,]{3,60}?) "
    r"(?P<may>can|may|must|should|needs? to|have to|has to) (?:(?:also|then|easily|simply|instead|always) )*be "
    r"(?P<deed>[a-z]+ .+)$",
    re.IGNORECASE,
)
_MEANS = re.compile(
    r" (?P<means>(?:by (?:simply |just |first )?(?:[a-z]+ing|means of|way of) |using |via |through |with (?:the |an? )?"
    r"(?=\S*[-_./$`]|[\w.+-]+ (?:\S+ )?(?:command|option|tool|program|utility|package|script|function|module|field|"
    r"file|flag|key|button)s?\b|git |command|option))[^,;]+)$"
)
_FRONT = re.compile(
    r"^(?:For|In|On|During|At) (?!(?:this|that|example|instance|fact|practice|addition|the|such|some|most|"
    r"particular|these|those|general|case|many|all)\b)[^,]+$"
)
_OCCASION = re.compile(r"^(?:If|When|Once|Even after|Even if|As long as) (?!(?:this|that|it|they|these|so)\b)[^,]+$")
_LEANS = re.compile(r"\b(?:do (?:this|so|that|it)|it|them|this|these|those|that way|the following|others?|so)\b")


def how_you_can(frame: Frame) -> Iterator[Candidate]:
    """``For a dry pond, you can open the sluice with the otter command.`` -> How can you open the sluice ...?"""
    text = without_parentheses(bare(frame.text))
    match = _CAN.match(text)
    if match is not None and frame.clause.head.i == frame.said.clause.head.i:
        who = "you" if match["who"].lower() == "one" else lower_first(match["who"])
        yield from _asked(frame, match, f"How {_verb(match['may'])} {who}")


def how_it_can_be(frame: Frame) -> Iterator[Candidate]:
    """``In a flood, the sluice can be opened with the otter command.`` -> How can the sluice be opened in a flood?"""
    match = _BE.match(without_parentheses(bare(frame.text)))
    whole = match is not None and frame.small(match["thing"]) == frame.small(
        without_parentheses(frame.cut(frame.clause.subject))
    )
    if match is not None and whole and frame.clause.passive and not frame.clause.negated:
        verb = "must" if match["may"].endswith("to") else match["may"]
        yield from _asked(frame, match, f"How {_verb(verb)} {frame.small(match['thing'])} be")


def _verb(may: str) -> str:
    return {"could": "can", "may": "can"}.get(may.lower(), may.lower())


def _asked(frame: Frame, match: re.Match[str], lead: str) -> Iterator[Candidate]:
    means = _MEANS.search(match["deed"])
    front = _spoken_front(match["front"])
    if means is None or front is None:
        return
    deed = match["deed"][: means.start()]
    asked = " ".join(part for part in (lead, deed, front) if part)
    told = means["means"]
    if len(content_words(deed)) < _FEWEST or _LEANS.search(asked) or len(asked.split()) > _LONGEST:
        return
    if _DANGLES.search(deed) or _DESCRIBES.search(deed) or _SPLITS.search(told):
        return
    yield from frame.candidate(asked, told, "how_to", _WEIGHT)


_DANGLES = re.compile(
    r"(?:^| )(?:or|and|either|both|not|be|only|than|as|done|used|started|begin|deal|associate|comply|of|to|for|in|on|"
    r"from|at|into)$|\b(?:by|with|using|via) "
)
_DESCRIBES = re.compile(r" [a-z]+(?:ed|ten|wn)$")  # "an otter drawn with ...": the means are those of the drawing
_SPLITS = re.compile(
    r" (?:but|so that|which|although|because|if|when|unless|before|after) |"
    r"\b(?:either|example|various|several|different|many|other|such)\b"
)


def _spoken_front(front: str | None) -> str | None:
    """What stands before the subject as the question ends with it; None where it leans on the page."""
    if front is None:
        return ""
    plain = front.rstrip(", ")
    if _REMARK.match(plain):
        return ""
    short = len(plain.split()) <= _LONGEST_FRONT
    return lower_first(plain) if (short and _FRONT.match(plain)) or _OCCASION.match(plain) else None


_REMARK = re.compile(
    r"^(?:Alternatively|Optionally|Additionally|Finally|Fortunately|Of course|As an alternative|As usual|Also|"
    r"Similarly|As a last resort|If (?:necessary|needed|required|desired|appropriate)|"
    r"Then|Now|However|Of course|By default|"
    r"In most cases|Most of the time|In general|Generally)$"
)
