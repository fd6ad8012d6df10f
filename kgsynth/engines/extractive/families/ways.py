"""Frame -> how something can be done, or what the first step, the use or the job of it is, where "is to" tells it."""

import re
from collections.abc import Iterator

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.clauses.frame import Frame
from kgsynth.engines.extractive.families.speaking import has_subject, is_a_part, is_all, told
from kgsynth.engines.extractive.wording import bare
from kgsynth.language.bundled import verb_lemma
from kgsynth.language.words import content_words

_WEIGHT = 0.42
_POINTING = re.compile(
    r"\b(?:this|that|these|those|it|its|their|they|other|others|another|here|former|latter|previous|following|next|so)\b",
    re.IGNORECASE,
)
_WAY = re.compile(
    r"^(?:A|An|The|One|Another) (?:[a-z-]+ ){0,2}(?:way|method|solution|means|approach|option|possibility|"
    r"workaround|trick) "
    r"(?P<to>to|of|for|in) (?P<goal>[a-z]+ [^,;:]+?) (?:is|are|would be|consists|lies) (?:simply |just |also "
    r"|therefore )?"
    r"(?P<mark>to|by|of|in|with|through|via) (?P<deed>[a-z]\S* .+)$"
)


def how_by_a_way(frame: Frame) -> Iterator[Candidate]:
    """``A good way to dry a pond is to open two sluices.`` -> How can you dry a pond?"""
    match = _WAY.match(bare(frame.text)) if frame.clause.head.i == frame.said.clause.head.i else None
    if match is None or _POINTING.search(match["goal"]):
        return
    first, _, rest = match["goal"].partition(" ")
    verb = first if match["to"] == "to" else verb_lemma(first, "VBG")
    if verb is None or verb_lemma(verb, "VB") != verb or not rest:
        return
    deed = match["deed"] if match["mark"] in {"to", "of", "in"} else f"{match['mark']} {match['deed']}"
    yield from frame.candidate(f"How can you {verb} {rest}", deed, "how_to", _WEIGHT)


_NAMED_PART = re.compile(
    r"^(?:the|an?) (?:[a-z-]+ ){0,3}?(?P<noun>step|use|job|role|task|goal|aim|function|purpose|objective|"
    r"mission|drawback|"
    r"advantage|benefit|disadvantage|difference|limitation|rule|principle|consequence|effect|reason|application|feature|"
    r"challenge|problem|risk|requirement|condition|exception|basis|origin|meaning|strength|weakness|syntax|format|"
    r"structure|cause|result|symptom|addition|change|default|state) (?:of|for|in|to|between|behind|from|with|"
    r"on|provided by|"
    r"used by|introduced by) .+$"
)
_JOB = re.compile(
    r"^(?:[\w-]+ ){0,4}[\w-]+(?:'s|’s|s'|s’) (?:[a-z]+ )?(?:job|role|task|goal|aim|function|purpose|mission)$"
)
_IS = re.compile(r"^(?P<be>is|are|was|were) (?:therefore |thus |then |simply |also )?(?P<what>.+)$")


def what_part_it_plays(frame: Frame) -> Iterator[Candidate]:
    """``The first step in draining a pond is to warn the otters.`` -> What is the first step in draining a pond?"""
    clause = frame.clause
    if not clause.subject or not frame.opens or clause.negated or frame.adds:
        return
    last = clause.subject[-1].i
    rest = told(frame, [token for token in frame.tokens if token.i > last])
    match, subject = _IS.match(rest), frame.subject_words
    if match is None or _POINTING.search(subject) or not (_NAMED_PART.match(subject) or _JOB.match(subject)):
        return
    what = match["what"]
    infinite = re.match(r"^(?:to [a-z]+|that |the |an? |whether |how |when )", what) is not None
    whole = infinite or clause.head.pos_ in {"NOUN", "PROPN"}
    if (
        whole
        and (2 if not infinite else 3) <= len(content_words(what))
        and len(what.split()) <= 32
        and len(content_words(subject)) >= 2
    ):
        yield from frame.candidate(f"What {match['be']} {subject}", what, "definition", _WEIGHT)


_GOOD_WAY = re.compile(
    r"^(?:is|can be|may be) (?:therefore |often |usually |thus )?(?:an?|one|the) (?:[a-z-]+ )?(?:way|means|"
    r"method|solution) (?P<to>to|of|for) "
    r"(?P<goal>[a-z]+ .+)$"
)


