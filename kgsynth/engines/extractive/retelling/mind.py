"""What a reader has in mind at some point of a section -> what of the next sentence a name can replace."""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from kgsynth.engines.extractive.naming import KINDS
from kgsynth.engines.extractive.reading.passage import Words
from kgsynth.engines.extractive.reading.pronouns import Resolved
from kgsynth.engines.extractive.retelling.demonstratives import (
    both,
    former_or_latter,
    only_name,
    same_noun,
    side_by_side,
)
from kgsynth.engines.extractive.retelling.referents import (
    EMPTY_NOUNS,
    RUN,
    SORTS,
    Line,
    Referent,
    is_empty,
    may_be_other,
    thing_told,
    things_named,
    topic_after,
)
from kgsynth.engines.extractive.retelling.within import named_before
from kgsynth.language.clauses import Clause
from kgsynth.language.words import stands_in

LEANS = re.compile(
    r"^(?:It|They|Its|Their|This|That|Therefore|Thus|Hence|Consequently|Accordingly|As a|For|So|To do|In order|Doing|"
    r"Because of|Otherwise)\b|\b(?:therefore|thus|consequently|hence)\b|^[^,]{3,50}, (?:it|they|its|their)\b|"
    r"\b[Tt]h(?:is|ese) (?:two )?[a-z]+\b|\b[Tt]he (?:former|latter)\b|"
    r"^(?:When|Once|If|Since|Because|While|Although)\b.* it\b|"
    rf"\b[Tt]he (?:{'|'.join((*KINDS, *SORTS))})\b"
)
_CLOSE = 3  # characters between two sentences of a paragraph
_BACK = 2  # sentences
_OWNED = 4  # words of a name that takes an apostrophe
_NO_THINGS = frozenset({"case", "way", "time", "example", "reason", "section", "chapter", "book", "document", "page"})
_OF = re.compile(r" (?:of|for|in|on|to|from|with|by|at) ")
_NEW = re.compile(r"\b(?:new|additional|extra|further|only|possible|particular|given|resulting|user|administrator)\b")
_SINGULAR = {"it": False, "its": False, "they": True, "their": True}


@dataclass(frozen=True, slots=True)
class Swap:
    """Characters of a sentence, and what is put in their place."""

    start: int
    end: int
    text: str
    referent: Referent


