"""Frame that tells what to do -> what should be done before something, and when something must be done."""

import re
from collections.abc import Iterator

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.clauses.frame import Frame
from kgsynth.engines.extractive.wording import bare, without_parentheses
from kgsynth.language.bundled import verb_lemma
from kgsynth.language.words import content_words

_WEIGHT = 0.4
_FEWEST, _LONGEST = 2, 22  # telling words, words of a question
_LEANS = re.compile(r"\b(?:this|that|these|those|it|they|them|so|the following|you (?:can|want|wish|like))\b")
_BEFORE = re.compile(
    r"^(?P<when>Before (?:[a-z]+ing|you [a-z]+|one [a-z]+) [^,]{4,70}), "
    r"(?:(?:you|one|administrators|users|the administrator|the user) "
    r"(?P<must>should|must|need to|have to|will need to|’ll need to|can) )?"
    r"(?:(?:also|first|always|then) )*(?P<deed>[a-z]+ .+)$"
)
_OBLIGED = re.compile(
    r"^(?:(?:[Yy]ou|[Oo]ne|[Aa]dministrators|[Uu]sers) (?P<must>should|must|need to|have to) )?"
    r"(?:(?:[Aa]lways|only|[Oo]nly) )?(?P<deed>[A-Za-z]+ .+?),? (?P<when>(?:before|after|once|when|whenever|until) .+)$"
)
_MUST_BE = re.compile(
    r"^(?:In order (?:for|to) [^,]+, )?(?P<thing>(?!it |this |that |they |these |there |you |one )[^,]{3,60}?) "
    r"(?P<must>must|should|needs? to|have to|has to) "
    r"(?P<always>always )?(?P<done>[a-z]+(?: [^,]+?)?),? "
    r"(?P<when>(?:right |immediately |shortly )?"
    r"(?:if|when|whenever|before|after|once|as soon as|unless|every time) .+)$",
    re.IGNORECASE,
)
_ASK = {
    "need to": "do you need to",
    "have to": "do you have to",
    "’ll need to": "do you need to",
    "will need to": "do you need to",
}
_NO_DEED = frozenset(
    "see note remember be have know refer consult imagine suppose assume think consider want understand beware keep "
    "feel expect notice find let recall check".split()
)


def what_before(frame: Frame) -> Iterator[Candidate]:
    """``Before filling the pond, you should shut the sluice.`` -> What should you do before filling the pond?"""
    match = _BEFORE.match(_text(frame))
    if match is None or not _is_deed(match["deed"]) or _LEANS.search(match["when"]):
        return
    if frame.said.name.kind == "option" or re.search(r"\byour? (?!own\b)", match["deed"]):
        return  # what the option does; what only somebody who follows the page has before them
    ask = _ASK.get(match["must"] or "", f"{match['must'] or 'should'} you")
    yield from _asked(frame, f"What {ask} do {frame.small(match['when'])}", match["deed"])


def when_to(frame: Frame) -> Iterator[Candidate]:
    """``Always shut the sluice before filling the pond.`` -> When should you shut the sluice?"""
    text, clause = _text(frame), frame.clause
    match = _OBLIGED.match(text)
    plain = match is not None and "," not in match["deed"] and _is_deed(frame.small(match["deed"]))
    advised = match is not None and (match["must"] or clause.imperative or not clause.subject)
    if match is not None and plain and advised and not clause.negated and not _LEANS.search(match["deed"]):
        ask = _ASK.get(match["must"] or "", f"{match['must'] or 'should'} you")
        if len(content_words(match["deed"])) > _FEWEST and not _OPENS.search(match["when"]):
            yield from _asked(frame, f"When {ask} {frame.small(match['deed'])}", match["when"], "temporal")


def when_it_must(frame: Frame) -> Iterator[Candidate]:
    """``The sluice must be shut if the pond is dry.`` -> When must the sluice be shut?"""
    match = _MUST_BE.match(_text(frame))
    if match is None or frame.clause.negated or not frame.opens or _OPENS.search(match["when"]):
        return
    thing, must = frame.small(match["thing"]), match["must"].lower()
    asked = f"When {'must' if must.endswith('to') else must} {thing} {match['done']}"
    if not (_LEANS.search(asked) or _ASKS_WHETHER.search(asked) or re.match(r"(?:not|be)$|have\b", match["done"])):
        yield from _asked(frame, asked, match["when"], "temporal")


_ASKS_WHETHER = re.compile(r" to (?:check|see|find out|test|tell|know|ask|verify|determine|decide)$")  # if it is so
_REASONED = re.compile(r", (?:as|so|since|because|but|which|if|or) ")
_OPENS = re.compile(
    r"^\w+(?: soon as| time)? (?:that|this|these|those|it|they|you (?:want|wish|like)|possible|necessary|needed)\b"
)


def _text(frame: Frame) -> str:
    return without_parentheses(bare(frame.text))


def _is_deed(deed: str) -> bool:
    first = deed.split()[0]
    plain = not re.match(r"\w+ (?:(?:to|of) |-)", deed) and not re.search(r" (?:is|are|even$)(?: |$)", deed)
    return verb_lemma(first, "VB") == first and first not in _NO_DEED and plain


def _asked(frame: Frame, asked: str, told: str, kind: str = "how_to") -> Iterator[Candidate]:
    if len(asked.split()) <= _LONGEST and told.count(",") <= 2 and not _REASONED.search(told):
        yield from frame.candidate(asked, told, kind, _WEIGHT)
