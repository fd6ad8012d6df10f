"""Draft -> a reason if the text is no finished question with a finished answer: empty, unbalanced, prompt debris."""

import re
from collections.abc import Mapping, Sequence

from kgsynth.checks.phrases import PHRASES, Phrases, pattern, phrases_of
from kgsynth.language.words import content_words, is_caseless, is_unspaced, tokens
from kgsynth.types import UNANSWERABLE, Draft, QueryStyle

MAX_QUESTION_WORDS = 60
MIN_QUESTION_WORDS = 3
CHARACTERS_PER_WORD = 3
ANSWERS_IN_ONE_WORD = frozenset(
    {"yes", "no", "both", "neither", "all", "none", "네", "예", "아니요", "아니오", "ใช่", "ไม่ใช่"}
)
_FUNCTION_WORD_ANSWERS = ANSWERS_IN_ONE_WORD | {"on", "off", "never", "always", "once", "nothing", "nobody", "everyone"}

_QUESTION_MARKS = ("?", "？", "؟")
_NO_QUESTION_MARK = frozenset({"th", "lo", "km", "my", "el", "hy"})
_MARKUP = re.compile(
    r"\]\(|!?\[\[|```|\*\*|(?<!\w)__\w|~~\w|&(?:nbsp|amp|lt|gt|quot|#\d+);|^\s*(?:#{1,6}|[-*+>])\s|\|\s*:?-{2,}|^\s*\|"
    r"|</?(?:br|div|span|td|tr|th|table|figure|img|sup|sub|ul|ol|li|font|center)\b[^>]*>",
    re.IGNORECASE,
)
_DOUBLED = re.compile(r"\b([^\W\d_]{2,})\s+\1\b", re.IGNORECASE)
_TWO_ARTICLES = re.compile(r"\b(?:an?|the) (?:an?|the)\b")
_DOUBLED_RIGHTLY = frozenset({"had", "that"})
_UNPAIRED_RIGHTLY = re.compile(r"""`[^`]*`|\d"|(?<![\w(])\w{1,2}\)""")
_QUOTED_IN_M4 = re.compile(r"`[^`'\w][^`']*'")
_PAIRS = {")": "(", "]": "[", "}": "{", "」": "「", "』": "『", "》": "《"}
_QUOTES = (('"',), ("`",), ("“", "”", "„"))
_EDGES = " \t\n.!?。\"'`*"


class Format:
    """Refuses text that is empty, cut, marked up, or talks like a prompt or a model."""

    name = "format"

    def __init__(self, phrases: Mapping[str, Phrases] = PHRASES) -> None:
        self._phrases = phrases

    def check(self, drafts: Sequence[Draft]) -> list[str | None]:
        return [self._reason(draft) for draft in drafts]

    def _reason(self, draft: Draft) -> str | None:
        return (
            _evidence_reason(draft)
            or _question_reason(draft)
            or _answer_reason(draft)
            or self._phrase_reason(draft)
            or _doubled_word(draft)
            or ("two_articles" if _TWO_ARTICLES.search(draft.clean_user_input) else None)
        )

    def _phrase_reason(self, draft: Draft) -> str | None:
        phrases = phrases_of(draft.scenario.chunks[0].language, self._phrases)
        for text in (draft.user_input, draft.clean_user_input, draft.reference):
            if pattern(phrases.refusals).search(text):
                return "refusal"
            if pattern(phrases.leftovers).search(text.strip()):
                return "prompt_leftover"
        if draft.question_kind == UNANSWERABLE:
            return None
        return "unknown_answer" if pattern(phrases.unknowns).fullmatch(draft.reference.strip(_EDGES)) else None


def _evidence_reason(draft: Draft) -> str | None:
    if draft.question_kind == UNANSWERABLE:
        return "evidence_of_nothing" if draft.evidence else None
    if not draft.evidence or any(len(span) <= 0 for span in draft.evidence):
        return "no_evidence"
    inside = all(any(chunk.span.covers(span) for chunk in draft.scenario.chunks) for span in draft.evidence)
    return None if inside else "evidence_outside_chunks"


def _question_reason(draft: Draft) -> str | None:
    question, language = draft.clean_user_input, draft.scenario.chunks[0].language
    if not draft.user_input.strip() or not content_words(question, language):
        return "empty_question"
    if _MARKUP.search(question):
        return "markup"
    if not is_balanced(question):
        return "unbalanced"
    return _length_reason(question) or _ending_reason(draft, language)


def _length_reason(question: str) -> str | None:
    words = _word_count(question)
    if words < MIN_QUESTION_WORDS:
        return "too_short"
    return "too_long" if words > MAX_QUESTION_WORDS else None


def _word_count(question: str) -> float:
    """How many words English would need: Korean writes particles and "is" onto the word before."""
    if is_unspaced(question):
        return len(tokens(question)) / CHARACTERS_PER_WORD
    return len(tokens(question)) * (2 if is_caseless(question) else 1)


def _ending_reason(draft: Draft, language: str) -> str | None:
    if draft.scenario.query_style is not QueryStyle.WELL_FORMED or language in _NO_QUESTION_MARK:
        return None
    return None if draft.user_input.rstrip().endswith(_QUESTION_MARKS) else "no_question_mark"


def _answer_reason(draft: Draft) -> str | None:
    answer, language = draft.reference.strip(_EDGES), draft.scenario.chunks[0].language
    if not content_words(answer, language) and answer.casefold() not in _FUNCTION_WORD_ANSWERS:
        return "empty_answer"
    if _MARKUP.search(answer):
        return "markup"
    return None if is_balanced(draft.reference) else "unbalanced"


def is_balanced(text: str) -> bool:
    """Whether each bracket and quotation mark has its partner; ``a)``, ``5"`` and code in back-ticks need none."""
    without = (text, _UNPAIRED_RIGHTLY.sub("", text), _QUOTED_IN_M4.sub("", text))
    return any(map(_is_paired, without))


def _is_paired(text: str) -> bool:
    open_brackets: list[str] = []
    for character in text:
        if character in _PAIRS.values():
            open_brackets.append(character)
        elif character in _PAIRS and (not open_brackets or open_brackets.pop() != _PAIRS[character]):
            return False
    return not open_brackets and all(sum(map(text.count, marks)) % 2 == 0 for marks in _QUOTES)


def _doubled_word(draft: Draft) -> str | None:
    evidence = " ".join(draft.evidence_texts)
    for text in (draft.clean_user_input, draft.reference):
        for match in _DOUBLED.finditer(text):
            if match.group(1).lower() not in _DOUBLED_RIGHTLY and match.group() not in evidence:
                return "doubled_word"
    return None
