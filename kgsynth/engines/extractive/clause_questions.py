"""A parsed sentence -> questions: what happens if, why, how, where, when, how many, what is the.

Each function reads one pattern and gives nothing where any part of it is in doubt. What readers taught: a question
must name what it is about; a sentence turned round word by word is nobody's question, so only sentences that carry a
task, a reason, a setting or a figure are asked about; hedges ("usually", "some", "also") mean several right answers.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Token

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.facts import Statement
from kgsynth.engines.extractive.fragments import is_clean_answer, is_self_contained, opens_plainly
from kgsynth.engines.extractive.inversion import ends, inverted, is_last, is_whole, names_of
from kgsynth.engines.extractive.naming import KINDS, names_something
from kgsynth.engines.extractive.prose import slice_of
from kgsynth.engines.extractive.wording import (
    bare,
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

_PLACED = frozenset("store locate keep install define save hold place find specify record write document put".split())
_TELLING = frozenset("determine control specify store define require indicate represent measure record".split())
_CONTAINERS = frozenset("catalog view table file directory package module".split())
_ACTIONS = frozenset(
    "use run set specify add create edit install type press execute call choose select open write put enter "
    "define configure enable disable start stop restart pass give change modify replace remove delete copy append "
    "boot mount launch reload compile build generate download import check connect register "
    "send move reboot insert mark list show read search".split()
)
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DATE = re.compile(rf"\b(?:{_MONTH}\b.*\d|\d{{1,2}} {_MONTH}|(?:19|20)\d\d\b)")
_HEDGED = re.compile(
    r"\b(?:rarely|hardly|seldom|scarcely|barely|sometimes|always|usually|generally|often|typically|normally|mostly|probably|perhaps|maybe|some|several|"
    r"various|many|most|few|also|so-called|for example|for instance|e\.g\.|by default|without|there|respectively|"
    r"good|useful|interesting|best|simplest|easily|of course|in practice|in particular|more|less|even)\b",
    re.IGNORECASE,
)
_OPTION = re.compile(r"(?:^|\s)--?[a-z]")
_BARE_DEFINITE = re.compile(r"\b[Tt]he (?:[a-z-]+ ){0,2}[a-z-]+\b(?! (?:of|that|which|named|called)\b)")
_COUNTED_LAYOUT = frozenset(
    "forms ways sections chapters cases examples points steps things reasons kinds types parts".split()
)


def ask(said: Statement, subject: str) -> Iterator[Candidate]:
    """Every question that a statement supports."""
    if _HEDGED.search(said.words.text):
        return
    frame = _Frame(said, subject)
    for read in (
        _what_if,
        _why,
        _how_to,
        _by_what_means,
        _purpose_of,
        _what_is,
        _by_whom,
        _where,
        _when,
        _how_many,
        _what_object,
    ):
        yield from read(frame)


class _Frame:
    """A statement, and the ways of turning a question about it into a candidate."""

    def __init__(self, said: Statement, subject: str) -> None:
        self.said = said
        self.clause: Clause = said.clause
        self.text = said.words.text
        self.subject = subject

    def candidate(self, text: str, answer: str, kind: str, weight: float) -> Iterator[Candidate]:
        """The candidate, with its page's name in front ("With pg_dump, ...") where it names nothing; none in doubt."""
        text = without_parentheses(text)
        if re.search(r", (?:an?|the) ", text) and kind != "condition":
            return  # an apposition makes a question that nobody would put so
        if not is_self_contained(bare(text), longest=24) or _LOOSE_WORDS.search(text) or not is_clean_answer(answer):
            return
        placed = self._placed(text, kind)
        if placed is not None:
            names = (self.said.name,) if self.said.name.text and self.said.name.text.lower() in placed.lower() else ()
            yield Candidate(
                (self.said.chunk,), question(placed), sentence(answer), self.said.evidence, kind, names, weight
            )

    def _placed(self, text: str, kind: str) -> str | None:
        about = self.said.name
        lowered = text.lower()
        if about.text and about.text.lower() in lowered and about.owner.lower() in lowered:
            return text
        bare_names = len(_BARE_DEFINITE.findall(text))
        if about.owner and about.owner.lower() not in lowered:
            return f"When using {about.owner}, {lower_first(text)}" if kind in {"condition", "how_to"} else None
        if about.kind == "command" and not about.owner and kind in {"condition", "how_to"} and bare_names <= 2:
            return f"When using {about.text}, {lower_first(text)}"
        if about.kind == "option" or _OPTION.search(text):
            return None  # an option means nothing without its command
        beside = re.sub(rf"\b{re.escape(self.subject)}\b", "", text) if self.subject else text
        return text if self.names(beside) and bare_names <= 1 else None

    def names(self, text: str) -> bool:
        """Whether words of the sentence hold a name."""
        return names_something(text, self.said.words.code)

    def cut(self, tokens: Sequence[Token]) -> str:
        """The characters of some adjoining tokens."""
        return slice_of(self.text, tuple(tokens)).strip(" ,;") if tokens else ""

    def inverted(self, without: Iterable[Token] = ()) -> str | None:
        """The clause in question order, some tokens left out."""
        return inverted(self.clause, self.said.doc, self.text, tuple(without))

    def after_verb(self) -> str:
        """What follows the tensed verb."""
        return bare(self.cut([token for token in self.said.doc if token.i > self.clause.verb.i and not token.is_punct]))


