"""Pages of manuals -> the names that people mix up, those that few pages have, the ways from table to table, pages of
one sort."""

from kgsynth.manuals.handing import Handed, handed, handovers
from kgsynth.manuals.holders import Held, held
from kgsynth.manuals.joins import Join, Reference, joins
from kgsynth.manuals.kin import Kin, kin
from kgsynth.manuals.lookups import Lookup, lookups
from kgsynth.manuals.namesakes import Namesakes, namesakes
from kgsynth.manuals.pages import is_everyday
from kgsynth.manuals.sheets import sheets
from kgsynth.manuals.topics import Topics, topics

__all__ = [
    "Handed",
    "Held",
    "Join",
    "Kin",
    "Lookup",
    "Namesakes",
    "Reference",
    "Topics",
    "handed",
    "handovers",
    "held",
    "is_everyday",
    "joins",
    "kin",
    "lookups",
    "namesakes",
    "sheets",
    "topics",
]
