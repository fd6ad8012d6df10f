"""A parsed sentence -> questions: what happens if, why, how, where, when, how many.

Each function reads one pattern and gives nothing where any part of it is in doubt. What was learned from rule-based
question generation: the answer is cut out of the sentence only at its edges, subject questions need a known kind, and
whatever points outside the sentence (this, such, above, it) makes a question nobody can answer.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Token

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.facts import Statement
from kgsynth.engines.extractive.fragments import cut_tail, is_balanced, is_self_contained, opens_plainly
from kgsynth.engines.extractive.naming import KINDS, Name, is_code_like
from kgsynth.engines.extractive.prose import slice_of
from kgsynth.engines.extractive.wording import (
    bare,
    base_of_third,
    lower_first,
    question,
    sentence,
    third_person,
    without_article,
    without_parentheses,
)
from kgsynth.language.bundled import verb_lemma
from kgsynth.language.clauses import Adverbial, Clause, Oblique, subtree
from kgsynth.language.words import content_words

_CONDITION = frozenset({"if", "when", "unless"})
_CONTRACTED = frozenset({"wo", "ca", "sha", "'s", "'re", "'ve", "'ll", "'d", "’s", "’re", "’ll"})
_TAKES_CLAUSE = frozenset("detect know specify determine decide indicate see tell check ask wonder control say".split())
_PLACED = frozenset("store locate keep install define save hold place find specify record write document put".split())
_UNITS = frozenset(
    "second minute hour day week month year byte kilobyte megabyte gigabyte meter metre kilometre gram kilogram euro "
    "dollar percent degree euros".split()
)
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DATE = re.compile(rf"\b(?:{_MONTH}\b.*\d|\d{{1,2}} {_MONTH}|(?:19|20)\d\d\b)")
_TRAILING_DATE_WORDS = re.compile(r"^(?:in|on|since|by|until|from)\b", re.IGNORECASE)


def ask(said: Statement, subject: str) -> Iterator[Candidate]:
    """Every question that a statement supports."""
    frame = _Frame(said, subject)
    for read in (_what_if, _in_which_case, _why, _how_to, _by_what_means, _used_to, _purpose_of, _allows, _what_is, _by_whom, _what_does, _where, _when, _how_many, _what_object):
        yield from read(frame)


class _Frame:
    """A statement, and the ways of turning a question about it into a candidate."""

    def __init__(self, said: Statement, subject: str) -> None:
        self.said = said
        self.clause: Clause = said.clause
        self.text = said.words.text
        self.subject = subject

    def candidate(self, text: str, answer: str, kind: str, weight: float, *, longest: int = 20) -> Iterator[Candidate]:
        """The candidate, placed ("in PostgreSQL", "with pg_dump") if it names nothing itself; none if it cannot be."""
        text = without_parentheses(text)
        if not is_self_contained(bare(text), longest=longest) or _LOOSE_WORDS.search(text) or not _is_clean_answer(answer):
            return
        placed = self._placed(text)
        if placed is not None:
            yield Candidate(
                (self.said.chunk,), question(placed), sentence(answer), self.said.evidence, kind, self._names(placed), weight
            )

    def _placed(self, text: str) -> str | None:
        about = self.said.name
        if about.text and about.text.lower() in text.lower():
            return text
        if about.text and about.kind in {"option", "parameter", "command", "view", "function", "setting"}:
            return f"{bare(text)} with {about.full}" if about.kind in {"option", "command"} else None
        if _names_something(text):
            return text
        enough = 5 if text.startswith("What happens") else 3
        return f"{bare(text)} in {self.subject}" if self.subject and _content(text) >= enough else None

    def _names(self, text: str) -> tuple[Name, ...]:
        about = self.said.name
        return (about,) if about.text and about.text.lower() in text.lower() else ()

    def cut(self, tokens: Sequence[Token]) -> str:
        """The characters of some adjoining tokens."""
        return slice_of(self.text, tuple(tokens)).strip(" ,;") if tokens else ""

    def after_verb(self, without: Iterable[Token] = ()) -> str | None:
        """What follows the tensed verb, some tokens left out at the end; None where they stand in the middle."""
        gone = {token.i for token in without}
        rest = [token for token in self.said.doc if token.i > self.clause.verb.i and not token.is_punct]
        if gone and any(token.i > max(gone) and token.i not in gone for token in rest):
            return None
        kept = [token for token in rest if token.i not in gone]
        return bare(self.cut(kept)) if kept else ""

    def inverted(self, without: Iterable[Token] = ()) -> str | None:
        """``can the server archive``, ``does pg_dump lock``: the clause in question order, some tokens left out."""
        clause = self.clause
        if clause.subject_head is not None and clause.subject_head.lower_ in {"there", "it"}:
            return None
        if not clause.subject or clause.subject_head is None or clause.subject[-1].i >= clause.verb.i:
            return None
        before = [token for token in self.said.doc if token.i < clause.subject[0].i and token.i not in {t.i for t in without}]
        setting = self._setting(before)
        if setting is None:
            return None
        between = [token for token in self.said.doc if clause.subject[-1].i < token.i < clause.verb.i]
        gone = [token for token in without if token.i > clause.verb.i]
        rest = self.after_verb(gone)
        if rest is None:
            return None
        subject = lower_first(self.cut(clause.subject), _names_of(clause.subject))
        middle = self.cut(between)
        rest = _joined(rest, setting)
        if clause.verb.lower_ in _CONTRACTED or "n't" in middle:
            return None
        if clause.auxiliaries or clause.copula is not None:
            return _joined(clause.verb.lower_, subject, middle, rest)
        return self._with_do(subject, middle, rest)

    def _setting(self, before: Sequence[Token]) -> str | None:
        """What stands before the subject, where it is one short phrase like "On IPv6 networks,"; None for anything else."""
        words = [token for token in before if not token.is_punct]
        if not words:
            return ""
        for oblique in self.clause.obliques:
            phrase = [token for token in oblique.tokens if not token.is_punct]
            if phrase == words and _is_whole(phrase) and len(phrase) <= 7 and oblique.preposition in {"in", "on", "for", "with", "under"}:
                return lower_first(self.cut(phrase))
        return None

    def _with_do(self, subject: str, middle: str, rest: str) -> str | None:
        verb = self.clause.verb
        lemma = base_of_verb(verb)
        if lemma is None or self.clause.negated:
            return None
        return _joined({"VBZ": "does", "VBP": "do", "VBD": "did"}[verb.tag_], subject, middle, lemma, rest)


def base_of_verb(verb: Token) -> str | None:
    """The bare form of a finite verb, from the treebank's list only; None where the list does not know it."""
    known = verb_lemma(verb.lower_, verb.tag_)
    if known is not None:
        return known
    guess = base_of_third(verb.lower_) if verb.tag_ == "VBZ" else verb.lower_
    return guess if verb.tag_ in {"VBZ", "VBP"} and verb_lemma(guess, "VB") == guess else None


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


