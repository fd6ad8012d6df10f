"""Frame -> questions about what a named thing holds, says, lets others do, or keeps them from."""

import re
from collections.abc import Iterator

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.clauses.frame import Frame
from kgsynth.engines.extractive.clauses.inversion import base_of_verb
from kgsynth.engines.extractive.families.lead_ins import asked_of
from kgsynth.engines.extractive.naming import KINDS
from kgsynth.engines.extractive.wording import bare, base_of_third
from kgsynth.language.words import content_words

_WEIGHT = 0.35
_HOLDING = frozenset(
    "contain describe explain provide offer manage create define start launch execute trigger send build install "
    "perform implement expect accept convert compare download remove read write search scan detect find identify "
    "protect guarantee ensure run process translate redirect host hold mark group gather collect summarise summarize "
    "specify request enforce mean cover give assign ask involve simplify automate require need".split()
)
_LETS = re.compile(
    r"^(?P<verb>allows|enables|lets|helps|permits|forces|tells|instructs|causes|asks|requires) (?P<whom>(?!you |to )"
    r"[^,;:]{3,50}?) (?P<to>to )?(?P<what>[a-z]+\b.{4,})$"
)
_KEEPS = re.compile(r"^(?P<verb>prevents|stops|keeps|protects) (?P<whom>[^,;:]{3,60}?) from (?P<what>[a-z]+ing\b.*)$")
_MANY = re.compile(r"\b(?:such as|including|for example|among others|etc|like|also|even)\b")
_VAGUE = re.compile(
    r"^(?:an? )?(?:new |simple |single )?(?:way|means|possibility|ability|solution|feature|support|access)s?\b"
)


def what_it_holds(frame: Frame) -> Iterator[Candidate]:
    """``The OtterMap file describes every pond of the park.`` -> What does the OtterMap file describe?"""
    clause = frame.clause
    if not _is_plain(frame) or clause.auxiliaries or not clause.finite:
        return
    base = base_of_verb(clause.verb)
    if base not in _HOLDING or _holds_more(frame, base):
        return
    after = frame.after(clause.head)
    kept = [token for token in frame.tokens if after and clause.subject[0].i <= token.i < after[0].i]
    asked = asked_of(frame, kept) if kept else None
    opens = bool(after) and (after[0].pos_ in _OPENING or (base in _TAKES and after[0].tag_ == "VBG"))
    if asked is not None and opens and _is_whole(frame, bare(frame.cut(after))):
        usual = " by default" if frame.text.startswith(_USUALLY) else ""
        yield from frame.candidate(f"What {asked}{usual}", bare(frame.cut(after)), "factual", _WEIGHT)


_OPENING = frozenset({"DET", "NOUN", "PROPN", "ADJ", "NUM", "X"})
_TAKES = frozenset({"involve", "require", "mean"})
_OF_A_PART = frozenset({"provide", "offer", "give", "require", "need"})
_PARTS = frozenset(KINDS) | {"initiative", "page", "rule", "term", "version", "field"}
_FEWEST, _LONGEST = 3, 30  # telling words of an answer; words


def _holds_more(frame: Frame, base: str) -> bool:
    """Whether what is told can only be a part: of what a whole product has, or of what anything but a part offers."""
    head = frame.clause.subject_head
    a_part = head is not None and head.lower_ in _PARTS
    return (_is_a_product(frame) and not _is_set(frame)) or (base in _OF_A_PART and not a_part)


def _is_whole(frame: Frame, told: str) -> bool:
    """Whether an answer is one thing, told in full."""
    split = any(token.dep_ == "conj" and token.head.i == frame.clause.head.i for token in frame.tokens)
    long_enough = len(content_words(told)) >= _FEWEST and len(told.split()) <= _LONGEST
    return long_enough and not split and not _MANY.search(told) and not _VAGUE.match(told)


_USUALLY = "By default, "


def _is_set(frame: Frame) -> bool:
    """Whether only "By default" stands before the subject."""
    return frame.text.startswith(_USUALLY) and frame.clause.subject[0].idx == len(_USUALLY)


