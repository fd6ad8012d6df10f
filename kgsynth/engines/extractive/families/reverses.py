"""Frame -> the other way round: which thing is described so, what stands in a file, what a package provides.

A sentence that tells what a thing is also tells how such a thing is called; one that says where something is kept also
says what is kept there. Each is a question of its own, with an answer of its own.
"""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.clauses.frame import Frame
from kgsynth.engines.extractive.clauses.inversion import inverted
from kgsynth.engines.extractive.families.speaking import has_subject, is_all, runs_on, told
from kgsynth.language.bundled import verb_lemma
from kgsynth.language.words import content_words

_WEIGHT = 0.3
_FEWEST, _LONGEST = 4, 20  # telling words of a question; words
_TERM = re.compile(r"^(?:an? )[“\"]?[a-z][a-z-]*[”\"]?(?: [a-z][a-z-]*){0,2}$")
_GENERAL = re.compile(
    r"\b(?:way|means|part|kind|type|sort|form|thing|example|problem|matter|case|step|good|great|perfect|popular|simple|"
    r"powerful|useful|important|common|task|process|point|question|result|free|project|idea|choice|only)\b"
)


def which_is_described(frame: Frame) -> Iterator[Candidate]:
    """``A lek is a place where grouse display.`` -> What is a place where grouse display called?"""
    clause = frame.clause
    if clause.copula is None or clause.negated or clause.auxiliaries or not has_subject(frame):
        return
    if clause.head.pos_ != "NOUN" or clause.copula.lower_ != "is" or clause.subject[-1].i + 1 != clause.copula.i:
        return
    what, subject = told(frame, frame.after(clause.copula)), frame.subject_words
    inner = [token for token in clause.head.children if token.i > clause.head.i and token.dep_ in {"acl", "acl:relcl"}]
    kind = frame.cut([token for token in frame.after(clause.copula) if token.i <= clause.head.i])
    if not inner or not re.match(r"^an? ", what) or _GENERAL.search(kind) or len(what.split()) > _LONGEST:
        return
    if _TERM.match(subject) and len(content_words(what)) >= _FEWEST:
        yield from frame.candidate(f"What is {what} called", subject, "factual", _WEIGHT)
    elif frame.names(subject):
        asked = _which(frame, kind, inner[0])
        if asked and len(content_words(asked)) >= _FEWEST:
            yield from frame.candidate(asked, subject, "factual", _WEIGHT)


def _which(frame: Frame, kind: str, verb: Token) -> str:
    """``Which small daemon counts ponds``; an empty string where what describes it is no act."""
    noun = re.sub(r"^an? ", "", kind)
    words = [token for token in frame.tokens if token.i > frame.clause.head.i]
    if words and words[0].lower_ in {"that", "which"} and verb.dep_ == "acl:relcl":
        subject = any(child.dep_.startswith("nsubj") and child.i == words[0].i for child in verb.children)
        return f"Which {noun} {told(frame, words[1:])}" if subject else ""
    if words and verb.tag_ == "VBN" and words[0].i == verb.i:
        return f"Which {noun} is {told(frame, words)}"
    return ""


_PLACE = re.compile(r"^(?:in|under|at|into|inside) (?P<path>(?:the )?\S*/\S+(?: (?:file|directory|folder))?)$")
_KEPT = frozenset(
    "store keep save log record write configure define describe document declare list install place put find locate "
    "register set".split()
)


def what_is_kept_there(frame: Frame) -> Iterator[Candidate]:
    """``The maps of OtterGate are stored in /srv/maps.`` -> What is stored in /srv/maps?"""
    clause = frame.clause
    verb = verb_lemma(clause.head.lower_, "VBN") if clause.passive else None
    if verb not in _KEPT or not has_subject(frame) or clause.negated or clause.verb.lower_ not in {"is", "are", "can"}:
        return
    for oblique in clause.obliques:
        where = told(frame, oblique.tokens)
        if not _PLACE.match(where) or oblique.tokens[0].i != clause.head.i + 1:
            continue
        subject = frame.cut(clause.subject)
        lead = "What can be" if clause.verb.lower_ == "can" else "What is"
        if len(content_words(subject)) > 1:
            yield from frame.candidate(f"{lead} {clause.head.lower_} {where}", subject, "factual", _WEIGHT)


