"""Statement -> what it says in passing: of a thing behind "which", what a name is, a reason, what is worth noting."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from kgsynth.engines.extractive.facts import Statement
from kgsynth.engines.extractive.naming import names_something
from kgsynth.engines.extractive.reading.prose import slice_of
from kgsynth.engines.extractive.retelling.leftovers import COMMAS, brackets, is_firm, kept_of
from kgsynth.engines.extractive.retelling.replanted import Graft
from kgsynth.language.clauses import subtree

_REASONS = frozenset({"because", "since", "while", "whereas", "although", "though"})
_FEWEST, _MOST = 3, 4  # words of a description; of a name


def said_in_passing(said: Statement) -> Iterator[Statement]:
    """Each thing that it says so, as a statement of its own."""
    for read in (_relatives, _appositions, _reasons, _of_its_kind, _contents):
        yield from (each for each in read(said) if each is not None)


def _relatives(said: Statement) -> Iterator[Statement | None]:
    """``It asks OtterDB, which keeps all maps.`` -> ``OtterDB keeps all maps.``"""
    for verb in said.doc:
        which = next((child for child in verb.lefts if child.dep_.startswith("nsubj")), None)
        if not verb.dep_.endswith("relcl") or which is None or which.lower_ not in {"which", "who"}:
            continue
        noun, part = verb.head, subtree(verb)
        before = said.doc[which.i - 1]
        if which.i == 0 or before.text not in COMMAS or noun.i >= which.i:
            continue
        phrase = _phrase(noun, which.i - 1)
        tail = [token for token in part if token.i > which.i]
        if phrase and _is_known(said, phrase) and _agrees(noun, verb):
            yield kept_of(
                said,
                [*phrase, *tail],
                {verb.i: Graft("ROOT", verb.i), noun.i: Graft(which.dep_, verb.i)},
            )


def _of_its_kind(said: Statement) -> Iterator[Statement | None]:
    """``OtterDB is a database that counts ponds.`` -> ``OtterDB counts ponds.``"""
    clause = said.clause
    if (
        clause.copula is None
        or clause.negated
        or clause.auxiliaries
        or not clause.subject
        or clause.subject_head is None
    ):
        return
    if clause.head.pos_ not in {"NOUN", "PROPN"} or not _is_known(said, clause.subject):
        return
    for verb in clause.head.children:
        which = next((child for child in verb.lefts if child.dep_.startswith("nsubj")), None)
        grafts = {verb.i: Graft("ROOT", verb.i)}
        if verb.dep_.endswith("relcl") and which is not None and which.lower_ in {"which", "that", "who"}:
            tail = [token for token in subtree(verb) if token.i > which.i]
            grafts[clause.subject_head.i] = Graft(which.dep_, verb.i)
            if _agrees(clause.subject_head, verb):
                yield kept_of(said, [*clause.subject, *tail], grafts)
        elif verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.lower_ != "used":
            tail = list(subtree(verb))
            grafts[clause.subject_head.i] = Graft("nsubj:pass", verb.i)
            if clause.copula.lower_ == "is" and tail[0].i == verb.i:
                yield kept_of(said, [*clause.subject, *tail], grafts, linked=verb)


_FACTIVE = frozenset("note remember know mean notice turn indicate aware forget".split())


def _contents(said: Statement) -> Iterator[Statement | None]:
    """``It is worth noting that OtterDB sleeps by day.`` -> ``OtterDB sleeps by day.``"""
    for verb in said.doc:
        mark = next((child for child in verb.lefts if child.dep_ == "mark"), None)
        subject = next((child for child in verb.lefts if child.dep_.startswith("nsubj")), None)
        if verb.dep_ != "ccomp" or mark is None or subject is None or mark.lower_ != "that":
            continue
        above = verb.head
        plain = above.lemma_.lower() in _FACTIVE and not any(
            t.lower_ in {"not", "if", "whether"} for t in above.children
        )
        first = said.doc[0].lower_
        stated = above.i == said.clause.head.i or above.lemma_ in {"note", "remember", "know"}
        opens = first in {"it", "this", "note", "remember", "you", "do", "be", "keep"}
        if plain and stated and opens and is_firm(subtree(subject)):
            words = [token for token in subtree(verb) if token.i > mark.i]
            yield kept_of(said, words, {verb.i: Graft("ROOT", verb.i)})


def _appositions(said: Statement) -> Iterator[Statement | None]:
    """``It asks otterd, a daemon that keeps all maps.`` -> ``otterd is a daemon that keeps all maps.``"""
    for noun in said.doc:
        part = [token for token in subtree(noun) if token.text not in {*COMMAS, ")"}]
        if noun.dep_ != "appos" or not part or part[-1].i - part[0].i + 1 != len(part):
            continue
        name = noun.head
        if part[0].lower_ not in {"a", "an", "the"} or noun.pos_ != "NOUN":
            yield _called(said, name, noun, part)
            continue
        phrase = _phrase(name, part[0].i - 1)
        apart = said.doc[part[0].i - 1].text in COMMAS and name.pos_ in {"PROPN", "NOUN", "X"}
        if apart and phrase and _is_known(said, phrase) and name.tag_ != "NNS":
            grafts = {noun.i: Graft("ROOT", noun.i), name.i: Graft("nsubj", noun.i)}
            yield kept_of(said, [*phrase, *part], grafts, linked=part[0])


def _called(said: Statement, noun: Token, name: Token, part: Sequence[Token]) -> Statement | None:
    """``It asks the daemon of the pond, otterd.`` -> ``otterd is the daemon of the pond.``"""
    phrase = _phrase(noun, part[0].i - 1)
    named = slice_of(said.words.text, tuple(part))
    if len(phrase) < _FEWEST or phrase[0].lower_ != "the" or not is_firm(phrase) or len(part) > _MOST:
        return None
    if named not in said.words.code and not (name.pos_ == "PROPN" and not named.isupper()):
        return None
    if noun.pos_ != "NOUN" or noun.tag_ == "NNS" or said.doc[part[0].i - 1].text not in COMMAS:
        return None
    grafts = {noun.i: Graft("ROOT", noun.i), name.i: Graft("nsubj", noun.i)}
    return kept_of(said, [*part, *phrase], grafts, linked=phrase[0])


def _reasons(said: Statement) -> Iterator[Statement | None]:
    """``As the tide turns OtterGate, the pond fills.`` -> ``The tide turns OtterGate.``"""
    for verb in said.doc:
        mark = next((child for child in verb.lefts if child.dep_ == "mark"), None)
        subject = next((child for child in verb.lefts if child.dep_.startswith("nsubj")), None)
        if verb.dep_ != "advcl" or mark is None or subject is None or mark.lower_ not in _REASONS:
            continue
        words = [token for token in subtree(verb) if token.i > mark.i]
        if mark.lower_ in {"while", "since"} and mark.i and said.doc[mark.i - 1].text not in COMMAS:
            continue  # it tells the time
        if is_firm(subtree(subject)):
            yield kept_of(said, words, {verb.i: Graft("ROOT", verb.i)})


def _phrase(noun: Token, end: int) -> list[Token]:
    """The words of a noun up to a place, without its preposition and brackets; none where they do not adjoin it."""
    joined = {t.i for child in noun.lefts if child.dep_ in {"case", "cc", "punct", "mark"} for t in child.subtree}
    bracketed = {token.i for part in brackets(subtree(noun)) for token in part}
    whole = [token for token in subtree(noun) if token.i < end and token.i not in joined]
    several = any(child.dep_ == "conj" and child.i < end for child in noun.children)
    if several or not whole or whole[-1].i != end - 1 or whole[-1].i - whole[0].i + 1 != len(whole):
        return []
    return [token for token in whole if token.i not in bracketed]


def _agrees(noun: Token, verb: Token) -> bool:
    """Whether a noun can be the subject of a relative clause, by number."""
    tensed = next((child for child in verb.lefts if child.dep_.startswith("aux") or child.dep_ == "cop"), verb)
    several = noun.tag_ in {"NNS", "NNPS"}
    return noun.pos_ in {"NOUN", "PROPN", "X"} and tensed.tag_ not in ({"VBZ"} if several else {"VBP"})


def _is_known(said: Statement, phrase: Sequence[Token]) -> bool:
    """Whether a phrase says by itself which thing it is of: it holds a name."""
    return is_firm(phrase) and names_something(slice_of(said.words.text, tuple(phrase)), said.words.code)
