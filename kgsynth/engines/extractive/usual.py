"""Passages -> how usual their words are."""

from collections import Counter
from collections.abc import Sequence

from kgsynth.language.words import content_words

_LOOKED_AT = 500  # passages that tell which words are usual


def usual_words(texts: Sequence[str]) -> dict[str, float]:
    """The share of some passages that have a word, by its stem, for words that more than one has."""
    looked_at = texts[:: max(1, len(texts) // _LOOKED_AT)]
    found = Counter(word for text in looked_at for word in set(content_words(text)))
    return {word: count / len(looked_at) for word, count in found.items() if count > 1}