# ------------------------------------------------------------------------------------- one function a pattern


def _what_if(frame: _Frame) -> Iterator[Candidate]:
    """``If the file is missing, the server stops.`` -> What happens if the file is missing?"""
    opening = _fronted(frame, _CONDITION)
    if opening is None:
        return
    condition, outcome = frame.cut(opening.tokens), _outcome(frame, opening)
    subjects = {"nsubj", "nsubj:pass", "nsubjpass", "expl", "csubj"}
    if outcome is None or len(condition.split()) < 4 or condition.lower().startswith("even") or not any(t.dep_ in subjects for t in opening.head.children):
        return
    condition = lower_first(condition)
    clause = frame.clause
    outcome = _with_subject(outcome, opening, frame)
    you = clause.subject_head is not None and clause.subject_head.lower_ == "you"
    if clause.imperative:
        yield from frame.candidate(f"What should you do {condition}", outcome, "how_to", 0.8)
    elif you and clause.auxiliaries and clause.verb.lower_ in {"can", "must", "should", "may"}:
        modal = clause.verb.lower_
        yield from frame.candidate(f"What {modal} you do {condition}", outcome, "how_to", 0.8)
    elif _does_something(frame, outcome):
        lead = clause.verb.lower_ if clause.auxiliaries else "does" if clause.verb.tag_ == "VBZ" else "do"
        yield from frame.candidate(f"What {lead} {frame.cut(clause.subject)} do {condition}", outcome, "condition", 1.0)
    elif not you and clause.finite and clause.subject and clause.subject_head is not None:
        yield from frame.candidate(f"What happens {condition}", outcome, "condition", 0.8)


