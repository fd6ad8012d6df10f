"""Candidate -> whether what it asks for is one thing that a person would ask for.

A thing displays, rejects or stores what the sentence says, and nothing else; but it uses, needs or offers much besides,
so that "What does the relay use?" has many right answers, and is the sentence turned round. The same holds for what is
left when a phrase is cut from behind its preposition: "What do visitors park on?"
"""

import re

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.naming import KINDS
from kgsynth.language.bundled import verb_lemma
from kgsynth.language.words import content_words, stem

_SETTING = re.compile(r"^(?:In|With|Under|At|For|When|If|On|As of|During|To)\b[^,]*, ")
_SCENE = re.compile(r" (?:when [a-z]+ing\b|(?:at|in|under|with|for) (?:the )?[A-Z])[^?]*$")
_PREPOSITION = (
    r"(?P<preposition>about|after|against|as|at|by|for|from|in|into|like|of|on|onto|out|over|through|to|towards?|under|up|"
    r"with)"
)
_OBJECT = re.compile(
    r"^what (?:does|do|did|can|will|may|must|should) (?P<subject>(?!(?:I|you|one|be)\b).+?) (?P<verb>[a-z]+)"
    rf"(?: {_PREPOSITION})?$"
)
_PASSIVE = re.compile(
    rf"^what (?:is|are|was|were|can|will|may|must) (?P<subject>.+?) (?:be )?(?P<verb>[a-z]+) {_PREPOSITION}$"
)
_SUBJECT = re.compile(
    r"^what (?!is |was |does |has |happens |must )(?P<verb>[a-z]+(?:s|ed)|provide|give|use|need|allow|make) "
    r"(?P<object>.+)$"
)
_DEED = re.compile(r"^what .+ (?:make|makes) (?:easy|possible|easier)$|^what .+ (?:able|try|tries|tried) to do$")
_TELLING = frozenset(
    "accept aggregate block check combine control convert count create delete deny describe determine disable display "
    "drop emulate encapsulate encrypt enforce extract favor favour filter forbid forward generate ignore indicate "
    "install limit list load log maintain measure mean monitor prevent print produce read receive record reduce "
    "reference refuse reject remove replace represent restart return save scan show solve start stop store transfer "
    "translate verify watch write".split()
)
_HOLDING = frozenset("contain include hold comprise provide define stand".split())
_TIED = frozenset(
    "based on|depend on|rely on|stand for|refer to|belong to|derived from|responsible for|dedicated to|limited to|"
    "composed of|known as|named after|made of|specialized in|linked to|tied to|restricted to|written in|replaced by|"
    "followed by|maintained by|reserved for|called for|suited for|suited to|intended for|compatible with|specialize in|"
    "focus on|focused on|listen on|result in|default to|point to|divided into|split into|associated with|used for|"
    "apply to|serve as|consist of|governed by|limited by|report to|sold to|sold through|fixed at".split("|")
)
_CAUSING = frozenset("limit cause prevent control determine replace trigger decide govern".split())
_PERSON = re.compile(r"^(?:[A-Z][a-zà-ÿ]+)(?: (?:van |de |von )?[A-Z][\w'’-]+){0,2}$")
_PLAIN_PAIR = re.compile(r"\b(?=([a-z]{4,} [a-z]{4,})\b)")
_BOLTED_ON = re.compile(r"^With the [^,]+, (?:who|(?:from|by|to) whom|how many)\b")  # people are not "with" a thing
_LEANS = re.compile(r"^(?:Thus|Hence|Therefore|Then|So(?! that))\b")
_JOINED = re.compile(r"^(?P<first>in|on|at|by|with|from|for|to) .* and (?P<other>in|on|at|by|with|from|for|to) ", re.I)


def singles_out(candidate: Candidate) -> bool:
    """Whether a question asks for one thing, once, and its answer is one."""
    answer = candidate.reference
    joined = _JOINED.match(answer)
    if _LEANS.match(answer) or (joined is not None and joined["first"].lower() != joined["other"]):
        return False
    if _repeats_itself(candidate.question) or _BOLTED_ON.match(candidate.question):
        return False
    asked = _SETTING.sub("", candidate.question.rstrip("?"), count=1)
    asked = f"{asked[:1].lower()}{asked[1:]}"
    return all(_is_telling(each) for each in {asked, _SCENE.sub("", asked)})


def _repeats_itself(question: str) -> bool:
    """Whether two plain words in a row stand in it twice: "does the travel policy pay under the travel policy"."""
    pairs = _PLAIN_PAIR.findall(question)
    return len(pairs) != len(set(pairs))


def _is_telling(asked: str) -> bool:
    if _DEED.match(asked):
        return False
    subject = _SUBJECT.match(asked)
    acts = [verb_lemma(subject["verb"], tag) for tag in ("VBZ", "VBD", "VB")] if subject is not None else []
    if subject is not None and any(acts):
        return bool(_CAUSING & set(acts)) and len(content_words(subject["object"])) > 1
    match = _OBJECT.match(asked) or _PASSIVE.match(asked)
    if match is None or match["verb"] in {"do", "be"}:
        return True
    if match["preposition"]:
        return f"{match['verb']} {match['preposition']}" in _TIED
    if verb_lemma(match["verb"], "VB") != match["verb"]:
        return True  # "What is the lease of the mill": no verb at all
    if match["verb"] in _TELLING:
        return _PERSON.match(match["subject"]) is None
    return _is_holder(match)


def _is_holder(match: re.Match[str]) -> bool:
    """Whether it is what a file, a package or another small thing holds."""
    words = {stem(word) for word in content_words(match["subject"])}
    return match["verb"] in _HOLDING and bool(words & _KINDS)


_KINDS = frozenset(stem(word) for kind in (*KINDS, "section menu page variable archive") for word in kind.split())