# ------------------------------------------------------------------------------------- one function a pattern


def _what_if(frame: _Frame) -> Iterator[Candidate]:
    """``If the file is missing, the server stops.`` -> What happens if the file is missing?"""
    opening = _fronted(frame, frozenset({"if", "when", "unless"}))
    outcome = _outcome(frame, opening) if opening else None
    if opening is None or outcome is None or not _has_subject(opening):
        return
    condition = lower_first(frame.cut(opening.tokens))
    outcome = _with_subject(outcome, opening, frame)
    clause = frame.clause
    you = clause.subject_head is not None and clause.subject_head.lower_ == "you"
    told_as_past = opening.head.tag_ == "VBD" and clause.verb.tag_ != "VBD"
    if len(condition.split()) < 4 or told_as_past or (clause.negated and you):
        return
    if you and clause.verb.lower_ in {"can", "must", "should"} and clause.head.lemma_ in _ACTIONS:
        yield from frame.candidate(f"What {clause.verb.lower_} you do {condition}", outcome, "how_to", 0.8)
    elif _does_something(frame, outcome):
        lead = clause.verb.lower_ if clause.auxiliaries else "does" if clause.verb.tag_ == "VBZ" else "do"
        yield from frame.candidate(f"What {lead} {frame.cut(clause.subject)} do {condition}", outcome, "condition", 1.0)
    elif _is_event(clause):
        yield from frame.candidate(f"What happens {condition}", outcome, "condition", 0.8)


def _is_event(clause: Clause) -> bool:
    """Whether a clause tells what comes of something: no advice, no possibility, no state of things."""
    plain = not clause.auxiliaries or clause.verb.lower_ in {"will", "is", "are", "was", "were"}
    return (
        plain
        and clause.copula is None
        and bool(clause.subject)
        and clause.finite
        and clause.head.lemma_ not in {"have", "mean", "indicate", "imply"}
    )


def _has_subject(opening: Adverbial) -> bool:
    return any(token.dep_ in {"nsubj", "nsubj:pass", "nsubjpass", "csubj"} for token in opening.head.children)