@dataclass(slots=True)
class Mind:
    """What a reader has in mind at some point of a section.

    Attributes:
        titled: what the section's title names.
        subject: what the whole corpus is about.
        page: the command that the page is about, as long as nothing was said.
        described: the same where the section describes it.
        told: what the section says that names are.
        recent: what the last sentences name.
        topic: what "it" or "they" would take up.
        last: the sentence before.
        apart: whether a block of code stands between it and this one: "this command" may be the one shown there.
        line: the same with its tree.
        before: the same as it was understood, and as it stands inside another sentence.
    """

    titled: list[Referent]
    subject: str
    page: Referent | None = None
    described: Referent | None = None
    told: list[Referent] = field(default_factory=list)
    recent: deque[list[Referent]] = field(default_factory=lambda: deque(maxlen=_BACK))
    topic: Referent | None = None
    last: Words | None = None
    apart: bool = False
    line: Line | None = None
    before: tuple[Resolved, str] | None = None

    def turn(self, paragraph: Sequence[Resolved], *, shown: bool = False) -> None:
        """A new paragraph: "this tool" may take up what the last sentence before names, if nothing stands between.

        Args:
            shown: whether a block of code does.
        """
        near = self.last is not None and paragraph and paragraph[0][0].span.start - self.last.span.end <= _CLOSE
        self.apart = shown
        kept, line = (self.recent[-1] if near and self.recent else []), (self.line if near else None)
        self.forget()
        self.recent.append(kept)
        self.line = line

    def forget(self) -> None:
        """Nothing that was said before is in mind, but what the section says that names are."""
        self.recent.clear()
        self.topic = None
        self.line = None
        self.before = None

    def take(self, line: Line, swaps: Sequence[Swap], read: Resolved) -> None:
        """Note what a sentence names."""
        clause = line.clause
        whole = clause is not None and clause.finite and bool(clause.subject)
        self.before = (read, small(line, swaps, read[1])) if whole else None
        self.last = line.words
        self.apart = False
        self.line = line
        self.page = None
        told = thing_told(line)
        named = [*things_named(line), *([told] if told is not None else [])]
        self.recent.append([*named, *(swap.referent for swap in swaps)])
        if told is not None:
            self.told.append(told)
        of_two = any(former_or_latter(line))
        first = next((swap.referent for swap in swaps if _is_subject(line, swap) and not of_two), None)
        self.topic = first or (topic_after(line, self.subject) if not of_two else None)

    def swaps(self, line: Line) -> Iterator[Swap]:
        """What of a sentence a name can replace."""
        if not LEANS.search(line.text):
            return
        yield from self._of_pronoun(line)
        yield from self._of_pair(line)
        for token in line.doc:
            det = _bare_definite(token)
            known = self._meant(token.lower_, line, det.lower_) if det is not None else None
            if det is not None and known is not None:
                yield Swap(det.idx, token.idx + len(token.text), known.text, known)
        told = _told_of_this(line)
        thing = self._demonstrated(told, plural=False) if told else None
        if thing is not None and not _is_said(thing, line.text):
            yield Swap(0, len(line.doc[0].text), thing.text, thing)

    def _of_pronoun(self, line: Line) -> Iterator[Swap]:
        """The name for the "it" or "they" that is the subject."""
        clause = line.clause
        first = _pronoun(line, clause) if clause is not None else None
        if clause is None or self._is_in_doubt(line, clause):
            return
        if first is not None and self.topic is not None and self.topic.plural == _SINGULAR[first.lower_]:
            named = _owner(self.topic) if first.lower_ in {"its", "their"} else self.topic.text
            if named:
                yield Swap(first.idx, first.idx + len(first.text), named, self.topic)
        known, it = (named_before(line, clause) if first is None else None), clause.subject_head
        if known is not None and it is not None:
            yield Swap(it.idx, it.idx + len(it.text), known.text, known)

    def _is_in_doubt(self, line: Line, clause: Clause) -> bool:
        """Whether "it" may be another thing than the topic: what that acts on, or what it belongs to."""
        if self.topic is None or self.line is None or self.line.clause is None:
            return False
        same = any(token.lower_ == "also" for token in line.doc) and not clause.passive
        what_it_is = clause.copula is not None and clause.head.pos_ == "NOUN"
        other = may_be_other(self.topic, self.line.clause) and not same
        return other or (what_it_is and " of " in self.topic.text)

    def _of_pair(self, line: Line) -> Iterator[Swap]:
        """The names for "the former" and "the latter"."""
        places = tuple(former_or_latter(line))
        pair = side_by_side(self.line) if places and self.line is not None else None
        known = [pair[is_latter] for *_, is_latter in places] if pair is not None else []
        agree = all(_agrees(token, each) for (_, token, _), each in zip(places, known, strict=False))
        if known and agree and not any(_is_said(each, line.text) for each in known):
            for (det, token, _), each in zip(places, known, strict=True):
                yield Swap(det.idx, token.idx + len(token.text), each.text, each)

    def _meant(self, noun: str, line: Line, det: str) -> Referent | None:
        """The one thing that "the tool", "this tool" or "these tools" can be here."""
        points = det in {"this", "these"}
        described = self._of_the_page(noun) if det == "this" else None
        if described is not None:
            return described
        if points and self.apart and noun in RUN:
            return None
        known = self._demonstrated(noun, plural=det == "these") if points else None
        if known is not None:
            return known if not _is_said(known, line.text) else None
        return self._known_as(noun, line, points=points) if det != "these" else None

    def _of_the_page(self, noun: str) -> Referent | None:
        """The command that a page describes, where "this command" is said in its description."""
        return _with_its_noun(self.described, noun) if self.described is not None and noun in RUN else None

    def _demonstrated(self, noun: str, *, plural: bool) -> Referent | None:
        """What "this" or "these" with a noun takes up of the sentence before; of the titles, where there is none."""
        if self.last is None and not plural:
            near = [*self.titled, *([self.page] if self.page is not None else [])]
            found = {each.text: _with_its_noun(each, noun) for each in near if noun in each.nouns}
            return next(iter(found.values())) if len(found) == 1 else None
        if self.line is None or noun in _NO_THINGS:
            return None
        again = same_noun(self.line, noun, plural=plural) or self._of_its_sort(noun, plural=plural)
        if again is not None or noun in EMPTY_NOUNS or any(noun in each.nouns for each in self.titled):
            return again
        return both(self.line, noun) if plural else only_name(self.line, noun, self.subject)

    def _of_its_sort(self, noun: str, *, plural: bool) -> Referent | None:
        """The sort of thing that the sentence before is about, where it calls it by the noun."""
        topic, line = self.topic, self.line
        if topic is None or line is None or topic.plural != plural or topic.is_name or _NEW.search(topic.text):
            return None
        once = sum(token.lower_ == noun for token in line.doc) == 1
        told = (
            topic.text.endswith(f" {noun}")
            and not _OF.search(topic.text)
            and (not topic.text.startswith("the ") or topic.text.count(" ") > 1)
        )
        return topic if once and told else None

    def _known_as(self, noun: str, line: Line, *, points: bool) -> Referent | None:
        """The one thing that "the tool", or "this tool", can be here."""
        if noun in EMPTY_NOUNS or any(noun in code.split() for code in line.words.code):
            return None
        between = self.last is not None and bool(self.last.code)  # it may name what the tree does not show
        last = self.last.text.lower() if self.last is not None else ""
        recent = list(self.recent)[-1:] if between else self.recent
        near = [each for names in recent for each in names if noun in each.nouns and _is_known(each, noun)]
        if points and _stands_twice(noun, last):
            near = [each for each in near if self.topic is not None and each.text == self.topic.text]
        exact = [each for each in near if each.text.endswith(f" {noun}") or noun == each.kind]
        told = [each for each in self.told if each.kind == noun or noun in each.kind.split()[-1:]]
        topic = [self.topic] if points and self.topic is not None and noun in self.topic.nouns else []
        topic = [each for each in topic if _is_known(each, noun) and not stands_in(noun, last)]
        topic += [each for each in (recent[-1] if topic and recent else ()) if noun in each.nouns]
        titled = [
            _with_its_noun(each, noun) if points else each
            for each in self.titled
            if noun in each.nouns and (points or noun in (each.kind, each.text.split()[-1]))
        ]
        order = (exact, topic, titled, near, told) if points else (exact, topic, told, titled)
        for found in order:
            one = {each.text.lower(): each for each in found}
            if one:
                known = self._as_named(next(iter(one.values())))
                return known if len(one) == 1 and not _is_said(known, line.text) else None
        return None

    def _as_named(self, known: Referent) -> Referent:
        """The thing that a title names, as the sentence before names it."""
        said = [each for each in (self.recent[-1] if self.recent else ()) if each.codes and each.codes == known.codes]
        return said[0] if said and known.words is None else known

    def kind_of_subject(self, line: Line, swaps: Sequence[Swap]) -> Referent | None:
        """What the section has said that the subject of a sentence is, where it has."""
        swapped = next((swap.referent for swap in swaps if _is_subject(line, swap)), None)
        clause = line.clause
        if clause is None or not clause.subject:
            return None
        named = swapped.text if swapped is not None else line.text[clause.subject[0].idx :][: _width(clause)]
        found = [each for each in self.told if each.text.lower() == named.lower() and each.kind]
        return found[-1] if found else None


