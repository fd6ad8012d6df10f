"""Draft -> a reason if its question copies an example that was shown for its manner alone."""

from collections.abc import Sequence

from kgsynth.checks.duplicates import rouge_l
from kgsynth.types import Draft

EXAMPLE_ROUGE = 0.7


class Copied:
    """Refuses questions that are (nearly) those of real users: their manner was wanted, not what they ask.

    Args:
        examples: the questions of real users.
        rouge: ROUGE-L at which a question is a copy.
    """

    name = "copied"

    def __init__(self, examples: Sequence[str], rouge: float = EXAMPLE_ROUGE) -> None:
        self._examples = tuple(examples)
        self._rouge = rouge

    def check(self, drafts: Sequence[Draft]) -> list[str | None]:
        return [self._reason(draft) for draft in drafts]

    def _reason(self, draft: Draft) -> str | None:
        for example in self._examples:
            if any(rouge_l(text, example) >= self._rouge for text in {draft.user_input, draft.clean_user_input}):
                return f"copied_example: {example}"
        return None
