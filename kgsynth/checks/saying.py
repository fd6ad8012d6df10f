"""What a model said -> words of a reason, and the flag of a draft of which it said nothing that could be read."""

from kgsynth.llms.prompts import without_fences

UNJUDGED = "unjudged"
TOLD = 120  # characters of what was said that a reason repeats


def shown(text: str, most: int = TOLD) -> str:
    """The beginning of a text, in quotation marks and on one line, as data for whoever reads the reason.

    Args:
        most: characters.
    """
    plain = " ".join(without_fences(text).split())
    return f'"{plain[:most]}"' if plain else "(not known)"
