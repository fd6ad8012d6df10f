"""Frame -> questions about what doing something takes, or brings: ``Adding a user is a matter of running adduser.``"""

import re
from collections.abc import Iterator

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.clauses.frame import Frame
from kgsynth.engines.extractive.clauses.inversion import base_of_verb
from kgsynth.engines.extractive.wording import bare, base_of_third, third_person
from kgsynth.language.bundled import verb_lemma

_WEIGHT = 0.4
_NEAR = 3  # tokens from a subject to its verb
_MATTER = re.compile(r"^(?:is|was) (?:only |just |simply )?(?:a )?(?:simple |mere )?matter of (?P<way>[a-z]+ing .+)$")
_DONE = re.compile(
    r"^(?:is|can be|may be|must be|should be) (?:easily |simply |always |usually )?(?:done|achieved|accomplished|"
    r"handled|performed|"
    r"carried out|possible) (?P<way>(?:by|with|using|via|through|thanks to) .+)$"
)
_TAKES = re.compile(
    r"^(?P<verb>involves|requires|means|entails|implies|prevents|avoids|ensures|guarantees|leads to|results in|causes|"
    r"needs|creates|enables|disables|returns|consists of|consists in) (?P<what>.+)$"
)
_LETS = re.compile(r"^(?P<verb>allows|enables|helps) (?P<whom>[^,]{2,40}?) to (?P<what>[a-z]+ .+)$")


def what_a_deed_takes(frame: Frame) -> Iterator[Candidate]:
    """``Adding a heron requires a permit.`` -> What does adding a heron require?"""
    subject = frame.clause.subject
    if not subject or subject[0].tag_ != "VBG" or subject[0].i or frame.clause.negated or frame.adds:
        return
    if frame.clause.verb.i - subject[-1].i > _NEAR or not 2 <= len(subject) <= 12:
        return
    told = bare(frame.cut([token for token in frame.tokens if token.i > subject[-1].i]))
    told = re.sub(r"^(?:(?:usually|generally|automatically|simply|therefore|thus|then) )+", "", told)
    base = verb_lemma(subject[0].lower_, "VBG")
    way = _MATTER.match(told) or _DONE.match(told)
    if way is not None and base is not None:
        by = f"by {way['way']}" if way.re is _MATTER else way["way"]
        yield from frame.candidate(f"How do you {base} {frame.cut(subject[1:])}", by, "how_to", _WEIGHT)
        return
    takes, lets = _TAKES.match(told), _LETS.match(told)
    if takes is not None:
        first, _, rest = takes["verb"].partition(" ")
        asked = f"What does {frame.subject_words} {base_of_third(first)} {rest}".strip()
        yield from frame.candidate(asked, takes["what"], "factual", _WEIGHT)
    elif (does := _does(frame)) is not None:
        yield from frame.candidate(f"What does {frame.subject_words} do", does, "factual", _WEIGHT)
    elif lets is not None:
        asked = f"What does {frame.subject_words} {base_of_third(lets['verb'])} {lets['whom']} to do"
        yield from frame.candidate(asked, lets["what"], "purpose", _WEIGHT)


def _does(frame: Frame) -> str | None:
    """What a deed does, where it acts upon something: ``starts a daemon in the background``."""
    clause = frame.clause
    acts = bool(clause.objects) and clause.copula is None and not clause.passive
    plain = clause.verb.tag_ == "VBZ" if not clause.auxiliaries else clause.verb.lower_ == "will"
    known = base_of_verb(clause.verb) if not clause.auxiliaries else clause.head.lower_
    if not (acts and plain and known) or known in _STATES or frame.cut(frame.since(clause.verb)).count(",") > 1:
        return None
    return f"{third_person(known)} {bare(frame.cut(frame.after(clause.head)))}"


_STATES = frozenset("have be make allow enable help require need mean involve give take".split())
