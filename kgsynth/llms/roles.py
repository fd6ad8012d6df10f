"""Settings -> the models of a run, each behind cache, budget, retries and pace; one ledger for all of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kgsynth.errors import SettingsError
from kgsynth.llms.budget import Budgeted, Ledger
from kgsynth.llms.cache import Cached, cache_path
from kgsynth.llms.openai import OpenAIChat
from kgsynth.llms.opening import open_model
from kgsynth.llms.pool import Pool
from kgsynth.llms.prices import Price, Prices, price_of
from kgsynth.llms.rate import RateLimited
from kgsynth.llms.records import Ask
from kgsynth.llms.retry import Retried
from kgsynth.settings import Settings

ROLES = ("questions", "answers", "verdicts")


@dataclass(frozen=True, slots=True)
class Models:
    """The models by role ("questions", "answers", "verdicts"), their names, and what they have spent.

    A model that serves two roles is one object, with one pace and one cache.
    """

    batches: Mapping[str, Pool]
    names: Mapping[str, str]
    prices: Mapping[str, Price | None]
    ledger: Ledger
    caches: tuple[Cached, ...] = ()
    endpoints: tuple[Ask, ...] = ()

    def connect(self) -> None:
        """Have all ready for the first request."""
        for endpoint in self.endpoints:
            if isinstance(endpoint, OpenAIChat):
                endpoint.connect()

    def close(self) -> None:
        """Close the files that replies are kept in."""
        for cache in self.caches:
            cache.close()


def open_models(
    settings: Settings,
    given: Mapping[str, object] | None = None,
    *,
    tell: Callable[[str], None] | None = None,
    api_key: str | None = None,
) -> Models:
    """The models that the settings name, or the objects that are given for a role.

    Args:
        given: role -> a LangChain or LlamaIndex object, or a function; where missing, the settings' model.
        tell: shown a line where a request has to wait.
        api_key: of named models; OPENAI_API_KEY where not given.

    Raises:
        SettingsError: a model is unknown, or its price is needed and not known.
        LLMError: no key.
    """
    ledger = Ledger()
    prices = _prices(settings)
    models = _by_role(settings, given or {})
    asks = {_key(model): _opened(model, settings, api_key) for model in models.values()}
    names = {role: _name(asks[_key(model)]) for role, model in models.items()}
    wrapped = {key: _wrapped(ask, settings, ledger, prices, tell) for key, ask in asks.items()}
    pools = {key: Pool(ask, workers=settings.concurrency) for key, ask in wrapped.items()}
    return Models(
        batches={role: pools[_key(model)] for role, model in models.items()},
        names=names,
        prices={role: price_of(name, prices) for role, name in names.items()},
        ledger=ledger,
        caches=tuple(ask for ask in wrapped.values() if isinstance(ask, Cached)),
        endpoints=tuple(asks.values()),
    )


def _by_role(settings: Settings, given: Mapping[str, object]) -> dict[str, object]:
    """Who serves which role: what is not said is served by the role before."""
    writer = given.get("questions", settings.llm)
    if writer is None:
        raise SettingsError("no model is named to write the questions: --llm openai:MODEL")
    answerer = given.get("answers", settings.answer_llm or writer)
    return dict(zip(ROLES, (writer, answerer, given.get("verdicts", settings.judge_llm or answerer)), strict=True))


def _key(model: object) -> object:
    return model if isinstance(model, str) else id(model)


def _opened(model: object, settings: Settings, api_key: str | None) -> Ask:
    if isinstance(model, str):
        return open_model(model, base_url=settings.base_url, api_key=api_key, timeout=settings.timeout)
    return open_model(model)


def _name(ask: Ask) -> str:
    return str(getattr(ask, "name", None) or getattr(ask, "__name__", None) or type(ask).__name__)


def _wrapped(ask: Ask, settings: Settings, ledger: Ledger, prices: Prices, tell: Callable[[str], None] | None) -> Ask:
    name = _name(ask)
    paced = Retried(RateLimited(ask, settings.requests_per_minute, settings.tokens_per_minute), tell=tell)
    budgeted = Budgeted(
        paced,
        ledger,
        settings.max_calls,
        settings.max_tokens,
        settings.max_cost,
        name=name,
        price=price_of(name, prices),
    )
    if not settings.cache:
        return budgeted
    endpoint = str(getattr(ask, "base_url", ""))
    return Cached(budgeted, cache_path(), name=name, endpoint=endpoint, on_hit=ledger.hit, tell=tell)


def _prices(settings: Settings) -> Prices:
    try:
        return {model: Price.model_validate(price) for model, price in settings.prices.items()}
    except ValueError as error:
        raise SettingsError(f"prices are given as model: {{input: 0.5, output: 1.5}}: {error}") from error
