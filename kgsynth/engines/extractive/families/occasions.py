"""Frame -> questions about what comes of an occasion, and what is to be done on it or to an end."""

import re
from collections.abc import Iterator

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.clauses.conditions import ACTIONS
from kgsynth.engines.extractive.clauses.frame import Frame
from kgsynth.engines.extractive.clauses.inversion import is_last
from kgsynth.engines.extractive.families.lead_ins import asked_of, opener, parted
from kgsynth.engines.extractive.wording import bare
from kgsynth.language.bundled import verb_lemma

_WEIGHT = 0.4
_MEANS = frozenset({"by", "with", "using", "through", "thanks to", "via", "by means of", "by way of"})
_POINTS = re.compile(r"^\w+(?: soon as)? (?:that|this|these|those|it|they|you (?:want|wish|like|would)|we|there)\b")
_STATES = frozenset("require allow enable mean indicate imply want wish like know appear seem remain exist".split())
_ADVISED = re.compile(
    r"^it(?: is|['’]s) (?:also |then |thus |therefore |still |usually |strongly |highly )?"
    r"(?P<how>possible|necessary|required|recommended|advisable|best) "
    r"(?:to|that you) (?P<deed>[a-z]+ .+)$"
)
_LEADS = {"possible": "What can you do", "necessary": "What do you have to do", "required": "What do you have to do"}
_YOU = re.compile(
    r"^(?:you|one|administrators|users|the administrator) (?P<must>must|should|can|need to|have to|has to|will have "
    r"to|will need to|may want to|may wish to|might want to|may) "
    r"(?:(?:also|then|simply|just|only|first|now|always|safely) )*(?P<deed>[a-z]+ .+)$"
)
_NO_DEED = r"(?:want|have|be|know|need|accept|not|even|feel|see|expect|find|notice|benefit|wonder|get)\b"
_HAVE_TO = {
    "need to": "do you need to",
    "have to": "do you have to",
    "has to": "do you have to",
    "will have to": "do you have to",
    "will need to": "do you need to",
    "may": "can you",
    "may want to": "can you",
    "may wish to": "can you",
    "might want to": "can you",
}


def what_on_occasion(frame: Frame) -> Iterator[Candidate]:
    """``Once the pond is full, the sluice must be shut.`` -> What must be done once the pond is full?"""
    parts = parted(frame)
    if parts is None or _MARKED.match(parts[0]) is None or _POINTS.match(parts[0]):
        return
    when, told = f"{parts[0][:1].lower()}{parts[0][1:]}", _PLEASE.sub("", parts[1])
    advised, yours = _ADVISED.match(told), _YOU.match(told)
    if re.match(_NO_DEED, (advised or yours or {"deed": ""})["deed"]):
        return
    if advised is not None:
        lead = _LEADS.get(advised["how"], "What should you do")
        yield from frame.candidate(f"{lead} {when}", advised["deed"], "how_to", _WEIGHT)
    elif yours is not None:
        asked = _HAVE_TO.get(yours["must"], f"{yours['must']} you")
        yield from frame.candidate(f"What {asked} do {when}", yours["deed"], "how_to", _WEIGHT)
    elif told != parts[1] or _is_order(frame, told):
        yield from frame.candidate(f"What should you do {when}", told, "how_to", _WEIGHT)
    elif not _DOING.match(when):
        yield from _outcome(frame, when, told)


_PLEASE = re.compile(r"^(?:please|always|simply|just|be sure to) ")
_DOING = re.compile(r"^\w+ (?:[a-z]+ly )?[a-z]+ing ")  # "when draining a pond": who does is who is told what to do
_MARKED = re.compile(r"^(?:Once|As soon as|When|Whenever|If|After) (?!you (?:want|wish|like|would)).{8,110}$")


def _is_order(frame: Frame, told: str) -> bool:
    """Whether what follows opens with a bare verb."""
    first = told.split()[0].lower()
    return verb_lemma(first, "VB") == first and (first in ACTIONS or frame.clause.imperative)


def _outcome(frame: Frame, when: str, told: str) -> Iterator[Candidate]:
    whole = _with_subject(frame, when, told)
    if whole is None or re.search(r"\b(?:if|unless|although|though)\b", whole):
        return
    advice = _DONE.match(whole)
    if advice is not None:
        verb = advice["must"].replace("may", "can").replace("needs to", "must").replace("need to", "must")
        yield from frame.candidate(f"What {verb} be done {when}", whole, "how_to", _WEIGHT)
    elif not _IS_SO.search(whole) and not _STATE.search(whole):
        yield from frame.candidate(f"What happens {when}", whole, "condition", _WEIGHT)


_DONE = re.compile(
    r"^[^,]*?\b(?P<must>must|should|can|may|needs? to) (?:then |first |also |simply |easily )?be [a-z]+(?:ed|en|wn|"
    r"t|de|ut|un|unk)\b"
)
_IS_SO = re.compile(
    r"^(?:[^,]*?)\b(?:can|could|may|might|would|must|should|requires?|allows?|enables?|means?|indicates?|implies|"
    r"seems?|appears? to|"
    r"(?<!will )remains?|exists?|needs?|has|have|had|wants?|there (?:is|are))\b"
)
_STATE = re.compile(
    r"^[^,]*?\b(?:is|are|was|were) (?!(?:\w+ly |then |also |being )*\w+(?:ed|en|wn|ne|lt|nt|ut|id|ld|ft|pt|unk|ung)\b)"
)
_IT = re.compile(r"^(?P<it>it|they) ")
_EMPTY_IT = re.compile(r"^it (?:is|was|will be|may be|can be|seems|makes) .*\b(?:to|that)\b")


