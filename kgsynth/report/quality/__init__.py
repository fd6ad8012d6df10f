"""Testset, and the documents where they are given -> the numbers that say how good it is, and which targets it meets.

Every number is defined in ``docs/quality.md``.
"""

from kgsynth.report.quality.corpus import Corpus
from kgsynth.report.quality.measuring import measure
from kgsynth.report.quality.records import Quality, Verdict
from kgsynth.report.quality.targets import requirements, verdicts

__all__ = ["Corpus", "Quality", "Verdict", "measure", "requirements", "verdicts"]
