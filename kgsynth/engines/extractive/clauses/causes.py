"""Frame -> questions about reasons: why something is so, what it is for, what brought it about."""

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.clauses.conditions import fronted, outcome_after
from kgsynth.engines.extractive.clauses.frame import Frame
from kgsynth.engines.extractive.clauses.inversion import is_last, is_whole
from kgsynth.engines.extractive.reading.phrases import is_person_noun
from kgsynth.engines.extractive.wording import bare
from kgsynth.language.clauses import clauses, subtree

_REASONS = ("because", "since")  # "so that" and "to" tell an aim: nobody asks "why" for it
_DUE = re.compile(
    r"\b(?P<cause>(?:because of|due to|thanks to|owing to|for (?:[a-z]+ )?(?:reasons|compatibility)) .+|for "
    r"(?:[a-z]+ )?reasons)$"
)
_PRONOUN_SUBJECT = frozenset("it they this that these those there he she you one which who such".split())
_CAUSED = re.compile(
    r"^(?P<cause>.+?) (?P<verb>led to|caused|resulted in|triggered|gave rise to|leads to|causes|results in|prevents) "
    r"(?P<effect>.+)$"
)


def why(frame: Frame) -> Iterator[Candidate]:
    """``The daemon fails because the disk is full.`` -> Why does the daemon fail?"""
    if frame.clause.subject_head is None or frame.clause.subject_head.lower_ in _PRONOUN_SUBJECT:
        return
    for adverbial in frame.clause.adverbials:
        tokens = [token for token in adverbial.tokens if not (token.is_punct and token.text == ",")] or []
        opener = _opener(tokens)
        if opener and is_last(frame.tokens, adverbial.tokens) and tokens[0].i > frame.clause.verb.i:
            yield from _because(frame, adverbial.tokens, opener, frame.cut(adverbial.tokens))
    opening = fronted(frame, frozenset({"since", "because"}))
    if opening is not None and outcome_after(frame, opening) and _is_reason(opening.head, opening.mark):
        yield from _because(frame, opening.tokens, opening.mark, frame.cut(opening.tokens))


def _opener(tokens: Sequence[Token]) -> str:
    text = " ".join(token.lower_ for token in tokens[:4])
    for reason in _REASONS:
        if text.startswith(reason + " "):
            return reason
    return ""


def _is_reason(head: Token, mark: str) -> bool:
    """Whether "since" means "because" here: it does before a present tense."""
    verbs = [head, *(child for child in head.children if child.dep_ in {"aux", "cop", "aux:pass", "auxpass"})]
    present = any(verb.tag_ in {"VBZ", "VBP", "MD"} for verb in verbs)
    return present if mark == "since" else True


def _because(frame: Frame, tokens: Sequence[Token], opener: str, told: str) -> Iterator[Candidate]:
    asked = frame.inverted(tokens) if is_whole(tokens) and not (_is_a_tale(frame) or _is_the_same(frame)) else None
    answer = re.sub(rf"^{opener} ", "because ", told, flags=re.IGNORECASE)
    if opener == "since" and not _is_reason(_head_of(tokens), opener):
        return
    pronoun = re.match(r"^because (?:this|that|these|there|we|you)\b", answer, re.IGNORECASE)
    if asked is not None and not pronoun and len(asked.split()) >= 5 and 4 <= len(answer.split()) <= 30:
        yield from frame.candidate(f"Why {asked}", answer, "cause", 0.9)


def _head_of(tokens: Sequence[Token]) -> Token:
    inside = {token.i for token in tokens}
    return next(token for token in tokens if token.head.i not in inside)


def why_due(frame: Frame) -> Iterator[Candidate]:
    """``The port stays closed for security reasons.`` -> Why does the port stay closed?"""
    head = frame.clause.subject_head
    if head is None or head.lower_ in _PRONOUN_SUBJECT or _is_a_tale(frame):
        return
    for oblique in frame.clause.obliques:
        text = frame.cut(oblique.tokens)
        if _DUE.match(text) and is_last(frame.tokens, oblique.tokens) and len(text.split()) >= 3:
            asked = frame.inverted(oblique.tokens)
            if asked is not None and len(asked.split()) >= 4:
                yield from frame.candidate(f"Why {asked}", text, "cause", 0.9)