def _does_something(frame: _Frame, outcome: str) -> bool:
    """Whether the outcome is an act of something named ("AIDE records them"), so that it can be asked for by name."""
    clause = frame.clause
    if not clause.subject or clause.passive or clause.copula is not None or clause.negated:
        return False
    simple = clause.verb.tag_ in {"VBZ", "VBP"} if not clause.auxiliaries else clause.verb.lower_ in {"will", "can"}
    subject = frame.cut(clause.subject)
    return not subject.startswith("-") and simple and len(clause.auxiliaries) <= 1 and outcome.startswith(subject) and _names_something(subject)


def _outcome(frame: _Frame, opening: Adverbial) -> str | None:
    rest = frame.text[opening.tokens[-1].idx + len(opening.tokens[-1].text) :]
    match = re.match(r"^\s*,\s*(?:then\s+)?(?P<outcome>.+)$", rest)
    return bare(opens_plainly(match["outcome"])) if match else None


def _with_subject(outcome: str, opening: Adverbial, frame: _Frame) -> str:
    """``it stops`` -> ``the server stops``, where the condition's subject is the only thing "it" can be."""
    subject = next((subtree(t) for t in opening.head.children if t.dep_ in {"nsubj", "nsubj:pass", "nsubjpass"}), ())
    head = frame.clause.subject_head
    if head is None or head.lower_ not in {"it", "they"} or frame.clause.copula is not None or not subject or subject[-1].pos_ != "NOUN" or len(subject) > 5:
        return outcome
    if (subject[-1].tag_ == "NNS") != (head.lower_ == "they") or not outcome.lower().startswith(head.lower_ + " "):
        return outcome
    return f"the {without_article(frame.cut(subject))}{outcome[len(head.text):]}"


def _fronted(frame: _Frame, marks: frozenset[str]) -> Adverbial | None:
    for adverbial in frame.clause.adverbials:
        if adverbial.mark in marks and adverbial.tokens[0].i == 0 and _is_whole(adverbial.tokens):
            return adverbial
    return None


def _in_which_case(frame: _Frame) -> Iterator[Candidate]:
    """``The server stops when the disk is full.`` -> When does the server stop?"""
    for adverbial in frame.clause.adverbials:
        tokens = adverbial.tokens
        if adverbial.mark not in {"if", "when"} or tokens[0].lower_ != adverbial.mark or not _is_whole(tokens) or not _is_last(frame, tokens) or len(tokens) < 4:
            continue
        inverted = frame.inverted(tokens)
        if frame.clause.head.lemma_ in _TAKES_CLAUSE and not frame.clause.objects:
            continue
        if inverted is not None and not frame.clause.negated and tokens[0].i > frame.clause.head.i:
            lead = "When" if adverbial.mark == "when" else "Under what condition"
            yield from frame.candidate(f"{lead} {inverted}", frame.cut(tokens), "condition", 0.6)


