"""Markdown text -> Blocks, their plain words, their tables: the one door to the Markdown reader."""

from kgsynth.language.blocks import Block, BlockKind, blocks
from kgsynth.language.inline import Plain, plain
from kgsynth.language.tables import Cell, Table, table

__all__ = ["Block", "BlockKind", "Cell", "Plain", "Table", "blocks", "plain", "table"]
