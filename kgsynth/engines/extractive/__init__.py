"""Scenario -> Draft without a language model: from tables, lists, headings and the parse of the text."""

from kgsynth.engines.extractive.engine import Extractive
from kgsynth.engines.extractive.scope import Corpus

__all__ = ["Corpus", "Extractive"]