def _by_what_means(frame: _Frame) -> Iterator[Candidate]:
    """``The list can be shown with git branch.`` -> How can the list be shown?"""
    clause = frame.clause
    you = clause.subject_head is not None and clause.subject_head.lower_ in {"you", "one", "users", "administrators", "administrator"}
    modal = (clause.passive or you) and clause.verb.lower_ in {"can", "may", "must", "should"}
    if not modal or clause.negated:
        return
    for oblique in clause.obliques:
        if oblique.preposition in {"with", "via", "through", "using"} and _ends(frame, oblique):
            inverted = frame.inverted(oblique.tokens)
            if inverted is not None and len(oblique.tokens) <= 14:
                yield from frame.candidate(f"How {inverted}", frame.cut(oblique.tokens), "how_to", 0.9)
    for adverbial in clause.adverbials:
        if adverbial.mark in {"by", ""} and adverbial.head.tag_ == "VBG" and _is_last(frame, adverbial.tokens):
            inverted = frame.inverted(adverbial.tokens) if _is_whole(adverbial.tokens) else None
            if inverted is not None and adverbial.tokens[0].lower_ in {"by", "using"}:
                yield from frame.candidate(f"How {inverted}", frame.cut(adverbial.tokens), "how_to", 0.9)


def _why(frame: _Frame) -> Iterator[Candidate]:
    """``X fails because Y.`` -> Why does X fail?"""
    for adverbial in frame.clause.adverbials:
        if adverbial.mark != "because" or not _is_whole(adverbial.tokens) or not _is_last(frame, adverbial.tokens):
            continue
        inverted = frame.inverted(adverbial.tokens)
        if inverted is not None:
            yield from frame.candidate(f"Why {inverted}", frame.cut(adverbial.tokens), "cause", 0.9)


def _how_to(frame: _Frame) -> Iterator[Candidate]:
    """``To list the branches, use git branch.`` -> How do you list the branches?"""
    opening = _fronted(frame, frozenset({"to", "in order to"}))
    if opening is None:
        return
    outcome = _outcome(frame, opening)
    goal = re.sub(r"^(?:in order )?to\s+", "", frame.cut(opening.tokens), flags=re.IGNORECASE)
    clause = frame.clause
    you = clause.subject_head is not None and clause.subject_head.lower_ in {"you", "one"}
    if outcome is None or len(goal.split()) < 3:
        return
    if clause.head.lower_ in {"let", "note", "see", "refer", "read", "consult"}:
        return
    if clause.imperative or (you and clause.finite):
        verb = "can" if clause.verb.lower_ in {"can", "could", "may"} else "do"
        yield from frame.candidate(f"How {verb} you {goal}", outcome, "how_to", 1.0)
    elif clause.passive and clause.verb.lower_ in {"must", "should"}:
        yield from frame.candidate(f"What must be done to {goal}", outcome, "how_to", 0.7)


def _used_to(frame: _Frame) -> Iterator[Candidate]:
    """``apt-file can be used to find a file's package.`` -> What can be used to find a file's package?"""
    clause = frame.clause
    if clause.head.lower_ not in {"use", "used", "uses"} or clause.negated:
        return
    goal = _goal_after(frame)
    if goal is None:
        return
    used = frame.cut(clause.subject)
    if clause.passive and clause.subject and clause.subject[0].i == 0 and clause.verb.lower_ in {"can", "is", "are", "may"}:
        be = f"{clause.verb.lower_} be" if clause.verb.tag_ == "MD" else clause.verb.lower_
        be = "is" if be == "are" else be
        if _is_definite(clause.subject):
            yield from frame.candidate(f"What {be} used to {goal}", used, "purpose", 0.7)
            asked = f"{lower_first(used, _names_of(clause.subject))} {'be used' if be.endswith(' be') else 'used'} for"
            yield from frame.candidate(f"What {clause.verb.lower_} {asked}", f"to {goal}", "purpose", 0.6)
    elif clause.objects and (clause.imperative or (clause.subject_head is not None and clause.subject_head.lower_ == "you")):
        used = frame.cut(clause.objects[0])
        yield from frame.candidate(f"What can you use to {goal}", used, "how_to", 0.8)


