"""Draft -> a reason if its evidence gives orders to a model, or its text holds a secret of this machine."""

import os
import re
from collections.abc import Mapping, Sequence

from kgsynth.checks.phrases import PHRASES, Phrases, pattern, phrases_of
from kgsynth.types import Draft

_SECRET_NAME = re.compile(r"KEY|TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIAL|_PWD$", re.IGNORECASE)
_SHORTEST_SECRET = 8


class Orders:
    """Refuses what a document tried to make a model say: text that speaks to models is no evidence of anything."""

    name = "orders"

    def __init__(self, phrases: Mapping[str, Phrases] = PHRASES) -> None:
        self._phrases = phrases

    def check(self, drafts: Sequence[Draft]) -> list[str | None]:
        return [self._reason(draft) for draft in drafts]

    def _reason(self, draft: Draft) -> str | None:
        orders = pattern(phrases_of(draft.scenario.chunks[0].language, self._phrases).orders)
        for text in (*draft.evidence_texts, draft.user_input, draft.clean_user_input, draft.reference):
            if match := orders.search(text):
                return f"speaks_to_models: {match.group().lower()}"
        return None


class Secrets:
    """Refuses text that holds the value of an environment variable named like a secret (a key, token or password).

    Args:
        environment: the variables; those of this process where none are given.
    """

    name = "secrets"

    def __init__(self, environment: Mapping[str, str] | None = None) -> None:
        variables = os.environ if environment is None else environment
        self._values = sorted(
            value
            for name, value in variables.items()
            if _SECRET_NAME.search(name) and len(value) >= _SHORTEST_SECRET and not value.startswith("/")
        )

    def check(self, drafts: Sequence[Draft]) -> list[str | None]:
        return ["secret" if self._holds_one(draft) else None for draft in drafts]

    def _holds_one(self, draft: Draft) -> bool:
        text = "\n".join((draft.user_input, draft.clean_user_input, draft.reference))
        return any(value in text for value in self._values)
