"""The whole chain, in order. Every other part does one step and knows none of the others."""

from kgsynth.pipeline.building import build
from kgsynth.pipeline.estimating import estimate
from kgsynth.pipeline.generating import generate
from kgsynth.pipeline.refreshing import refresh

__all__ = ["build", "estimate", "generate", "refresh"]
