"""Scenario -> Draft with a language model: one call writes question, answer and the quotes that prove it."""

from kgsynth.engines.llm.engine import ModelWritten

__all__ = ["ModelWritten"]
