"""What a caller says -> Run: its settings and models, and what is noted on the way."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from kgsynth.errors import SettingsError
from kgsynth.llms.roles import ROLES, Models, open_models
from kgsynth.settings import MODEL_LENGTHS, Settings
from kgsynth.types import Skipped

Progress = Callable[[str, int, int], None]
Status = Callable[[str], None]
_MODEL_SETTINGS = ("llm", "answer_llm", "judge_llm")


@dataclass
class Run:
    """What one run was told and what it has noted on its way."""

    settings: Settings
    progress: Progress | None = None
    on_status: Status | None = None
    models: dict[str, object] = field(default_factory=dict)
    timings: dict[str, float] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Note the seconds that a stage takes."""
        start = perf_counter()
        yield
        self.timings[stage] = round(self.timings.get(stage, 0.0) + perf_counter() - start, 3)

    def tell(self, stage: str, done: int, total: int) -> None:
        """Show how far a stage is, to who wants to know."""
        if self.progress is not None:
            self.progress(stage, done, total)

    def status(self, text: str) -> None:
        """Show a line of text, to who wants to know."""
        if self.on_status is not None:
            self.on_status(text)

    @property
    def wants_models(self) -> bool:
        """Whether a model writes the questions."""
        return self.settings.llm is not None or "questions" in self.models

    @contextmanager
    def opened(self) -> Iterator[Models | None]:
        """Its models, if it wants any: to be opened before anything is read, as a key may be missing."""
        if not self.wants_models:
            yield None
            return
        with closing(open_models(self.settings, self.models, tell=self.status)) as models:
            models.connect()
            yield models


def run_of(
    settings: Settings | None,
    overrides: dict[str, Any],
    *,
    models: tuple[object | None, object | None, object | None] = (None, None, None),
    progress: Progress | None = None,
    status: Status | None = None,
) -> Run:
    """One run's settings. A model's name goes there; an object cannot be written down and is kept beside them."""
    named = {key: each for key, each in zip(_MODEL_SETTINGS, models, strict=True) if isinstance(each, str)}
    given = {
        role: each for role, each in zip(ROLES, models, strict=True) if each is not None and not isinstance(each, str)
    }
    run = Run(_settings(settings, {**overrides, **named}), progress, status, given)
    if run.wants_models and "query_lengths" not in run.settings.model_fields_set:
        run.settings = run.settings.model_copy(update={"query_lengths": MODEL_LENGTHS})
    return run


def _settings(settings: Settings | None, overrides: dict[str, Any]) -> Settings:
    try:
        return Settings.model_validate({**(settings.given() if settings is not None else {}), **overrides})
    except ValueError as error:
        raise SettingsError(str(error)) from error
