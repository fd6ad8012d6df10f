"""Frame -> yes/no questions with a word of the clause exchanged for its opposite: no, or yes where it denies."""

import re
from collections.abc import Iterator, Mapping

from spacy.tokens import Token

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.clauses.frame import Frame
from kgsynth.engines.extractive.families.whether import judged, tellings, whether
from kgsynth.engines.extractive.wording import article_for
from kgsynth.language.words import tokens

_BOTH_WAYS = (
    "enabled disabled|mandatory optional|compulsory optional|visible hidden|local remote|public private|"
    "internal external|automatic manual|temporary permanent|temporarily permanently|static dynamic|"
    "statically dynamically|read-only writable|ascending descending|synchronous asynchronous|"
    "synchronously asynchronously|larger smaller|higher lower|older newer|faster slower|longer shorter|"
    "lowercase uppercase|incoming outgoing|accepted rejected|before after|case-sensitive case-insensitive|"
    "shared separate|longest shortest|highest lowest|increases reduces|increased reduced|"
    "accept reject|accepts rejects"
)
_ONE_WAY = (  # what nobody would ask the other way round
    "required optional|unnecessary necessary|removed kept|deleted kept|discarded kept|ignored accepted|"
    "forbidden allowed|prohibited allowed|denied granted|refuses accepts|refuse accept|refused accepted|daily weekly|"
    "weekly monthly|monthly weekly|yearly monthly|annually monthly|hourly daily|blocked allowed|blocks allows|"
    "overwritten kept|forbids allows|separately together|independently together|individually together|"
    "simultaneously separately|deprecated recommended|discouraged recommended|excluded included|excludes includes|"
    "impossible possible|incompatible compatible|unsafe safe|insecure secure|invalid valid|insufficient sufficient|"
    "unsupported supported|unencrypted encrypted|decreases increases|inactive active|lost preserved"
)
_WHERE_DENIED = (
    "allowed forbidden|permitted forbidden|required optional|mandatory optional|compulsory optional|"
    "necessary optional|refused accepted|rejected accepted|enabled disabled|disabled enabled|deleted kept|"
    "removed kept|discarded kept|included excluded"
)


def _pairs(*lists: str) -> Iterator[tuple[str, str]]:
    for pair in "|".join(lists).split("|"):
        one, other = pair.split()
        yield one, other


_OPPOSITES: Mapping[str, str] = (
    {other: one for one, other in _pairs(_BOTH_WAYS)} | dict(_pairs(_BOTH_WAYS)) | dict(_pairs(_ONE_WAY))
)
_OF_THE_DENIED: Mapping[str, str] = dict(_pairs(_WHERE_DENIED))
_OPEN = frozenset({"can", "would", "will"})  # what can be so can be otherwise as well
_OF_ITS_TIME = frozenset({"before", "after"})
_HANGING = frozenset({"advmod", "xcomp", "obl", "advcl", "obj"})
_BY_SO_MUCH = re.compile(r"\b(?:increase|reduce|decrease)d? .*\b(?:to|by)\b")
_LASTS = re.compile(
    r"\b(?:kept for|(?:look|looks|looked|take|takes|named) after|after (?:\d|one|two|three|four|five|ten))\b"
)


def is_it_then_so(frame: Frame) -> Iterator[Candidate]:
    """``Lanterns are not allowed on the sluice.`` -> Are lanterns forbidden on the sluice? Yes."""
    asked = whether(frame)
    if asked is None or not asked.denied or asked.more.startswith("but ") or asked.lead not in {"is", "are"}:
        return
    word = asked.said.partition(" ")[0]
    if word in _OF_THE_DENIED and not asked.said.startswith(f"{word} by "):
        said = f"{_OF_THE_DENIED[word]}{asked.said[len(word) :]}"
        yield from judged(frame, asked.question.replace(asked.said, said, 1), "Yes", tellings(frame))


def is_it_the_opposite(frame: Frame) -> Iterator[Candidate]:
    """``The sluice is shut before the tide turns.`` -> Is the sluice shut after the tide turns? No."""
    asked = whether(frame)
    if asked is None or asked.denied or asked.subject == "you" or asked.lead in _OPEN or frame.adds:
        return
    if " " not in asked.said or _BY_SO_MUCH.search(asked.said) or _LASTS.search(asked.said):
        return
    for token in _exchangeable(frame):
        other = _OPPOSITES[token.lower_]
        said = _exchanged(asked.said, token.lower_, other)
        if said and other not in tokens(frame.text):
            yield from judged(frame, asked.question.replace(asked.said, said, 1), "No", tellings(frame))
            return


def _exchanged(said: str, word: str, other: str) -> str:
    """The words with one exchanged, and the article before it; empty where it does not stand there once."""
    if said.startswith(f"{word[:-1]} ") and word.endswith("s"):
        return f"{other[:-1]}{said[len(word) - 1 :]}"  # the bare form behind "does"
    if len(re.findall(rf"\b{re.escape(word)}\b", said)) != 1:
        return ""
    text = re.sub(rf"\b{re.escape(word)}\b", other, said)
    return re.sub(rf"\ban? (?={re.escape(other)}\b)", f"{article_for(other)} ", text)


def _exchangeable(frame: Frame) -> Iterator[Token]:
    """The words that say how, when or what it is: the predicate, what hangs on it, what describes what it is."""
    head, is_a = frame.clause.head, frame.clause.copula is not None
    for token in frame.since(frame.clause.verb):
        if token.lower_ not in _OPPOSITES:
            continue
        if token.lower_ in _OF_ITS_TIME:
            hangs = token.dep_ in {"case", "mark"} and token.head.head.i == head.i
        else:
            hangs = token.head.i == head.i and (token.dep_ in _HANGING or (is_a and token.dep_ == "amod"))
        if hangs or (token.i == head.i and token.lower_ not in _OF_ITS_TIME):
            yield token


PATTERNS = (is_it_then_so, is_it_the_opposite)