def _with_subject(outcome: str, opening: Adverbial, frame: _Frame) -> str:
    """``it stops`` -> ``the server stops``, where the condition's subject is the only thing "it" can be."""
    subject = next((subtree(t) for t in opening.head.children if t.dep_ in {"nsubj", "nsubj:pass", "nsubjpass"}), ())
    head = frame.clause.subject_head
    if (
        head is None
        or head.lower_ not in {"it", "they"}
        or frame.clause.copula is not None
        or not subject
        or len(subject) > 5
    ):
        return outcome
    acts = not any(token.dep_ in {"aux:pass", "cop", "auxpass"} for token in opening.head.children)
    fits = acts and subject[-1].pos_ == "NOUN" and (subject[-1].tag_ == "NNS") == (head.lower_ == "they")
    if not fits or not outcome.lower().startswith(head.lower_ + " "):
        return outcome
    return f"the {without_article(frame.cut(subject))}{outcome[len(head.text) :]}"


def _outcome(frame: _Frame, opening: Adverbial) -> str | None:
    rest = frame.text[opening.tokens[-1].idx + len(opening.tokens[-1].text) :]
    match = re.match(r"^\s*,\s*(?:then\s+)?(?P<outcome>.+)$", rest)
    return bare(opens_plainly(match["outcome"])) if match else None


def _does_something(frame: _Frame, outcome: str) -> bool:
    """Whether the outcome is an act of something named ("AIDE records them"), so that it can be asked for by name."""
    clause = frame.clause
    if not clause.subject or clause.passive or clause.copula is not None or clause.negated:
        return False
    simple = clause.verb.tag_ in {"VBZ", "VBP"} if not clause.auxiliaries else clause.verb.lower_ == "will"
    subject = frame.cut(clause.subject)
    acts = simple and len(clause.auxiliaries) <= 1 and not subject.startswith("-")
    return acts and outcome.startswith(subject) and frame.names(subject) and clause.head.lemma_ != "have"


def _fronted(frame: _Frame, marks: frozenset[str]) -> Adverbial | None:
    for adverbial in frame.clause.adverbials:
        if adverbial.mark in marks and adverbial.tokens[0].i == 0 and is_whole(adverbial.tokens):
            return adverbial
    return None


def _why(frame: _Frame) -> Iterator[Candidate]:
    """``X fails because Y.`` -> Why does X fail?"""
    for adverbial in frame.clause.adverbials:
        if (
            adverbial.tokens[0].lower_ == "because"
            and is_whole(adverbial.tokens)
            and is_last(frame.said.doc, adverbial.tokens)
        ):
            asked = frame.inverted(adverbial.tokens)
            if asked is not None:
                yield from frame.candidate(f"Why {asked}", frame.cut(adverbial.tokens), "cause", 0.9)


def _how_to(frame: _Frame) -> Iterator[Candidate]:
    """``To list the branches, use git branch.`` -> How do you list the branches?"""
    opening = _fronted(frame, frozenset({"to", "in order to"}))
    outcome = _outcome(frame, opening) if opening else None
    clause = frame.clause
    if opening is None or outcome is None or clause.head.lemma_ not in _ACTIONS:
        return
    goal = re.sub(r"^(?:in order )?to\s+", "", frame.cut(opening.tokens), flags=re.IGNORECASE)
    you = clause.subject_head is not None and clause.subject_head.lower_ in {"you", "one"}
    if len(goal.split()) >= 3 and (clause.imperative or (you and clause.finite)):
        verb = "can" if clause.verb.lower_ in {"can", "could", "may"} else "do"
        yield from frame.candidate(f"How {verb} you {goal}", outcome, "how_to", 1.0)


def _by_what_means(frame: _Frame) -> Iterator[Candidate]:
    """``The list can be shown with git branch.`` -> How can the list be shown?"""
    clause = frame.clause
    you = clause.subject_head is not None and clause.subject_head.lower_ in {"you", "one"}
    if not (clause.passive or you) or clause.verb.lower_ not in {"can", "may", "must", "should"} or clause.negated:
        return
    for oblique in clause.obliques:
        if (
            oblique.preposition in {"with", "via", "through", "using"}
            and ends(frame.said.doc, oblique)
            and len(oblique.tokens) <= 14
        ):
            yield from _means(frame, oblique.tokens)
    for adverbial in clause.adverbials:
        if adverbial.tokens[0].lower_ in {"by", "using"} and adverbial.head.tag_ == "VBG":
            yield from _means(frame, adverbial.tokens)


