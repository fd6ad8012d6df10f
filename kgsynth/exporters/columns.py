"""The fields of a sample -> typed columns, for formats that want a schema."""

import json
from functools import cache
from types import NoneType, UnionType
from typing import Union, get_args, get_origin

from pydantic import BaseModel

from kgsynth.exporters.records import Row
from kgsynth.types import Sample

JSON = "json"  # a text that holds JSON: what has no fixed form of its own
_SCALARS: tuple[tuple[type, str], ...] = ((bool, "bool"), (int, "int64"), (float, "float64"), (str, "string"))

Kind = str | list["Kind"] | dict[str, "Kind"]  # a scalar, a list of one kind, or named fields


@cache
def columns() -> dict[str, Kind]:
    """Each field of a sample and the kind of its values."""
    return _fields(Sample)


def row(sample: Sample) -> Row:
    """A sample's values, each of the kind of its column."""
    dumped = sample.model_dump(mode="json")
    return {name: _fitted(dumped[name], kind) for name, kind in columns().items()}


def _fields(model: type[BaseModel]) -> dict[str, Kind]:
    return {name: _kind(field.annotation) for name, field in model.model_fields.items()}


def _kind(annotation: object) -> Kind:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in (Union, UnionType):
        present = [each for each in arguments if each is not NoneType]
        return _kind(present[0]) if len(present) == 1 else JSON
    if origin in (tuple, list):
        return [_kind(arguments[0])]
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _fields(annotation)
    return next((name for known, name in _SCALARS if _is_a(annotation, known)), JSON)


def _is_a(annotation: object, known: type) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, known)


def _fitted(value: object, kind: Kind) -> object:
    if kind == JSON:
        return json.dumps(value, ensure_ascii=False)
    if isinstance(kind, list) and isinstance(value, list):
        return [_fitted(each, kind[0]) for each in value]
    if isinstance(kind, dict) and isinstance(value, dict):
        return {name: _fitted(value[name], inner) for name, inner in kind.items()}
    return value