def _is_a_tale(frame: Frame) -> bool:
    """Whether it tells what some people did once, as the running example of a book does."""
    head = frame.clause.subject_head
    return head is not None and head.tag_ == "NNS" and frame.clause.verb.tag_ == "VBD" and is_person_noun(head.lemma_)


def _is_the_same(frame: Frame) -> bool:
    """Whether a clause says which of several a thing is ("is the name to document"): nobody asks why."""
    head = frame.clause.head
    definite = any(child.lower_ == "the" for child in head.children)
    return frame.clause.copula is not None and head.pos_ in {"NOUN", "PROPN"} and definite


def what_led_to(frame: Frame) -> Iterator[Candidate]:
    """``A quarrel over the licence led to the Frogbase fork in 2004.`` -> What led to the Frogbase fork in 2004?"""
    clause = frame.clause
    match = _CAUSED.match(frame.whole)
    if match is None or clause.negated or not frame.opens or clause.auxiliaries or frame.clause.subject_head is None:
        return
    subject = frame.cut(clause.subject)
    effect = bare(match["effect"])
    if match["cause"] != subject or clause.subject_head is None or clause.subject_head.lower_ in _PRONOUN_SUBJECT:
        return
    if re.search(r"\bto [a-z]+", effect) and match["verb"].startswith("caus"):
        return  # "What causes X to be overwritten": turned round
    past = clause.verb.tag_ == "VBD" or frame.names(subject)
    if past and len(effect.split()) >= 3 and len(subject.split()) >= 2:
        yield from frame.candidate(f"What {match['verb']} {effect}", subject, "cause", 0.8)


_SO = re.compile(r"^(?P<reason>(?!This |That |It |These |They |If |When )[^;]+), so (?P<result>(?!that )[^;]+)$")


def why_so(frame: Frame) -> Iterator[Candidate]:
    """``The disk is shared, so the node must wait.`` -> Why must the node wait?"""
    match = _SO.match(bare(frame.text)) if ", so " in frame.text else None
    if match is None or frame.clause.head.i != frame.said.clause.head.i:
        return
    for clause in clauses(frame.said.doc):
        if clause.subject and clause.subject[0].idx == match.start("result") and clause.finite:
            tokens = tuple(token for token in subtree(clause.head) if token.i >= clause.subject[0].i)
            if (
                clause.subject_head is None
                or clause.subject_head.lower_ in _PRONOUN_SUBJECT
                or clause.verb.lower_ in {"can", "could"}
            ):
                return
            part = Frame(frame.said, clause, tokens, frame.subject)
            asked = None if _is_the_same(part) else part.inverted()
            if asked is not None and len(asked.split()) >= 5:
                yield from part.candidate(f"Why {asked}", f"because {_lowered(frame, match['reason'])}", "cause", 0.9)


def _lowered(frame: Frame, text: str) -> str:
    first = frame.said.doc[0]
    return text if first.pos_ == "PROPN" or not first.text.istitle() else text[:1].lower() + text[1:]


def why_as_told_after(frame: Frame) -> Iterator[Candidate]:
    """``The disk is shared, which is why the node must wait.`` -> Why must the node wait?"""
    match = re.match(r"^(?P<reason>(?!This |That |It )[^,;]+), which is why (?P<result>.+)$", bare(frame.text))
    if match is None:
        return
    for token in frame.said.doc:
        if token.lower_ == "why" and token.i > 1:
            inner = next((c for c in clauses(frame.said.doc) if c.subject and c.subject[0].i == token.i + 1), None)
            if inner is not None:
                part = Frame(frame.said, inner, tuple(t for t in subtree(inner.head) if t.i > token.i), frame.subject)
                asked = part.inverted()
                if asked is not None:
                    yield from part.candidate(
                        f"Why {asked}", f"because {_lowered(frame, match['reason'])}", "cause", 0.9
                    )