def _names_of(tokens: Sequence[Token]) -> list[str]:
    return [token.text for token in tokens if token.pos_ == "PROPN"]


def _goal_after(frame: _Frame) -> str | None:
    """What stands after "used (...) to", to the end of the sentence."""
    match = re.search(r"\bused?\b(?P<between>[^,;:]*?)\bto (?P<goal>[a-z]+ [^;:]+)$", bare(frame.text))
    if match is None or verb_lemma(match["goal"].split()[0], "VB") != match["goal"].split()[0]:
        return None
    if frame.clause.passive and match["between"].strip():
        return None
    return re.split(r", (?:which|but|and|or|so|as|then|e\.g)\b", match["goal"])[0]


def _is_definite(tokens: Sequence[Token]) -> bool:
    """Whether a subject names one known thing: a name, or "the" with more than a bare noun."""
    return not tokens[0].lower_ in _LOOSE and (tokens[0].lower_ != "the" or len(tokens) > 2)


_LOOSE = frozenset("a an some any each every no many several most few all both it they this these those that you we".split())


def _purpose_of(frame: _Frame) -> Iterator[Candidate]:
    """``The purpose of X is to do Y.`` -> What is the purpose of X?"""
    match = re.match(
        r"^The (?P<noun>purpose|goal|aim|role|task|job|function) of (?P<what>[^,;]+?) is (?P<to>to [a-z].+)$", bare(frame.text)
    )
    if match:
        yield from frame.candidate(f"What is the {match['noun']} of {match['what']}", match["to"], "purpose", 0.9)


def _allows(frame: _Frame) -> Iterator[Candidate]:
    """``Patterns allow you to select packages.`` -> What allows you to select packages?"""
    clause = frame.clause
    verb = clause.head.lower_
    if verb not in {"allows", "allow", "lets", "let", "enables", "enable"} or clause.auxiliaries or not clause.subject:
        return
    if clause.subject[0].i != 0 or not _is_definite(clause.subject) or clause.negated or len(clause.subject) > 8:
        return
    rest = frame.after_verb()
    if rest and re.match(r"^(?:you|users?|administrators?|the (?:user|administrator)|one|clients?|[A-Z]\w+) (?:to )?[a-z]+", rest):
        third = {"allow": "allows", "let": "lets", "enable": "enables"}.get(verb, verb)
        yield from frame.candidate(f"What {third} {rest}", frame.cut(clause.subject), "purpose", 0.7)


def _what_is(frame: _Frame) -> Iterator[Candidate]:
    """``The default port of the server is 5432.`` -> What is the default port of the server?"""
    clause = frame.clause
    if clause.copula is None or clause.copula.lower_ not in {"is", "was"} or clause.auxiliaries or clause.negated:
        return
    subject = frame.cut(clause.subject)
    placed = frame.inverted([token for token in frame.said.doc if token.i > clause.copula.i])
    if placed is None:
        return
    definite = re.match(r"^[Tt]he [a-z][\w-]* (?:\S+ )*\S+$", subject) and not _CONTEXTUAL.search(subject)
    if not definite or clause.subject[-1].i + 1 != clause.copula.i or len(clause.subject) > 12:
        return
    answer = frame.after_verb()
    if answer and clause.head.pos_ in {"NOUN", "PROPN", "NUM", "X", "SYM"} and len(answer.split()) <= 16 and _content(subject) >= 2:
        yield from frame.candidate(f"What {placed}", answer, "factual", 0.8)


_CONTEXTUAL = re.compile(
    r"\b(?:matching|corresponding|relevant|resulting|respective|whole|simplest|main|other|only|problem|result|idea|"
    r"reason|difference|question|point|answer|fact|case|goal|aim|purpose|rest|first|second|third|last|next|previous)\b"
)


