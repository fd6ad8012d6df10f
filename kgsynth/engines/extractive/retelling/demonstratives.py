"""The sentence before -> what "this pump", "these pumps", "the former" and "the latter" take up of it.

They take up what was said with the same noun, if it was said once and with a name; a bare name that is the only one, if
the noun says no more than a sort of thing; or the two names that were set side by side.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from kgsynth.engines.extractive.naming import KINDS, names_something
from kgsynth.engines.extractive.retelling.referents import EMPTY_NOUNS, RUN, SORTS, Line, Referent, referent

_GENERAL = SORTS | frozenset(
    "feature mechanism technique technology standard format facility driver module function algorithm scheme "
    "functionality filesystem".split()
)  # what a bare name may be, too, where it is the only one
_WITH = frozenset({"with", "by", "using", "through", "via"})
_PAIR = 2


def same_noun(line: Line, noun: str, *, plural: bool) -> Referent | None:
    """What a sentence names with a noun, where it has it once.

    ``The OtterGate pump drains the pond.``, pump -> the OtterGate pump.
    """
    heads = [each for each in line.doc if each.lower_ == noun and each.pos_ in {"NOUN", "PROPN"}]
    if len(heads) != 1 or heads[0].dep_ in {"compound", "flat"} or _is_compared(heads[0]):
        return None
    found = referent(line, heads[0], frozenset({noun}), plural=plural)
    if found is None or not found.text.startswith("the ") or not _has_name(found, noun):
        return None
    own = found.text.lower().endswith(f" {noun}") or f" {noun} of " in found.text
    return found if own and found.text.lower() != f"the {noun}" else None


def _has_name(found: Referent, noun: str) -> bool:
    """Whether there is more of a name in it than a word with a hyphen."""
    words = found.text.removeprefix("the ").split()
    return found.is_name and (bool(found.codes) or noun in KINDS or any(not word.islower() for word in words))


def _is_compared(head: Token) -> bool:
    return any(child.dep_ == "case" and child.lower_ in {"like", "than", "unlike", "as"} for child in head.children)


def only_name(line: Line, noun: str, subject: str) -> Referent | None:
    """The one bare name of a sentence, as its subject, its object or its means, where a noun is as general as that.

    ``Kelmora uses OtterDB.``, system -> OtterDB.

    Args:
        subject: what the whole corpus is about: it is hardly ever meant.
    """
    if noun not in _GENERAL or any(each.lemma_.lower() == noun for each in line.doc):
        return None
    heads = [each for each in line.doc if _is_named(line, each)]
    texts = {each.text for each in heads} - set(subject.split())
    if len(texts) != 1:
        return None
    head = next(each for each in heads if each.text in texts)
    case = {child.lower_ for child in head.children if child.dep_ == "case"}
    placed = head.dep_.split(":")[0] in {"nsubj", "obj"} or (head.dep_.startswith("obl") and case and case <= _WITH)
    nouns = RUN if noun in RUN else frozenset({noun})
    found = referent(line, head, nouns, plural=False) if placed else None
    return found if found is not None and found.text == head.text else None


def _is_named(line: Line, token: Token) -> bool:
    """Whether a token is a name, or a part of one."""
    return token.pos_ == "PROPN" or any(token.text in code.split() for code in line.words.code)


def side_by_side(line: Line) -> tuple[Referent, Referent] | None:
    """The two things that a sentence joins by "and" or "or", where it joins but one pair.

    ``OtterDB and StoatDB keep maps.`` -> OtterDB, StoatDB.
    """
    joined = [each for each in line.doc if each.dep_ == "conj" and each.pos_ in {"NOUN", "PROPN", "X"}]
    if len(joined) != 1 or joined[0].head.dep_ in {"compound", "flat", "nmod:poss"}:
        return None
    first = joined[0].head.left_edge
    if first.i and first.nbor(-1).text == ",":
        return None  # the last two of several
    ends = [_alone(line, joined[0].head, joined[0].i), _alone(line, joined[0], None)]
    if ends[0] is None or ends[1] is None or ends[0].plural != ends[1].plural:
        return None
    return ends[0], ends[1]


def _alone(line: Line, head: Token, before: int | None) -> Referent | None:
    """One of two joined things, without the other."""
    if any(child.dep_.split(":")[0] in {"nmod", "acl", "appos"} for child in head.children):
        return None
    left = [each for each in head.subtree if each.i <= head.i and each.dep_ not in {"cc", "case", "punct"}]
    if not left or (before is not None and any(each.i >= before for each in left)):
        return None
    start, end = left[0].idx, head.idx + len(head.text)
    text = line.text[start:end]
    whole = referent(line, head, frozenset(), plural=head.tag_ in {"NNS", "NNPS"}, start=left[0].i)
    if whole is None or not text or len(left) != head.i - left[0].i + 1:
        return None
    small = text if left[0].pos_ == "PROPN" or not left[0].text.istitle() else text[:1].lower() + text[1:]
    codes = tuple(code for code in whole.codes if code in text)
    return Referent(small, frozenset(), whole.plural, line.words, codes, names_something(small, codes))


def both(line: Line, noun: str) -> Referent | None:
    """Two names that a sentence joins, where a plural noun says no more than a sort of thing.

    ``OtterDB and StoatDB keep maps.``, tools -> OtterDB and StoatDB.
    """
    singular = noun.removesuffix("s")
    pair = side_by_side(line) if noun.endswith("s") and singular in {*SORTS, *KINDS} - EMPTY_NOUNS else None
    if pair is None or not all(each.is_name and not each.plural and " " not in each.text for each in pair):
        return None
    first, second = pair
    codes = (*first.codes, *second.codes)
    return Referent(f"{first.text} and {second.text}", frozenset({noun}), True, line.words, codes, True)


def former_or_latter(line: Line) -> Iterator[tuple[Token, Token, bool]]:
    """The places of "the former" and "the latter" in a sentence, and whether it is the latter."""
    for token in line.doc[1:]:
        det = token.nbor(-1)
        told = token.dep_.split(":")[0] in {"nsubj", "obj", "obl"} and det.lower_ == "the"
        alone = all(child.dep_ in {"det", "case"} for child in token.children)
        if token.lower_ in {"former", "latter"} and told and alone:
            yield det, token, token.lower_ == "latter"
