"""Schema <-> text: a record's JSON schema for the endpoint, and the record (or why not) from whatever came back.

`read` is what adapters call: it never raises, and says by the codes of `Reply.error` what is wrong with a reply.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ValidationError

from kgsynth.llms.reasoning import without_reasoning
from kgsynth.llms.refusals import refuses

# -- schema -> text ------------------------------------------------------------------------------------------------

_KEPT = ("type", "description", "enum", "items", "anyOf", "properties", "required", "additionalProperties", "$ref")
"""The keywords that every endpoint with strict schemas takes; others are told to the reader by the validation alone."""


@cache
def json_schema(model: type[BaseModel]) -> Mapping[str, object]:
    """The schema of a record in the strict form: every property required, no other allowed, plain keywords only."""
    whole = model.model_json_schema()
    definitions: dict[str, object] = whole.pop("$defs", {})
    if "$ref" in whole:  # a record that holds itself
        whole = {**_definition(whole["$ref"], definitions)}
    schema = _strict(whole, definitions)
    if definitions:
        schema["$defs"] = {name: _strict(part, definitions) for name, part in definitions.items()}
    return schema


def _strict(
    node: object, definitions: Mapping[str, object], inlined: frozenset[str] = frozenset()
) -> dict[str, object]:
    found = dict(node) if isinstance(node, Mapping) else {}
    reference = str(found.get("$ref", ""))
    if reference and "description" in found:
        # Beside a reference nothing else may stand, so the definition is written out.
        if reference in inlined:
            return {"$ref": reference}
        del found["$ref"]
        return _strict({**_definition(reference, definitions), **found}, definitions, inlined | {reference})
    return {key: value for key, value in _plain(found, definitions, inlined).items() if key in _KEPT}


def _plain(found: dict[str, object], definitions: Mapping[str, object], inlined: frozenset[str]) -> dict[str, object]:
    if "const" in found:
        found["enum"] = [found["const"]]
    if "oneOf" in found:
        found["anyOf"] = found["oneOf"]
    if isinstance(choices := found.get("anyOf"), list):
        found["anyOf"] = [_strict(choice, definitions, inlined) for choice in choices]
    if isinstance(places := found.get("prefixItems"), list):
        found["items"] = {"anyOf": places}
    if "items" in found:
        found["items"] = _strict(found["items"], definitions, inlined)
    if found.get("type") == "object":
        properties = found.get("properties")
        if not isinstance(properties, dict):
            raise TypeError("a mapping with open keys has no strict schema: use a list of records")
        found["properties"] = {name: _strict(part, definitions, inlined) for name, part in properties.items()}
        found["required"] = list(properties)
        found["additionalProperties"] = False
    return found


def _definition(reference: str, definitions: Mapping[str, object]) -> dict[str, object]:
    found = definitions[reference.rpartition("/")[2]]
    return dict(found) if isinstance(found, Mapping) else {}


def instruction(model: type[BaseModel]) -> str:
    """What is added to a prompt where the endpoint cannot be told the schema otherwise."""
    schema = json.dumps(json_schema(model), ensure_ascii=False)
    return f"Reply with one JSON object and nothing else. It must fit this JSON schema:\n{schema}"


def correction(reason: str) -> str:
    """What is said to a model whose reply could not be used."""
    return (
        f"That reply could not be used: {reason}. Reply again, with nothing but one JSON object that fits the schema."
    )


# -- text -> record ------------------------------------------------------------------------------------------------


class Malformed(ValueError):
    """A reply is not the record that was asked for.

    Attributes:
        reason: short, and fit to be told to the model.
        shapeless: whether the reply has not even the shape of the schema, as if nobody had asked for it.
    """

    def __init__(self, reason: str, *, shapeless: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.shapeless = shapeless


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reply says: its text without reasoning, the record where there is one, and else an error as in `Reply`."""

    text: str
    parsed: BaseModel | None = None
    error: str = ""
    shapeless: bool = False

    @property
    def reason(self) -> str:
        """What is wrong with a malformed reply; empty for any other."""
        code, _, detail = self.error.partition(": ")
        return detail if code == "malformed" else ""