def _by_whom(frame: _Frame) -> Iterator[Candidate]:
    """``The web interface is provided by the webmin package.`` -> Which package provides the web interface?"""
    clause = frame.clause
    if not clause.passive or clause.negated or not clause.agent or len(clause.auxiliaries) != 1 or clause.verb.lower_ not in {"is", "are"}:
        return
    agent = [token for token in clause.agent if token.dep_ not in {"case", "prep"}]
    base = verb_lemma(clause.head.lower_, "VBN")
    if not agent or not _ends_clause(frame, clause.agent) or base is None or clause.subject[:1] == () or clause.subject[0].i != 0:
        return
    kind = agent[-1].text if agent[-1].text in KINDS else ""
    subject = lower_first(frame.cut(clause.subject), _names_of(clause.subject))
    if len(agent) <= 5 and _names_something(frame.cut(agent)) and _content(subject) >= 1:
        lead = f"Which {kind}" if kind else "What"
        yield from frame.candidate(f"{lead} {third_person(base)} {subject}", frame.cut(agent), "factual", 0.9)


def _what_does(frame: _Frame) -> Iterator[Candidate]:
    """``APT keeps a copy of each package in /var/cache.`` -> What keeps a copy of each package in /var/cache?"""
    clause = frame.clause
    if clause.copula is not None or clause.auxiliaries or clause.negated or clause.verb.tag_ != "VBZ" or not clause.subject:
        return
    subject = frame.cut(clause.subject)
    if clause.subject[0].i != 0 or len(clause.subject) > 5 or not _names_something(subject) or not clause.objects:
        return
    if clause.subject_head is None or clause.subject_head.text in KINDS or clause.subject_head.ent_type_ == "PERSON":
        return
    rest = frame.text[clause.verb.idx :]
    if base_of_verb(clause.verb) in _ACTING and not any(a.mark for a in clause.adverbials) and _content(rest) >= 4:
        yield from frame.candidate(f"What {cut_tail(without_parentheses(bare(rest)))}", subject, "factual", 0.5)


_ACTING = frozenset(
    "provide allow create generate install manage handle store keep send read write display list convert detect check "
    "monitor configure control run start stop download update remove replace record log collect produce build compile "
    "execute translate map encrypt filter forward implement require support contain".split()
)


def _where(frame: _Frame) -> Iterator[Candidate]:
    """``X is stored in /etc/x.`` -> Where is X stored?"""
    if not frame.clause.passive or frame.clause.head.lemma_ not in _PLACED or frame.clause.negated:
        return
    for oblique in frame.clause.obliques:
        if oblique.preposition in {"in", "at", "under", "on"} and _ends(frame, oblique) and _is_place(frame, oblique):
            inverted = frame.inverted(oblique.tokens)
            if inverted is not None:
                yield from frame.candidate(f"Where {inverted}", frame.cut(oblique.tokens), "place", 0.9)


def _is_place(frame: _Frame, oblique: Oblique) -> bool:
    text = frame.cut(oblique.tokens)
    words = {token.lower_ for token in oblique.tokens}
    return "/" in text or oblique.head.ent_type_ in {"LOC", "GPE", "PLACE"} or bool(
        words & {"file", "files", "directory", "table", "catalog", "column", "database", "variable", "repository"}
    )


def _when(frame: _Frame) -> Iterator[Candidate]:
    """``The Lyon site opened in May 2019.`` -> When did the Lyon site open?"""
    if frame.clause.negated:
        return
    for oblique in frame.clause.obliques:
        text = frame.cut(oblique.tokens)
        if oblique.preposition in {"in", "on", "since", "by"} and _DATE.search(text) and _ends(frame, oblique):
            inverted = frame.inverted(oblique.tokens)
            if inverted is not None and len(text.split()) <= 6 and not _DATE.search(inverted):
                lead = {"since": "Since when", "by": "By when"}.get(oblique.preposition, "When")
                yield from frame.candidate(f"{lead} {inverted}", text, "temporal", 1.0)


