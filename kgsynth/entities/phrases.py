"""A tagged spaCy Doc -> names and noun phrases, by named entities and by patterns over parts of speech.

No parse is needed: the parts of speech become a string of one letter per token, and regular expressions do the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from kgsynth.entities.found import Found
from kgsynth.entities.labels import mapped
from kgsynth.language.words import stop_words

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc, Token

LONGEST_PHRASE = 5  # units; a longer noun phrase loses its first ones

# One letter per token: Adjective, Noun, Proper noun, o for "of", H for a hyphen or slash without blanks, x otherwise.
_UNIT = r"(?:(?:[^H]H)+[^H]|[ANP])"
_LAST = r"(?:(?:[^H]H)*[NP])"
_NAME = re.compile(r"(?:(?:[^H]H)*P(?:H[^H])*)+(?:o(?:P(?:H[^H])*)+)?")
_PHRASE = re.compile(rf"{_UNIT}*{_LAST}(?!H)")
_UNITS = re.compile(_UNIT)
_JOINTS = ("-", "/")
_BRACKET = re.compile(r"[()\[\]{}<>|\"=]")

# What may stand before or as the head of any noun; the names of parts of documents; verbs that begin instructions.
_GENERIC_WORDS = """
following previous next first second third last final same other another different various several many few more most
less least much certain such own similar particular specific given available possible necessary appropriate
corresponding respective actual current main major minor whole entire full single multiple additional extra further new
old early late recent good better best bad large larger small smaller high higher low lower big great long short common
usual typical general normal special important simple complete total average overall only very above below example
examples way ways case cases time times thing things number numbers part parts kind kinds sort set lot fact reason
result results order point points end rest use amount place day days year years people

section sections chapter chapters page pages figure figures table tables line lines note notes detail details list
synopsis description overview introduction summary contents abstract appendix reference references compatibility name
options parameters arguments author authors see

add allow avoid change disable enable ensure fix improve make prevent remove specify suppress update
"""
GENERIC = frozenset(_GENERIC_WORDS.split())


def phrases(doc: Doc, language: str) -> tuple[list[Found], list[Found], list[Found]]:
    """The named entities, the runs of proper nouns, and the noun phrases of two words or more."""
    tokens = _Tokens(doc)
    return list(_named(doc, language)), list(_names(tokens, language)), list(_noun_phrases(tokens, language))


def _named(doc: Doc, language: str) -> Iterator[Found]:
    """The entities of the pipeline that are written as names are (dates and numbers aside), trimmed to the name."""
    for entity in doc.ents:
        label = mapped(entity.label_)
        words = list(entity)
        while words and _is_edge(words[0]):
            words.pop(0)
        while words and _is_edge(words[-1]):
            words.pop()
        name = doc.text[words[0].idx : words[-1].idx + len(words[-1])] if words else ""
        is_name = any(map(str.isupper, name)) and not _is_generic(name, language)
        if name and (is_name or label in ("DATE", "NUMBER")) and not _is_cut(doc.text, words[0].idx, len(name)):
            yield Found(words[0].idx, words[0].idx + len(name), label)


def _is_cut(text: str, start: int, length: int) -> bool:
    """Whether a hyphen or slash ties a name to more: "PL" of "PL/pgSQL"."""
    return text[start - 1 : start] in _JOINTS or text[start + length : start + length + 1] in _JOINTS


def _is_edge(token: Token) -> bool:
    """Whether a token cannot be the first or the last of a name."""
    return bool(token.is_punct) or token.lower_ in ("the", "a", "an", "of", "and", "'s", "’s")


class _Tokens:
    """The pattern letters of a doc's tokens, and the characters of each."""

    def __init__(self, doc: Doc) -> None:
        from spacy.attrs import IDX, LENGTH, ORTH, POS, SPACY

        columns = doc.to_array([POS, ORTH, SPACY, IDX, LENGTH]).astype(np.uint64).T
        self.text = doc.text
        self.starts = columns[3].tolist()
        self.ends = (columns[3] + columns[4]).tolist()
        self.letters = _letters(doc, columns)

    def stretch(self, first: int, last: int) -> tuple[int, int]:
        """The characters of the tokens from ``first`` up to, not with, ``last``."""
        return self.starts[first], self.ends[last - 1]


def _letters(doc: Doc, columns: NDArray[np.uint64]) -> str:
    letters = _table()[columns[0].astype(np.intp)]
    joints = [doc.vocab.strings[joint] for joint in _JOINTS]
    glued = columns[2] == 0
    glued_before = np.concatenate([[False], glued[:-1]])
    letters[np.isin(columns[1], np.array(joints, dtype=np.uint64)) & glued & glued_before] = ord("H")
    letters[columns[1] == doc.vocab.strings["of"]] = ord("o")
    return str(letters.tobytes(), "ascii")


@cache
def _table() -> NDArray[np.uint8]:
    from spacy.symbols import ADJ, NOUN, PROPN

    table = np.full(256, ord("x"), dtype=np.uint8)
    table[[ADJ, NOUN, PROPN]] = [ord("A"), ord("N"), ord("P")]
    return table


def _names(tokens: _Tokens, language: str) -> Iterator[Found]:
    for match in _NAME.finditer(tokens.letters):
        start, end = tokens.stretch(*match.span())
        name = tokens.text[start:end]
        if any(map(str.isupper, name)) and _is_wordy(name) and not _is_generic(name, language):
            yield Found(start, end, "THING")


def _noun_phrases(tokens: _Tokens, language: str) -> Iterator[Found]:
    for match in _PHRASE.finditer(tokens.letters):
        units = [tokens.stretch(*unit.span()) for unit in _UNITS.finditer(tokens.letters, *match.span())]
        while units and _is_generic(tokens.text[slice(*units[0])], language):
            units.pop(0)
        if len(units) < 2 or "N" not in match[0] or _is_generic(tokens.text[slice(*units[-1])], language):
            continue
        start, end = units[-LONGEST_PHRASE:][0][0], units[-1][1]
        if _is_wordy(tokens.text[start:end]):
            yield Found(start, end, "TERM")


def _is_generic(words: str, language: str) -> bool:
    lowered = words.lower()
    return lowered in GENERIC or lowered in stop_words(language) or len(words) < 2


def _is_wordy(phrase: str) -> bool:
    """Whether a phrase is made of words: a tagger's noun may be a bracket or a rule of dashes."""
    return all(word[0].isalnum() and word[-1:].isalnum() and not _BRACKET.search(word) for word in phrase.split())
