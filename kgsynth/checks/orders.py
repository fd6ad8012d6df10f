"""Draft -> a reason if its evidence gives orders to a model, or its text holds a secret of this machine."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kgsynth.checks.phrases import PHRASES, Phrases, pattern, phrases_of
from kgsynth.types import Draft, Rejection

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
        language = draft.scenario.chunks[0].language
        for text in (*_paragraphs(draft), draft.user_input, draft.clean_user_input, draft.reference):
            if order := speaks_to_models(text, language, self._phrases):
                return f"speaks_to_models: {order}"
        return None


def _paragraphs(draft: Draft) -> Iterator[str]:
    """The evidence with the rest of its paragraphs: what an order goes on to say is no evidence either."""
    for span in draft.evidence:
        chunk = next(chunk for chunk in draft.scenario.chunks if chunk.span.covers(span))
        start, end = span.start - chunk.span.start, span.end - chunk.span.start
        before, after = chunk.text.rfind("\n\n", 0, start), chunk.text.find("\n\n", end)
        yield chunk.text[max(before, 0) : len(chunk.text) if after < 0 else after]


def speaks_to_models(text: str, language: str = "en", phrases: Mapping[str, Phrases] = PHRASES) -> str | None:
    """What a text says that is meant for models instead of readers, in small letters; None where it does not."""
    match = pattern(phrases_of(language, phrases).orders).search(text)
    return match.group().lower() if match else None


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
        return self.leaks_in("\n".join((draft.user_input, draft.clean_user_input, draft.reference)))

    def leaks_in(self, text: str) -> bool:
        """Whether a text holds one of the values."""
        return any(value in text for value in self._values)


def without_secrets(
    rejections: Iterable[Rejection], environment: Mapping[str, str] | None = None
) -> Iterator[Rejection]:
    """The rejections, with nothing of the words of those that hold a secret: they may be saved, too."""
    secrets = Secrets(environment)
    for each in rejections:
        if secrets.leaks_in(f"{each.user_input}\n{each.reason}"):
            yield each.model_copy(update={"user_input": "", "reason": each.reason.partition(":")[0]})
        else:
            yield each
