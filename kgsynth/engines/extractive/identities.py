"""Definition -> the question the other way round: which tool, which distribution is it that a definition describes."""

import re
from collections.abc import Iterator

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.facts import Definition
from kgsynth.engines.extractive.reading.openings import THINGS
from kgsynth.engines.extractive.wording import question, third_person
from kgsynth.language.bundled import verb_lemma
from kgsynth.language.words import content_words

KIND = "factual"
_MADE_UP_OF = r"(?:set|suite|family|piece|collection) of [a-z]+"
_CLASSES = THINGS | frozenset(
    "application technology software initiative technique mode procedure service network licence license norm".split()
)
_DESCRIBED = re.compile(
    rf"^(?:an?|the) (?P<sort>(?:[\w./+-]+ ){{0,3}}?(?:{_MADE_UP_OF}|[a-z]+))(?P<that> that| which)? "
    r"(?P<rest>(?P<verb>[a-z]+) .+)$"
)
_TOLD_BY = frozenset("designed optimized dedicated focused intended meant tailored responsible".split())
_MOST_WORDS, _FEWEST_TOLD = 16, 3
_OPEN = re.compile(r"\b(?:also|such as|it|its|other|another|several|some|many|various)\b|,")


def identity(fact: Definition) -> Iterator[Candidate]:
    """``Tarsia is a tool that folds maps.`` -> Which tool folds maps? Only for a name, and only what it alone does."""
    name = fact.name
    if fact.entry or fact.be != "is" or name.kind in {"term", "person"} or name.owner or name.text[:1] == "-":
        return
    match = _DESCRIBED.match(fact.phrase)
    if match is None or match["sort"].split(" of ")[-1].split()[-1].removesuffix("s") not in _CLASSES:
        return
    does = _does(match["verb"], match["rest"], relative=match["that"] is not None)
    text = f"Which {match['sort']} {does}"
    told = content_words(f"{match['sort']} {match['rest']}")
    if not does or _OPEN.search(text) or len(text.split()) > _MOST_WORDS or len(told) < _FEWEST_TOLD:
        return
    parts = {part[:5] for part in re.split(r"[^a-z]+", name.text.lower()) if len(part) > 2}
    if any(part in text.lower() for part in parts):
        return  # its name says it
    yield Candidate((fact.chunk,), question(text), name.text, fact.evidence, KIND, (name,), 0.85)


def _does(verb: str, rest: str, *, relative: bool) -> str:
    """What follows "which tool": a verb in its third person, or a participle after "is"; empty in doubt."""
    if relative:
        finite = verb_lemma(verb, "VBZ") is not None or verb in {"can", "lets"}
        return rest if finite and not re.match(r"(?:is|has|was) (?!used|designed)", rest) else ""
    if verb in _TOLD_BY:
        return f"is {rest}"
    base = verb_lemma(verb, "VBG") if verb.endswith("ing") else None
    return f"{third_person(base)}{rest[len(verb) :]}" if base else ""
