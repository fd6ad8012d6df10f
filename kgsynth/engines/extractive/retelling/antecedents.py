"""Sentences of a section -> those that lean on one before, with the name of what they speak of in place of the pronoun.

What is in mind is the subject of the sentence before; or what a bare "the tool" or "this tool" can only be: the one
thing with that noun in the sentences before, or what the section says to be a tool. In doubt a sentence stays as it is.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Token

from kgsynth.engines.extractive.naming import KINDS, heading_text, is_code_like
from kgsynth.engines.extractive.pronouns import Resolved
from kgsynth.engines.extractive.reading import Lent, Section, Words
from kgsynth.engines.extractive.retelling.kinds_of_titles import TitleKind
from kgsynth.engines.extractive.retelling.pairs import joined
from kgsynth.engines.extractive.retelling.referents import (
    EMPTY_NOUNS,
    RUN,
    SORTS,
    Line,
    Referent,
    thing_told,
    things_named,
    topic_after,
)
from kgsynth.engines.extractive.retelling.splicing import spliced
from kgsynth.engines.extractive.sentences_told import PLACEHOLDER
from kgsynth.engines.extractive.topics_of_pages import is_unusual
from kgsynth.engines.extractive.wording import upper_first
from kgsynth.language.clauses import Clause, main_clause
from kgsynth.language.words import stands_in
from kgsynth.types import Span

_LEANS = re.compile(
    r"^(?:It|They|Its|Their|This|That|Therefore|Thus|Hence|Consequently|Accordingly|As a|For|So|To do|In order|Doing|"
    r"Because of|Otherwise)\b|\b(?:therefore|thus|consequently|hence)\b|^[^,]{3,50}, (?:it|they)\b|"
    rf"\b[Tt]his [a-z]+\b|\b[Tt]he (?:{'|'.join((*KINDS, *SORTS))})\b"
)
_TELLS = re.compile(r"^.{3,60} is (?:an?|the) ")  # what something is
_TITLED = re.compile(rf"(?:^|\s|: )(?P<name>(?!the\b|an?\b)\S*[\w)]) (?P<kind>{'|'.join(KINDS)})$", re.IGNORECASE)
_EMPTY_IT = re.compile(
    r"^It (?:is|was) (?:at|in|on|by|only|not|because)\b.* that\b|\bmakes? (?:\w+ )?sense\b|\bit (?:\w+ )?that\b"
)
_THUS = re.compile(r",? (?:thus|therefore|hence),? (?![a-z]+ing\b)")  # what follows from it stands elsewhere
_LONGEST = 60  # words of a sentence that is read for what it names
_BACK = 2  # sentences
_CLOSE = 3  # characters between two sentences of a paragraph
_OWNED = 4  # words of a name that takes an apostrophe
_SINGULAR = {"it": False, "its": False, "they": True, "their": True}


def worth_parsing(paragraph: Sequence[Resolved]) -> Iterator[str]:
    """The sentences of a paragraph that may lean, those before them, and those that say what something is."""
    leaning = [place for place, (_, text, _) in enumerate(paragraph) if _LEANS.search(text)]
    wanted = {place - back for place in leaning for back in range(_BACK + 1)}
    for place, (_, text, _) in enumerate(paragraph):
        if (place in wanted or _TELLS.match(text)) and len(text.split()) <= _LONGEST:
            yield text


def named_again(
    section: Section,
    paragraphs: Iterable[Sequence[Resolved]],
    docs: Mapping[str, Doc],
    *,
    titles: Sequence[tuple[TitleKind, Words | None]] = (),
    subject: str = "",
) -> Iterator[tuple[Resolved, Doc | None]]:
    """The sentences of a section in which a name replaces what leaned on a sentence before, with their trees if known.

    Args:
        docs: sentences with their trees; one that has none is not understood, nor is what leans on it.
        titles: what the things are that the titles above name, the innermost first, and the sentence that names each.
        subject: what the whole corpus is about.
    """
    mind = _Mind([*_titled(section), *_known_titles(titles)], subject)
    for paragraph in paragraphs:
        mind.turn(paragraph)
        for words, text, proof in paragraph:
            doc = docs.get(text)
            if doc is None or PLACEHOLDER.search(text):
                mind.forget()
                continue
            line = Line(words, text, doc, main_clause(doc))
            swaps = tuple(mind.swaps(line)) if not text.endswith("?") else ()
            kind = mind.kind_of_subject(line, swaps)
            read = _swapped(line, proof, swaps, kind)
            if swaps or kind is not None:
                yield read, _tree(line, swaps, read[1])
            yield from ((each, docs.get(each[1])) for each in mind.told_together(read))
            mind.take(line, swaps, read)


@dataclass(frozen=True, slots=True)
class _Swap:
    """Characters of a sentence, and what is put in their place."""

    start: int
    end: int
    text: str
    referent: Referent


@dataclass(slots=True)
class _Mind:
    """What a reader has in mind at some point of a section.

    Attributes:
        titled: what the section's title names.
        subject: what the whole corpus is about.
        told: what the section says that names are.
        recent: what the last sentences name.
        topic: what "it" or "they" would take up.
        last: the sentence before.
        before: the same as it was understood, and as it stands inside another sentence.
    """

    titled: list[Referent]
    subject: str
    told: list[Referent] = field(default_factory=list)
    recent: deque[list[Referent]] = field(default_factory=lambda: deque(maxlen=_BACK))
    topic: Referent | None = None
    last: Words | None = None
    before: tuple[Resolved, str] | None = None

    def turn(self, paragraph: Sequence[Resolved]) -> None:
        """A new paragraph: "this tool" may take up what the last sentence before names, if nothing stands between."""
        near = self.last is not None and paragraph and paragraph[0][0].span.start - self.last.span.end <= _CLOSE
        kept = self.recent[-1] if near and self.recent else []
        self.forget()
        self.recent.append(kept)

    def forget(self) -> None:
        """Nothing that was said before is in mind, but what the section says that names are."""
        self.recent.clear()
        self.topic = None
        self.before = None

    def told_together(self, read: Resolved) -> Iterator[Resolved]:
        """What a sentence says together with the one before."""
        if self.before is None:
            return
        words, text, proof = read
        (first, before, earlier), small = self.before
        for each in joined(before, small, text, self.topic):
            codes = (*first.code, *words.code)
            lent = Lent(codes, reason=each.reason, means=each.means, as_it_stands=bool(each.reason or each.means))
            yield replace(words, lent=lent), each.text, _joined([*earlier, *proof])

    def take(self, line: Line, swaps: Sequence[_Swap], read: Resolved) -> None:
        """Note what a sentence names."""
        clause = line.clause
        whole = clause is not None and clause.finite and bool(clause.subject)
        self.before = (read, _small(line, swaps, read[1])) if whole else None
        self.last = line.words
        told = thing_told(line)
        named = [*things_named(line), *([told] if told is not None else [])]
        self.recent.append([*named, *(swap.referent for swap in swaps)])
        if told is not None:
            self.told.append(told)
        first = next((swap.referent for swap in swaps if _is_subject(line, swap)), None)
        self.topic = first or topic_after(line, self.subject)

    def swaps(self, line: Line) -> Iterator[_Swap]:
        """What of a sentence a name can replace."""
        if not _LEANS.search(line.text):
            return
        clause = line.clause
        first = _pronoun(line, clause) if clause is not None else None
        if first is not None and self.topic is not None and self.topic.plural == _SINGULAR[first.lower_]:
            named = _owner(self.topic) if first.lower_ in {"its", "their"} else self.topic.text
            if named:
                yield _Swap(first.idx, first.idx + len(first.text), named, self.topic)
        for token in line.doc:
            det = _bare_definite(token)
            known = self._known_as(token.lower_, line, points=det.lower_ == "this") if det is not None else None
            if det is not None and known is not None:
                yield _Swap(det.idx, token.idx + len(token.text), known.text, known)

    def _known_as(self, noun: str, line: Line, *, points: bool) -> Referent | None:
        """The one thing that "the tool", or "this tool", can be here."""
        if noun in EMPTY_NOUNS or any(noun in code.split() for code in line.words.code):
            return None
        between = self.last is not None and bool(self.last.code)  # it may name what the tree does not show
        recent = list(self.recent)[-1:] if between else self.recent
        near = [each for names in recent for each in names if noun in each.nouns and _is_known(each, noun)]
        exact = [each for each in near if each.text.endswith(f" {noun}") or noun == each.kind]
        told = [each for each in self.told if each.kind == noun or noun in each.kind.split()[-1:]]
        topic = [self.topic] if points and self.topic is not None and noun in self.topic.nouns else []
        last = self.last.text.lower() if self.last is not None else ""
        topic = [each for each in topic if _is_known(each, noun) and not stands_in(noun, last)]
        titled = [
            each
            for each in self.titled
            if noun in each.nouns and (points or noun in (each.kind, each.text.split()[-1]))
        ]
        for found in (exact, topic, near if points else [], told, titled):
            one = {each.text.lower(): each for each in found}
            if one:
                known = next(iter(one.values()))
                return known if len(one) == 1 and not _is_said(known, line.text) else None
        return None

    def kind_of_subject(self, line: Line, swaps: Sequence[_Swap]) -> Referent | None:
        """What the section has said that the subject of a sentence is, where it has."""
        swapped = next((swap.referent for swap in swaps if _is_subject(line, swap)), None)
        clause = line.clause
        if clause is None or not clause.subject:
            return None
        named = swapped.text if swapped is not None else line.text[clause.subject[0].idx :][: _width(clause)]
        found = [each for each in self.told if each.text.lower() == named.lower() and each.kind]
        return found[-1] if found else None


def _small(line: Line, swaps: Sequence[_Swap], text: str) -> str:
    """A sentence as it stands inside another."""
    if any(swap.start == 0 for swap in swaps):
        return next(swap.text for swap in swaps if swap.start == 0) + text[len(swaps[0].text) :]
    named = line.doc[0].pos_ == "PROPN" or not line.doc[0].text.istitle() or text.startswith(line.words.code or ("\0",))
    return text if named else text[:1].lower() + text[1:]


def _width(clause: Clause) -> int:
    last = clause.subject[-1]
    return last.idx + len(last.text) - clause.subject[0].idx


def _is_subject(line: Line, swap: _Swap) -> bool:
    """Whether what was replaced is the subject of the sentence, and all of it."""
    clause = line.clause
    found = clause is not None and bool(clause.subject) and clause.subject[0].idx == swap.start
    return found and clause is not None and _width(clause) == swap.end - swap.start


def _is_known(referent: Referent, noun: str) -> bool:
    """Whether it is one thing with a name of its own beside the noun, not one of its sort."""
    text = referent.text
    owned = noun not in text.split() or text.endswith(f" {noun}") or referent.kind.endswith(noun)
    return referent.is_name and owned and not text.startswith(("a ", "an ")) and text.lower() != f"the {noun}"


def _is_said(known: Referent, text: str) -> bool:
    """Whether a sentence itself has the name."""
    return known.text.lower() in text.lower() or any(stands_in(code, text) for code in known.codes)


def _pronoun(line: Line, clause: Clause) -> Token | None:
    """The "it" or "they" that is the subject of a sentence, or the "its" that opens it."""
    first, head = line.doc[0], clause.subject_head
    if head is None:
        return None
    if first.lower_ in {"its", "their"} and first.head.i == head.i:
        return first
    if head.lower_ not in {"it", "they"} or _is_empty(line, clause):
        return None
    before = line.doc[: head.i]
    told = any(token.dep_.startswith("nsubj") or token.pos_ == "VERB" for token in before)
    return None if told else head


def _is_empty(line: Line, clause: Clause) -> bool:
    """Whether "it" speaks of nothing: ``It is easy to``, ``It happens that``."""
    head = clause.subject_head
    if (head is not None and head.dep_ == "expl") or _EMPTY_IT.search(line.text):
        return True
    joined = {child.dep_ for child in clause.head.children}
    if any(label.startswith("csubj") for label in joined):
        return True
    told = "ccomp" in joined and clause.head.lemma_ in {"happen", "seem", "appear", "turn", "mean"}
    return told or (clause.head.pos_ == "ADJ" and any(each.mark in {"to", "that"} for each in clause.adverbials))


def _bare_definite(token: Token) -> Token | None:
    """The "the" or "this" of a noun that nothing else tells apart."""
    if token.tag_ != "NN" or token.i == 0 or token.nbor(-1).lower_ not in {"the", "this"}:
        return None
    det = token.nbor(-1)
    alone = all(child.dep_ in {"det", "case", "punct", "cop", "nsubj"} for child in token.children if child.i < token.i)
    after = {child.dep_.split(":")[0] for child in token.children if child.i > token.i}
    plain = not after & {"nmod", "acl", "appos", "flat", "nummod", "compound"}
    return det if det.head.i == token.i and alone and plain and token.dep_ != "compound" else None


def _owner(referent: Referent) -> str:
    """``Otter's``; empty where the name is too long for it."""
    if len(referent.text.split()) > _OWNED:
        return ""
    return f"{referent.text}'" if referent.plural and referent.text.endswith("s") else f"{referent.text}'s"


