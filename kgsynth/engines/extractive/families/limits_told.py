"""Frame -> yes/no questions that go beyond what a sentence limits: "only", "at most", "instead of", what is needed."""

import re
from collections.abc import Iterator

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.families.whether import judged, tellings, whether
from kgsynth.engines.extractive.frame import Frame
from kgsynth.engines.extractive.inversion import base_of_verb

_PERSON = re.compile(
    r"\b(?:users?|administrators?|owners?|members?|developers?|maintainers?|managers?|employees?|people|persons?|root|"
    r"superusers?|staff|keepers?|customers?|those|team|someone|author|authors|holders?|operators?|clients?)$", re.I
)
_ONLY_WHO = re.compile(r"^Only (?P<who>[^,]{3,50}?) (?P<lead>can|may|is allowed to|are allowed to|has the right to|have the right to|must|should) (?P<rest>[a-z].+)$")
_ONLY_TIME = re.compile(r"^(?:be )?(?P<pre>only )?(?P<done>.+?),? (?P<post>only )?(?P<when>(?:if|when|once|after|while|during|until|before) .+)$")


def can_anybody(frame: Frame) -> Iterator[Candidate]:
    """``Only the keeper of a pond can open the sluice.`` -> Can anybody open the sluice? No."""
    match = _ONLY_WHO.match(frame.text)
    if match is None or not _PERSON.search(re.sub(r" (?:of|who|with|in|that|from) .*$", "", match["who"])):
        return
    rest = re.split(r",| because | since | by [a-z]+ing ", match["rest"].rstrip("."))[0]
    yield from judged(frame, f"Can anybody {rest}", "No", [frame.small(frame.text.rstrip("."))])


def is_it_always_so(frame: Frame) -> Iterator[Candidate]:
    """``OtterDB can only be moved when all ponds are open.`` -> Can OtterDB always be moved? No."""
    asked = whether(frame)
    if asked is None or asked.denied or asked.front:
        return
    match = _ONLY_TIME.match(f"{asked.said} {asked.more}".strip())
    if match is None or not (match["pre"] or match["post"]) or re.search(r",|\bonly\b", match["done"]):
        return
    done = f"be {match['done']}" if asked.said.startswith("be ") else match["done"]
    yield from judged(frame, f"{asked.lead} {asked.subject} always {done}", "No", tellings(frame))


def is_it_so_then(frame: Frame) -> Iterator[Candidate]:
    """``OtterDB can only be moved when all ponds are open.`` -> Can OtterDB be moved when all ponds are open? Yes."""
    asked = whether(frame)
    if asked is None or asked.denied or asked.front:
        return
    match = _ONLY_TIME.match(f"{asked.said} {asked.more}".strip())
    if match is None or not (match["pre"] or match["post"]) or re.search(r",|\bonly\b", match["done"] + match["when"]):
        return
    done = f"be {match['done']}" if asked.said.startswith("be ") else match["done"]
    yield from judged(frame, f"{asked.lead} {asked.subject} {done} {match['when']}", "Yes", tellings(frame))


def does_it_do_more(frame: Frame) -> Iterator[Candidate]:
    """``The ledger only lists northern ponds.`` -> Does the ledger list anything but northern ponds? No."""
    clause, text = frame.clause, frame.text
    between = [t for t in frame.tokens if clause.subject and clause.subject[-1].i < t.i < clause.verb.i]
    if [t.lower_ for t in between] != ["only"] or clause.auxiliaries or clause.copula is not None or not clause.objects:
        return
    base = base_of_verb(clause.verb)
    do = {"VBZ": "does", "VBP": "do"}.get(clause.verb.tag_)
    if base is None or do is None or clause.objects[0][0].i != clause.head.i + 1:
        return
    what = frame.cut(clause.objects[0])
    yield from judged(frame, f"{do} {frame.subject_words} {base} anything other than {what}", "No", [f"{frame.subject_words} {frame.cut(frame.since(between[0]))}"])


_NEEDS = re.compile(r"^(?:require|need) (?P<what>(?:an?|the|root|[A-Z]\S+|\S*\d\S*) ?[^,]*?)(?P<aim> (?:in order )?to [a-z]+ .+)?$")
_NO_USER = re.compile(r"\b(?:standard|policy|law|rules?|users?|process|operation|act|regulation|license|licence|specification)$")


def does_it_do_without(frame: Frame) -> Iterator[Candidate]:
    """``OtterGate requires a brass key.`` -> Does OtterGate work without a brass key? No."""
    need = _need(frame)
    if need is not None and not need[2] and not _PERSON.search(need[0]):
        do = "do" if frame.clause.verb.tag_ == "VBP" else "does"
        yield from judged(frame, f"{do} {need[0]} work without {need[1]}", "No", tellings(frame))


def is_it_needed(frame: Frame) -> Iterator[Candidate]:
    """``OtterGate requires a brass key to open the sluice.`` -> Is a brass key needed for OtterGate to open ...? Yes."""
    need = _need(frame)
    if need is not None:
        be = "are" if re.match(r"(?!a |an |one )\S+ (?:\S+ )*?[a-z]{2,}s$", need[1]) else "is"
        yield from judged(frame, f"{be} {need[1]} needed for {need[0]}{need[2]}", "Yes", tellings(frame))


def _need(frame: Frame) -> tuple[str, str, str] | None:
    """What needs something, what it needs, and for what."""
    asked = whether(frame)
    if asked is None or asked.denied or asked.lead not in {"does", "do"} or asked.front or asked.subject == "you":
        return None
    match = _NEEDS.match(asked.said)
    if match is None or _NO_USER.search(asked.subject) or re.search(r"\b(?:that|which|if|when|to)\b", match["what"]):
        return None
    aim = match["aim"] or ""
    if aim and (match.group().startswith("require") and "in order" not in aim):
        return None  # "requires the pond to be dry": no aim
    return asked.subject, match["what"], aim.replace("in order ", "")


def is_it_what_was_left(frame: Frame) -> Iterator[Candidate]:
    """``The keeper counts otters instead of ponds.`` -> Does the keeper count ponds? No."""
    asked = whether(frame)
    clause = frame.clause
    if asked is None or asked.denied or not clause.objects:
        return
    match = re.match(r"^,? ?(?:instead of|rather than|and not|not) (?P<other>(?:an?|the|all|its|[A-Z]|[a-z]+ ?)[^,]{2,40})$", asked.more)
    what = frame.cut(clause.objects[0])
    if match is None or not asked.said.endswith(what) or re.match(r"[a-z]+ing\b", match["other"]):
        return
    question = asked.question.replace(what, match["other"])
    yield from judged(frame, question, "No", tellings(frame))


PATTERNS = (can_anybody, is_it_so_then, is_it_always_so, does_it_do_more, is_it_needed, does_it_do_without, is_it_what_was_left)