def _means(frame: _Frame, tokens: Sequence[Token]) -> Iterator[Candidate]:
    asked = frame.inverted(tokens) if is_whole(tokens) and is_last(frame.said.doc, tokens) else None
    if asked is not None and frame.names(frame.cut(tokens)):
        yield from frame.candidate(f"How {asked}", frame.cut(tokens), "how_to", 0.9)


def _purpose_of(frame: _Frame) -> Iterator[Candidate]:
    """``The purpose of X is to do Y.`` -> What is the purpose of X?"""
    match = re.match(
        r"^The (?P<noun>purpose|role|task|job|function) of (?P<what>[^,;]+?) is (?P<to>to [a-z].+)$",
        bare(frame.text),
    )
    if match:
        yield from frame.candidate(f"What is the {match['noun']} of {match['what']}", match["to"], "purpose", 0.9)


def _what_is(frame: _Frame) -> Iterator[Candidate]:
    """``The default port of the server is 5432.`` -> What is the default port of the server?"""
    clause = frame.clause
    if clause.copula is None or clause.copula.lower_ not in {"is", "was"} or clause.auxiliaries or clause.negated:
        return
    asked = frame.inverted([token for token in frame.said.doc if token.i > clause.copula.i])
    subject = frame.cut(clause.subject)
    definite = re.match(r"^[Tt]he [a-z][\w-]* (?:\S+ )*\S+$", subject) and not _CONTEXTUAL.search(subject)
    if asked is None or not definite or clause.subject[-1].i + 1 != clause.copula.i or len(clause.subject) > 12:
        return
    answer = frame.after_verb()
    nominal = clause.head.pos_ in {"NOUN", "PROPN", "NUM", "X", "SYM"} and 0 < len(answer.split()) <= 16
    if nominal and len(content_words(subject)) >= 2:
        yield from frame.candidate(f"What {asked}", answer, "factual", 0.8)


_CONTEXTUAL = re.compile(
    r"\b(?:matching|corresponding|relevant|resulting|respective|whole|main|other|only|problem|result|idea|reason|"
    r"difference|question|point|answer|fact|case|goal|aim|purpose|rest|first|second|third|last|next|previous|easiest|way|recommended|choice|recent|fundamental|release|solution)\b"
)


def _by_whom(frame: _Frame) -> Iterator[Candidate]:
    """``The web interface is provided by the webmin package.`` -> Which package provides the web interface?"""
    clause = frame.clause
    agent = [token for token in clause.agent if token.dep_ not in {"case", "prep"}]
    if (
        not clause.passive
        or clause.negated
        or not agent
        or clause.verb.lower_ not in {"is", "are"}
        or not clause.subject
    ):
        return
    base = verb_lemma(clause.head.lower_, "VBN")
    kind = agent[-1].text if agent[-1].text in KINDS else ""
    if (
        not kind
        or base is None
        or not is_last(frame.said.doc, clause.agent)
        or clause.subject[0].i != 0
        or len(agent) > 5
    ):
        return
    subject = lower_first(frame.cut(clause.subject), names_of(clause.subject))
    if frame.names(frame.cut(agent)) and len(clause.auxiliaries) == 1:
        yield from frame.candidate(f"Which {kind} {third_person(base)} {subject}", frame.cut(agent), "factual", 0.9)


def _where(frame: _Frame) -> Iterator[Candidate]:
    """``X is stored in /etc/x.`` -> Where is X stored?"""
    if not frame.clause.passive or frame.clause.head.lemma_ not in _PLACED or frame.clause.negated:
        return
    for oblique in frame.clause.obliques:
        if (
            oblique.preposition in {"in", "at", "under", "on"}
            and ends(frame.said.doc, oblique)
            and _is_place(frame, oblique)
        ):
            asked = frame.inverted(oblique.tokens)
            if asked is not None:
                yield from frame.candidate(f"Where {asked}", frame.cut(oblique.tokens), "place", 0.9)


