"""Draft -> a reason if the evidence does not hold the answer, or has nothing to do with the question."""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

from kgsynth.checks.format import ANSWERS_IN_ONE_WORD
from kgsynth.checks.kinds import CALCULATED, compares, joining_words, names_pages
from kgsynth.language.words import content_words, is_caseless, is_unspaced, numbers, squeezed, stem, tokens
from kgsynth.types import Draft

SHARED_WORDS = 0.3
UNSPACED_SUPPORT = 0.8
_WRITTEN_OUT = 12
_MOST_NUMBERS = 20  # of the evidence that are worked out with each other
_OWN_ENDINGS = 0.7  # as `own_words`, in scripts where every word grows an ending of its own
_CARDINALS = "one two three four five six seven eight nine ten eleven twelve".split()
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_MONTHS = "january february march april may june july august september october november december".split()
_NUMBER_WORDS = {
    **{word: value for words in (_CARDINALS, _ORDINALS, _MONTHS) for value, word in enumerate(words, start=1)},
    "zero": 0, "once": 1, "twice": 2,
}  # fmt: skip
_VALUES = {each: value for word, value in _NUMBER_WORDS.items() for each in (word, stem(word))}
_WRITTEN_NUMBERS = frozenset(each for word in _CARDINALS[1:] for each in (word, stem(word)))
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_COMPOUND = re.compile(r"\b([a-z]+)-[a-z]")  # "the two-parameter form"

_CALCULATED = re.compile(r"^[^()]*(?=\()")  # what was worked out of the figures that follow in brackets
_NUMBERING = re.compile(r"(?:^|(?<=\s))\(?(\d{1,2})[.)](?=\s)")


class Grounding:
    """Refuses answers with a word or number that the evidence lacks, and questions about something else.

    Args:
        own_words: the share of an answer's words that may be its writer's own, not the evidence's: 0 where answers are
            copied; more where a model words them. Names and numbers must stand in evidence or question all the same.
    """

    name = "grounding"

    def __init__(self, shared_words: float = SHARED_WORDS, *, own_words: float = 0.0) -> None:
        self._shared_words = shared_words
        self._own_words = own_words

    def check(self, drafts: Sequence[Draft]) -> list[str | None]:
        return [self._reason(draft) for draft in drafts]

    def _reason(self, draft: Draft) -> str | None:
        missing = unsupported_words(draft)
        if self._own_words and missing:
            missing = _beyond_wording(draft, missing, self._own_words)
        if missing:
            return f"unsupported_answer: {missing[0]}"
        translated = self._own_words > 0 and _is_translated(draft)
        return None if translated or self._is_on_topic(draft) else "off_topic"

    def _is_on_topic(self, draft: Draft) -> bool:
        question = squeezed(draft.clean_user_input)
        surroundings = squeezed(_surroundings(draft))
        if any(name and name in question and name in surroundings for name in map(squeezed, draft.scenario.entities)):
            return True
        language = draft.scenario.chunks[0].language
        asked = {stem(word) for word in content_words(draft.clean_user_input, language)}
        held = {stem(word) for word in content_words(_surroundings(draft), language)}
        shared = [word for word in asked if word in held or (is_caseless(word) and word[:2] in surroundings)]
        return len(shared) >= self._shared_words * len(asked)


def unsupported_words(draft: Draft) -> list[str]:
    """The words and numbers of the answer that its evidence lacks; a comparison may repeat its question's."""
    if draft.reference.strip(" .").casefold() in ANSWERS_IN_ONE_WORD:
        return []
    language = draft.scenario.chunks[0].language
    sources = (*draft.evidence_texts, draft.clean_user_input) if compares(draft) else draft.evidence_texts
    sources = (_surroundings(draft),) if names_pages(draft) else sources
    held = {word for text in sources for word in (*content_words(text, language), *tokens(text))}
    held |= joining_words(draft)
    held |= set(_CARDINALS) if draft.question_kind == "aggregation" else frozenset()  # who counts says a new number
    reference = _CALCULATED.sub("", draft.reference) if draft.question_kind == CALCULATED else draft.reference
    reference = _without_numbering(reference)
    answer = content_words(reference, language) or tokens(reference)
    missing = [word for word in answer if word not in held]
    if is_unspaced(draft.reference) and not any(word[0].isdigit() for word in missing):
        return missing if len(missing) > (1 - UNSPACED_SUPPORT) * len(answer) else []
    return missing