def _is_a_product(frame: Frame) -> bool:
    """Whether the subject is a bare name: what a whole product does or has is more than one sentence says."""
    words = frame.subject_words
    return re.fullmatch(r"[A-Z][\w-]*", words) is not None and words not in frame.said.words.code


def what_it_lets_do(frame: Frame) -> Iterator[Candidate]:
    """``The OtterGate valve allows keepers to drain a pond.`` -> What does the OtterGate valve allow keepers to do?"""
    clause = frame.clause
    if not _is_plain(frame) or clause.auxiliaries or not clause.finite:
        return
    told = bare(frame.cut(frame.since(clause.verb)))
    keeps, lets = _KEEPS.match(told), _LETS.match(told)
    if keeps is not None:
        asked = f"What does {frame.subject_words} {base_of_third(keeps['verb'])} {keeps['whom']} from doing"
        yield from frame.candidate(asked, keeps["what"], "purpose", _WEIGHT)
    elif lets is not None and bool(lets["to"]) != (lets["verb"] == "lets") and _is_base(frame, lets["what"]):
        asked = f"What does {frame.subject_words} {base_of_third(lets['verb'])} {lets['whom']} {lets['to'] or ''}do"
        yield from frame.candidate(asked, lets["what"], "purpose", _WEIGHT)


_ALLOWS = re.compile(r"^(?P<verb>allows|enables|permits|avoids|prevents) (?P<what>(?:to [a-z]+|[a-z]+ing) .+)$")


def what_it_allows(frame: Frame) -> Iterator[Candidate]:
    """``The OtterGate valve allows draining two ponds at once.`` -> What does the OtterGate valve allow?"""
    match = _ALLOWS.match(_told_plainly(frame))
    if (
        match is not None
        and not _is_a_product(frame)
        and len(match["what"].split()) >= 4
        and not _MANY.search(match["what"])
    ):
        asked = f"What does {frame.subject_words} {base_of_third(match['verb'])}"
        yield from frame.candidate(asked, match["what"], "purpose", _WEIGHT)


def _is_base(frame: Frame, what: str) -> bool:
    """Whether a stretch of the sentence opens with a bare verb."""
    start = frame.text.find(what)
    return any(token.idx == start and token.tag_ == "VB" for token in frame.said.doc)


_LINKED = re.compile(
    r"^(?P<verb>consists|corresponds|comes|stems|serves|acts|relies|depends|leads|connects|refers|belongs|amounts|"
    r"results|deals|applies|defaults|listens|runs|points|focuses|translates|takes precedence) (?P<prep>of|in|to|"
    r"from|as|on|upon|with|at|over|into|by) (?P<what>.+)$"
)


def what_it_comes_to(frame: Frame) -> Iterator[Candidate]:
    """``The OtterMap consists of two sheets.`` -> What does the OtterMap consist of?"""
    match = _LINKED.match(_told_plainly(frame))
    if match is None or _MANY.search(match["what"]) or not 2 <= len(match["what"].split()) <= 28:
        return
    first, _, rest = match["verb"].partition(" ")
    asked = f"What does {frame.subject_words} {base_of_third(first)} {rest} {match['prep']}"
    yield from frame.candidate(re.sub(r" +", " ", asked), match["what"], "factual", _WEIGHT)


def _told_plainly(frame: Frame) -> str:
    """What a named thing does, from its verb on; empty where it may, must or will do it."""
    return bare(frame.cut(frame.since(frame.clause.verb))) if _is_plain(frame) and not frame.clause.auxiliaries else ""


def _is_plain(frame: Frame) -> bool:
    """Whether a thing with a name, or one that the words around its noun make known, does something."""
    clause = frame.clause
    acts = bool(clause.subject) and clause.copula is None and not clause.passive and not clause.negated
    if not acts or len(clause.subject) > 12 or not (frame.opens or _is_set(frame)) or frame.adds:
        return False
    head = clause.subject_head
    if frame.subject_words.startswith("no "):
        return False
    return head is not None and head.tag_ in {"NN", "NNP", "VBG", "NNS", "NNPS"} and "," not in frame.subject_words