def _is_place(frame: _Frame, oblique: Oblique) -> bool:
    text = frame.cut(oblique.tokens)
    return (
        "/" in text
        or oblique.head.ent_type_ in {"LOC", "GPE", "PLACE"}
        or (frame.names(text) and len([token for token in oblique.tokens if not token.is_punct]) > 2)
    )


def _when(frame: _Frame) -> Iterator[Candidate]:
    """``The Lyon site opened in May 2019.`` -> When did the Lyon site open?"""
    for oblique in frame.clause.obliques if not frame.clause.negated else ():
        text = frame.cut(oblique.tokens)
        if oblique.preposition in {"in", "on", "since", "by"} and _DATE.search(text) and ends(frame.said.doc, oblique):
            asked = frame.inverted(oblique.tokens)
            if asked is not None and len(text.split()) <= 6 and not _DATE.search(asked):
                lead = {"since": "Since when", "by": "By when"}.get(oblique.preposition, "When")
                yield from frame.candidate(f"{lead} {asked}", text, "temporal", 1.0)


def _how_many(frame: _Frame) -> Iterator[Candidate]:
    """``The gateway supports 40 sensors.`` -> How many sensors does the gateway support?"""
    for phrase in frame.clause.objects if not frame.clause.negated else ():
        number = next((t for t in phrase if t.pos_ == "NUM" and t.dep_ == "nummod"), None)
        if number is None or number.i != phrase[0].i or not re.fullmatch(r"[\d,.]+|[a-z]+", number.lower_):
            continue
        noun = number.head
        counted = noun.tag_ == "NNS" and noun.lower_ not in _COUNTED_LAYOUT and len(phrase) <= 5
        if (
            not counted
            or number.lower_ == "one"
            or _DATE.search(frame.cut(phrase))
            or not is_last(frame.said.doc, phrase)
        ):
            continue
        asked = frame.inverted(phrase)
        if asked is not None and noun.head.i == frame.clause.head.i:
            rest = frame.cut([token for token in phrase if token.i > number.i])
            yield from frame.candidate(f"How many {rest} {asked}", frame.cut(phrase), "numeric", 1.0)


def _what_object(frame: _Frame) -> Iterator[Candidate]:
    """``wal_level determines how much is written.`` -> What does wal_level determine?"""
    clause = frame.clause
    if clause.copula is not None or clause.auxiliaries or clause.negated or clause.verb.tag_ not in {"VBZ", "VBD"}:
        return
    base = verb_lemma(clause.verb.lower_, clause.verb.tag_)
    subject = frame.cut(clause.subject)
    holds = base in {"contain", "store"} and any(word in _CONTAINERS for word in subject.split())
    if not (base in _TELLING or holds) or not clause.subject or clause.subject[0].i != 0 or not frame.names(subject):
        return
    answer = frame.after_verb()
    asked = frame.inverted([token for token in frame.said.doc if token.i > clause.verb.i])
    told = len(answer.split()) >= 3 and not re.search(r"\bto \w+", " ".join(answer.split()[:6]))
    if told and asked is not None and len(clause.subject) <= 5 and not any(a.mark for a in clause.adverbials):
        asked = re.sub(rf"\bthe ({'|'.join(KINDS)}) ([\w.]+)", r"the \2 \1", asked)
        yield from frame.candidate(f"What {asked}", answer, "factual", 0.6)


_LOOSE_WORDS = re.compile(
    r"\b(?:then|therefore|thus|simply|in turn|consequently|accordingly|hence|now|only|actually|just|further|"
    r"one in|one$|question$|you want|you wish|you need|rather|somehow|certain)\b"
)
