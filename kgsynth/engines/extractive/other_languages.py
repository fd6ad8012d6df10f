"""Definitions in languages that no parser here reads: "X คือ Y", "X은 Y입니다", "X ist ein Y"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.reading.passage import read
from kgsynth.types import Chunk


@dataclass(frozen=True, slots=True)
class _Pattern:
    sentence: re.Pattern[str]
    question: str


_LATIN_NAME = r"^(?P<name>(?:[A-Z][\w-]+ ?){1,3})"


def _latin(copula: str, articles: str, question: str) -> _Pattern:
    return _Pattern(re.compile(rf"{_LATIN_NAME} {copula} (?P<what>(?:{articles}) .{{8,}})\.$"), question)


_PATTERNS: dict[str, _Pattern] = {
    "ko": _Pattern(
        re.compile(r"^(?P<name>[^\s,]+(?: [^\s,]+){0,2}?)(?:은|는) (?P<what>.{6,}?(?:이다|입니다))\.?$"),
        "{name}{topic} 무엇입니까?",
    ),
    "th": _Pattern(re.compile(r"^(?P<name>\S{2,40}?) ?(?:คือ|หมายถึง) ?(?P<what>\S.{8,})$"), "{name}คืออะไร"),
    "ja": _Pattern(
        re.compile(r"^(?P<name>[^、。\s]{2,20}?)(?:とは|は)、?(?P<what>.{6,}?(?:である|です))。?$"),
        "{name}とは何ですか?",
    ),
    "zh": _Pattern(re.compile(r"^(?P<name>[^,，。\s]{2,15}?)是(?P<what>一[^。]{5,})。?$"), "{name}是什么?"),
    "de": _latin("ist", "eine?|der|die|das", "Was ist {name}?"),
    "fr": _latin("est", "une?|le|la", "Qu'est-ce que {name} ?"),
    "es": _latin("es", "una?|el|la", "¿Qué es {name}?"),
    "it": _latin("è", "una?|il|la", "Che cos'è {name}?"),
    "pt": _latin("é", "uma?|o|a", "O que é {name}?"),
}


def definition_candidates(chunk: Chunk) -> Iterator[Candidate]:
    """What a chunk in a language other than English defines; nothing for a language without a pattern."""
    pattern = _PATTERNS.get(chunk.language)
    if pattern is None:
        return
    for words, _ in read(chunk).sentences:
        match = pattern.sentence.match(words.text.strip())
        if match:
            name = _small_article(match["name"].strip())
            question = pattern.question.format(name=name, topic=_topic_particle(name))
            yield Candidate((chunk,), question, words.text.strip(), (words.span,), "definition", (), 0.7)


def _small_article(name: str) -> str:
    """``Eine Firewall`` -> ``eine Firewall``: what a question has in its middle."""
    first, _, rest = name.partition(" ")
    return f"{first.lower()} {rest}" if rest and first.lower() in _ARTICLES else name


_ARTICLES = frozenset("der die das ein eine un une le la los las el una il lo uno o a os as um uma".split())


def _topic_particle(name: str) -> str:
    """Korean ``은`` after a closed syllable, ``는`` after an open one."""
    last = ord(name[-1]) - 0xAC00
    return "은" if 0 <= last < 11172 and last % 28 else "는"
