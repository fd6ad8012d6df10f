"""Frame -> a Frame that names the world it belongs to: ``In Munin, where are plugins kept``."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from spacy.tokens import Token

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.clauses.frame import GENERIC_TOPIC, Frame, frames
from kgsynth.engines.extractive.facts import Statement
from kgsynth.engines.extractive.naming import KINDS, heading_text
from kgsynth.engines.extractive.sifting.only_ones import OnlyOnes
from kgsynth.engines.extractive.topics_of_pages import is_unusual, is_used_as_name, topic_of
from kgsynth.engines.extractive.wording import lower_first
from kgsynth.language.bundled import verb_lemma
from kgsynth.language.clauses import Clause
from kgsynth.language.words import content_words, stem

_GENERIC = GENERIC_TOPIC | frozenset(
    "unix linux internet gnu howto dns server kernel system network security package packages file files web".split()
)
_POINTER = re.compile(r"\b(?P<which>[Tt]his|[Tt]hese|[Tt]hat|[Ss]uch an?|[Ss]uch) (?P<noun>[a-z-]+)\b")
_KIND_FIRST = re.compile(rf"\b(?P<the>[Tt]he) (?P<kind>{'|'.join(KINDS)}) (?P<name>[\w.+/-]+)(?=$|[ ,?])")
_OF_THE_CORPUS = frozenset({"place", "how_to", "cause", "condition"})
_OF_THE_PRODUCT = frozenset({"place", "how_to", "cause", "condition", "temporal", "definition"})
_CLEAR_IN_SHORT = re.compile(r"(?:How|Where|What (?:is|are|(?:must|should) be done to)) ")
_NAMES = re.compile(r"(?<=[a-z,(] )`?([A-Z]\w*[a-z]\w*)")
_LACKS_MORE = re.compile(
    r"\b(?:at least|at most|is|are|be|you|and|or)$| was the first |(?<!\w)--?[a-z]|"
    r"\b(?:more|special|specific|consider)\b|^How did "
)
_FEWEST_WORDS, _TELLING, _TWICE, _SHORTEST = 3, 5, 2, 3
_HALVED = re.compile(r"\b(?:either|neither|or not)\b|, not\b|\w- (?!(?:and|or)\b)\w|\b(?:NOT|MUST|SHOULD|BE|MAY)\b")
_GIVEN_A_REASON = re.compile(r" because ")
_LITTLE = re.compile(
    r"(?<!\w)\(\d\)|^(?:(?:with|by|using) )?a (?:more|better|few|great many|large number|wide range|lot)\b"
)
_ADDED_SUBJECT = re.compile(r"^(?:What|How|Why|When|Where|Who) [^,]*, (?:\w+ed|\w+ing) (?:by|in|on|for|with|to)\b")
_GOES_ON = re.compile(r"^(?!No|Yes).*, and [^,]*\b(?:is|are|was|has|have|can|will)\b|\bone of (?:two|three|the)\b")
_MEASURES = re.compile(
    r"\b(?:more|most|some|many|several|various|few|much|less|useful|good|best|numerous|great|huge|vast|large number|"
    r"possibly|potentially|as possible|interesting|excellent|currently)\b"
)
_ROUGHLY = re.compile(r"\b(?:most|more|nowadays|generally|useful|numerous)\b")
_PARTLY = re.compile(
    r"^(?:some|several|many|various|few|most|more|much|numerous|(?:\w+ )?(?:good|useful|interesting|excellent))\b", re.I
)
_AND_DOES = re.compile(
    r"\b(?:and|or|but) (?P<verb>[a-z]+s) (?=(?:the|an?|existing|all|its|their|it|them|any|greater|some|to|[a-z]+ing)\b)"
)
_A_TOOL = re.compile(r"^Which (?:commands?|tools?|program|utility) ")
_FIRST = re.compile(r"^((?:What|Who) (?:was|is(?= the first step (?:in|to|of|for)))) the first\b")
_AT_A_TIME = frozenset({"place", "temporal", "condition", "how_to"})
_ONLY = re.compile(
    r" only (?!(?:if|when|one|two|the|a)\b)"
)  # that it is so at no other time is no part of the question
_KEEPS = re.compile(r"^What (?:does|do) .* (?:store|keep|record|write|log|save)$")
_STRESS = re.compile(
    r"(?<!\ba )(?<!\ban )\b(?:so-called|very|fairly|quite) (?!(?:few|first|much|many|little)\b)| itself(?= |$)(?! by\b)"
)
_COUNTED = re.compile(r" (?:many|several|some|various|currently|much|few)\b")  # behind "Which tool changes"
_CALLED_SO = re.compile(r"^What is an? .+ called$")
_EACH = re.compile(r"^(What (?:does|do|can|will)) (?:an?|each|any) ")
_OR = re.compile(r"\((?:or|but also|as well as) ")
_CALLED = re.compile(r"\bthe (?:command|package)\b")
_ADDRESS = re.compile(r" \[https?://[^\]\s]*(?:\]|$)")
_SEE = re.compile(r" \((?:see|cf|as (?:described|explained|shown))\b[^()]*\)")
_FOLLOWS = re.compile(
    r"(?:,? as (?:described|explained|discussed|mentioned) (?:in|above|below)\b|,? whereas |, so (?!that\b)).*$"
)
_OTHERS = re.compile(r"\b(each|all|any|no) other\b")
_OF_AN_OCCASION = re.compile(r" (?:yet|already|still|only|too|further|as well)\b")
_TOLD_WHOLE = frozenset({"cause", "definition", "purpose", "condition", "how_to"})


class Wider(Frame):
    """A clause whose question may open with the name that its section is about, or its corpus.

    Args:
        known: what the corpus has but one of, so that nobody asks which is meant.
    """

    def __init__(
        self, said: Statement, clause: Clause, tokens: tuple[Token, ...], subject: str, known: OnlyOnes | None = None
    ) -> None:
        super().__init__(said, clause, tokens, subject)
        self._known = known or OnlyOnes()

    @cached_property
    def _unexplained(self) -> tuple[str, ...]:
        return tuple(phrase for phrase in super()._unexplained if not self._known.has(phrase))

    def candidate(self, text: str, answer: str, kind: str, weight: float) -> Iterator[Candidate]:
        """The candidate, "the package otter" put as "the otter package", and "this pond" in an answer as "the pond"."""
        asked = _STRESS.sub("", self._kind_last(_ADDRESS.sub("", text)))
        answer = without_pointers(answer) if kind != "yes_no" else answer
        if kind in _AT_A_TIME:
            asked = _ONLY.sub(" ", asked)
        if (
            _HALVED.search(asked)
            or (_GOES_ON.search(answer) and kind != "condition")
            or _ADDED_SUBJECT.match(asked)
            or _LITTLE.search(answer)
        ):
            return
        if kind == "factual" and _KEEPS.search(asked) and "/" in answer:
            return  # where it is kept is what tells
        if (kind == "factual" and _GIVEN_A_REASON.search(answer)) or self._does_more(answer, kind):
            return
        yield from super().candidate(asked, _explained(asked, self._kind_last(answer)), kind, weight)

    def _does_more(self, answer: str, kind: str) -> bool:
        """Whether what the subject does besides has been taken into an answer: ``new maps and shows the old``."""
        if kind not in {"factual", "purpose"} or self.clause.verb.tag_ != "VBZ":
            return False
        return any(verb_lemma(match["verb"], "VBZ") is not None for match in _AND_DOES.finditer(answer))

    def is_clear(self, text: str, answer: str, kind: str) -> bool:
        """What the question itself explains points nowhere: "two packages of the same priority"."""
        asked = re.sub(r"\b(two|both|all) ([^,]*?)\bthe same\b", r"\1 \2one", text)
        asked = re.sub(r"^Why is it\b", "Why is", asked) if kind == "cause" else asked
        if kind in {"condition", "how_to", "cause"}:
            asked = _OF_AN_OCCASION.sub("", asked)
        asked = _FIRST.sub(r"\1", asked).replace(" instead of ", " and not ")
        asked = asked.replace(" other than ", " but ")
        asked = _CALLED.sub("the", asked) if self._calls_code(asked) else asked
        told = _OTHERS.sub(r"\1", re.sub(r"\bsuch as\b", "like", re.sub(r"^because otherwise\b", "because", answer)))
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
        if re.fullmatch(r"[A-Z][a-z]+", name):
            return len(said) >= _TWICE and is_used_as_name(name, self.said.chunk.text)
        return bool(said)

    def _calls_code(self, text: str) -> bool:
        """Whether "the command" in a question stands before what it is: ``the command otterctl -a``."""
        return any(f"the {kind} {code}" in text for code in self.said.words.code for kind in ("command", "package"))

    def _has_topic(self, text: str) -> bool:
        """What a command does is enough to ask for it."""
        return super()._has_topic(text) or (_A_TOOL.match(text) is not None and len(content_words(text)) > _TELLING - 1)

    def _hedges(self, text: str) -> bool:
        """What most things do, or what is best for something, can be asked; what some of them do cannot."""
        plain = _COUNTED.sub("", text) if text.startswith("Which ") else text
        return super()._hedges(_ROUGHLY.sub("", plain.removeprefix("What are some ")))

    def _is_idle(self, text: str) -> bool:
        """What each thing of a name does can be asked: ``What does each OtterDB pond hold``."""
        return super()._is_idle(_EACH.sub(r"\1 the ", text) if self.is_strong(text) else text)

    def _has_another(self, answer: str) -> bool:
        """Whether brackets inside the answer or behind it name another."""
        start = max(0, self.text.find(answer[:20]))
        return super()._has_another(answer) and _OR.search(self.text[start : start + len(answer) + 2]) is not None

    def _is_hedged(self, text: str, answer: str, kind: str) -> bool:
        """An answer may tell of "several networks" unless that is all it tells."""
        whole = kind in _TOLD_WHOLE or not _PARTLY.match(answer)
        return super()._is_hedged(text, _MEASURES.sub("", answer) if whole else answer, kind)

    def _is_loose(self, text: str) -> bool:
        """One such thing is explained by a name that stands beside it, or in front."""
        return self.loose_definites(text) > (1 if self.field or self.is_strong(text) else 0)

    def _is_titled(self, text: str) -> bool:
        """Whether a heading of several words stands whole in a question."""
        titles = (heading_text(title) for title in (*self.said.chunk.headings, self.said.chunk.title))
        return any(" " in title and re.search(rf"\b{re.escape(title)}\b", text, re.IGNORECASE) for title in titles)

    def _framed(self, text: str, kind: str, answer: str) -> str | None:
        placed = self._named(text, kind, answer)
        return text if placed is None and self._lacks_only_the_product(text, kind, answer) else placed

    def _lacks_only_the_product(self, text: str, kind: str, answer: str) -> bool:
        """Whether nobody need be told more than which product it is of, which every question of one hop says."""
        asked = kind in _OF_THE_PRODUCT or (kind == "yes_no" and answer.startswith("No"))
        fewest = _FEWEST_WORDS - (_CLEAR_IN_SHORT.match(text) is not None)
        whole = not (self.said.name.owner or self.loose_definites(text) or _LACKS_MORE.search(text))
        asked = asked and " something " not in f" {answer} "
        return asked and whole and self._is_of_the_product and len(set(content_words(text))) >= fewest

    @cached_property
    def _is_of_the_product(self) -> bool:
        """Whether no title above, and no name that the passage repeats, is that of something else."""
        chunk, known = self.said.chunk, {"", self.subject.lower()}
        others = (name for name in _NAMES.findall(chunk.text) if name.lower() not in known and is_unusual(name.lower()))
        repeated = any(count > 1 for count in Counter(others).values())
        return (
            bool(self.subject) and topic_of(chunk.headings, chunk.title, self.subject).lower() in known and not repeated
        )

    def _named(self, text: str, kind: str, answer: str) -> str | None:
        """With the name of its page or the product in front, where a name is wanted there; None where none helps."""
        placed = super()._framed(text, kind, answer)
        loose = self.loose_definites(text)
        if placed != text and " was the first " in text:
            return None  # the first of what?
        if placed is None and not loose and _CALLED_SO.match(text) and len(set(content_words(text))) > _FEWEST_WORDS:
            return text
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


def without_pointers(answer: str) -> str:
    """An answer without the address of a link, "(see ...)", and what follows from it.

    >>> without_pointers("shut the sluice (see Gates), so no otter gets in")
    'shut the sluice'
    >>> without_pointers("the so called tide gates")
    'the so called tide gates'
    """
    return _FOLLOWS.sub("", _SEE.sub("", _ADDRESS.sub("", answer)))


def _explained(asked: str, told: str) -> str:
    """The answer with "the" for "this", where the question names what "this" is."""
    known = set(content_words(asked))
    return _POINTER.sub(
        lambda m: (
            f"{'The' if m['which'][0].isupper() else 'the'} {m['noun']}" if stem(m["noun"]) in known else m.group()
        ),
        told,
    )


def wider_frames(said: Statement, subject: str, known: OnlyOnes | None = None) -> Iterator[Wider]:
    """The clauses of a statement, as `frames` reads them."""
    for frame in frames(said, subject):
        yield Wider(said, frame.clause, frame.tokens, subject, known)


def whole_frame(said: Statement, subject: str, known: OnlyOnes | None = None) -> Wider:
    """A statement with all its words, whatever hangs on its clause."""
    return Wider(said, said.clause, tuple(said.doc), subject, known)
