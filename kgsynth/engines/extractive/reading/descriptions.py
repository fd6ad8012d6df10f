"""A sentence -> a name by what stands around it: "the reference name server", "the program that pg_dumpall calls"."""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from kgsynth.engines.extractive.facts import Described
from kgsynth.engines.extractive.naming import Name
from kgsynth.engines.extractive.reading.openings import Said, Subject, is_weak, named_phrase, subject
from kgsynth.engines.extractive.reading.phrases import first_said, holds_alone, is_genus, without_opinion
from kgsynth.engines.extractive.wording import bare, lower_first
from kgsynth.language.clauses import Clause
from kgsynth.language.pipelines import name_type

_NAME = r"(?P<name>[A-Z][\w./+-]*(?: [A-Z][\w-]*){0,2}|[a-z/.][\w./+-]*)"
_ASIDE = re.compile(
    rf"(?<![\w/.-]){_NAME}(?: \([^()]*\))?, (?P<what>(?:an?|the) [a-z“][^,;:()]{{12,110}})(?:, (?!(?:and|or)\b)|$)"
)
_IN_BRACKETS = re.compile(rf"(?<![\w/.-]){_NAME} \((?P<what>(?:an?|the) [a-z][^,;:()]{{12,90}})\)")
_CALLED = re.compile(
    rf"\b(?P<what>an? [a-z][^,;:()]{{6,70}}?),? (?:called|named) {_NAME}(?=[,.;)]|$| (?:that|which|to|in)\b)"
)
_PATTERNS = {  # each with marks one of which it needs, as they are found faster
    _ASIDE: (", a", ", the "),
    _IN_BRACKETS: (" (a", " (the "),
    _CALLED: ("called ", "named "),
}
_FORMS = {"is", "are", "was", "were"}
_WEAK_VERBS = frozenset("be have do seem appear become get go come make remain tend try happen exist use".split())


def in_passing(said: Said) -> Iterator[Described]:
    """Names by an aside: ``Bind, the reference name server,``; ``a tool called rsync``."""
    text = bare(said.text)
    for pattern, marks in _PATTERNS.items():
        for match in pattern.finditer(text) if any(mark in text for mark in marks) else ():
            what = without_opinion(first_said(match["what"]))
            if len(what.split()) < 4 or not holds_alone(what, longest=16):
                continue
            about = named_phrase(said, *match.span("name"))
            if about is None or not _is_fit(about.name, what) or _is_listed(said, match):
                continue
            if is_genus(what, said.tokens(*match.span("what")), plural=False):
                yield Described(said.chunk, said.evidence, about.name, re.sub(r"^an? ", "the ", what))


def _is_listed(said: Said, match: re.Match[str]) -> bool:
    """Whether the "aside" is the next item of a list, or the subject after an introduction: "In 1998, the ..."."""
    before, after = said.text[: match.start("name")], said.text[match.end() :]
    if re.match(r"(?:Each|Every) time\b|Whenever\b|Contrary to\b", before):
        return True
    if not before and match["name"].endswith("ly"):
        return True
    if re.search(r",(?: (?:and|or))?(?: \S+){0,3} ?$", before) or re.match(r"(?:and|or|an?|the)\b", after):
        return True
    return bool(before) and "," not in before and said.doc[0].tag_ in {"IN", "WRB", "TO", "VBG", "VB", "RB"}


def _is_fit(name: Name, what: str) -> bool:
    if not name.kind and is_weak(name.text):
        return False
    return re.search(rf"(?<![\w-]){re.escape(name.text)}(?![\w-])", what, re.IGNORECASE) is None


def by_clause(said: Said, clause: Clause) -> Iterator[Described]:
    """The object of a named subject, by what the subject does to it: "the program that pg_dumpall calls"."""
    if clause.negated or not clause.finite or not clause.subject or clause.subject[0].i != 0:
        return
    last = clause.subject[-1]
    about = subject(said, last.idx + len(last.text))
    if about is None or (not about.name.kind and is_weak(about.name.text)):
        return
    whose = lower_first(about.named) if about.named.startswith("The ") else about.named
    if clause.passive:
        yield from _place(said, clause, whose)
    elif len(clause.objects) == 1 and not clause.auxiliaries and clause.head.lemma_ not in _WEAK_VERBS:
        found = _target(said, clause.objects[0])
        if found is not None and found.name.kind and _ends(said, clause.objects[0]) and _is_fit(found.name, whose):
            pronoun = "person whom" if found.name.kind == "person" else f"{found.name.kind} that"
            yield Described(said.chunk, said.evidence, found.name, f"the {pronoun} {whose} {clause.head.text}")


def _place(said: Said, clause: Clause, whose: str) -> Iterator[Described]:
    """``Deventer``: the place where the Stoat 2 is built."""
    if clause.verb.lower_ not in _FORMS or clause.head.tag_ != "VBN":
        return
    for oblique in clause.obliques:
        phrase = tuple(token for token in oblique.tokens if token.dep_ not in {"case", "prep"})
        found = _target(said, phrase) if phrase and _ends(said, oblique.tokens) else None
        place = oblique.preposition in {"in", "at"} and name_type(oblique.head) in {"LOC", "GPE"}
        if found is not None and place and oblique.tokens[0].i == clause.head.i + 1:
            description = f"the place where {whose} {clause.verb.text} {clause.head.text}"
            yield Described(said.chunk, said.evidence, found.name, description)


def _target(said: Said, tokens: tuple[Token, ...]) -> Subject | None:
    start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1].text)
    return named_phrase(said, start, end)


def _ends(said: Said, tokens: tuple[Token, ...]) -> bool:
    """Whether nothing follows that would belong to what is said."""
    return said.text[tokens[-1].idx + len(tokens[-1].text) :].strip(" .") == ""
