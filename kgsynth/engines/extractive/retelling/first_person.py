"""A sentence in which an organisation speaks -> the same said of it by its name: ``Otterbrook keeps``."""

import re

from kgsynth.engines.extractive.scenes.organisations import whose
from kgsynth.engines.extractive.wording import third_person
from kgsynth.language.bundled import verb_lemma

_WE = re.compile(r"\b[Ww]e (?P<adverb>(?:also|always|never|only) )?(?P<verb>[a-z]+)\b")
_SOMEBODY = re.compile(r"\b(?:I|me|my|let's|let’s|ourselves|ours|readers?|authors?|book|see)\b")
_BE = {"are": "is", "were": "was", "have": "has", "do": "does"}
_MODAL = frozenset("can could may might must shall should will would had did".split())


def spoken_for(text: str, organisation: str) -> str:
    """A sentence with the organisation's name for "we", "us" and "our"; the same where that cannot be done.

    >>> spoken_for("We test our sluices every spring.", "Otterbrook")
    "Otterbrook tests Otterbrook's sluices every spring."
    """
    if not organisation or _SOMEBODY.search(text) or len(_WE.findall(text)) > 1:
        return text
    match = _WE.search(text)
    verb = _of_one(match["verb"]) if match is not None else ""
    if verb is None:
        return text
    if match is not None:
        told = f"{organisation} {match['adverb'] or ''}{verb}"
        text = f"{text[: match.start()]}{told}{text[match.end() :]}"
    text = re.sub(r"\b[Oo]ur\b", whose(organisation), text)
    return re.sub(r"\bus\b", organisation, text)


def _of_one(verb: str) -> str | None:
    """A verb as a singular subject has it; None where the word may be no verb."""
    if verb in _MODAL or (verb_lemma(verb, "VBD") is not None and verb_lemma(verb, "VB") != verb):
        return _BE.get(verb, verb)
    if verb in _BE:
        return _BE[verb]
    return third_person(verb) if verb_lemma(verb, "VB") == verb else None