def _how_many(frame: _Frame) -> Iterator[Candidate]:
    """``The gateway supports 40 sensors.`` -> How many sensors does the gateway support?"""
    for phrase in frame.clause.objects:
        number = next((t for t in phrase if t.pos_ == "NUM" and t.dep_ == "nummod"), None)
        if number is None or number.i != phrase[0].i or not re.fullmatch(r"[\d,.]+|[a-z]+", number.lower_):
            continue
        noun = number.head
        if noun.tag_ != "NNS" or number.lower_ == "one" or _DATE.search(frame.cut(phrase)) or not _ends_clause(frame, phrase):
            continue
        inverted = frame.inverted(phrase)
        rest = frame.cut([token for token in phrase if token.i > number.i])
        if inverted is not None and noun.head.i == frame.clause.head.i:
            yield from frame.candidate(f"How many {rest} {inverted}", frame.cut(phrase), "numeric", 1.0)


def _what_object(frame: _Frame) -> Iterator[Candidate]:
    """``wal_level determines how much is written.`` -> What does wal_level determine?"""
    clause = frame.clause
    if clause.copula is not None or clause.auxiliaries or clause.negated or clause.verb.tag_ not in {"VBZ", "VBD"}:
        return
    if base_of_verb(clause.verb) not in _TELLING or not clause.subject or clause.subject[0].i != 0:
        return
    answer = frame.after_verb()
    if not answer or len(answer.split()) < 3 or re.search(r"\bto \w+", " ".join(answer.split()[:6])) or not _names_something(frame.cut(clause.subject)):
        return
    inverted = frame.inverted([token for token in frame.said.doc if token.i > clause.verb.i])
    if inverted is not None and not any(a.mark for a in clause.adverbials):
        yield from frame.candidate(f"What {inverted}", answer, "factual", 0.6)


_TELLING = frozenset(
    "determine control specify contain store define describe require indicate represent measure record".split()
)


# ------------------------------------------------------------------------------------------------- judgement


def _is_whole(tokens: Sequence[Token]) -> bool:
    return bool(tokens) and tokens[-1].i - tokens[0].i == len(tokens) - 1


def _is_last(frame: _Frame, tokens: Sequence[Token]) -> bool:
    return all(token.is_punct for token in frame.said.doc if token.i > tokens[-1].i)


def _ends(frame: _Frame, oblique: Oblique) -> bool:
    return _is_whole(oblique.tokens) and _is_last(frame, oblique.tokens)


def _ends_clause(frame: _Frame, phrase: Sequence[Token]) -> bool:
    return _is_whole(phrase) and _is_last(frame, phrase)


def _is_clean_answer(answer: str) -> bool:
    """An answer may be long, but it is one thing, finished, and does not point elsewhere on the page."""
    return (
        1 <= len(answer.split()) <= 45
        and is_balanced(answer)
        and not answer.endswith((":", ",", "…", "-"))
        and not _POINTING_ANSWER.search(answer)
    )


_POINTING_ANSWER = re.compile(
    r"\b(?:this|these|those|such|above|below|following|here|see|section|chapter|appendix|he|she|we|our|us|example|"
    r"otherwise|former|latter|described|discussed|mentioned|i\.e\.|e\.g\.)\b|^(?:they|it|its|their|them)\b",
    re.IGNORECASE,
)
_LOOSE_WORDS = re.compile(
    r"\b(?:then|therefore|thus|simply|in turn|consequently|accordingly|hence|now|only|actually|just|further|more|"
    r"one in|one$|question$|you want|you wish|you need)\b"
)
_PLAIN_OPENERS = frozenset("what which who when where why how in on with at for to if is are does do did can".split())


def _names_something(text: str) -> bool:
    """Whether a question holds a proper name or an identifier."""
    for word in text.split():
        stripped = word.strip(".,?\"'“”()")
        if is_code_like(stripped) and stripped.lower() not in KINDS:
            return True
        if stripped[:1].isupper() and stripped.lower() not in _PLAIN_OPENERS and len(stripped) > 1:
            return True
    return False


def _content(text: str) -> int:
    return len(content_words(text))
