"""Statement -> the shorter statements that it holds: without asides, each of two predicates, what "which" says.

What is left out never limits the rest: brackets, what stands between commas, a reason, a contrast. A condition stays.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from kgsynth.engines.extractive.facts import Statement
from kgsynth.engines.extractive.reading.prose import slice_of
from kgsynth.engines.extractive.retelling.in_passing import said_in_passing
from kgsynth.engines.extractive.retelling.leftovers import COMMAS, brackets, is_firm, kept_of
from kgsynth.engines.extractive.retelling.replanted import Graft
from kgsynth.language.clauses import Clause, is_universal, subtree

_REMARKS = frozenset(
    "however therefore thus hence consequently moreover furthermore additionally fortunately unfortunately indeed "
    "naturally obviously actually basically likewise similarly nevertheless nonetheless meanwhile incidentally "
    "traditionally historically essentially".split()
)
_CONTRASTS = frozenset({"because", "while", "whereas", "although", "though"})
_ENDS = frozenset({",", ")", "—", "–", "."})
_SUBJECTS = ("nsubj", "csubj")


_ABBREVIATED = re.compile(r"\b(?:e\.g|i\.e)\.")  # what follows is no apposition


@dataclass(frozen=True, slots=True)
class Short:
    """A shorter statement.

    Attributes:
        setting: what stood in front of it, and limits it: ``On a warm day``; empty where nothing did.
        unlike: what it is contrasted with there: ``beavers``; empty where nothing is.
    """

    said: Statement
    setting: str = ""
    unlike: str = ""


def shorter(said: Statement) -> Iterator[Short]:
    """The shorter statements, each once, the first without its asides."""
    if not is_universal(said.doc) or _ABBREVIATED.search(said.words.text):
        return
    plain = _without_asides(said)
    seen = {said.words.text}
    main = parted(plain or said)
    whole = main.said if main is not None else plain or said
    setting = main.setting if main is not None else ""
    found = [Short(each) for each in (plain, *said_in_passing(said)) if each is not None]
    found += [main] if main is not None else []
    found += [Short(each, setting) for each in _predicates(whole) if each is not None]
    for each in found:
        if each.said.words.text not in seen:
            seen.add(each.said.words.text)
            yield each


# ------------------------------------------------------------------------------------------------------ asides


def _without_asides(said: Statement) -> Statement | None:
    """``The pond, dug in 1900, is (still) deep.`` -> ``The pond is deep.``"""
    gone = {token.i for part in _asides(said) for token in part}
    return kept_of(said, [token for token in said.doc if token.i not in gone]) if gone else None


def _asides(said: Statement) -> Iterator[list[Token]]:
    for part in brackets(said.doc):
        if not _LIMITS.search(slice_of(said.words.text, tuple(part))):
            yield part
    for token in said.doc:
        part = list(subtree(token))
        if token.lower_ in _REMARKS and len(part) == 1:
            marked = _with_marks(part)
            if len(marked) > 1 or token.lower_ in _THUS:
                yield marked
        elif _adds(token, said.clause) and _is_apart(part):
            yield _with_marks(part)


_LIMITS = re.compile(
    r"^\(\w{1,2}\)$|^\((?:or|and|but|as well as)\b|\b(?:if|when|only|unless|except|provided|requires?|exceptions?)\b",
    re.IGNORECASE,
)
_THUS = frozenset({"thus", "therefore", "hence", "consequently"})


def _adds(token: Token, clause: Clause) -> bool:
    """Whether a part only adds to what it hangs on: an apposition, "which ...", a participle, a contrast."""
    label = token.dep_.split(":")[0]
    if token.dep_.endswith("relcl"):
        return subtree(token)[0].lower_ in {"which", "who", "whose", ","} and token.tag_ != "VB"
    if label == "appos":
        listed = any(child.dep_ in {"conj", "cc"} for child in token.children)
        return token.pos_ in {"NOUN", "PROPN", "X"} and not listed
    if label == "acl":
        return token.tag_ in {"VBN", "VBG"}
    first = next((each for each in subtree(token) if each.text not in COMMAS), token)
    return label == "advcl" and token.head.i == clause.head.i and first.lower_ in _CONTRASTS


def _is_apart(part: Sequence[Token]) -> bool:
    """Whether marks stand on both sides of a part, so that the sentence reads on without it."""
    first, last = part[0], part[-1]
    doc = first.doc
    before = first.text in COMMAS or (first.i > 0 and doc[first.i - 1].text in COMMAS)
    after = last.text in _ENDS or last.i + 1 == len(doc) or doc[last.i + 1].text in _ENDS
    return before and after and last.i - first.i + 1 == len(part)


def _with_marks(part: Sequence[Token]) -> list[Token]:
    """A part and the commas around it; the one behind stays where the part ends its sentence."""
    first, last, doc = part[0].i, part[-1].i, part[0].doc
    if first and doc[first - 1].text in COMMAS:
        first -= 1
    if last + 1 < len(doc) and doc[last + 1].text in COMMAS | {","}:
        last += 1
    return list(doc[first : last + 1])


# ---------------------------------------------------------------------------------------------------- settings


_DROPPED = re.compile(
    r"^(?:Like|Unlike|Contrary to|In contrast to|In (?:practice|reality|fact|effect|general|addition|concrete terms|"
    r"other words|particular|essence|principle)|On the (?:other hand|contrary)|Generally speaking|Even better|"
    r"Last but not least|Immediately|Historically|Traditionally|Correspondingly|Specifically|At first|For starters|"
    r"Technically|Compared (?:to|with)|As opposed to|To (?:\w+ ){0,2}(?:this|that|so)|For this (?:reason|"
    r"purpose)|As (?:a (?:consequence|result)|such)|"
    r"By contrast|More (?:specifically|precisely)|Although|Even though|While|Since|Because|In spite of|"
    r"Despite|Even if|Nowadays|Alternately|Of course)\b"
)
_LIMITING = re.compile(
    r"^(?:In|On|At|For|With|Without|Within|During|Under|Among|By default|When|Whenever|Once|After|Before|If|Until|As "
    r"of|From|To|In order to|Barring|Outside|Inside|Upon|Depending on|Between|Using|Unless|Where|Wherever|Through) ?"
)
_UNTOLD = re.compile(
    r"\b(?:this|that|these|those|it|they|them|such|both|our|we|you|your|other|others|same|first|second|third|"
    r"last|next|former|latter|above|following|opposite|point|direction|fashion|event|start|hand|so|then|"
    r"theory|(?:all|some|many|most|any|both) cases?)\b"
    r"(?! (?:boot|login)\b)",
    re.IGNORECASE,
)
_LONGEST_SETTING = 14  # words


def parted(said: Statement) -> Short | None:
    """``On a warm day, the otters sleep.`` -> ``The otters sleep.``, and its setting; None where it has none that is
    told in full."""
    clause = said.clause
    first = _start(clause)
    if not clause.subject or first < 2 or said.doc[first - 1].text != "," or clause.subject[-1].i > clause.verb.i:
        return None
    words, rest = said.doc[: first - 1].text, kept_of(said, list(said.doc[first:]))
    if rest is None or _DROPPED.match(words):
        unlike = _UNLIKE.sub("", words) if _UNLIKE.match(words) else ""
        return Short(rest, unlike=unlike) if rest is not None else None
    told = not _UNTOLD.search(words) and len(words.split()) <= _LONGEST_SETTING and words.count(",") <= 1
    return Short(rest, words) if told and _LIMITING.match(words) else None


_UNLIKE = re.compile(r"^(?:Unlike|Contrary to|In contrast (?:to|with)|As opposed to|Compared (?:to|with)) ")


def _start(clause: Clause) -> int:
    """Where the subject begins, without what the parser has hung on it from before a comma."""
    head = clause.subject_head
    if head is None or not clause.subject:
        return 0
    text = clause.subject[0].text
    commas = [token.i for token in clause.subject if token.text == "," and token.i < head.i]
    taken = commas and (text == "," or _DROPPED.match(text) or _LIMITING.match(f"{text} "))
    return commas[-1] + 1 if taken else clause.subject[0].i


# -------------------------------------------------------------------------------------------------- predicates


def _predicates(said: Statement) -> Iterator[Statement | None]:
    """``The daemon reads maps and draws ponds.`` -> ``The daemon draws ponds.``"""
    clause = said.clause
    if not clause.subject or clause.negated or not is_firm(clause.subject):
        return
    opening = [token for token in said.doc if token.i < clause.subject[0].i]
    if any(token.pos_ not in {"PUNCT", "ADV"} for token in opening):
        return  # what stands in front may hold for the first alone
    for verb in clause.head.children:
        second = _second(clause, verb)
        if second:
            yield _grown(said, (*clause.subject, *second), verb, {clause.subject_head: verb})


def _second(clause: Clause, verb: Token) -> list[Token]:
    """The words of a second predicate without a subject of its own, with the helping verb that both share."""
    if verb.dep_ != "conj" or any(child.dep_.startswith(_SUBJECTS) for child in verb.children):
        return []
    joins = [child for child in verb.children if child.dep_ == "cc"]
    if not joins or joins[0].lower_ not in {"and", "but"} or verb.pos_ not in {"VERB", "AUX"}:
        return []
    words = [token for token in subtree(verb) if token.i > joins[0].i]
    helped = any(child.dep_.startswith("aux") for child in verb.children)
    shared = [] if helped else list(clause.auxiliaries)
    if not helped and verb.tag_ != (clause.head.tag_ if shared else clause.verb.tag_):
        return []
    return [*shared, *words]


def _grown(said: Statement, kept: Sequence[Token], root: Token, hung: dict[Token | None, Token]) -> Statement | None:
    """The sentence of some words with a root of their own, and what is hung on another word in it."""
    grafts = {root.i: Graft("ROOT", root.i)}
    for token, head in hung.items():
        if token is not None:
            grafts[token.i] = Graft(token.dep_ if token.dep_.startswith(_SUBJECTS) else "nsubj", head.i)
    for token in kept:
        if token.i not in grafts and token.dep_.startswith("aux") and token.head.i not in {t.i for t in kept}:
            grafts[token.i] = Graft(token.dep_, root.i)
    return kept_of(said, kept, grafts)
