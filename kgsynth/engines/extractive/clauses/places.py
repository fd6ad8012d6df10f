"""Frame -> questions about where and when."""

import re
from collections.abc import Iterator

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.clauses.frame import Frame
from kgsynth.engines.extractive.clauses.inversion import ends
from kgsynth.engines.extractive.clauses.named_subjects import kind_noun
from kgsynth.language.clauses import Oblique
from kgsynth.language.pipelines import name_type
from kgsynth.language.words import content_words

_PLACED = frozenset(
    "store locate keep install define save hold place find specify record write document put describe list configure "
    "declare set log provide include contain publish host indicate mention archive set implement".split()
)
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
DATE = re.compile(rf"\b(?:{_MONTH}\b.*\d|\d{{1,2}} {_MONTH}|(?:19|20)\d\d\b)")
_HELD = frozenset(
    {"file", "package", "directory", "field", "section", "table", "document", "folder", "partition", "country", "city"}
)


def where(frame: Frame) -> Iterator[Candidate]:
    """``The log is stored in /var/log/x.`` -> Where is the log stored?"""
    clause = frame.clause
    found = clause.passive and clause.head.lemma_ in _PLACED
    available = clause.copula is not None and clause.head.lower_ in {"available", "located"}
    if not (found or available) or clause.negated or clause.verb.lower_ in {"was", "were"}:
        return
    for oblique in clause.obliques:
        placed = oblique.preposition in {"in", "at", "under", "on", "inside"}
        if placed and ends(frame.tokens, oblique) and _is_place(frame, oblique):
            asked = frame.inverted(oblique.tokens)
            if asked is None:
                continue
            told = frame.cut(oblique.tokens)
            noun = kind_noun(frame, [t for t in oblique.tokens if t.dep_ not in {"case", "prep"}])
            lead = f"In which {noun}" if noun in _HELD and oblique.preposition == "in" else "Where"
            yield from frame.candidate(f"{lead} {asked}", told, "place", 0.9)


def where_kept(frame: Frame) -> Iterator[Candidate]:
    """``The archiver keeps its log in /var/log/x.`` -> Where does the archiver keep its log?"""
    clause = frame.clause
    if clause.passive or clause.negated or clause.copula is not None or clause.head.lemma_ not in _KEEPING:
        return
    for oblique in clause.obliques:
        text = frame.cut(oblique.tokens)
        if oblique.preposition in {"in", "under", "at", "to", "into"} and ends(frame.tokens, oblique) and "/" in text:
            asked = frame.inverted(oblique.tokens)
            if asked is not None and frame.names(frame.subject_words) and not frame.adds:
                yield from frame.candidate(f"Where {asked}", text, "place", 0.9)


_KEEPING = frozenset("keep store write save put install record log place look search find create maintain".split())


def in_which(frame: Frame) -> Iterator[Candidate]:
    """``The clerk reads its orders from the /srv/orders file.`` -> From which file does the clerk read its orders?"""
    clause = frame.clause
    if (
        clause.negated
        or not frame.opens
        or clause.copula is not None
        or (clause.head.lemma_ in _PLACED and clause.passive)
    ):
        return
    for oblique in clause.obliques:
        if oblique.preposition not in _PREPOSITIONS or not ends(frame.tokens, oblique):
            continue
        noun = kind_noun(frame, [t for t in oblique.tokens if t.dep_ not in {"case", "prep"}])
        asked = frame.inverted(oblique.tokens) if noun else None
        if asked is not None and len(content_words(asked)) >= 2 and not frame.adds:
            lead = f"{oblique.preposition.capitalize()} which {noun}"
            yield from frame.candidate(f"{lead} {asked}", frame.cut(oblique.tokens), "factual", 0.8)


_PREPOSITIONS = frozenset({"in", "on", "from", "under", "at", "into", "with", "through", "for", "to"})


def _is_place(frame: Frame, oblique: Oblique) -> bool:
    text = frame.cut(oblique.tokens)
    return (
        "/" in text
        or (frame.is_strong(text) and len([token for token in oblique.tokens if not token.is_punct]) > 2)
        or name_type(oblique.head) in {"LOC", "GPE", "PLACE"}
    )


def when(frame: Frame) -> Iterator[Candidate]:
    """``The Lyon site opened in May 2019.`` -> When did the Lyon site open?"""
    for oblique in frame.clause.obliques if not frame.clause.negated else ():
        text = frame.cut(oblique.tokens)
        dated = oblique.preposition in {"in", "on", "since", "by", "until"} and DATE.search(text)
        if dated and ends(frame.tokens, oblique):
            asked = frame.inverted(oblique.tokens)
            if asked is not None and len(text.split()) <= 6 and not DATE.search(asked):
                lead = {"since": "Since when", "by": "By when", "until": "Until when"}.get(oblique.preposition, "When")
                yield from frame.candidate(f"{lead} {asked}", text, "temporal", 1.0)


def when_at_first(frame: Frame) -> Iterator[Candidate]:
    """``In May 2019, the Lyon site opened.`` -> When did the Lyon site open?"""
    clause = frame.clause
    if any(token.pos_ == "NUM" for phrase in clause.objects for token in phrase):
        return  # the figure is what is asked for
    for oblique in clause.obliques if not clause.negated else ():
        text = frame.cut(oblique.tokens)
        first = (
            oblique.tokens[0].i == frame.tokens[0].i and clause.subject and clause.subject[0].i > oblique.tokens[-1].i
        )
        if first and oblique.preposition in {"in", "on", "since"} and DATE.search(text) and len(text.split()) <= 4:
            asked = frame.inverted(oblique.tokens)
            if asked is not None and len(asked.split()) >= 5 and clause.verb.tag_ in {"VBD", "VBZ"}:
                lead = "Since when" if oblique.preposition == "since" else "When"
                yield from frame.candidate(f"{lead} {asked}", text, "temporal", 1.0)


def since_which(frame: Frame) -> Iterator[Candidate]:
    """``Since Otter 4.2, the daemon runs as root.`` -> Since which version of Otter does the daemon run as root?"""
    clause = frame.clause
    for oblique in clause.obliques if not clause.negated else ():
        text = frame.cut(oblique.tokens)
        match = re.fullmatch(
            r"(?P<lead>[Ss]ince|[Ss]tarting with|[Ff]rom|[Aa]s of|[Bb]efore|[Uu]ntil) (?:version "
            r"(?P<v>[\d.]+)(?: of (?P<of>[A-Z][\w ]+))?|(?P<name>(?:[A-Z][\w/]+ ){0,2}[A-Z][\w/]+)(?: "
            r"(?P<n>[\d.]+))?)",
            text,
        )
        edge = oblique.tokens[0].i == frame.tokens[0].i or ends(frame.tokens, oblique)
        if match is None or not edge or DATE.search(text):
            continue
        asked = frame.inverted(oblique.tokens)
        if asked is None:
            continue
        if match["of"] or match["n"]:
            yield from frame.candidate(
                f"{match['lead']} which version of {match['of'] or match['name']} {asked}", text, "temporal", 0.9
            )
        elif match["v"]:
            yield from frame.candidate(f"{match['lead']} which version {asked}", text, "temporal", 0.9)
        elif match["name"].split()[0] == frame.subject:
            yield from frame.candidate(f"{match['lead']} which {frame.subject} release {asked}", text, "temporal", 0.9)