def small(line: Line, swaps: Sequence[Swap], text: str) -> str:
    """A sentence as it stands inside another."""
    if any(swap.start == 0 for swap in swaps):
        return next(swap.text for swap in swaps if swap.start == 0) + text[len(swaps[0].text) :]
    named = line.doc[0].pos_ == "PROPN" or not line.doc[0].text.istitle() or text.startswith(line.words.code or ("\0",))
    return text if named else text[:1].lower() + text[1:]


def _width(clause: Clause) -> int:
    last = clause.subject[-1]
    return last.idx + len(last.text) - clause.subject[0].idx


def _is_subject(line: Line, swap: Swap) -> bool:
    """Whether what was replaced is the subject of the sentence, and all of it."""
    clause = line.clause
    found = clause is not None and bool(clause.subject) and clause.subject[0].idx == swap.start
    return found and clause is not None and _width(clause) == swap.end - swap.start


def _is_known(referent: Referent, noun: str) -> bool:
    """Whether it is one thing with a name of its own beside the noun, not one of its sort."""
    text = referent.text
    owned = noun not in text.split() or text.endswith(f" {noun}") or referent.kind.endswith(noun)
    return referent.is_name and owned and not text.startswith(("a ", "an ")) and text.lower() != f"the {noun}"


def _stands_twice(noun: str, text: str) -> bool:
    """Whether a sentence has a noun twice, brackets aside."""
    return len(re.findall(rf"\b{noun}\b", re.sub(r"\([^()]*\)", "", text))) > 1


