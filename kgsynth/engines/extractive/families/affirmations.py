"""Frame -> yes/no questions that the text affirms, where it goes on to say more than was asked."""

import re
from collections.abc import Iterator

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.clauses.frame import Frame
from kgsynth.engines.extractive.families.whether import Whether, judged, tellings, whether
from kgsynth.engines.extractive.reading.prose import slice_of
from kgsynth.engines.extractive.wording import bare
from kgsynth.language.words import content_words

_FEWEST = 2  # telling words that the sentence adds
_WEAK = frozenset(
    "urge interact "
    "be have seem appear become get go make take let mean come give tend include remain provide define contain involve "
    "represent describe establish constitute display form know call consist correspond refer belong consider explain "
    "illustrate show present bring tell choose start begin".split()
)
_TELLING = re.compile(
    r"^(?:,? ?(?:because|since|so that|so as to|in order to|but|although|though|even|unless|until|except|provided|"
    r"as long as|thanks to|due to|by [a-z]+ing|using|via|through|instead of|rather than|only|with|as|if|when|"
    r"either|whether|without|which)\b|, (?:so|thus|for)\b)"
)
_STATES = re.compile(
    r"^(?:(?:not|also|always|fully|directly) )?(?:\w{3,}[ai]ble|required|necessary|mandatory|optional|free|enabled|"
    r"disabled|safe|allowed|forbidden|sufficient|enough|compulsory|needed|permitted|valid|included|supported|installed|"
    r"active|inactive|local|public|private|secure|permanent|temporary|automatic|limited|independent|equivalent|"
    r"subject|open|closed|unique|ready|present|absent|visible|hidden|empty|read-only|case-\w+)\b"
)
_NO_NEWS = re.compile(
    r"\b(?:more|very|slightly|relatively|particularly|little|extremely|well|better|best|quite|called|known|defined|"
    r"made of|used as|considered|described|presented|explained|asked|impressed|named|suitable|valuable|"
    r"available (?:in|as|at|from|on) [^ ]+$|if|whether|which|who|what|how|that|where|when)\b"
)
_MUST = frozenset({"must", "should", "can"})


def is_it_affirmed(frame: Frame) -> Iterator[Candidate]:
    """``The pond can be drained by night, but only by two keepers.`` -> Can the pond be drained by night? Yes."""
    asked = whether(frame)
    if asked is None or asked.denied or not _is_news(frame, asked):
        return
    goes_on = asked.more.startswith(", and ") and (frame.clause.passive or asked.lead in _MUST)
    if goes_on or _TELLING.match(asked.more):
        yield from _affirmed(frame, asked.question)


def is_it_possible(frame: Frame) -> Iterator[Candidate]:
    """``The sluice of a pond can be opened with a brass key.`` -> Can the sluice of a pond be opened? Yes."""
    asked = whether(frame)
    if asked is None or asked.denied or asked.lead != "can" or asked.front:
        return
    deed = _deed(frame)
    if "," not in deed and len(deed.split()) > 1 and not _NO_NEWS.search(deed) and not _NO_DEED.search(deed):
        yield from _affirmed(frame, f"{asked.lead} {asked.subject} {deed}")


def _deed(frame: Frame) -> str:
    """What can be done, without how, when or where; empty where the sentence does not say it."""
    head, after = frame.clause.head, frame.after(frame.clause.verb)
    for place, token in enumerate(after):
        leads = token.head if token.dep_ in {"case", "mark", "advmod"} else token
        if token.i > head.i and token.lower_ in _HOW and leads.i != head.i and leads.head.i == head.i:
            return bare(slice_of(frame.text, tuple(after[:place])))
    return ""


_HOW = frozenset("by with using via through if when once without either both".split())
_NO_DEED = re.compile(  # what can be done with anything
    r"^(?:be )?(?:used|followed|preceded|configured|described|made|taken|seen|found|considered|installed|updated|"
    r"detected|displayed|obtained|read|done|performed|achieved|avoided|run|started|accessed|queried)$"
)


def is_it_so_for_a_reason(frame: Frame) -> Iterator[Candidate]:
    """``The pond is fenced.``, and beside it ``because foxes are about`` -> Is the pond fenced? Yes."""
    reason, asked = frame.said.words.lent.reason, whether(frame)
    if not reason or asked is None or asked.denied or asked.more or " " not in asked.said:
        return
    if frame.clause.copula is None or _STATES.match(asked.said):
        yield from judged(frame, asked.question, "Yes", [f"{next(tellings(frame))}, {reason}", reason])


def _affirmed(frame: Frame, question: str) -> Iterator[Candidate]:
    """The question, if an answer says more than it asks."""
    known = set(content_words(question))
    told = [each for each in tellings(frame) if len(set(content_words(each)) - known) >= _FEWEST]
    yield from judged(frame, question, "Yes", told)


def _is_news(frame: Frame, asked: Whether) -> bool:
    """Whether somebody might want to know it: what can or must be, what is done, a state; no remark, no rating."""
    clause = frame.clause
    if _NO_NEWS.search(asked.said) or len(asked.said.split()) < 2 or "," in asked.said:
        return False
    if asked.subject == "you":
        return asked.lead in _MUST or asked.said.startswith(("need to", "have to"))
    if clause.copula is not None:
        return _STATES.match(asked.said) is not None
    return clause.head.lemma_ not in _WEAK


PATTERNS = (is_it_affirmed, is_it_possible)
