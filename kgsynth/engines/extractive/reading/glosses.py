"""The words that say what something does -> whether they can be asked from, and how much of them."""

import re

from kgsynth.engines.extractive.facts import Form, Purpose
from kgsynth.engines.extractive.reading.entries import value_of
from kgsynth.engines.extractive.topics_of_pages import is_unusual
from kgsynth.engines.extractive.wording import base_of_third
from kgsynth.language.bundled import verb_lemma
from kgsynth.language.words import content_words, stop_words

_LONGEST_TASK = 8
_SEVERAL = re.compile(r",|\b(?:along with|as well as|together with|respectively|in addition|associated|related)\b")
_JOINED = re.compile(r"\b(?:and|or|and/or) (?P<next>[a-z]+)\b")
_OF_THE_PROGRAM = frozenset("issue emit output report prompt warn".split())  # nobody sets out to do that
_OF_A_VALUE = frozenset("take accept expect require".split())


def is_task(action: str) -> bool:
    """Whether somebody would want to do that: one act, in a few words. The gloss of a page often is a list of acts."""
    verbs = (verb_lemma(match["next"], "VB") == match["next"] for match in _JOINED.finditer(action))
    if action.split()[0] in _OF_THE_PROGRAM:
        return False
    told = content_words(action)
    if len(told) > len(set(told)):
        return False  # "run a race for boats that race"
    return len(action.split()) <= _LONGEST_TASK and _SEVERAL.search(action) is None and not any(verbs)


def is_telegram(action: str) -> bool:
    """Whether words are too terse to be spoken: ``preserve environment``; or name a doer: ``stream editor for``."""
    words = action.lower().split()
    if _DOER.match(action):
        return True
    terse = len(words) > 1 and not any(word in stop_words("en") or not word.isascii() for word in words[1:])
    return (
        terse
        and re.fullmatch(r"[a-z-]+[^s\W\d]", words[-1]) is not None
        and not (words[-1] in _MASS or words[-1].endswith("ly"))
    )


_DOER = re.compile(r"^[a-z]+ [a-z]+(?:er|or) (?:for|that|which|with)\b")
_MASS = frozenset("information data text output help input code access space memory traffic time progress".split())


def is_of_its_argument(fact: Purpose, action: str) -> bool:
    """Whether it speaks of the value that an option is given: ``takes one of``, ``to FILE``, ``as objfile``."""
    if fact.form is Form.THIRD and base_of_third(action.split()[0]) in _OF_A_VALUE:
        return True
    value = value_of(fact).strip(" =<>") if fact.name.kind == "option" else ""
    words = [word.strip(".,;()") for word in action.split()]
    if not value or value not in words:
        return False
    before = words[words.index(value) - 1] if words.index(value) else ""
    return value.isupper() or is_unusual(value) or words.count(value) > 1 or before in _BEFORE_AN_ARGUMENT


_BEFORE_AN_ARGUMENT = frozenset("to as from by in of with at use using for into on than".split())


def shortened(action: str, most: int = 13) -> str | None:
    """An action cut to its main point, so that a question does not copy the sentence; None where that is still long."""
    if len(action.split()) <= most:
        return action
    cut = _ADDED.split(action)[0]
    finished = (
        re.search(r"\b(?:and|or|into|in|of|to|for|with|by|on|at|be|can|is|are|the|an?|from|not|directory)$", cut)
        is None
    )
    return cut if finished and 4 <= len(cut.split()) <= most else None


_ADDED = re.compile(
    r"(?<=\w)(?:, (?:that|which|who|where|when|if|as)\b|,? (?:so that|in order to|depending|according))"
)


def acts(action: str) -> bool:
    """Whether a thing would be known by what it does: it lists, stores, converts; not "needs", "allows", "works"."""
    return base_of_third(action.split()[0]) in _KNOWN_BY


_KNOWN_BY = frozenset(
    "provide contain store list display show print create generate manage control configure install remove convert "
    "monitor record log check scan define describe implement handle query send receive execute run copy encrypt "
    "authenticate restrict limit change modify set update download synchronize build compile mount format start stop "
    "search find compare extract host house give specify determine produce return read write automate simplify "
    "replace integrate launch edit manipulate verify validate detect analyze examine translate map forward filter "
    "block protect emulate supervise schedule serve index sign report print centralize".split()
)


def told_words(action: str) -> int:
    """How many words of an action tell something, options left out."""
    return len(content_words(re.sub(r"(?<!\S)-\S+", "", action)))
