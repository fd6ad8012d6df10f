"""Candidate -> the same question in other words: same answer, same evidence, another way to ask.

Each module knows one family of questions by their form; what none of them knows, or cannot be put otherwise without a
doubt, stays as it is. `ranked` orders the ways by how little they copy, how seldom a set has opened so, how unlike
what was asked they are, and how they read.
"""

from kgsynth.engines.extractive.rewording.choice import Openings, Told, ranked
from kgsynth.engines.extractive.rewording.likeness import Likeness
from kgsynth.engines.extractive.rewording.records import Wording
from kgsynth.engines.extractive.rewording.ways import ways

__all__ = ["Likeness", "Openings", "Told", "Wording", "ranked", "ways"]
