"""Frame -> yes/no questions with a word of the clause exchanged for its opposite, so that the answer is no."""

import re
from collections.abc import Iterator, Mapping

from spacy.tokens import Token

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.families.whether import judged, tellings, whether
from kgsynth.engines.extractive.frame import Frame
from kgsynth.engines.extractive.wording import article_for
from kgsynth.language.words import content_words

_BOTH_WAYS = (
    "enabled disabled|mandatory optional|compulsory optional|visible hidden|local remote|public private|"
    "internal external|automatic manual|automatically manually|temporary permanent|temporarily permanently|"
    "static dynamic|statically dynamically|read-only writable|ascending descending|synchronous asynchronous|"
    "synchronously asynchronously|locked unlocked|larger smaller|higher lower|older newer|"
    "faster slower|longer shorter|lowercase uppercase|incoming outgoing|accepted rejected|before after|"
    "case-sensitive case-insensitive|shared separate|beginning end|longest shortest|highest lowest|"
    "increases reduces|increased reduced|accept reject|accepts rejects"
)
_ONE_WAY = (
    "required optional|unnecessary necessary|removed kept|deleted kept|discarded kept|ignored accepted|forbidden allowed|"
    "prohibited allowed|denied granted|refuses accepts|refuse accept|refused accepted|daily weekly|weekly monthly|"
    "monthly weekly|yearly monthly|annually monthly|hourly daily|blocked allowed|blocks allows|overwritten kept|"
    "forbids allows|"
    "separately together|independently together|individually together|simultaneously separately|"
    "deprecated recommended|discouraged recommended|excluded included|excludes includes|impossible possible|"
    "incompatible compatible|unsafe safe|insecure secure|invalid valid|insufficient sufficient|unsupported supported|"
    "unencrypted encrypted|decreases increases|inactive active|lost preserved|rejects accepts"
)


def _pairs() -> Iterator[tuple[str, str]]:
    for pair in _BOTH_WAYS.split("|"):
        one, other = pair.split()
        yield from ((one, other), (other, one))
    for pair in _ONE_WAY.split("|"):
        one, other = pair.split()
        yield one, other


_OPPOSITES: Mapping[str, str] = dict(_pairs())
_OF_A_THING = frozenset(
    "mandatory optional public private static dynamic temporary permanent automatic manual read-only free incoming "
    "outgoing local remote internal external larger smaller higher lower older newer longer shorter".split()
)
_BY_SO_MUCH = re.compile(r"\b(?:increase|reduce|decrease)d? .*\b(?:to|by)\b")
_LASTS = re.compile(r"\b(?:kept for|(?:look|looks|looked|take|takes|named) after|after (?:\d|one|two|three|four|five|ten))\b")
_OF_ITS_TIME = frozenset({"before", "after"})


def is_it_the_opposite(frame: Frame) -> Iterator[Candidate]:
    """``The sluice is shut before the tide turns.`` -> Is the sluice shut after the tide turns? No."""
    asked = whether(frame)
    if asked is None or asked.denied or asked.subject == "you" or asked.lead in {"can", "would", "will"} or frame.adds:
        return  # what can be otherwise as well is not denied
    for token in _exchangeable(frame):
        other = _OPPOSITES[token.lower_]
        text = _with(asked.said, token.lower_, other)
        if text is None or _BY_SO_MUCH.search(asked.said) or _LASTS.search(asked.said) or other in content_words(frame.text.lower()) or len(asked.said.split()) < 2:
            continue
        question = asked.question.replace(asked.said, text, 1)
        yield from judged(frame, question, "No", tellings(frame))
        return


_DENIED = dict(
    each.split()
    for each in (
        "allowed forbidden|permitted forbidden|required optional|mandatory optional|compulsory optional|"
        "necessary optional|refused accepted|rejected accepted|enabled disabled|disabled enabled|deleted kept|"
        "removed kept|deleted kept|discarded kept|included excluded"
    ).split("|")
)


def is_it_then_so(frame: Frame) -> Iterator[Candidate]:
    """``Lanterns are not allowed on the sluice.`` -> Are lanterns forbidden on the sluice? Yes."""
    asked = whether(frame)
    word = asked.said.split()[0] if asked is not None and asked.denied and asked.said else ""
    if asked is None or asked.more.startswith("but ") or re.match(r"\w+ by\b", asked.said):
        return
    if word in _DENIED and asked.lead in {"is", "are"}:
        said = f"{_DENIED[word]}{asked.said[len(word) :]}"
        yield from judged(frame, asked.question.replace(asked.said, said, 1), "Yes", tellings(frame))


def _with(said: str, word: str, other: str) -> str | None:
    """The words with one exchanged, and the article before it; None where it does not stand there once."""
    bare_form = other
    found = re.findall(rf"\b{re.escape(word)}\b", said)
    if len(found) != 1:
        base = word[:-1]
        if word.endswith("s") and re.match(rf"{re.escape(base)}\b", said):
            return re.sub(rf"^{re.escape(base)}\b", other[:-1] if other != "has" else "have", said)
        return None
    text = re.sub(rf"\b{re.escape(word)}\b", bare_form, said)
    return re.sub(rf"\ban? (?={re.escape(bare_form)}\b)", f"{article_for(bare_form)} ", text)


def _exchangeable(frame: Frame) -> Iterator[Token]:
    """The words that say how, when or what it is: the predicate, what describes it or its object."""
    head = frame.clause.head
    for token in frame.since(frame.clause.verb):
        if token.lower_ not in _OPPOSITES:
            continue
        own = token.i == head.i or (token.head.i == head.i and token.dep_ in {"advmod", "xcomp", "obl", "advcl", "obj"})
        of_thing = token.dep_ == "amod" and token.lower_ in _OF_A_THING and (
            token.head.i == head.i and frame.clause.copula is not None
        )
        timed = token.lower_ in _OF_ITS_TIME and token.dep_ in {"case", "mark"} and token.head.head.i == head.i
        if timed or of_thing or (own and token.lower_ not in _OF_ITS_TIME):
            yield token


PATTERNS = (is_it_then_so, is_it_the_opposite)
