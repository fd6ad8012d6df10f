"""A prompt -> the key that its reply is kept under, and its size."""

import hashlib
import json
from functools import lru_cache

from pydantic import BaseModel

from kgsynth.language.sizes import estimate_tokens
from kgsynth.llms.records import Prompt


def content_key(prompt: Prompt, *, name: str = "", endpoint: str = "") -> str:
    """64 hex digits that are the same for the same request to the same model, in any process; what it is for is no
    part of it.

    Example:
        >>> content_key(Prompt("", "Why?", role="questions")) == content_key(Prompt("", "Why?", role="repair"))
        True
    """
    content = {
        "model": name,
        "endpoint": endpoint,
        "system": prompt.system,
        "user": prompt.user,
        "schema": _schema_text(prompt.schema),
        "temperature": float(prompt.temperature),
        "seed": prompt.seed,
        "max_tokens": prompt.max_tokens,
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode("ascii")).hexdigest()


def input_tokens(prompt: Prompt) -> int:
    """About how many tokens a request is."""
    return estimate_tokens(prompt.system + prompt.user + _schema_text(prompt.schema))


@lru_cache(maxsize=256)
def _schema_text(schema: type[BaseModel] | None) -> str:
    return json.dumps(schema.model_json_schema(), sort_keys=True) if schema else ""
