"""Draft -> a reason if the question gives its answer away, the answer only echoes it, or it copies the evidence."""

from collections.abc import Sequence

from rapidfuzz.distance import Indel

from kgsynth.checks.kinds import compares
from kgsynth.language.words import content_words, is_unspaced, longest_common_run, tokens
from kgsynth.types import Draft

ECHO_ROUGE = 0.85
UNSPACED_FACTOR = 3


class Leakage:
    """Refuses questions that contain their answer or a long copied run, and answers that repeat the question."""

    name = "leakage"

    def __init__(self, max_copied_tokens: int = 12) -> None:
        self._max_copied_tokens = max_copied_tokens

    def check(self, drafts: Sequence[Draft]) -> list[str | None]:
        return [self._reason(draft) for draft in drafts]

    def _reason(self, draft: Draft) -> str | None:
        question, answer = tokens(draft.clean_user_input), tokens(draft.reference)
        if Indel.normalized_similarity(question, answer) >= ECHO_ROUGE or _contains(answer, question):
            return "answer_repeats_question"
        if not compares(draft) and _gives_away(draft):
            return "answer_in_question"
        return "copied_span" if self._copies(question, draft) else None

    def _copies(self, question: list[str], draft: Draft) -> bool:
        limit = self._max_copied_tokens * (UNSPACED_FACTOR if is_unspaced(draft.clean_user_input) else 1)
        if len(question) < limit:
            return False
        return any(longest_common_run(question, tokens(text)) >= limit for text in draft.evidence_texts)


def _contains(tokens_of_answer: list[str], question: list[str]) -> bool:
    length = len(question)
    starts = range(len(tokens_of_answer) - length + 1)
    return any(tokens_of_answer[start : start + length] == question for start in starts)


def _gives_away(draft: Draft) -> bool:
    language = draft.scenario.chunks[0].language
    answer = set(content_words(draft.reference, language))
    return bool(answer) and answer <= set(content_words(draft.clean_user_input, language))
