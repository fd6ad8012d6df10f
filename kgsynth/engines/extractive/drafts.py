"""Candidate, Scenario -> Draft: the question in the style that is wanted."""

import re
from dataclasses import replace
from random import Random

from kgsynth.checks.kinds import COLLECTION
from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.styles import length_of, restyle
from kgsynth.types import UNANSWERABLE, Draft, QueryStyle, Scenario


def draft_of(scenario: Scenario, candidate: Candidate, engine: str) -> Draft:
    """A draft that asks a candidate of the scenario's persona and style."""
    clean = candidate.question
    asked = clean
    if scenario.query_style is not QueryStyle.WELL_FORMED:
        keep = (*candidate.hidden, *(name.text for name in candidate.names), *_code_of(candidate))
        language = scenario.chunks[0].language
        asked = restyle(clean, scenario.query_style, rng=Random(f"style {scenario.id}"), keep=keep, language=language)
    length = length_of(clean, scenario.chunks[0].language)
    if candidate.kind in {UNANSWERABLE, COLLECTION}:
        scenario = replace(scenario, entities=tuple(name.text for name in candidate.names))
    return Draft(
        scenario=replace(scenario, query_length=length),
        user_input=asked,
        clean_user_input=clean,
        reference=candidate.reference,
        evidence=candidate.evidence,
        question_kind=candidate.kind,
        engine=engine,
    )


def _code_of(candidate: Candidate) -> list[str]:
    """What its chunks set as code: no style touches it, however plain it looks."""
    return sorted({code for chunk in candidate.chunks for code in _CODE.findall(chunk.text)})


_CODE = re.compile(r"`([^`\s]{2,40})`")
