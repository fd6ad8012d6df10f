"""Documents -> what an instruction in them tells a model to say, for a server that is to obey it."""

import json
import re
from collections.abc import Iterable

from kgsynth.testing.prompts import Json

_SAY = r"\b(?:output|print|say|reply|respond|answer|write|return|reveal)\b"
_TO_A_MODEL = re.compile(r"\b(?:ignore|disregard|forget)\b|\bAI\b|\bmodel\b|\bassistant\b|\bsystem\b|\boutput\b", re.I)
_QUOTED = re.compile(rf"{_SAY}[^.\n\"“'‘]{{0,60}}[\"“'‘]([^\"”'’\n]{{1,200}})[\"”'’]", re.IGNORECASE)
_BARE = re.compile(rf"{_SAY}(?: with| only| that)?:?\s+(?!the\b|with\b|only\b)([^.\n]{{1,80}})", re.IGNORECASE)


def obeyed(documents: Iterable[str]) -> Json:
    """The object that a document dictates; else the words that it tells to say; None where nothing is ordered."""
    for text in documents:
        if found := _dictated(text) or _ordered(text):
            return found
    return None


def _dictated(text: str) -> Json:
    for match in re.finditer(r"^\s*\{.*\}\s*$", text, re.MULTILINE):
        try:
            found = json.loads(match.group())
        except ValueError:
            continue
        if isinstance(found, dict) and {"question", "answer"} <= found.keys():
            return found
    return None


def _ordered(text: str) -> str:
    for paragraph in text.split("\n\n"):
        if _TO_A_MODEL.search(paragraph) and (found := _QUOTED.search(paragraph) or _BARE.search(paragraph)):
            return found[1].strip()
    return ""
