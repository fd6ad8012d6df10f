"""Word -> its forms, and the plainer words that mean the same, from the hand-written lists in ``words.json``."""

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from kgsynth.engines.extractive.wording import third_person
from kgsynth.language.bundled import verb_lemma

_VOWELS = "aeiou"
_CLOSED = re.compile(rf"^[^{_VOWELS}]*(?:qu)?[{_VOWELS}][^{_VOWELS}wxy]$")


@cache
def _lists() -> Mapping[str, object]:
    text = (files("kgsynth.engines.extractive.rewording") / "words.json").read_text(encoding="utf-8")
    return MappingProxyType(json.loads(text))


@cache
def table(name: str) -> Mapping[str, str]:
    """A list that gives one word or phrase for another."""
    listed = _lists()[name]
    assert isinstance(listed, dict)
    return MappingProxyType({str(key): str(value) for key, value in listed.items()})


@cache
def words(name: str) -> frozenset[str]:
    """A plain list of words."""
    return frozenset(str(_lists()[name]).split())


@cache
def verbs() -> Mapping[str, tuple[str, ...]]:
    """Each verb that there are plainer ones for, with those."""
    listed = _lists()["verbs"]
    assert isinstance(listed, dict)
    return MappingProxyType({str(verb): tuple(map(str, others)) for verb, others in listed.items()})


def plainer(verb: str) -> tuple[str, ...]:
    """Verbs that say the same as a verb, whatever its object: ``display`` -> ``show``."""
    return verbs().get(verb, ())


@cache
def _forms(verb: str) -> tuple[str, str, str, str]:
    """Third person, past, participle and gerund of a verb of the lists; empty where it has no such form."""
    listed = _lists()["forms"]
    assert isinstance(listed, dict)
    third, past, participle, ing = listed[verb]
    return third, past, participle, ing


def inflected(verb: str, tag: str) -> str:
    """A plainer verb in the form that a tag names; empty where it has none that reads well."""
    if tag == "VB":
        return verb
    return dict(zip(("VBZ", "VBD", "VBN", "VBG"), _forms(verb), strict=True))[tag]


def is_verb(word: str) -> bool:
    """Whether a word is the bare form of a verb that is known."""
    return verb_lemma(word, "VB") == word


def gerund(base: str) -> str:
    """``replace`` -> ``replacing``, ``stop`` -> ``stopping``."""
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return base[:-1] + "ing"
    doubled = _CLOSED.match(base) or base in words("doubling")
    return base + base[-1] + "ing" if doubled else base + "ing"


def third(base: str) -> str:
    """The form of a verb after "it"."""
    return third_person(base)
