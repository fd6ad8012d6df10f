"""What a table calls a measure -> what more of it, and most or least of it, is called: weight, heavier, lightest."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Degrees:
    """How things are compared that have more or less of something: ``heavier``, ``heaviest``, ``lightest``."""

    more: str
    most: str
    least: str


_EXPENSIVE = Degrees("more expensive", "most expensive", "cheapest")
_HEAVY = Degrees("heavier", "heaviest", "lightest")
_DEGREES = {
    "age": Degrees("older", "oldest", "youngest"),
    "cost": _EXPENSIVE,
    "depth": Degrees("deeper", "deepest", "shallowest"),
    "height": Degrees("taller", "tallest", "shortest"),
    "length": Degrees("longer", "longest", "shortest"),
    "mass": _HEAVY,
    "price": _EXPENSIVE,
    "speed": Degrees("faster", "fastest", "slowest"),
    "thickness": Degrees("thicker", "thickest", "thinnest"),
    "weight": _HEAVY,
    "width": Degrees("wider", "widest", "narrowest"),
}


def degrees(column: str) -> Degrees | None:
    """The words for a measure that has an adjective of its own; None for others, of which a thing has more or less.

    >>> degrees("weight").more, degrees("radio range")
    ('heavier', None)
    """
    return _DEGREES.get(column)
