"""Words of a sentence that are kept, and which parts of it can be: what several readers of shorter sentences share."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from spacy.tokens import Token

from kgsynth.engines.extractive.facts import Statement
from kgsynth.engines.extractive.retelling.replanted import Graft, replanted

COMMAS = frozenset({",", "(", "—", "–"})
_POINTING = frozenset("it them they this these those such he she him that we us you i former latter".split())
_LOST = frozenset("it them they this these those he she him such".split())
_LONGEST, _SHORTEST = 30, 4  # words of what is left


def kept_of(
    said: Statement, kept: Sequence[Token], grafts: Mapping[int, Graft] | None = None, linked: Token | None = None
) -> Statement | None:
    """The statement that some words make, without marks at its ends, where its pronouns still mean something."""
    words = list(kept)
    while words and words[-1].is_punct and words[-1].text not in {")", "”", '"'}:
        words.pop()
    while words and (words[0].is_punct or words[0].lower_ in {"and", "but"}):
        words.pop(0)
    places = {token.i for token in words}
    if not _SHORTEST <= len(words) <= _LONGEST or any(t.lower_ in _LOST for t in words if _is_lost(t, places)):
        return None
    return replanted(said, words, grafts or {}, linked)


def _is_lost(token: Token, places: set[int]) -> bool:
    """Whether a pronoun may mean something that stood before it and is left out."""
    return any(t.i not in places and t.i < token.i and t.pos_ in {"NOUN", "PROPN"} for t in token.doc)


def is_firm(phrase: Iterable[Token]) -> bool:
    """Whether no word of a phrase points at what was said before."""
    return not any(token.lower_ in _POINTING for token in phrase)


def brackets(doc: Iterable[Token]) -> Iterator[list[Token]]:
    """What stands in round brackets, the brackets included."""
    open_part: list[Token] = []
    for token in doc:
        if token.text == "(" or open_part:
            open_part.append(token)
        if token.text == ")" and open_part:
            yield open_part
            open_part = []
