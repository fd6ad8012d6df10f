"""Pages of manuals -> the names that people mix up, those that few pages have, and the ways from table to table."""

from kgsynth.manuals.holders import Held, held
from kgsynth.manuals.joins import Join, Reference, joins
from kgsynth.manuals.kin import Kin, kin
from kgsynth.manuals.lookups import Lookup, lookups
from kgsynth.manuals.namesakes import Namesakes, namesakes

__all__ = ["Held", "Join", "Kin", "Lookup", "Namesakes", "Reference", "held", "joins", "kin", "lookups", "namesakes"]
