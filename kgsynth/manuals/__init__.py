"""Pages of commands -> the options of one name that people mix up."""

from kgsynth.manuals.namesakes import Namesakes, namesakes

__all__ = ["Namesakes", "namesakes"]