def read(text: str, schema: type[BaseModel] | None, *, repair: bool = True) -> Reading:
    """A reply, read: free text where `schema` is None, else the record."""
    clean = without_reasoning(text)
    if not clean:
        return Reading("", error="empty", shapeless=True)
    if schema is None:
        return Reading(clean, error="refused" if refuses(clean) else "")
    try:
        return Reading(clean, parsed=parse(clean, schema, repair=repair))
    except Malformed as malformed:
        if refuses(clean):
            return Reading(clean, error="refused")
        return Reading(clean, error=f"malformed: {malformed.reason}", shapeless=malformed.shapeless)


def parse(text: str, schema: type[BaseModel], *, repair: bool = True) -> BaseModel:
    """The record in a reply: the last object that validates, be there prose, fences or reasoning around it.

    Args:
        text: the reply.
        schema: the record.
        repair: whether JSON that is slightly wrong is mended first.

    Raises:
        Malformed: with a reason that can be told to the model.
    """
    clean = without_reasoning(text)
    objects = _objects(clean)
    closest: ValidationError | None = None
    for value in [*objects, *(inner for outer in objects for inner in _inside(outer))]:
        try:
            return _validated(value, schema)
        except ValidationError as error:
            closest = error if closest is None or error.error_count() < closest.error_count() else closest
    if repair and (mended := _mended(clean)):
        try:
            return _validated(mended, schema)
        except ValidationError as error:
            closest = closest or error
    raise _malformed(closest, clean)


def _validated(value: dict[str, object], schema: type[BaseModel]) -> BaseModel:
    return schema.model_validate_json(json.dumps(value))


_DECODER = json.JSONDecoder(strict=False)  # models break lines inside strings
_MOST_STARTS = 200
_LONGEST_REPAIRED = 100_000


def _objects(text: str) -> list[dict[str, object]]:
    """The JSON objects in a text that are not inside another one, be that broken; the last first."""
    found: list[dict[str, object]] = []
    broken = False
    place = text.find("{")
    for _ in range(_MOST_STARTS):
        if place < 0:
            break
        try:
            value, end = _DECODER.raw_decode(text, place)
        except (ValueError, RecursionError):
            broken, end = True, place + 1
        else:
            if not (broken and text[:place].rstrip().endswith((":", ",", "["))):
                found.append(value)
        place = text.find("{", end)
    return found[::-1]


def _inside(value: Mapping[str, object], depth: int = 2) -> Iterator[dict[str, object]]:
    """Objects within an object, such as the arguments of a call that a model wrote down instead of making it."""
    for key, part in value.items():
        if isinstance(part, str) and key in {"arguments", "parameters", "input"}:
            yield from _objects(part)
        if isinstance(part, dict):
            yield part
            if depth > 1:
                yield from _inside(part, depth - 1)


_CUT = re.compile(r"[\s\]]*,")


def _mended(text: str) -> dict[str, object] | None:
    """The object that a nearly right JSON text must have meant; none for one that breaks off."""
    import json_repair

    start, end = text.find("{"), text.rfind("}") + 1
    if start < 0 or _breaks_off(text):
        return None
    body = text[start : end or len(text)]
    if len(body) > _LONGEST_REPAIRED:
        return None
    try:
        value = json_repair.loads(body)
    except (ValueError, RecursionError):
        return None
    values = [part for part in (value if isinstance(value, list) else [value]) if isinstance(part, dict) and part]
    return values[-1] if values else None


def _breaks_off(text: str) -> bool:
    """Whether a JSON text ends before its end: mended, it would be half an answer that looks like a whole one."""
    end = text.rfind("}") + 1
    if end:
        return _CUT.match(text, end) is not None
    return not text.rstrip("`\n ").endswith(('"', "]"))


_SHAPE_ERRORS = {"missing", "extra_forbidden", "model_type", "dict_type", "list_type", "string_type", "enum"}


def _malformed(error: ValidationError | None, text: str) -> Malformed:
    if error is None:
        cut = "{" in text and _breaks_off(text)
        what = "the JSON breaks off before its end" if cut else "there is no JSON object in it"
        return Malformed(what, shapeless=not cut)
    shapeless = any(detail["type"] in _SHAPE_ERRORS for detail in error.errors())
    return Malformed(reason(error), shapeless=shapeless)


def reason(error: ValidationError) -> str:
    """What does not validate, in short, without the values."""
    details = error.errors(include_url=False, include_context=False, include_input=False)
    told = [f"{'.'.join(map(str, detail['loc'])) or 'the object'}: {detail['msg']}" for detail in details]
    more = f" (and {len(told) - 3} more)" if len(told) > 3 else ""
    return "; ".join(told[:3]) + more
