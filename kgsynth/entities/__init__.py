"""Chunk -> Mention -> Entity: what is named where, and which names mean one thing."""

from kgsynth.entities.extraction import extract
from kgsynth.entities.resolution import resolve

__all__ = ["extract", "resolve"]
