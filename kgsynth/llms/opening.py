"""What a user calls a model ("openai:gpt-5-mini", or an object) -> an ask."""

from kgsynth.errors import SettingsError
from kgsynth.llms.langchain import Runnable, from_langchain, is_langchain
from kgsynth.llms.llamaindex import LLM, from_llamaindex, is_llamaindex
from kgsynth.llms.openai import OpenAIChat
from kgsynth.llms.records import Ask

ALLOWED = (
    '"openai:MODEL" (with --base-url for any server that speaks its protocol), a chat model of LangChain, '
    "an LLM of LlamaIndex, or a function from Prompt to Reply"
)


def open_model(
    spec: str | object, *, base_url: str | None = None, api_key: str | None = None, timeout: float = 60.0
) -> Ask:
    """An ask by the model that is meant; but for functions it has a `name`.

    Args:
        spec: "openai:MODEL", or a client object, or a function.
        base_url: the endpoint of an "openai:" model, where it is not OpenAI's.
        api_key: its key; OPENAI_API_KEY where not given.
        timeout: the most seconds that one request to it may take. A client object keeps its own.

    Raises:
        SettingsError: nothing that can be asked.
        LLMError: no key.
    """
    if isinstance(spec, str):
        return _named(spec, base_url, api_key, timeout)
    if base_url is not None or api_key is not None:
        raise SettingsError("a base URL or a key belongs to a model that is named as openai:MODEL, not to an object")
    return _brought(spec)


def _named(spec: str, base_url: str | None, api_key: str | None, timeout: float) -> OpenAIChat:
    kind, colon, model = spec.partition(":")
    if kind != "openai" or not colon or not model.strip():
        raise SettingsError(f"unknown model {spec!r}; what can be used is {ALLOWED}")
    return OpenAIChat(model.strip(), base_url=base_url, api_key=api_key, timeout=timeout)


def _brought(thing: object) -> Ask:
    if is_langchain(thing) and isinstance(thing, Runnable):
        return from_langchain(thing)
    if is_llamaindex(thing) and isinstance(thing, LLM):
        return from_llamaindex(thing)
    if callable(thing):
        return thing
    raise SettingsError(f"no model: {type(thing).__name__}; what can be used is {ALLOWED}")
