"""Scenario -> Draft without a language model: from tables, lists, headings and the parse of the text."""

from kgsynth.engines.extractive.engine import Extractive

__all__ = ["Extractive"]