def _titled(section: Section) -> list[Referent]:
    """The thing that the section's title names, with its kind (``The Den Field``) or as code."""
    title = heading_text(section.headings[-1]) if section.headings else ""
    match = _TITLED.search(title)
    if match is not None and (is_code_like(match["name"]) or match["name"][:1].isupper()):
        kind, name = match["kind"].lower(), match["name"]
        text = " ".join(words.text for paragraph in section.paragraphs for words in paragraph)
        plain = name.istitle() and not is_unusual(name.lower()) and f"{name} {kind}" not in text
        return [Referent(f"the {name.lower() if plain else name} {kind}", frozenset({kind}), False, None, (), True)]
    codes = {code for paragraph in section.paragraphs for words in paragraph for code in words.code}
    named = [word for word in title.split() if word in codes]
    return [Referent(named[0], RUN, False, None, (named[0],), True)] if len(named) == 1 else []


def _known_titles(titles: Sequence[tuple[TitleKind, Words | None]]) -> Iterator[Referent]:
    """The things that the titles above name, one for each noun."""
    for title, words in {each.noun: (each, words) for each, words in reversed(titles)}.values():
        yield Referent(title.name, frozenset({title.noun}), False, words, (), True, title.noun)


def _swapped(line: Line, proof: tuple[Span, ...], swaps: Sequence[_Swap], kind: Referent | None) -> Resolved:
    """A sentence with its names in place, and the spans that prove it, those that name first."""
    text = line.text
    for swap in sorted(swaps, key=lambda each: -each.start):
        text = text[: swap.start] + swap.text + text[swap.end :]
    text = _THUS.sub(" ", text) if swaps else text
    codes = tuple(code for swap in swaps for code in swap.referent.codes)
    lent = Lent(codes, kind.kind if kind is not None else "", as_it_stands=kind is not None and not swaps)
    words = replace(line.words, lent=lent)
    lenders = [*(swap.referent for swap in swaps), *([kind] if kind is not None else [])]
    naming = [each.words.span for each in lenders if each.words is not None]
    return words, _opened(text, codes), _joined([*naming, *proof])


def _opened(text: str, codes: Sequence[str]) -> str:
    """With a capital at the front, but where a name spelt small opens it."""
    return text if any(text.startswith(code) for code in codes) else upper_first(text)


def _tree(line: Line, swaps: Sequence[_Swap], text: str) -> Doc | None:
    """The tree of a sentence with its names in place, made of its own; None where it must be parsed."""
    if not swaps:
        return line.doc if line.text == text else None
    places = [(swap.start, swap.end, swap.text) for swap in swaps]
    found = spliced(line.doc, places, plural=any(swap.referent.plural for swap in swaps))
    return found if found is not None and found.text == text else None


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, those of sentences that follow each other as one."""
    found: list[Span] = []
    for span in sorted(set(spans), key=lambda each: (each.start, each.end)):
        if found and span.start <= found[-1].end + _CLOSE:
            found[-1] = Span(span.document_id, found[-1].start, max(span.end, found[-1].end))
        else:
            found.append(span)
    return tuple(found)