def _with_its_noun(known: Referent, noun: str) -> Referent:
    """``otterctl``, tool -> the otterctl tool."""
    said = noun == "software" or noun in re.split(r"[\W_]+", known.text)
    bare = known.text in known.codes and noun in RUN and not said
    return replace(known, text=f"the {known.text} {noun}") if bare else known


def _is_said(known: Referent, text: str) -> bool:
    """Whether a sentence itself has the name."""
    return known.text.lower() in text.lower() or any(stands_in(code, text) for code in known.codes)


def _agrees(token: Token, known: Referent) -> bool:
    """Whether the verb of "the latter" has the number of a name."""
    verbs = {
        token.head.tag_,
        *(child.tag_ for child in token.head.children if child.dep_ in {"aux", "aux:pass", "cop"}),
    }
    if not token.dep_.startswith("nsubj"):
        return True
    return "VBP" not in verbs if not known.plural else "VBZ" not in verbs


def _pronoun(line: Line, clause: Clause) -> Token | None:
    """The "it" or "they" that is the subject of a sentence, or the "its" that opens the subject."""
    head = clause.subject_head
    if head is None:
        return None
    first = clause.subject[0]
    owns = first.lower_ in {"its", "their"} and first.head.i == head.i
    if not owns and (head.lower_ not in {"it", "they"} or is_empty(line.text, clause)):
        return None
    before = line.doc[: first.i]
    told = any(token.dep_.startswith("nsubj") or token.pos_ == "VERB" for token in before)
    runs_on = not first.whitespace_  # "it's"
    return None if told or runs_on else first


def _bare_definite(token: Token) -> Token | None:
    """The "the", "this" or "these" of a noun that nothing else tells apart."""
    points = {"NN": {"the", "this"}, "NNS": {"these"}}.get(token.tag_, set())
    if token.i == 0 or token.nbor(-1).lower_ not in points:
        return None
    det = token.nbor(-1)
    alone = all(child.dep_ in {"det", "case", "punct", "cop", "nsubj"} for child in token.children if child.i < token.i)
    after = {child.dep_.split(":")[0] for child in token.children if child.i > token.i}
    plain = not after & {"nmod", "acl", "appos", "flat", "nummod", "compound"}
    return det if det.head.i == token.i and alone and plain and token.dep_ != "compound" else None


def _told_of_this(line: Line) -> str:
    """The noun of ``This is a pump``; empty where a sentence says something else."""
    clause, this = line.clause, line.doc[0]
    said = clause is not None and clause.copula is not None and clause.head.tag_ == "NN" and not clause.negated
    if this.lower_ != "this" or clause is None or not said or clause.subject_head is None:
        return ""
    article = any(child.lower_ in {"a", "an"} for child in clause.head.lefts)
    return clause.head.lower_ if clause.subject_head.i == this.i == 0 and article else ""


def _owner(referent: Referent) -> str:
    """``Otter's``; empty where the name is too long for it."""
    if len(referent.text.split()) > _OWNED or _OF.search(referent.text):
        return ""
    return f"{referent.text}'" if referent.plural and referent.text.endswith("s") else f"{referent.text}'s"
