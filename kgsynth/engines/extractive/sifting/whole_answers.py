"""Candidate -> the same with its answer carried on to the end of its sentence; nothing where half of it would be told.

A pattern reads one predicate, and the sentence may go on: with a second deed ("..., and rings the bell"), or with what
it takes out ("..., excluding the mill pond"). Where the answer is a clause of its own, the rest is taken along.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.reading.fragments import is_clean_answer
from kgsynth.engines.extractive.wording import base_of_third
from kgsynth.language.bundled import noun_types, verb_lemma
from kgsynth.language.words import content_words

_IN_THE_MIDST = frozenset({"expansion", "yes_no", "option_default", "list", "table"})
_CLAUSES = frozenset({"condition", "how_to", "purpose", "cause"})  # their answers can have a second verb
_LAST_WORDS = 3  # of an answer, by which its end is found
_MOST_MORE = 20  # words that are taken along
_LONGEST = 40  # words of an answer
_OF_A_LIST = re.compile(r"\n: |^\|", re.MULTILINE)  # terms and rows: what they tell does not go on
_BRACKET = re.compile(r"^ \([^()]*\)")
_SENTENCE_END = re.compile(r"(?<=\w)[.;:](?=\s|$)| [—–-] ")
_MORE = re.compile(
    r"^,? (?P<joins>and|but|or|plus|excluding|except(?: for)?|other than|apart from|as well as|unless|so(?! that)) "
    r"(?:(?:then|also|otherwise|therefore|thus|hence|possibly|usually|automatically) )?(?P<first>[\w-]+)"
    r"(?: (?P<second>[\w-]+))?"
)
_SPEAKING = frozenset("a an the it they this that these those its their all any no if when you we there".split())
_WAYS = frozenset("by with via using through from".split())
_TENSED = frozenset("is are was were has have can will may must should does do not be".split())
_ENDS_OPEN = re.compile(r"^ ?:$")
_LEADS_UP = re.compile(r"^(?:[,;] for (?:example|instance)|[,;] like this|, as follows)? ?:$")
_ADDED = re.compile(r"^ \((?P<aside>(?:and|or|but|unless|except|not) (?P<more>[^()]{8,120}))\)(?=[.;]|$)")
_IS_LISTED_ON = re.compile(  # "..., the mill, and the weir", where the answer stopped at the first
    r"^, (?!(?:the|an?|it|they|this|that|which|who|whose|where|so|see|as|for|if|when|while|by|with|in|on|at|to|from|or|"
    r"and|but|you|\w+ing|\w+ed)\b)[^,.;:()]{2,40}(?:, [^,.;:()]{2,40}){0,6},? (?:and|or) "
)
_ANNOUNCED = re.compile(r"(?:Two|Three|Four|Five|Six|Several|Various|These) ", re.IGNORECASE)
_TOLD_BY_A_LIST = frozenset({"factual", "definition", "purpose"})


def whole(candidate: Candidate) -> Candidate | None:
    """The candidate with all that its sentence tells; None where that cannot be taken into its answer.

    ``What happens if the tide turns?`` "The sluice closes" of "The sluice closes and rings the bell." becomes
    "The sluice closes and rings the bell."
    """
    if len(candidate.chunks) > 1 or candidate.chunks[0].language != "en" or _is_in_the_midst(candidate):
        return candidate
    rest = next(_after_the_answer(candidate), "")
    if candidate.kind == "numeric":
        return None if rest.rstrip().endswith(":") else candidate  # they are listed: nobody counts them
    if _LEADS_UP.match(rest):
        return None  # to what is shown below
    added = _ADDED.match(rest)
    if added is not None:
        return _with_its_bracket(candidate, added)
    if _IS_LISTED_ON.match(rest) and candidate.kind in _TOLD_BY_A_LIST:
        return None
    if candidate.kind in _TOLD_BY_A_LIST and _is_listed_behind(candidate.reference, rest):
        return None
    more = _SENTENCE_END.split(_BRACKET.sub("", rest), maxsplit=1)[0].rstrip(" .")
    if not _says_more(more) or _is_asked(more, candidate.question):
        return candidate
    return _carried_on(candidate, more)


def _is_in_the_midst(candidate: Candidate) -> bool:
    """Whether what an answer is asked for with ends with it, whatever follows: a place, a day, a figure of a table."""
    when_or_where = candidate.kind in {"place", "temporal"} and not _IS_A_CASE.match(candidate.reference)
    return when_or_where or candidate.kind in _IN_THE_MIDST


_IS_A_CASE = re.compile(r"(?:If|When|Once|Until|Unless|Before|After|As soon as) ")


def _with_its_bracket(candidate: Candidate, added: re.Match[str]) -> Candidate | None:
    """With the bracket that adds a deed or an exception to the answer; None where that cannot be told alone."""
    told = candidate.reference.rstrip(".")
    return replace(candidate, reference=f"{told} ({added['aside']}).") if is_clean_answer(added["more"]) else None


def _is_listed_behind(told: str, rest: str) -> bool:
    """Whether what an answer announces stands behind its colon: "Two sorts of gates: ..."."""
    return _ENDS_OPEN.match(rest) is not None or (rest.startswith(":") and _ANNOUNCED.match(told) is not None)


def _after_the_answer(candidate: Candidate) -> Iterator[str]:
    """What each piece of evidence says behind the end of the answer, where that is found in it once."""
    end = " ".join(candidate.reference.rstrip(".").split()[-_LAST_WORDS:]).lower()
    for span in candidate.evidence:
        text = candidate.chunks[0].text_of(span)
        said = " ".join(re.sub(r"[`*]", "", text).split())
        if said.lower().count(end) == 1 and not _OF_A_LIST.search(text):
            yield said[said.lower().index(end) + len(end) :]


def _says_more(rest: str) -> bool:
    """Whether the words go on with another deed or clause, or an exception; not with one more thing of a list."""
    match = _MORE.match(rest)
    if match is None:
        return False
    if match["joins"] not in {"and", "but", "or"}:
        return True
    first = match["first"].lower()
    goes_on = first in _SPEAKING | _TENSED | (_WAYS if match["joins"] == "or" else frozenset())
    return match["joins"] == "but" or goes_on or _is_a_deed(first, match["second"] or "")


def _is_a_deed(first: str, second: str) -> bool:
    """Whether a word is a verb here: it is no noun, or what follows is its object."""
    if not any(verb_lemma(first, tag) for tag in ("VB", "VBZ", "VBN", "VBD")):
        return False
    a_noun = not noun_types().keys().isdisjoint({first, base_of_third(first)})
    return not a_noun or second.lower() in _SPEAKING | {"to", "whether"}


def _is_asked(more: str, question: str) -> bool:
    """Whether the rest is what the question speaks of."""
    told = set(content_words(more))
    return bool(told) and 2 * len(told & set(content_words(question))) >= len(told)


def _carried_on(candidate: Candidate, more: str) -> Candidate | None:
    told = candidate.reference.rstrip(".") + more
    fits = len(more.split()) <= _MOST_MORE and len(told.split()) <= _LONGEST and is_clean_answer(told)
    if candidate.kind not in _CLAUSES or not fits or not _follows(candidate.reference, more):
        return None
    return replace(candidate, reference=f"{told}.")


def _follows(told: str, more: str) -> bool:
    """Whether the rest can stand behind an answer as that is put: "By lighting the wick" takes no tensed verb."""
    match = _MORE.match(more)
    first = match["first"].lower() if match is not None else ""
    if match is None or match["joins"] in {"so", "or"} or first in _SPEAKING:
        return False
    opens = told.split(" ", 1)[0].lower()
    if opens == "to":
        return verb_lemma(first, "VB") == first
    if opens in {"by", "with", "via", "using", "from", "in", "through", "because", "so"}:
        return match["joins"] not in {"and", "but"} or first.endswith("ing")
    return True
