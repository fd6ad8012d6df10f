"""Question -> what it is about: how the first thing that it names is written, and whether that can be a name."""

import re
from math import log1p

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.naming import heading_text, is_code_like

_SETTING = r"(?:(?:In|With|When|Under|At|On|For|Before|After|During|To|If|As|From|By|Within|Using)\b[^,]*, )?"
_LEAD = re.compile(
    rf"^{_SETTING}(?:how|what|which|who|whom|where|when|why|is|are|does|do|can|must|may|should|has|have|will|did|was|were|"
    r"in|on|with|from|to|by|for)\b\s*(?:much|many|often|long|happens|kind of|kind|should|must|can|is|are|was|were|does|"
    r"do|did|will|has|have)?\s*",
    re.IGNORECASE,
)
_TERM = re.compile(
    rf"^{_SETTING}what (?:is|are|does|do|can|is meant by) (?P<term>.+?)(?: (?:do|mean|specify|used for|refer to|hold|"
    r"stand for|allow\b.*|be used for|display|show|in [A-Z][\w ]*))?\?$",
    re.IGNORECASE,
)
_SHORT_FOR = re.compile(r"what does [“\"]?(?P<short>[A-Za-z][\w-]*)\W* stand for", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)
_CAPITALISED = re.compile(r"[A-Z][a-z]+(?: [A-Za-z]+)*")
_YOU = frozenset({"you", "i", "we", "one", "your"})
_ARTICLES = frozenset({"a", "an", "each", "every", "all", "any", "some", "most", "both", "many"})
_ASKS_OF_IT = frozenset({"do", "for", "used", "mean", "specify", "stand", "in"})
_LONG = 3  # letters of capitals that are no plain abbreviation
_SMALL = frozenset({"of", "and", "the", "for", "a", "in", "to"})
_NAMED = frozenset({"definition", "purpose"})  # kinds that ask what a name is or does
_EXPANSION = "expansion"


def terms(candidate: Candidate) -> dict[str, float]:
    """How the thing that a question is about is written: "What is Otter?", "What is the otter of the mill?"."""
    found = _of_the_first_thing(candidate)
    if candidate.kind in _NAMED:
        return found | _of_a_term(candidate)
    return found | (_of_a_short_form(candidate) if candidate.kind == _EXPANSION else {})


def _of_the_first_thing(candidate: Candidate) -> dict[str, float]:
    lead = _LEAD.match(candidate.question)
    words = candidate.question[lead.end() if lead is not None else 0 :].rstrip("?").split()
    if not words:
        return {}
    first, second = words[0].strip(","), words[1].strip(",") if len(words) > 1 else ""
    shape = _shape(first)
    return {
        f"n {shape}": 1.0,
        "n the code": float(shape == "the" and is_code_like(second)),
        "n the name": float(shape == "the" and second[:1].isupper() and not is_code_like(second)),
        "n alone": float(shape in {"bare", "code", "name"} and (not second or second in _ASKS_OF_IT)),
        "n capitals length": log1p(len(first)) if first.isupper() else 0.0,
    }


def _shape(word: str) -> str:
    """How a word is written: ``the``, ``you``, ``code``, ``name``, ``bare``, or otherwise."""
    if word.lower() in _YOU:
        return "you"
    if word.lower() == "the":
        return "the"
    if is_code_like(word):
        return "code"
    if word[:1].isupper():
        return "name"
    return "otherwise" if word.lower() in _ARTICLES or word.endswith(("ing", "s")) else "bare"


def _of_a_term(candidate: Candidate) -> dict[str, float]:
    match = _TERM.match(candidate.question)
    if match is None:
        return {}
    term = _ARTICLE.sub("", match["term"])
    return _written(match["term"], term) | _titled(candidate, term)


def _written(whole: str, term: str) -> dict[str, float]:
    """How a term is written, with its article or without."""
    plain = re.fullmatch(r"[a-z ]+", term) is not None and not is_code_like(term)
    capital = whole == term and not term.isupper() and _CAPITALISED.fullmatch(term) is not None
    return {
        "n term words": log1p(len(term.split())),
        "n term plain": float(plain),
        "n term plain one": float(plain and " " not in term),
        "n term plain bare": float(plain and whole == term),
        "n term plain the": float(plain and whole.lower().startswith("the ")),
        "n term capital": float(capital),
        "n term capital plural": float(capital and term.endswith("s")),
        "n term capitals": float(term.isupper() and len(term) > _LONG),
        "n term code": float(is_code_like(term)),
        "n term dotted": float("." in term or "_" in term),
    }


def _titled(candidate: Candidate, term: str) -> dict[str, float]:
    chunk = candidate.chunks[0]
    titles = [heading_text(title).lower() for title in (chunk.title, *chunk.headings)]
    return {
        "n term titled": float(any(term.lower() in title for title in titles)),
        "n term is title": float(term.lower() in titles),
    }


def _of_a_short_form(candidate: Candidate) -> dict[str, float]:
    """Whether the words are what the letters stand for, and what letters they are."""
    match = _SHORT_FOR.search(candidate.question)
    if match is None:
        return {}
    short, long = match["short"], candidate.reference.rstrip(".")
    initials = "".join(word[0] for word in re.findall(r"[A-Za-z]+", long) if word.lower() not in _SMALL)
    return {
        "n initials": float(initials.lower() == short.removesuffix("s").lower()),
        "n short plural": float(short.endswith("s") and short[:-1].isupper()),
        "n short two": float(len(short) < _LONG),
        "n short capitals": float(short.isupper()),
        "n short odd": float(re.search(r"[^\w ?]", candidate.question) is not None),
    }
