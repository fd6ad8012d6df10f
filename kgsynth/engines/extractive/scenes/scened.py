"""Statement, Scene -> Frames whose questions say what their page is about, where the sentence does not.

"The fire alarm is tested on Wednesdays" becomes "When is the fire alarm tested at Otterbrook's Lund office?". What the
page calls itself is named in its place: "the gateway" is "the Weasel Mobile".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from spacy.tokens import Token

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.clauses.frame import frames
from kgsynth.engines.extractive.clauses.wider import Wider
from kgsynth.engines.extractive.facts import Statement
from kgsynth.engines.extractive.scenes.organisations import whose
from kgsynth.engines.extractive.scenes.scene_fitting import is_half, is_of_the_page, without_counts
from kgsynth.engines.extractive.scenes.scenes import Scene, Sort, with_scene
from kgsynth.engines.extractive.wording import bare
from kgsynth.language.bundled import noun_types, verb_lemma
from kgsynth.language.clauses import Clause
from kgsynth.language.words import content_words

_FEWEST = 2  # telling words besides the scene
_ALL = frozenset({"each", "all", "one", "none", "both"})
_FINITE = frozenset({"VBZ", "VBD", "VBP", "VB"})
_COMES_FROM = re.compile(r"^What (?:does|do|did) .* come from$")
_ON_DAYS = re.compile(r" (?:on|every|each) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day.*$")
_JOINS_MORE = re.compile(r"(?:ed|en|ut) and [a-z]+$| (?:and|or|but)$")


class Scened(Wider):
    """A clause on a page with a scene, and the questions that name it."""

    def __init__(self, said: Statement, clause: Clause, tokens: tuple[Token, ...], subject: str, scene: Scene) -> None:
        super().__init__(said, clause, tokens, subject)
        self.scene = scene

    @cached_property
    def field(self) -> str:
        """No name in front: the scene says it."""
        return ""

    def names(self, text: str) -> bool:
        """Whether words are known by what they say, or by their page."""
        return re.search(r"[a-z]{3,}", text) is not None

    @cached_property
    def is_told_plainly(self) -> bool:
        """Likewise: no choice between two things, no pronoun, nothing on the condition of another clause."""
        head, main = self.clause.subject_head, self.said.clause
        if head is not None and (head.pos_ == "PRON" or head.lower_ in _ALL):
            return False
        joined = self.clause.head.i != main.head.i
        if joined and any(child.lower_ == "or" for child in self.clause.head.lefts):
            return False
        if joined and any(each.head.i < main.verb.i for each in main.adverbials):
            return False
        return super().is_told_plainly

    # ---------------------------------------------------------------------------- what a reader may take out

    def without(self, tokens: Sequence[Token]) -> str | None:
        """The clause in question order without some words; what follows them has to be a phrase of its own."""
        tail = self.since(tokens[0])
        asked = self.inverted(tail)
        after = [token for token in tail if token.i > tokens[-1].i]
        if asked is None or _JOINS_MORE.search(asked):
            return None
        if not after or after[0].is_punct:
            return asked
        return f"{asked} {bare(self.cut(after))}" if after[0].pos_ in {"ADP", "SCONJ"} else None

    def phrases(self, form: re.Pattern[str]) -> Iterator[tuple[list[Token], re.Match[str]]]:
        """The stretches behind the verb that have some form, the longest from each word on, first ones first."""
        words = [token for token in self.after(self.clause.head) if self.clause.subject]
        joined = [each for each in self.clause.head.children if each.dep_ == "conj" and each.pos_ in {"VERB", "AUX"}]
        for start, first in enumerate(words):
            if any(verb.i < first.i for verb in joined):
                return
            if first.is_punct or first.nbor(-1).dep_ == "case" or not self._belongs_to_verb(first):
                continue
            for end in range(len(words), start, -1):
                match = form.fullmatch(self.cut(words[start:end])) if _ends_a_phrase(words, end) else None
                if match is not None:
                    yield words[start:end], match
                    break

    def _belongs_to_verb(self, token: Token) -> bool:
        """Whether no other verb stands between a word and the verb of its clause."""
        for above in token.ancestors:
            if above.i == self.clause.head.i:
                return True
            if above.tag_ in _FINITE:
                return False
        return False

    # ------------------------------------------------------------------------------------ what a question says

    def candidate(self, text: str, answer: str, kind: str, weight: float) -> Iterator[Candidate]:
        """The candidate with its scene; none where a definite noun comes back to what stands before the sentence."""
        if is_of_the_page(text, answer) or self._is_of_its_day():
            return
        if is_half(self.text, answer, kind) and not text.startswith("What should"):
            return
        asked, told = self._with_name(self._without_capital(text)), answer
        if _COMES_FROM.search(asked):
            asked, told = asked.replace("What", "Where", 1), _ON_DAYS.sub("", f"from {told}")
        yield from super().candidate(asked, told, kind, weight)

    def _is_of_its_day(self) -> bool:
        """Whether the report of an event tells how things stood on that day: "the lock has been out for a week"."""
        return self.scene.sort is Sort.EVENT and re.search(r"\b(?:has|have)\b", self.whole) is not None

    def _without_capital(self, text: str) -> str:
        """The question with the first word of the sentence in small letters, where other pages write it so."""
        first, following = self.said.doc[0].text, self.said.doc[1].text
        named = following[:1].isupper() or following[:1].isdigit()
        small = first.istitle() and first.lower() in self.scene.small and not named
        return re.sub(rf"(?<!^)\b{re.escape(first)}\b", first.lower(), text) if small else text

    def _with_name(self, text: str) -> str:
        """The question with the fuller name of a thing, and the name of what the page is about for "the gateway"."""
        for short, whole in self._fuller:
            text = re.sub(rf"\b[Tt]he {re.escape(short)}\b", whole, text)
        for kind in self._called:
            text = re.sub(rf"\b[Tt]he {re.escape(kind)}\b", self.scene.name, text)
        return text

    @cached_property
    def possessed(self) -> str:
        """The subject, with whose it is: ``Otterbrook's revenue``, ``the probe of the Weasel 2``."""
        words = self.subject_words
        if self.scene.sort is Sort.ORGANISATION and re.fullmatch(r"(?:the )?[a-z]+(?: [a-z]+)?", words):
            return f"{whose(self.scene.name)} {words.removeprefix('the ')}"
        plain = re.fullmatch(r"the [a-z]+(?: [a-z]+)?", words) and words.removeprefix("the ") not in self._called
        return f"{words} of {self.scene.name}" if plain and self.scene.sort is Sort.THING else words

    # ------------------------------------------------------------------------------- what the page has told

    @cached_property
    def _before(self) -> str:
        """What the paragraph says before the sentence."""
        chunk = self.said.chunk
        return chunk.text[: self.said.evidence[-1].start - chunk.span.start].rpartition("\n\n")[2]

    @cached_property
    def _bare_definites(self) -> tuple[Token, ...]:
        """The nouns of the sentence that stand right behind "the"."""
        the = (token for token in self.said.doc if token.lower_ == "the" and token.dep_ == "det")
        return tuple(token.head for token in the if token.head.i == token.i + 1)

    @cached_property
    def _called(self) -> tuple[str, ...]:
        """The words by which the sentence calls what its page is about: ``gateway``."""
        found = []
        for head in self._bare_definites:
            alone = not any(child.i > head.i and child.dep_ in {"nmod", "acl", "appos"} for child in head.children)
            if alone and head.lower_ in self.scene.kinds and not self._is_taken_up(head):
                found.append(head.text)
        return tuple(dict.fromkeys(found))

    @cached_property
    def _fuller(self) -> tuple[tuple[str, str], ...]:
        """What the paragraph has named more fully before: ``course``, ``the safety course``."""
        found = {}
        articles = "[Tt]he|[Aa]n?" if self.scene.sort is Sort.THING else "[Tt]he"
        for head in self._bare_definites:
            whole = re.findall(rf"\b(?:{articles}) ([a-z]{{4,}}) {re.escape(head.text)}\b", self._before)
            if whole and noun_types().get(whole[-1], "THING") and not verb_lemma(whole[-1], "VBG"):
                found[head.text] = f"the {whole[-1]} {head.text}"
        return tuple(found.items())

    @cached_property
    def _unexplained(self) -> tuple[str, ...]:
        """The definite phrases that come back to something said shortly before; all others are the scene's."""
        phrases = super()._unexplained
        if self.scene.sort in {Sort.CORPUS, Sort.EVENT}:
            return phrases  # a report speaks of many things, each once
        heads = {token.head.text: token.head for token in self.said.doc if token.lower_ == "the"}
        nouns = ((phrase, heads.get(phrase.split()[-1])) for phrase in phrases)
        return tuple(phrase for phrase, head in nouns if head is not None and self._is_taken_up(head))

    def _is_taken_up(self, head: Token) -> bool:
        """Whether its paragraph has brought in such a thing before: "a reading ... the reading"."""
        if any(short == head.text for short, _ in self._fuller):
            return False
        articles = "another|each|every|any|some|two|three" + ("" if self.scene.sort is Sort.THING else "|an?|one|this")
        brought = rf"\b(?:{articles}) (?:(?!of )[\w-]+ ){{0,2}}{re.escape(head.text)}\b"
        return re.search(brought, self._before, re.IGNORECASE) is not None

    # ------------------------------------------------------------------------------------ what a Frame asks

    def is_clear(self, text: str, answer: str, kind: str) -> bool:
        """Likewise what the scene explains: "the first month", and "only" where the reason for it is asked."""
        asked = re.sub(r" only\b", "", text) if kind == "cause" else text
        return super().is_clear(without_counts(asked), answer, kind)

    def _is_contextual(self, text: str) -> bool:
        return super()._is_contextual(without_counts(text))

    def _has_topic(self, text: str) -> bool:
        return True

    def _is_loose(self, text: str) -> bool:
        return self.loose_definites(text) > 0

    def _framed(self, text: str, kind: str, answer: str) -> str | None:
        alone = self.scene.sort is Sort.CORPUS
        if self.loose_definites(text) or len(set(content_words(text))) < _FEWEST + alone:
            return None
        if alone and kind == "condition":
            return None
        if self.scene.name.lower() in text.lower() or self._needs_no_scene(text):
            return text
        if not self.scene.words:
            return text if self.scene.name == answer else None
        return with_scene(text, self._scene_of(text))

    def _scene_of(self, text: str) -> Scene:
        """The scene; of the course of things only its organisation, where no noun of the question is of that course."""
        during, _, organisation = self.scene.words.partition(" at ")
        if not during.startswith("during ") or re.search(r"\b(?:the|each|every) [a-z]", text):
            return self.scene
        return replace(self.scene, words=f"at {organisation}")

    def _needs_no_scene(self, text: str) -> bool:
        """Whether a name says by itself what is asked about, where a page's scene would only add to it."""
        if any(phrase in text for phrase in super()._unexplained):
            return False
        if self.scene.sort in {Sort.ORGANISATION, Sort.CORPUS}:
            return re.search(r"(?<=[a-z,] )[A-Z][a-z]", text) is not None
        return self.scene.sort is Sort.ACTIVITY and self.is_strong(text)


def _ends_a_phrase(words: Sequence[Token], end: int) -> bool:
    """Whether a phrase may end before a word: at the end, a comma, or before the next phrase."""
    if end == len(words) or words[end].is_punct:
        return True
    return words[end].pos_ in {"ADP", "SCONJ"} and words[end].lower_ != "of"


def scened_frames(said: Statement, subject: str, scene: Scene) -> Iterator[Scened]:
    """The clauses of a statement, as `frames` reads them, on a page with a scene."""
    for frame in frames(said, subject):
        yield Scened(said, frame.clause, frame.tokens, subject, scene)