_GIVES = frozenset(
    "provide supply contain include ship offer implement create generate manage maintain develop".split()
)


def what_the_doer_does(frame: Frame) -> Iterator[Candidate]:
    """``The maps of a pond are drawn by the otterd daemon.`` -> What does the otterd daemon draw?"""
    clause = frame.clause
    verb = verb_lemma(clause.head.lower_, "VBN") if clause.passive and clause.agent else None
    if verb not in _GIVES or not has_subject(frame) or clause.negated or clause.verb.lower_ not in {"is", "are"}:
        return
    agent, subject = told(frame, clause.agent), frame.cut(clause.subject)
    last = not frame.after(clause.agent[-1])
    if not last or not frame.names(agent) or runs_on(clause.agent) or len(agent.split()) > 6:
        return
    inside = {token.i for token in clause.agent}
    head = next(token for token in clause.agent if token.head.i not in inside)
    do = "do" if head.tag_ in {"NNS", "NNPS"} else "does"
    if len(content_words(subject)) > 1 and is_all(subject):
        yield from frame.candidate(f"What {do} {agent} {verb}", subject, "factual", _WEIGHT)


_FRONT = re.compile(r"^(?P<mark>When|If|Once|After|Before|As soon as|Whenever) (?P<when>[^,]{8,110}), (?:then )?$")
_POINTS = re.compile(
    r"\b(?:this|that|these|those|it|they|them|its|their|such|both|we|you|your|so|then|also|other|another|one)\b", re.I
)
_SAYS = frozenset("require allow enable mean indicate imply need want know seem remain exist have contain be".split())


def when_it_comes_to_that(frame: Frame) -> Iterator[Candidate]:
    """``When the tide turns, OtterGate shuts the sluice.`` -> When does OtterGate shut the sluice?"""
    clause = frame.clause
    if not clause.subject or clause.negated or clause.copula is not None or clause.head.lemma_ in _SAYS:
        return
    if frame.text.count(",") != 1 or clause.verb.lower_ in {"can", "could", "may", "might", "would"}:
        return
    start = clause.subject[0]
    match = _FRONT.match(frame.text[: start.idx])
    main = [token for token in frame.said.doc if token.i >= start.i and not (token.is_punct and token.text == ".")]
    if match is None or _POINTS.search(match["when"]) or _POINTS.search(frame.cut(main)):
        return
    asked = inverted(clause, main, frame.text, ())
    often = re.search(r"\b(?:every|once|often|always|usually)\b", asked or "")
    if asked is not None and not often and 5 <= len(asked.split()) <= 14 and len(content_words(asked)) >= _FEWEST - 1:
        answer = f"{match['mark'].lower()} {match['when']}"
        if frame.loose_definites(answer):
            return
        yield from frame.candidate(f"When {asked}", answer, "temporal", _WEIGHT)


_TO = re.compile(r"^(?:In order to|To) (?P<goal>[a-z]+ [^,]{6,80}), $")
_NEEDS = frozenset("need use require read consult call run employ apply".split())


def what_it_takes_to(frame: Frame) -> Iterator[Candidate]:
    """``To count ponds, otterd needs a list of them.`` -> What does otterd need to count ponds?"""
    clause = frame.clause
    if not clause.subject or clause.negated or clause.auxiliaries or clause.head.lemma_ not in _NEEDS:
        return
    start = clause.subject[0]
    match = _TO.match(frame.text[: start.idx])
    after = frame.after(clause.head)
    main = [token for token in frame.said.doc if start.i <= token.i <= clause.head.i]
    if match is None or _POINTS.search(match["goal"]) or not clause.objects or not after:
        return
    asked, answer = inverted(clause, main, frame.text, ()), told(frame, after)
    if asked is not None and is_all(answer) and not runs_on(after) and len(content_words(answer)) > 1:
        yield from frame.candidate(f"What {asked} to {match['goal']}", answer, "factual", _WEIGHT)


PATTERNS = (
    which_is_described,
    what_is_kept_there,
    what_the_doer_does,
    when_it_comes_to_that,
    what_it_takes_to,
)
