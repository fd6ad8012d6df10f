"""A word -> the word with one slip of the pen: a neighbouring key, two letters swapped, or spelt as it sounds."""

from random import Random

_NEIGHBOURS = {
    "a": "sq", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk",
    "k": "jl", "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o", "q": "wa", "r": "et", "s": "ad", "t": "ry",
    "u": "yi", "v": "cb", "w": "qe", "x": "zc", "y": "tu", "z": "x",
}  # fmt: skip
_SOUNDS = (
    ("tion", "sion"), ("ph", "f"), ("ie", "ei"), ("ei", "ie"), ("ance", "ence"), ("ence", "ance"), ("able", "ible"),
    ("ible", "able"), ("ary", "ery"), ("ght", "gt"), ("ck", "k"), ("ea", "ee"), ("ough", "uff"), ("ous", "us"),
)  # fmt: skip


def misspell(word: str, rng: Random) -> str:
    """The word with one slip behind its first letter; unchanged if it offers none."""
    slips = [slip for slip in (_as_it_sounds, _single, _swapped, _neighbour, _dropped) if slip(word, Random(0)) != word]
    return rng.choice(slips)(word, rng) if slips else word


def _as_it_sounds(word: str, rng: Random) -> str:
    found = [(right, wrong) for right, wrong in _SOUNDS if right in word[1:]]
    if not found:
        return word
    right, wrong = rng.choice(found)
    return word[0] + word[1:].replace(right, wrong, 1)


def _single(word: str, rng: Random) -> str:
    doubled = [at for at in range(1, len(word) - 1) if word[at] == word[at + 1]]
    return _without(word, rng.choice(doubled)) if doubled else word


def _swapped(word: str, rng: Random) -> str:
    places = [at for at in range(1, len(word) - 1) if word[at] != word[at + 1]]
    if not places:
        return word
    at = rng.choice(places)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _neighbour(word: str, rng: Random) -> str:
    places = [at for at in range(1, len(word)) if word[at] in _NEIGHBOURS]
    if not places:
        return word
    at = rng.choice(places)
    return word[:at] + rng.choice(_NEIGHBOURS[word[at]]) + word[at + 1 :]


def _dropped(word: str, rng: Random) -> str:
    return _without(word, rng.randrange(1, len(word) - 1)) if len(word) > 5 else word


def _without(word: str, at: int) -> str:
    return word[:at] + word[at + 1 :]
