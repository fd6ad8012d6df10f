"""Prompts -> replies: adapters for endpoints and for objects of other libraries, and wrappers that make runs safe."""

from kgsynth.llms.records import Ask, Prompt, Reply, Usage

__all__ = ["Ask", "Prompt", "Reply", "Usage"]