def _with_subject(frame: Frame, when: str, told: str) -> str | None:
    """The outcome with the occasion's subject for "it"; None where it holds another noun that may be meant."""
    match = _IT.match(told)
    if _EMPTY_IT.match(told):
        return None
    if match is None:
        return None if _LEANS.match(told) else told
    many = match["it"] == "they"
    nouns = [t for t in frame.said.doc if t.idx < len(when) and t.tag_ in ({"NNS", "NNPS"} if many else {"NN", "NNP"})]
    heads = [t for t in nouns if t.dep_ not in {"compound", "flat"}]
    if len(heads) != 1 or not heads[0].dep_.startswith("nsubj"):
        return None
    phrase = frame.cut(sorted(heads[0].subtree, key=lambda token: token.i))
    if len(phrase.split()) > _LONGEST_SUBJECT or not re.match(
        r"^(?:an? |the |all |each |your |[A-Z]|[a-z-]+s$)", phrase
    ):
        return None
    named = re.sub(r"^(?:an?|all|each) ", "the ", phrase)
    return f"{named} {told[match.end() :]}"


_LEANS = re.compile(r"^(?:this|that|these|those|there|he|she|such|you|we|one|it|they|said|another|no|none)\b")
_LONGEST_SUBJECT = 5  # words


_TO = re.compile(r"^(?:In order to|To) (?P<goal>[a-z]+ [^,;:]+?)(?:,| (?=use |run )) ?(?P<told>.+)$")
_MANNER = re.compile(r"^(?:just|simply|you simply|you just|first|only) ")
_ASKS_NOTHING = re.compile(
    r"\b(?:one|you) (?:can|could|may|must|should)\b|\b(?:it|them|so|this|that|these|those)\b|^(?:do|achieve|be|have|"
    r"help|make sure) "
)


def how_to_the_end(frame: Frame) -> Iterator[Candidate]:
    """``To drain the pond, a permit is required.`` -> What is required to drain the pond?"""
    match = _TO.match(bare(frame.text)) if frame.clause.head.i == frame.said.clause.head.i else None
    if match is None or _ASKS_NOTHING.search(match["goal"]) or len(match["goal"].split()) < _SHORTEST_GOAL:
        return
    goal, told = match["goal"], _MANNER.sub("", match["told"])
    advised, yours = _ADVISED.match(told), _YOU.match(told)
    deed = (advised or yours or {"deed": told})["deed"]
    if re.match(r"^(?:when|if|once|since|as)\b", told, re.IGNORECASE) or re.match(_NO_DEED, deed):
        return
    if advised is not None or yours is not None or _is_order(frame, told):
        yield from frame.candidate(f"How do you {goal}", deed, "how_to", _WEIGHT)
        return
    needed = _NEEDED.match(told)
    if needed is not None:
        yield from frame.candidate(f"What {needed['must']} to {goal}", needed["thing"], "factual", _WEIGHT)
    elif (done := _DONE.match(told)) is not None:
        verb = done["must"].replace("may", "can").replace("needs to", "must").replace("need to", "must")
        yield from frame.candidate(f"What {verb} be done to {goal}", told, "how_to", _WEIGHT)


_SHORTEST_GOAL = 2  # words
_NEEDED = re.compile(
    r"^(?P<thing>(?!it |this |there )[^,]{3,60}?) (?P<must>is (?:also )?(?:required|needed|necessary))(?:$|, (?!as "
    r"well )| by )"
)


def by_what(frame: Frame) -> Iterator[Candidate]:
    """``With the OtterGate, keepers can drain a pond.`` -> How can keepers drain a pond?"""
    found = opener(frame)
    if found is None or found.mark not in _MEANS or frame.clause.verb.lower_ not in {"can", "could", "may"}:
        return
    named = frame.names(found.part) or re.match(r"^\w+ing\b", found.part) or found.mark == "using"
    if not named or (
        frame.clause.subject_head is not None and frame.clause.subject_head.lower_ in {"they", "this", "we"}
    ):
        return
    asked = asked_of(frame, found.main)
    if asked is not None and "," not in asked:
        yield from frame.candidate(f"How {asked}", found.words, "how_to", _WEIGHT)


def what_happens_then(frame: Frame) -> Iterator[Candidate]:
    """``The sluice opens when the pond is full.`` -> What happens when the pond is full?"""
    clause = frame.clause
    if not frame.opens or clause.copula is not None or clause.head.lemma_ in _STATES or clause.negated:
        return
    if clause.auxiliaries and clause.verb.lower_ not in {"will", "is", "are"}:
        return
    for adverbial in clause.adverbials:
        marked = adverbial.mark in {"when", "if", "once", "as soon as", "whenever"}
        when = frame.cut(adverbial.tokens)
        has_subject = any(token.dep_.startswith("nsubj") for token in adverbial.head.children)
        if marked and has_subject and is_last(frame.tokens, adverbial.tokens) and not _POINTS.match(when):
            told = bare(frame.text[frame.tokens[0].idx : adverbial.tokens[0].idx])
            if len(told.split()) >= 4 and len(when.split()) >= 4:
                yield from frame.candidate(f"What happens {when}", told, "condition", _WEIGHT)
