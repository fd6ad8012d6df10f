"""Samples -> promptfoo: test cases in YAML."""

from collections.abc import Iterable, Iterator

from kgsynth.exporters.records import Exported, Given, Row, answerable, one_file, rest
from kgsynth.types import Sample

LOADED = ("file://", "package:")  # what promptfoo takes for the name of something to load
NO_ANSWER = "Says that the documents do not answer the question, and does not make an answer up."


def tests(given: Given) -> Exported:
    """For ``tests: file://...`` in a configuration whose prompt has ``{{question}}``."""
    return one_file(given.samples, _yaml(map(_test, given.samples)))


def _test(sample: Sample) -> Row:
    return {
        "description": sample.id,
        "vars": {"question": sample.user_input, "reference": sample.reference},
        "assert": [_assertion(sample)],
        "metadata": rest(sample, "user_input", "reference"),
    }


def _assertion(sample: Sample) -> Row:
    # The answer by its variable: promptfoo reads a value as a template, and what a variable holds letter for letter.
    if answerable(sample):
        return {"type": "factuality", "value": "{{reference}}"}
    return {"type": "llm-rubric", "value": NO_ANSWER}


class _Key(str):
    """A key of a mapping: unlike a value, it is written without quotes."""


def _literal(value: object) -> object:
    """A value with its keys marked, and with a blank before what promptfoo would load: it looks even in metadata."""
    if isinstance(value, dict):
        return {_Key(name): _literal(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_literal(inner) for inner in value]
    return f" {value}" if isinstance(value, str) and value.startswith(LOADED) else value


def _yaml(items: Iterable[Row]) -> Iterator[str]:
    """A YAML list, item by item. Every text is in quotes, so that no version of YAML takes one for a number."""
    import yaml

    class Quoted(yaml.SafeDumper):
        def ignore_aliases(self, data: object) -> bool:
            return True

    Quoted.add_representer(str, lambda dumper, text: dumper.represent_scalar(_TEXT, text, style='"'))
    Quoted.add_representer(_Key, lambda dumper, name: dumper.represent_scalar(_TEXT, str(name)))
    empty = True
    for item in items:
        yield yaml.dump([_literal(item)], Dumper=Quoted, allow_unicode=True, sort_keys=False, width=float("inf"))
        empty = False
    if empty:
        yield "[]\n"


_TEXT = "tag:yaml.org,2002:str"
