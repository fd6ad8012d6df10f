"""Frame -> questions why something is so, or is done: the reason, or the end that a sentence gives for it."""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.clauses.conditions import ACTIONS
from kgsynth.engines.extractive.clauses.frame import Frame
from kgsynth.engines.extractive.families.lead_ins import asked_of, opener
from kgsynth.engines.extractive.wording import bare
from kgsynth.language.bundled import verb_lemma

_WEIGHT = 0.45
_JOINTS = (("so", "that"), ("so", "as", "to"), ("in", "order", "to"), ("because",), ("since",))
_JOINED = re.compile("|".join(map(" ".join, _JOINTS)))
_PRONOUNS = frozenset("it they this that these those there he she one which who such we i".split())
_MAY = frozenset("can may might would".split())
_SHORTEST_QUESTION, _SHORTEST_ANSWER, _LONGEST_ANSWER = 4, 4, 32  # words


def why_behind(frame: Frame) -> Iterator[Candidate]:
    """``The pond is fenced so that no fox gets in.`` -> Why is the pond fenced?"""
    joint = _joint(frame)
    if joint is None or not frame.opens:
        return
    told = bare(frame.text[joint.idx :])
    asked = _asked(frame, joint, is_aim=joint.lower_ not in {"because", "since"})
    if asked is not None and _is_reason(told, joint):
        yield from frame.candidate(f"Why {asked}", re.sub(r"^since\b", "because", told), "cause", _WEIGHT)


def _joint(frame: Frame) -> Token | None:
    """The word behind the verb that opens a reason or an aim; None where there are two."""
    doc = frame.said.doc
    if not _JOINED.search(doc.text.lower()):
        return None
    found = [
        token
        for token in doc[frame.clause.verb.i + 1 :]
        for words in _JOINTS
        if tuple(each.lower_ for each in doc[token.i : token.i + len(words)]) == words
    ]
    return found[0] if len(found) == 1 else None


def _is_reason(told: str, joint: Token) -> bool:
    words = told.split()
    if not _SHORTEST_ANSWER <= len(words) <= _LONGEST_ANSWER or re.match(r"^since (?:\d|version|Debian \d|then)", told):
        return False
    if re.search(r", (?:and|but) [^,]*\b(?:is|are|must|will|can|should)\b", told):
        return False  # that is another thing
    if joint.lower_ == "because" and joint.nbor(1).lower_ == "of":
        return True
    if joint.lower_ == "since" and not any(token.tag_ in {"VBZ", "VBP", "MD"} for token in joint.doc[joint.i :]):
        return False
    return re.match(r"^(?:so that|because|since) (?:this|that|these|we|those)\b", told) is None


def _asked(frame: Frame, joint: Token, *, is_aim: bool) -> str | None:
    """The clause before a joint in question order; None where it is no plain deed."""
    clause, kept = frame.clause, [token for token in frame.tokens if token.i < joint.i]
    while kept and kept[-1].is_punct and kept[-1].text not in {")", "”", '"'}:
        kept.pop()
    if not kept or any(not token.is_punct for token in frame.said.doc[kept[-1].i + 1 : joint.i]):
        return None
    if clause.subject_head is None or clause.subject_head.lower_ in _PRONOUNS or joint.i <= clause.head.i:
        return None
    if clause.copula is not None and clause.head.pos_ in {"NOUN", "VERB"}:
        return None
    if clause.verb.lower_ in _MAY and (is_aim or not clause.negated):
        return None
    if clause.subject_head.lower_ == "you" and clause.verb.lower_ not in {"must", "should", "can"}:
        return None
    asked = asked_of(frame, kept)
    return asked if asked is not None and len(asked.split()) >= _SHORTEST_QUESTION else None


_AS = re.compile(r"^,? ?as (?P<reason>(?:it|they|the|an?|there|no|all|each|only)\b.+)$")
_NAMED_SO = re.compile(
    r"^\w+ (?:is|are|was|were|will be) (?:called|known|named|described|shown|seen|explained|often|usual)\b"
)


def why_as(frame: Frame) -> Iterator[Candidate]:
    """``The pond is fenced, as foxes are about.`` -> Why is the pond fenced?"""
    match = _AS.match(bare(frame.rest)) if frame.opens else None
    head = frame.clause.subject_head
    if match is None or head is None or head.lower_ in {*_PRONOUNS, "you"} or frame.clause.verb.lower_ in _MAY:
        return
    told = match["reason"]
    start = frame.text.rfind(told)
    finite = any(token.idx > start and token.tag_ in {"VBZ", "VBP", "VBD", "MD"} for token in frame.said.doc)
    asked = frame.inverted()
    if finite and asked is not None and not _NAMED_SO.match(told) and len(told.split()) >= _SHORTEST_ANSWER:
        yield from frame.candidate(f"Why {asked}", f"because {told}", "cause", _WEIGHT)


