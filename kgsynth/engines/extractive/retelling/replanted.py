"""Some words of a parsed sentence -> a shorter sentence with a tree of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kgsynth.engines.extractive.facts import Statement
from kgsynth.engines.extractive.reading.passage import Words
from kgsynth.engines.extractive.reading.prose import statement
from kgsynth.engines.extractive.wording import upper_first
from kgsynth.language.pipelines import name_type, named_by

_CLOSING = frozenset({",", ".", ")", "”", ";", ":", "'s", "’s", "n't", "n’t", "%"})
_OPENING = frozenset({"(", "“"})
_ROOT = "ROOT"


@dataclass(frozen=True, slots=True)
class Shortened(Words):
    """Words that stand in their block with gaps.

    Attributes:
        codes: the inline code that is left of them.
    """

    codes: tuple[str, ...] = ()

    @property
    def code(self) -> tuple[str, ...]:
        """The inline code that is left."""
        return self.codes


@dataclass(frozen=True, slots=True)
class Graft:
    """What a word becomes in the shorter sentence.

    Attributes:
        text: how it is written there.
        head: the place of the word it hangs on, in the old sentence.
    """

    dep: str
    head: int
    text: str = ""


def replanted(
    said: Statement, kept: Sequence[Token], grafts: Mapping[int, Graft], linked: Token | None = None
) -> Statement | None:
    """The statement that some words make, in the order given; None where they make none.

    Args:
        grafts: what words become whose place in the tree is another now, by their old place.
        linked: the word before which "is" is put: a name's apposition becomes what it is.
    """
    whole = _Plan(said, kept, grafts, linked)
    doc = whole.doc() if whole.is_rooted() else None
    if doc is None:
        return None
    codes = tuple(code for code in said.words.code if code in doc.text)
    words = said.words
    short = Shortened(doc.text, words.chunk, words.plain, words.start, words.lent, codes)
    return statement(short, doc, said.chunk, said.evidence, said.name)


class _Plan:
    """The words of a sentence to be, and where each hangs."""

    def __init__(
        self, said: Statement, kept: Sequence[Token], grafts: Mapping[int, Graft], linked: Token | None
    ) -> None:
        self._said, self._kept, self._grafts = said, list(kept), grafts
        self._copula = self._kept.index(linked) if linked is not None else None
        self._places = {token.i: self._shifted(place) for place, token in enumerate(self._kept)}

    def _shifted(self, place: int) -> int:
        return place + (self._copula is not None and place >= self._copula)

    def is_rooted(self) -> bool:
        """Whether each word hangs on one that is kept."""
        return len(self._kept) > 2 and all(self._head(token) in self._places for token in self._kept)

    def _head(self, token: Token) -> int:
        return self._grafts[token.i].head if token.i in self._grafts else token.head.i

    def _dep(self, token: Token) -> str:
        return self._grafts[token.i].dep if token.i in self._grafts else token.dep_

    def doc(self) -> Doc:
        """The sentence as a document, with a full stop."""
        texts = self._texts()
        rows = [
            (text, token.tag_, token.pos_, token.lemma_, self._places[self._head(token)], self._dep(token))
            for text, token in zip(texts, self._kept, strict=True)
        ]
        if self._copula is not None:
            root = next(place for *_, place, dep in rows if dep == _ROOT)
            passive = any(dep == "nsubj:pass" for *_, dep in rows)
            rows.insert(self._copula, ("is", "VBZ", "AUX", "be", root, "aux:pass" if passive else "cop"))
        if not texts[-1].endswith("."):
            rows.append((".", ".", "PUNCT", ".", next(head for *_, head, dep in rows if dep == _ROOT), "punct"))
        columns = list(zip(*rows, strict=True))
        old = self._said.doc
        made = Doc(
            old.vocab,
            words=list(columns[0]),
            spaces=self._spaces(list(columns[0])),
            tags=list(columns[1]),
            pos=list(columns[2]),
            lemmas=list(columns[3]),
            heads=list(columns[4]),
            deps=list(columns[5]),
        )
        return named_by(made, self._names)

    def _names(self, made: Doc) -> None:
        """Note the sort of each name as the whole sentence has it."""
        for token in self._kept:
            sort = name_type(token)
            if sort:
                made[self._places[token.i]].ent_type_ = sort

    def _texts(self) -> list[str]:
        texts = [(self._grafts[t.i].text if t.i in self._grafts else "") or t.text for t in self._kept]
        first = self._kept[0]
        named = any(code.startswith(first.text) for code in self._said.words.code) or first.pos_ == "PROPN"
        if first.i and not named:
            texts[0] = upper_first(texts[0])
        return texts

    def _spaces(self, texts: Sequence[str]) -> list[bool]:
        """Where a space follows: as in the sentence, and wherever words meet that did not."""
        spaces = []
        places = {place: token for token in self._kept for place in [self._places[token.i]]}
        for place, text in enumerate(texts[:-1]):
            here, following = places.get(place), places.get(place + 1)
            if here is not None and following is not None and following.i == here.i + 1:
                spaces.append(bool(here.whitespace_))
            else:
                spaces.append(texts[place + 1] not in _CLOSING and text not in _OPENING)
        return [*spaces, False]