def _beyond_wording(draft: Draft, missing: Sequence[str], own_words: float) -> list[str]:
    """The missing words that no rewording explains: names and numbers, or all of them where they are too many.

    A word counts as held if its stem stands in the evidence, in what stands over it, or in the question; in a script
    without capitals, where words grow endings, if its beginning does. Small numbers may be written as words or digits,
    and an answer in another script than its evidence is a translation: there only names and numbers can be compared.
    """
    language = draft.scenario.chunks[0].language
    sources = (_surroundings(draft), draft.clean_user_input)
    stems = {stem(word) for text in sources for word in (*content_words(text, language), *tokens(text))}
    values = {_value(word) for text in sources for word in tokens(text)} | _worked_out(draft)
    source = squeezed(" ".join(sources))
    stems |= {each.removesuffix("s") for each in stems}  # "CPUs": short names keep their plural
    told = {word for word in missing if stems & {stem(word), word.removesuffix("s")}}
    held = [word for word in missing if word in told or (is_caseless(word) and word[:2] in source)]
    lost = [word for word in missing if word not in held and _value(word) not in values]
    translated = _is_translated(draft)
    names = _names_in(draft.reference, capitals=language != "de")  # German writes every noun with one
    named = set(_COMPOUND.findall(draft.reference))
    hard = [word for word in lost if word in names or _is_number(word, small=not translated and word not in named)]
    if hard or translated:
        return hard
    answer = content_words(draft.reference, language) or tokens(draft.reference)
    most = max(own_words, _OWN_ENDINGS) if is_caseless(draft.reference) else own_words
    return lost if len(lost) > most * len(answer) else []


def _worked_out(draft: Draft) -> set[str]:
    """The sum and the difference of every two numbers of the evidence: an answer may say how much more one is."""
    found = sorted({number for text in draft.evidence_texts for number in map(_decimal, numbers(text)) if number})
    pairs = combinations(found[:_MOST_NUMBERS], 2)
    return {f"{result:f}" for one, other in pairs for result in (one + other, other - one)}


def _decimal(number: str) -> Decimal | None:
    digits = re.match(r"\d+(?:\.\d+)?", number)
    return Decimal(digits[0]) if digits else None


def _is_translated(draft: Draft) -> bool:
    """Whether the evidence is in another script than question and answer."""
    return is_caseless(draft.clean_user_input + draft.reference) and not is_caseless(" ".join(draft.evidence_texts))


def _value(word: str) -> str:
    """What a number is, be it written in digits or as a word; any other word is itself."""
    return str(_VALUES[word]) if word in _VALUES else word


def _is_number(word: str, *, small: bool) -> bool:
    """Whether a word is a number; one that people write out ("two", the fourth month) only where that is asked for."""
    if word in _WRITTEN_NUMBERS or (word.isdigit() and int(word) <= _WRITTEN_OUT):
        return small
    return word[:1].isdigit()


def _names_in(text: str, *, capitals: bool) -> set[str]:
    """The stems of what a text writes as a name: with a capital that no sentence's beginning explains."""
    names: set[str] = set()
    for match in _WORD.finditer(text):
        before = text[: match.start()].rstrip()
        begins = not capitals or not before or before[-1] in ".?!:"
        if any(letter.isupper() for letter in match.group()[begins:]):
            names.update(map(stem, tokens(match.group())))
    return names


def _without_numbering(text: str) -> str:
    """Steps without their numbers, where these count 1, 2, 3: the source may number them otherwise, or with bullets."""
    if [int(number) for number in _NUMBERING.findall(text)] == [*range(1, len(_NUMBERING.findall(text)) + 1)]:
        return _NUMBERING.sub(" ", text)
    return text


def _surroundings(draft: Draft) -> str:
    """The evidence and what stands over it: a table row's subject is often the heading."""
    holders = [chunk for chunk in draft.scenario.chunks if any(chunk.span.covers(span) for span in draft.evidence)]
    titles = [text for chunk in holders for text in (chunk.title, *chunk.headings)]
    return "\n".join((*draft.evidence_texts, *titles))
