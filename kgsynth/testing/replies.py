"""Prompt -> the value that a well-behaved model would reply with: the schema, walked, with text from the prompt.

What a field is called says what goes into it: a question, an answer, quotes, readers, a verdict. Any other field gets
the first value that its schema allows, and text from the prompt's own documents.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random

from kgsynth.testing.frames import frames_of, language_of
from kgsynth.testing.prompts import Json, Prompt
from kgsynth.testing.questions import Written, write
from kgsynth.testing.quotes import headings, passages, stems_of

STRONG = 2  # words of its own that each quote of a good question answers with
KNOWN_SHARE = 0.4
MEANT_SHARE = 0.5  # of a question's words that the sentences which answer it must hold
AGREEING_SHARE = 0.8  # of a reference's words that an answer must hold to agree with it

_QUESTIONS = frozenset({"question", "styled_question", "query", "user_input", "clean_user_input"})
_ANSWERS = frozenset({"answer", "reference", "response", "expected_output"})
_QUOTES = frozenset({"quote", "quotes", "quotation", "evidence", "citation", "citations", "contexts", "spans"})
_SELF_TESTS = frozenset({"alone"})  # what a model finds wrong with its own question: nothing
_CONFIDENCE = frozenset({"sure", "confidence"})  # in per cent
_WEIGHTS = frozenset({"weight", "severity"})  # of an objection
_NUMBERS = frozenset({"context", "context_id", "source", "source_id", "document", "passage"})
_NAMES = frozenset({"name", "title", "topic", "label"})
_DESCRIPTIONS = frozenset({"role_description", "description"})
_READERS = frozenset({"personas", "readers"})
_KNOWING = frozenset({"known", "answerable", "supported"})

_COUNT = re.compile(r"(?:readers|personas)\W{1,3}(\d+)|(\d+)\s+(?:\w+\s+)?(?:readers|personas)", re.IGNORECASE)
_KIND = re.compile(r"kind[^\n:]{0,20}:\s*([^\n:,]+)", re.IGNORECASE)
_LISTED = re.compile(r"^\s*(?:[-*+]|\d+[.)]|topic\W*\d*\W*:)\s+([^\n,;:(]{3,60})", re.MULTILINE | re.IGNORECASE)
_ROLES = ("Newcomer", "Practitioner", "Specialist")
_FORMATS = {
    "date": "2024-05-17",
    "date-time": "2024-05-17T09:30:00Z",
    "time": "09:30:00",
    "email": "reader@example.org",
    "uri": "https://example.org/",
    "uuid": "00000000-0000-4000-8000-000000000000",
}
_DEEPEST = 8


@dataclass(frozen=True)
class Material:
    """What the fields of a reply are filled from.

    Attributes:
        seed: the server's.
        twist: what a model that does not behave makes of what was written.
        leak: what it lets slip in its words.
        disagrees: whether every verdict is no; otherwise it comes of a comparison.
    """

    prompt: Prompt
    seed: int = 0
    twist: Callable[[Written], Written] | None = None
    leak: str = ""
    disagrees: bool = False

    @cached_property
    def rng(self) -> Random:
        return Random(f"{self.prompt.words} {self.seed}")

    @property
    def asked(self) -> str:
        """The question that is to be answered; empty where one is to be written."""
        wanted = (self.prompt.schema or {}).get("properties", {})
        return "" if _QUESTIONS & wanted.keys() and self.prompt.contexts else self.prompt.question

    @cached_property
    def written(self) -> Written:
        """Question, answer and quotes over the contexts, or over a choice of them; empty where there are none."""
        choices = list(self.prompt.choices) or [tuple(context.number for context in self.prompt.contexts)]
        self.rng.shuffle(choices)
        made = self._best_of(choices)
        return (self.twist or _as_it_is)(made) if made else Written("", "", ())

    def _best_of(self, choices: Sequence[Sequence[int]]) -> Written | None:
        """The first choice that is strong enough; else the strongest."""
        best: Written | None = None
        for choice in choices:
            made = self._written_of(choice)
            if made and (best is None or made.strength > best.strength):
                best = made
            if best and best.strength >= STRONG:
                break
        return best

    def _written_of(self, choice: Sequence[int]) -> Written | None:
        contexts = [context for context in self.prompt.contexts if context.number in choice]
        left = [context.text for context in self.prompt.contexts if context.number not in choice]
        beside = (*left, *self.prompt.elsewhere)
        length, about = self.prompt.length, self.asked
        return write(contexts, rng=self.rng, length=length, about=about, beside=beside) if contexts else None

    @property
    def question(self) -> str:
        return self.asked or self.written.question

    @property
    def answer(self) -> str:
        return self.written.answer if not self.asked or self.known else ""

    def quote(self, place: int) -> str:
        """The quote from the context at a place."""
        quotes = self.written.quotes
        return quotes[place % len(quotes)].text if quotes else self.sentence(place)

    @cached_property
    def known(self) -> bool:
        """Whether the contexts speak of what the question asks."""
        text = "\n".join(context.text for context in self.prompt.contexts)
        if not text or _share(self.asked, text) < KNOWN_SHARE:
            return False
        return _share(self.asked, f"{self.written.question} {self.written.answer}") >= MEANT_SHARE

    @property
    def agreement(self) -> bool:
        """The verdict on the answer in the prompt; true where there is nothing to compare."""
        if self.disagrees or self.prompt.judged is None:
            return not self.disagrees
        return _share(*self.prompt.judged) >= AGREEING_SHARE

    @cached_property
    def leaky(self) -> frozenset[str]:
        """The fields of question and answer in which something slips: the one, the other, or both."""
        return Random(f"leak {self.prompt.words}").choice((_QUESTIONS, _ANSWERS, _QUESTIONS | _ANSWERS))

    def slipped(self, text: str, name: str = "") -> str:
        """What goes into a field, with what a leaking model lets slip there."""
        if not self.leak or name in _QUOTES or (name in _QUESTIONS | _ANSWERS and name not in self.leaky):
            return text
        return f"{text[:-1]} {self.leak}{text[-1]}" if text.endswith(("?", ".")) else f"{text} {self.leak}".strip()

    @cached_property
    def topics(self) -> list[str]:
        """What the prompt speaks of: the heads of its list entries, else its titles and names."""
        listed = _LISTED.findall(self.prompt.asked)
        return [" ".join(topic.split()) for topic in listed] or self._names or ["the documents"]

    def topic(self, place: int) -> str:
        """A topic, or several where there are fewer of them than are wanted."""
        rounds, place = divmod(place, len(self.topics))
        together = [self.topics[(place + step) % len(self.topics)] for step in range(rounds + 1)]
        return " and ".join(together)

    @property
    def _names(self) -> list[str]:
        text = self._text
        frames = frames_of(language_of(text))
        found = [*headings(text, frames), *passages(text, frames)]
        words = (word for passage in found for word in passage.words if word.stems and word.weight > 1)
        return list(dict.fromkeys(word.text for word in words))

    @cached_property
    def sentences(self) -> list[str]:
        text = self._text
        found = [each for each in passages(text, frames_of(language_of(text))) if each.is_sentence]
        return [each.text for each in found] or [" ".join(text.split()[:20])]

    def sentence(self, place: int) -> str:
        """One of the sentences of the documents, or of the prompt where it has none."""
        return self.sentences[place % len(self.sentences)]

    @property
    def _text(self) -> str:
        return "\n\n".join(context.text for context in self.prompt.contexts) or self.prompt.asked


def _share(of: str, text: str) -> float:
    """How many of the words of one text another one holds."""
    frames = frames_of(language_of(of))
    wanted = stems_of(of, frames)
    return len(wanted & stems_of(text, frames)) / len(wanted) if wanted else 1.0


def _as_it_is(written: Written) -> Written:
    return written


def plain_reply(material: Material) -> str:
    """What is said where no structure is asked for."""
    if material.prompt.contexts and not material.known:
        return "The question cannot be answered from what is given."
    return material.slipped(material.answer or material.sentence(0))


def filled(schema: Mapping[str, Json], material: Material) -> Json:
    """A value that fits a schema."""
    return _Walk(schema, material).value(schema, "", 0, 0)


@dataclass(frozen=True, slots=True)
class _Walk:
    root: Mapping[str, Json]
    material: Material

    def value(self, schema: Mapping[str, Json], name: str, place: int, depth: int) -> Json:
        """What goes into a field.

        Args:
            place: how many came before it in the list that it stands in.
        """
        schema = self._resolved(schema)
        if "const" in schema:
            return schema["const"]
        if schema.get("enum"):
            return self._choice(schema["enum"], name, place)
        kind = _kind(schema)
        if kind == "object":
            return self._object(schema, place, depth)
        if kind == "array":
            return self._array(schema, name, depth)
        if kind == "string":
            return self._string(schema, name, place)
        if kind in ("integer", "number"):
            return self._number(schema, name, place, whole=kind == "integer")
        return self._truth(name) if kind == "boolean" else None

    def _resolved(self, schema: Mapping[str, Json]) -> Mapping[str, Json]:
        """A schema without references, and with the first of several that is not null."""
        while True:
            if "$ref" in schema:
                found: Json = self.root
                for part in str(schema["$ref"]).lstrip("#/").split("/"):
                    found = found[part.replace("~1", "/").replace("~0", "~")]
                schema = found
            elif options := schema.get("anyOf") or schema.get("oneOf") or schema.get("allOf"):
                schema = next((each for each in options if each.get("type") != "null"), options[0])
            else:
                return schema

    def _object(self, schema: Mapping[str, Json], place: int, depth: int) -> dict[str, Json]:
        required = schema.get("required", ())
        return {
            name: self.value(part, name, place, depth + 1)
            for name, part in schema.get("properties", {}).items()
            if depth < _DEEPEST or name in required
        }

    def _array(self, schema: Mapping[str, Json], name: str, depth: int) -> list[Json]:
        fewest, most = schema.get("minItems", 0), schema.get("maxItems", 1000)
        wanted = 0 if depth > _DEEPEST else self._count(name)
        items = schema.get("items") or schema.get("prefixItems", [{}])[0]
        return [self.value(items, name, place, depth + 1) for place in range(max(fewest, min(most, wanted)))]

    def _count(self, name: str) -> int:
        if name in _QUOTES:
            return len(self.material.written.quotes)
        if name in _SELF_TESTS:
            return 0
        if name in _READERS:
            found = _COUNT.findall(self.material.prompt.asked)
            return int("".join(found[-1])) if found else len(_ROLES)
        return 1

    def _choice(self, options: list[Json], name: str, place: int) -> Json:
        """The kind that the prompt asks for; the weight of what a verdict is; in a list one after the other."""
        if name.endswith("kind") and (asked := self._asked_kind()):
            return next((each for each in options if _bare(str(each)) == _bare(asked)), options[0])
        if name in _WEIGHTS:
            return options[-1 if self.material.disagrees else 0]
        return options[place % len(options)]

    def _asked_kind(self) -> str:
        found = _KIND.findall(self.material.prompt.asked)
        return found[-1].strip() if found else ""

    def _string(self, schema: Mapping[str, Json], name: str, place: int) -> str:
        if schema.get("format") in _FORMATS:
            return _FORMATS[schema["format"]]
        text = self.material.slipped(self._said(name, place), name)
        fewest, most = schema.get("minLength", 0), schema.get("maxLength", len(text) + 1)
        return text[:most].ljust(fewest, ".") if len(text) < fewest or len(text) > most else text

    def _said(self, name: str, place: int) -> str:
        material = self.material
        if name in _QUESTIONS:
            return material.question
        if name in _ANSWERS:
            return material.answer
        if name in _QUOTES:
            return material.quote(place)
        if name.endswith("kind"):
            return self._asked_kind() or "factual"
        if name in _NAMES:
            topic = material.topic(place)
            return f"{topic[:1].upper()}{topic[1:]} {_ROLES[place % len(_ROLES)].lower()}"
        if name in _DESCRIPTIONS:
            return f"Turns to the documents for {material.topic(place)}, and for what has to do with it."
        return material.sentence(place)

    def _number(self, schema: Mapping[str, Json], name: str, place: int, *, whole: bool) -> float:
        if name in _CONFIDENCE:
            return 100
        quotes = self.material.written.quotes
        if whole and name in _NUMBERS and quotes:
            return quotes[place % len(quotes)].context
        step = schema.get("multipleOf", 1)
        low = schema.get("minimum", schema.get("exclusiveMinimum", -step) + step)
        high = schema.get("maximum", schema.get("exclusiveMaximum", low + 2 * step) - step)
        number = min(max(low, step), high) if high >= low else low
        return int(number) if whole else number

    def _truth(self, name: str) -> bool:
        return self.material.known if name in _KNOWING else self.material.agreement


def _kind(schema: Mapping[str, Json]) -> str:
    """The type that a schema names, or that its other words imply."""
    kind = schema.get("type", "")
    if isinstance(kind, list):
        kind = next((each for each in kind if each != "null"), "null")
    return str(kind) or ("object" if "properties" in schema else "array" if "items" in schema else "string")


def _bare(text: str) -> str:
    return re.sub(r"\W|_", "", text).casefold()
