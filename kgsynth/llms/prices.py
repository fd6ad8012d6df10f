"""A model's name -> what its tokens cost, where that is known."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from kgsynth.errors import SettingsError
from kgsynth.llms.records import Usage

_MILLION = 1_000_000
_DATED = re.compile(r"(?P<name>.+?)(?:[-@](?:\d{4}-\d{2}-\d{2}|\d{8}|\d{3,4}|latest))")


class Price(BaseModel):
    """USD per million tokens."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    input: float = Field(ge=0, allow_inf_nan=False)
    output: float = Field(ge=0, allow_inf_nan=False)

    def of(self, usage: Usage) -> float:
        """What a usage costs.

        >>> Price(input=1, output=4).of(Usage(1, 500_000, 250_000))
        1.5
        """
        return (usage.input_tokens * self.input + usage.output_tokens * self.output) / _MILLION


Prices = Mapping[str, Price]


def price_of(model: str, overrides: Prices | None = None) -> Price | None:
    """The price of a model, or of the model whose dated version it is; the user's own table comes first.

    >>> price_of("gpt-4o-mini-2024-07-18") == price_of("gpt-4o-mini")
    True
    >>> price_of("a-model-of-my-own") is None
    True
    """
    for prices in (overrides or {}, _shipped()):
        for name in (model, _undated(model)):
            if name in prices:
                return prices[name]
    return None


def read_prices(path: str | Path) -> Prices:
    """A user's own table: YAML with lines such as ``my-model: {input: 0.5, output: 1.5}``.

    Raises:
        SettingsError: the file cannot be read or holds something else; says where.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"cannot read the prices in {str(path)!r}: {error}") from error
    return _parsed(text, repr(str(path)))


def _undated(model: str) -> str:
    dated = _DATED.fullmatch(model)
    return dated["name"] if dated else model


@cache
def _shipped() -> Prices:
    return _parsed((files("kgsynth.llms") / "prices.yaml").read_text(encoding="utf-8"), "the shipped prices")


def _parsed(text: str, where: str) -> Prices:
    try:
        return _TABLE.validate_python(yaml.safe_load(text) or {})
    except yaml.YAMLError as error:
        raise SettingsError(f"cannot parse {where}: {' '.join(str(error).split())}") from error
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        place = ": ".join(str(part) for part in problem["loc"])
        raise SettingsError(
            f"{where}, {place or 'as a whole'}: {problem['msg']}. "
            "Write lines such as  my-model: {input: 0.5, output: 1.5}  in USD per million tokens"
        ) from error


_TABLE = TypeAdapter(dict[str, Price])