def how_by_a_deed(frame: Frame) -> Iterator[Candidate]:
    """``Opening two sluices is a good way to dry a pond.`` -> How can you dry a pond?"""
    clause = frame.clause
    if not clause.subject or clause.subject[0].tag_ != "VBG" or not frame.opens or clause.negated:
        return
    last = clause.subject[-1].i
    match = _GOOD_WAY.match(told(frame, [token for token in frame.tokens if token.i > last]))
    if match is None or _POINTING.search(match["goal"]) or _POINTING.search(frame.subject_words):
        return
    first, _, rest = match["goal"].partition(" ")
    verb = first if match["to"] == "to" else verb_lemma(first, "VBG")
    if verb is not None and verb_lemma(verb, "VB") == verb:
        yield from frame.candidate(f"How can you {verb} {rest}", f"by {frame.subject_words}", "how_to", _WEIGHT)


_TOOL = re.compile(
    r"^(?:is|are) (?:therefore |thus )?(?:an?|the) (?:[\w-]+ ){0,3}(?:tools?|programs?|utility|utilities|"
    r"commands?|scripts?|services?|packages?|"
    r"frontends?|interfaces?|applications?|software|librar(?:y|ies)|protocols?|frameworks?) "
    r"(?:(?:that|which) (?:can be |is |are )?used |designed |intended |used |meant )?(?P<to>to [a-z]+ .+|for "
    r"[a-z]+ing .+)$"
)


def what_the_tool_is_for(frame: Frame) -> Iterator[Candidate]:
    """``otterctl is a small tool to count ponds by night.`` -> What can otterctl be used for?"""
    clause = frame.clause
    if not clause.subject or not frame.opens or clause.negated or frame.adds or len(clause.subject) > 6:
        return
    last = clause.subject[-1].i
    match = _TOOL.match(told(frame, [token for token in frame.tokens if token.i > last]))
    if match is not None and frame.names(frame.subject_words) and len(content_words(match["to"])) >= 3:
        yield from frame.candidate(f"What can {frame.subject_words} be used for", match["to"], "purpose", _WEIGHT)


_ALLOWS = re.compile(r"^(?:allows?|enables?|permits?) (?P<what>(?:to [a-z]+|[a-z]+ing) .+)$")


def what_it_is_used_for(frame: Frame) -> Iterator[Candidate]:
    """``The otterctl and pondctl commands allow draining a pond.`` -> What can the otterctl and ... be used for?"""
    clause = frame.clause
    if not has_subject(frame) or clause.negated or clause.passive or clause.auxiliaries:
        return
    words = frame.subject_words
    match = _ALLOWS.match(told(frame, frame.since(clause.verb)))
    if match is not None and is_a_part(frame) and len(content_words(match["what"])) >= 3 and is_all(match["what"]):
        yield from frame.candidate(f"What can {words} be used for", match["what"], "purpose", _WEIGHT)


_IS_WHERE = re.compile(r"^(?P<be>is|are) where (?P<what>.+?) (?P<aux>is|are) (?P<rest>.+)$")
_TO_BE_PUT = re.compile(
    r"^(?P<verb>needs?|ha(?:s|ve)) to be (?P<done>installed|placed|stored|kept|put|copied|added|located|"
    r"saved|declared|listed|"
    r"defined|registered|set|inserted|mentioned|recorded|enabled|run) (?P<where>(?:in|on|at|into|to|under|"
    r"inside) (?!order)[^,;]+)$"
)


def where_it_has_to_be(frame: Frame) -> Iterator[Candidate]:
    """``The OtterGate key needs to be kept in the boat house.`` -> Where does the OtterGate key need to be kept?"""
    clause = frame.clause
    if not clause.subject or not frame.opens or clause.negated or frame.adds or frame.leans:
        return
    rest = told(frame, [token for token in frame.tokens if token.i > clause.subject[-1].i])
    put, where = _TO_BE_PUT.match(rest), _IS_WHERE.match(rest)
    if put is not None:
        do, verb = ("does" if put["verb"].endswith("s") else "do"), ("need" if put["verb"][0] == "n" else "have")
        asked = f"Where {do} {frame.subject_words} {verb} to be {put['done']}"
        yield from frame.candidate(asked, put["where"], "place", _WEIGHT)
    elif where is not None:
        asked = f"Where {where['aux']} {where['what']} {where['rest']}"
        yield from frame.candidate(asked, f"in {frame.subject_words}", "place", _WEIGHT)


PATTERNS = (
    how_by_a_deed,
    what_the_tool_is_for,
    what_it_is_used_for,
    where_it_has_to_be,
    how_by_a_way,
    what_part_it_plays,
)
