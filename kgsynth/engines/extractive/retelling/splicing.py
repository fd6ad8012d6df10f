"""A parsed sentence with other words in the place of some of its own -> its tree, without another parse.

A pronoun parses well, and a name with a figure or a dot in it seldom does: the tree of the one serves for the other.
"""

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from kgsynth.engines.extractive.naming import is_code_like
from kgsynth.engines.extractive.wording import upper_first

_ARTICLES = frozenset({"the", "a", "an"})
_BRANCHES = re.compile(r"[,()“”\"]| (?:of|for|in|on|to|with|and|or|by|from) ")


def spliced(doc: Doc, places: Sequence[tuple[int, int, str]], *, plural: bool = False) -> Doc | None:
    """The tree with some words replaced; None where what replaces them has a tree of its own.

    Args:
        places: first and last character of what is replaced, and the words that replace it: an article, a name, "'s".
        plural: whether they name several things.
    """
    if any(_BRANCHES.search(text) for *_, text in places):
        return None
    new = _New()
    for token in doc:
        place = next((each for each in places if each[0] <= token.idx < each[1]), None)
        if place is None:
            new.keep(token)
        elif token.idx == place[0]:
            new.put(place[2], [each for each in doc if place[0] <= each.idx < place[1]], plural=plural)
    return new.made(doc)


class _New:
    """Takes the tokens of the new sentence one by one."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._spaces: list[bool] = []
        self._tags: list[tuple[str, str, str, str]] = []  # tag, part of speech, lemma, label
        self._heads: list[int | None] = []  # in the new sentence; None where it is looked up in the old one
        self._old: list[Token | None] = []
        self._where: dict[int, int] = {}  # old place -> new place

    def keep(self, token: Token) -> None:
        """A token that stays."""
        self._where[token.i] = len(self._words)
        self._add(token.text, bool(token.whitespace_), (token.tag_, token.pos_, token.lemma_, token.dep_), None, token)

    def put(self, text: str, gone: Sequence[Token], *, plural: bool) -> None:
        """The words that stand for some tokens, the last of them in the place of their head."""
        inside = {token.i for token in gone}
        head = next(token for token in gone if token.head.i not in inside or token.head.i == token.i)
        owned = re.search(r"['’]s?$", text) if head.dep_ == "nmod:poss" else None
        words = (text[: owned.start()] if owned else text).split()
        opens = not self._words and gone[0].text[:1].isupper() and not is_code_like(words[0])
        place = len(self._words) + len(words) - 1
        for token in gone:
            self._where[token.i] = place
        for number, word in enumerate(words, 1):
            last = number == len(words)
            article = word.lower() in _ARTICLES and not last
            name = word[:1].isupper() or not word.isalpha()
            word = upper_first(word) if opens and number == 1 else word
            part = "DET" if article else "PROPN" if name else "NOUN"
            tag = "DT" if article else ("NNP" if name else "NN") + ("S" if plural and last else "")
            label = head.dep_ if last else "det" if article else "compound"
            spaced = bool(gone[-1].whitespace_) if last and not owned else not last
            self._add(
                word,
                spaced,
                (tag, part, word.lower() if part != "PROPN" else word, label),
                None if last else place,
                head,
            )
        if owned:
            self._add(owned.group(), bool(gone[-1].whitespace_), ("POS", "PART", owned.group(), "case"), place, None)

    def _add(
        self, word: str, spaced: bool, tags: tuple[str, str, str, str], head: int | None, old: Token | None
    ) -> None:
        self._words.append(word)
        self._spaces.append(spaced)
        self._tags.append(tags)
        self._heads.append(head)
        self._old.append(old)

    def made(self, doc: Doc) -> Doc:
        """The new sentence."""
        heads = [
            place if place is not None else self._where[old.head.i] if old is not None else 0
            for place, old in zip(self._heads, self._old, strict=True)
        ]
        tags, parts, lemmas, labels = (list(each) for each in zip(*self._tags, strict=True))
        found = Doc(
            doc.vocab,
            words=self._words,
            spaces=self._spaces,
            tags=tags,
            pos=parts,
            lemmas=lemmas,
            deps=labels,
            heads=heads,
        )
        found.user_data.update(doc.user_data)
        return found
