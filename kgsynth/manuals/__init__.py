"""Pages of commands -> what can be asked of their options only with the command said."""

from kgsynth.manuals.alone import told_alone
from kgsynth.manuals.namesakes import Namesakes, namesakes

__all__ = ["Namesakes", "namesakes", "told_alone"]
