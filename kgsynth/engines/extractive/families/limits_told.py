"""Frame -> yes/no questions of what a sentence limits by "only", or names as what is not so: "instead of"."""

import re
from collections.abc import Iterator

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.clauses.frame import Frame
from kgsynth.engines.extractive.clauses.inversion import base_of_verb
from kgsynth.engines.extractive.families.whether import Whether, judged, tellings, whether
from kgsynth.engines.extractive.wording import bare

PERSON = re.compile(
    r"\b(?:users?|administrators?|owners?|members?|developers?|maintainers?|managers?|employees?|people|persons?|root|"
    r"superusers?|staff|keepers?|customers?|those|team|someone|authors?|holders?|operators?|clients?)$",
    re.IGNORECASE,
)
_ONLY_WHO = re.compile(
    r"^Only (?P<who>[^,]{3,50}?) (?:can|may|(?:is|are) allowed to|ha(?:s|ve) the right to|must|should) "
    r"(?P<deed>[a-z].+)$"
)
_FURTHER_SAID = re.compile(r" (?:of|who|with|in|that|from) .*$")
_ADDED = re.compile(r",| because | since | by [a-z]+ing ")
_ONLY_THEN = re.compile(
    r"^(?:be )?(?P<before>only )?(?P<deed>.+?),? (?P<behind>only )?"
    r"(?P<when>(?:if|when|once|after|while|during|until|before) .+)$"
)
_LEFT = re.compile(
    r"^,? ?(?:instead of|rather than|and not|not) (?![a-z]+ing\b)"
    r"(?P<other>(?:an?|the|all|its|[A-Z]|[a-z]+ ?)[^,]{2,40})$"
)


def can_anybody(frame: Frame) -> Iterator[Candidate]:
    """``Only the keeper of a pond can open the sluice.`` -> Can anybody open the sluice? No."""
    text = bare(frame.text)
    match = _ONLY_WHO.match(text)
    if match is not None and PERSON.search(_FURTHER_SAID.sub("", match["who"])):
        yield from judged(frame, f"can anybody {_ADDED.split(match['deed'])[0]}", "No", [frame.small(text)])


def is_it_so_then(frame: Frame) -> Iterator[Candidate]:
    """``OtterDB can only be moved when all ponds are open.`` -> Can OtterDB be moved when all ponds are open? Yes."""
    asked = whether(frame)
    match = _only_then(asked) if asked is not None else None
    if asked is not None and match is not None and not re.search(r",|\bonly\b", match["when"]):
        question = f"{asked.lead} {asked.subject} {_deed(asked, match)} {match['when']}"
        yield from judged(frame, question, "Yes", tellings(frame))


def is_it_always_so(frame: Frame) -> Iterator[Candidate]:
    """``OtterDB can only be moved when all ponds are open.`` -> Can OtterDB always be moved? No."""
    asked = whether(frame)
    match = _only_then(asked) if asked is not None else None
    if asked is not None and match is not None:
        yield from judged(frame, f"{asked.lead} {asked.subject} always {_deed(asked, match)}", "No", tellings(frame))


def _only_then(asked: Whether) -> re.Match[str] | None:
    """What is so at one time only, and when."""
    if asked.denied or asked.front:
        return None
    match = _ONLY_THEN.match(f"{asked.said} {asked.more}".strip())
    limited = match is not None and (match["before"] or match["behind"])
    return match if match is not None and limited and not re.search(r",|\bonly\b", match["deed"]) else None


def _deed(asked: Whether, match: re.Match[str]) -> str:
    return f"be {match['deed']}" if asked.said.startswith("be ") else match["deed"]


def does_it_do_more(frame: Frame) -> Iterator[Candidate]:
    """``The ledger only lists northern ponds.`` -> Does the ledger list anything other than northern ponds? No."""
    clause = frame.clause
    between = [token for token in frame.tokens if clause.subject and clause.subject[-1].i < token.i < clause.verb.i]
    do, base = {"VBZ": "does", "VBP": "do"}.get(clause.verb.tag_), base_of_verb(clause.verb)
    if [token.lower_ for token in between] != ["only"] or clause.copula is not None or not clause.objects:
        return
    if do is not None and base is not None and clause.objects[0][0].i == clause.head.i + 1:
        question = f"{do} {frame.subject_words} {base} anything other than {frame.cut(clause.objects[0])}"
        yield from judged(frame, question, "No", [f"{frame.subject_words} {frame.cut(frame.since(between[0]))}"])


def is_it_what_was_left(frame: Frame) -> Iterator[Candidate]:
    """``The keeper counts otters instead of ponds.`` -> Does the keeper count ponds? No."""
    asked, clause = whether(frame), frame.clause
    match = _LEFT.match(asked.more) if asked is not None and not asked.denied else None
    what = frame.cut(clause.objects[0]) if clause.objects else ""
    if asked is not None and match is not None and what and asked.said.endswith(what):
        yield from judged(frame, asked.question.replace(what, match["other"]), "No", tellings(frame))


OF_NO_SUBJECT = (can_anybody,)
PATTERNS = (is_it_so_then, is_it_always_so, does_it_do_more, is_it_what_was_left)