def why_before(frame: Frame) -> Iterator[Candidate]:
    """``Since foxes are about, the pond is fenced.`` -> Why is the pond fenced?"""
    found = opener(frame)
    if found is None or found.mark not in {"since", "because", "as", "to", "in order to", "so as to"}:
        return
    clause = frame.clause
    is_aim = found.mark.endswith("to")
    if not is_aim and not re.search(
        r"\b(?:is|are|was|were|has|have|can|cannot|will|must|may|does|do|did|\w+s|\w+ed)\b", found.part
    ):
        return
    if found.mark in {"since", "as"} and re.match(
        r"^(?:\d|version|of|an?\b(?!.* (?:is|are|has|can) )|with|for|in)\b", found.part
    ):
        return
    if clause.subject_head is None or clause.subject_head.lower_ in {*_PRONOUNS, "you"}:
        return
    if not is_aim and re.match(
        r"^(?:is|are|was|has|have|can|could|will|may|mentioned|described|usual|expected)\b", found.part
    ):
        return
    if is_aim and (clause.verb.lower_ in {*_MAY, "must", "should"} or clause.head.lower_ in _NEEDED):
        return
    asked = asked_of(frame, found.main)
    if asked is not None and len(asked.split()) >= _SHORTEST_QUESTION:
        told = f"to {found.part}" if is_aim else f"because {found.part}"
        yield from frame.candidate(f"Why {asked}", told, "cause", _WEIGHT)


_NEEDED = frozenset("required needed necessary available possible sufficient enough used".split())
_ADVISED = re.compile(
    r"^It is (?P<how>(?:(?:also|therefore|thus|still|very|indeed|then|highly|strongly|particularly|not|often) "
    r")*(?:important|"
    r"necessary|recommended|essential|advisable|crucial|vital|required|mandatory|impossible|not possible|dangerous|"
    r"unwise|"
    r"pointless|wise|worthwhile|preferable|safe)(?: not)?) to (?P<goal>[a-z]+ [^;:]+?),? "
    r"(?P<reason>(?:because|since|so that|so as to|in order to) .+)$"
)
_FILLED = re.compile(r"\b(?:also|therefore|thus|still|very|indeed|then|highly|strongly|particularly|often) ")


def why_advised(frame: Frame) -> Iterator[Candidate]:
    """``It is important to feed the otter, because it bites.`` -> Why is it important to feed the otter?"""
    match = _ADVISED.match(bare(frame.text)) if frame.clause.head.i == frame.said.clause.head.i else None
    if match is not None:
        told = re.sub(r"^since\b", "because", match["reason"])
        asked = f"Why is it {_FILLED.sub('', match['how'])} to {match['goal']}"
        yield from frame.candidate(asked, told, "cause", _WEIGHT)


_YOU = re.compile(
    r"^(?:(?P<you>[Yy]ou (?P<must>must not|should not|must|should|cannot) )|(?P<no>Do not |Never )|"
    r"(?P<do>[A-Z][a-z]+ ))"
    r"(?P<deed>[^;:]+?),? (?P<reason>(?:because|since|so that|so as to|as (?:it|they|the)) .+)$"
)


def why_should_you(frame: Frame) -> Iterator[Candidate]:
    """``You should fence the pond, since foxes are about.`` -> Why should you fence the pond?"""
    match = _YOU.match(bare(frame.text)) if frame.clause.head.i == frame.said.clause.head.i else None
    if match is None or (match["do"] and not _is_order(match["do"])):
        return
    if match["you"]:
        verb, _, no = match["must"].replace("cannot", "can not").partition(" ")
        asked = f"Why {verb} you {no} {match['deed']}"
    else:
        asked = f"Why should you {'not ' if match['no'] else ''}{(match['do'] or '').lower()}{match['deed']}"
    told = re.sub(r"^(?:since|as)\b", "because", match["reason"])
    yield from frame.candidate(re.sub(r" +", " ", asked), told, "cause", _WEIGHT)


def _is_order(word: str) -> bool:
    verb = word.strip().lower()
    return verb in ACTIONS and verb_lemma(verb, "VB") == verb
