"""Frame -> a Frame that names the world it belongs to: ``In Munin, where are plugins kept``."""

import re
from collections.abc import Iterator
from functools import cached_property

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.facts import Statement
from kgsynth.engines.extractive.frame import GENERIC_TOPIC, Frame, frames
from kgsynth.engines.extractive.naming import KINDS, heading_text
from kgsynth.engines.extractive.topics_of_pages import is_unusual, topic_of
from kgsynth.engines.extractive.wording import lower_first
from kgsynth.language.words import content_words, stem

_GENERIC = GENERIC_TOPIC | frozenset(
    "unix linux internet gnu howto dns server kernel system network security package packages file files web".split()
)
_POINTER = re.compile(r"\b(?P<which>[Tt]his|[Tt]hese|[Tt]hat|[Ss]uch an?|[Ss]uch) (?P<noun>[a-z-]+)\b")
_KIND_FIRST = re.compile(rf"\b(?P<the>[Tt]he) (?P<kind>{'|'.join(KINDS)}) (?P<name>[\w.+/-]+)(?=$|[ ,?])")
_OF_THE_CORPUS = frozenset({"place", "how_to", "cause", "condition"})
_FEWEST_WORDS, _TELLING, _TWICE, _SHORTEST = 3, 5, 2, 3
_HALVED = re.compile(r"\b(?:either|neither|or not)\b|\w- (?!(?:and|or)\b)\w|\b(?:NOT|MUST|SHOULD|BE|MAY)\b")
_GOES_ON = re.compile(r"^(?!No|Yes).*, and [^,]*\b(?:is|are|was|has|have|can|will)\b|\bone of (?:two|three|the)\b")
_MEASURES = re.compile(
    r"\b(?:more|most|some|many|several|various|few|much|less|useful|good|best|numerous|great|huge|vast|large number|"
    r"possibly|potentially|as possible|interesting|excellent)\b"
)
_OF_AN_OCCASION = re.compile(r" (?:yet|already|still|only|too|further|as well)\b")
_TOLD_WHOLE = frozenset({"cause", "definition", "purpose", "condition", "how_to"})


class Wider(Frame):
    """A clause whose question may open with the name that its section is about, or its corpus."""

    def candidate(self, text: str, answer: str, kind: str, weight: float) -> Iterator[Candidate]:
        """The candidate, "the package otter" put as "the otter package", and "this pond" in an answer as "the pond"."""
        asked = self._kind_last(text)
        if _HALVED.search(asked) or _GOES_ON.search(answer):
            return
        yield from super().candidate(asked, _explained(asked, self._kind_last(answer)), kind, weight)

    def is_clear(self, text: str, answer: str, kind: str) -> bool:
        """What the question itself explains points nowhere: "two packages of the same priority"."""
        asked = re.sub(r"\b(two|both|all) ([^,]*?)\bthe same\b", r"\1 \2one", text)
        asked = re.sub(r"^Why is it\b", "Why is", asked) if kind == "cause" else asked
        if kind in {"condition", "how_to"}:
            asked = _OF_AN_OCCASION.sub("", asked)
        told = re.sub(r"\bsuch as\b", "like", answer)
        if re.search(r" [A-Z][a-z]+", text):
            told = re.sub(r"^because (?:he|she)\b", "because one", told)
        return super().is_clear(asked, told, kind)

    def _kind_last(self, text: str) -> str:
        codes = self.said.words.code
        return _KIND_FIRST.sub(
            lambda m: f"{m['the']} {m['name']} {m['kind']}" if m["name"] in codes else m.group(), text
        )

    @cached_property
    def topic(self) -> str:
        """The same as a question may open with."""
        return self.field

    @cached_property
    def field(self) -> str:
        """The name that the headings give, if the text bears it out."""
        chunk = self.said.chunk
        name = topic_of(chunk.headings, chunk.title, self.subject)
        return name if name and self._bears_out(name) else ""

    def _bears_out(self, name: str) -> bool:
        """Whether the text has it as a name: twice where only a capital makes it one, or as code."""
        text, small = self.said.chunk.text, name.lower()
        plain = small in {*_GENERIC, self.subject.lower()} or len(name) < _SHORTEST or "/" in name
        if plain or not is_unusual(small) or (name.isupper() and re.search(rf"\b{re.escape(small)}\b", text)):
            return False
        if name.islower():
            return f"`{name}`" in text
        said = re.findall(rf"[a-z,(] `?{re.escape(name)}\b", text)
        return len(said) >= (_TWICE if re.fullmatch(r"[A-Z][a-z]+", name) else 1)

    def _is_hedged(self, text: str, answer: str, kind: str) -> bool:
        """What comes of something, or what it is, may be told of "several networks"."""
        return super()._is_hedged(text, _MEASURES.sub("", answer) if kind in _TOLD_WHOLE else answer, kind)

    def _is_loose(self, text: str) -> bool:
        """One such thing is explained by a name that stands beside it, or in front."""
        return self.loose_definites(text) > (1 if self.field or self.is_strong(text) else 0)

    def _is_titled(self, text: str) -> bool:
        """Whether a heading of several words stands whole in a question."""
        titles = (heading_text(title) for title in (*self.said.chunk.headings, self.said.chunk.title))
        return any(" " in title and re.search(rf"\b{re.escape(title)}\b", text, re.IGNORECASE) for title in titles)

    def _framed(self, text: str, kind: str, answer: str) -> str | None:
        placed = super()._framed(text, kind, answer)
        loose = self.loose_definites(text)
        if placed is not None or loose > 1 or len(set(content_words(text))) < _FEWEST_WORDS - bool(self.field):
            return placed
        told = f"{text} {answer}".lower()
        if self._is_titled(text):
            return text
        if self.field and self.field.lower() not in told and stem(self.field.lower()) not in content_words(told):
            return f"{'With' if self.field.islower() else 'In'} {self.field}, {lower_first(text)}"
        if self.field and self.field.lower() in text.lower():
            return text
        if loose or not self.subject or kind not in _OF_THE_CORPUS:
            return None
        if kind == "place" and "/" not in answer:
            return None
        if len(set(content_words(text))) < _TELLING:
            return None
        return text if self.subject in text else f"In {self.subject}, {lower_first(text)}"


def _explained(asked: str, told: str) -> str:
    """The answer with "the" for "this", where the question names what "this" is."""
    known = set(content_words(asked))
    return _POINTER.sub(
        lambda m: (
            f"{'The' if m['which'][0].isupper() else 'the'} {m['noun']}" if stem(m["noun"]) in known else m.group()
        ),
        told,
    )


def wider_frames(said: Statement, subject: str) -> Iterator[Wider]:
    """The clauses of a statement, as `frames` reads them."""
    for frame in frames(said, subject):
        yield Wider(said, frame.clause, frame.tokens, subject)
