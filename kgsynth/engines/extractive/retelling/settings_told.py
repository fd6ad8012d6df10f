"""Candidate and what its sentence opens with -> the candidate asked there: ``On a warm day, what do otters do?``"""

import re
from collections.abc import Iterator
from dataclasses import replace

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.clauses.wider import Wider, wider_frames
from kgsynth.engines.extractive.facts import Statement
from kgsynth.engines.extractive.wording import lower_first, upper_first


class InSetting(Wider):
    """A clause whose question will open with the setting that its sentence opens with, and needs no other."""

    setting = ""

    def _framed(self, text: str, kind: str, answer: str) -> str | None:
        whole = f"{upper_first(self.setting)}, {lower_first(text)}"
        return text if super()._framed(whole, kind, answer) == whole else None


def frames_in(said: Statement, setting: str, subject: str) -> Iterator[Wider]:
    """The clauses of a shorter statement, as they are asked about in its setting."""
    for frame in wider_frames(said, subject):
        if setting:
            frame = InSetting(said, frame.clause, frame.tokens, subject)
            frame.setting = setting
        yield frame


_PLACED = re.compile(r"^(?:In|With|When using|On|For) [^,]+, ")
_TIMES = re.compile(r"^(?:When|Whenever|Once|After|Before|Until|If|During|As of|Upon|Unless)\b")
_OF_THE_CASE = frozenset({"temporal", "condition", "definition", "yes_no"})
_LONGEST = 24  # words of a question


def set_in(candidate: Candidate, setting: str, said: Statement, subject: str) -> Iterator[Candidate]:
    """The candidate in its setting, as it is where there is none; nothing where the two do not go together."""
    if not setting:
        yield candidate
        return
    frame = Wider(said, said.clause, tuple(said.doc), subject)
    loose = frame.loose_definites(lower_first(setting))
    clash = _PLACED.match(candidate.question) or (_TIMES.match(setting) and candidate.kind in _OF_THE_CASE)
    if loose or clash or candidate.kind == "definition":
        return
    asked = f"{upper_first(setting)}, {lower_first(candidate.question)}"
    if len(asked.split()) <= _LONGEST:
        yield replace(candidate, question=asked)
