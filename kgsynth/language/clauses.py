"""Parse -> clauses: who does what to whom, read from either of the two label schemes that spaCy pipelines use.

Universal Dependencies (the bundled pipeline: ``obl``, ``case``, ``cop``) and CLEAR (``en_core_web_*``: ``pobj``,
``prep``, ``attr``) draw the same sentence differently. `clauses` hides that: everything above reads `Clause` only.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import attrgetter

from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class Oblique:
    """A prepositional phrase that hangs on the predicate: ``at`` + ``server start``."""

    preposition: str
    head: Token
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Adverbial:
    """A clause that hangs on the predicate: ``if`` + ``the file is missing``; ``to`` + ``see the list``."""

    mark: str
    head: Token
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """A predicate and what hangs on it. Token tuples are in text order.

    Attributes:
        head: the finite verb's lexical head, or the nominal/adjectival complement of a copula.
        copula: the form of "be" where the predicate is nominal or adjectival.
        auxiliaries: auxiliary verbs before the head (not the copula).
        imperative: no subject and a bare verb form at the head.
    """

    head: Token
    subject: tuple[Token, ...]
    subject_head: Token | None
    passive: bool
    copula: Token | None
    auxiliaries: tuple[Token, ...]
    negated: bool
    objects: tuple[tuple[Token, ...], ...]
    complement: tuple[Token, ...]
    obliques: tuple[Oblique, ...]
    adverbials: tuple[Adverbial, ...]
    agent: tuple[Token, ...]
    imperative: bool

    @property
    def verb(self) -> Token:
        """The token that carries tense: the first auxiliary, the copula, or the head."""
        return self.auxiliaries[0] if self.auxiliaries else self.copula or self.head

    @property
    def finite(self) -> bool:
        """Whether the clause can stand as a sentence of its own."""
        return self.verb.tag_ in {"VBZ", "VBP", "VBD", "MD"}


def clauses(doc: Doc) -> Iterator[Clause]:
    """The clauses of a parsed text, main and subordinate, in text order. Empty where the label scheme is unknown."""
    read = _reader_for(doc)
    if read is None:
        return
    for token in doc:
        clause = read(token)
        if clause is not None:
            yield clause


def joined_to(clause: Clause) -> Iterator[Clause]:
    """The clauses that are joined to one ("..., and the server starts"), in text order."""
    heads = [child for child in clause.head.children if child.dep_ == "conj"]
    read = _reader_for(clause.head.doc) if heads else None
    found = (read(head) for head in heads) if read is not None else ()
    return (each for each in found if each is not None)


def main_clause(doc: Doc) -> Clause | None:
    """The clause of the sentence's root, where the text is one sentence with one root."""
    roots = [place for place, head in enumerate(doc.to_array("HEAD").tolist()) if not head]  # they are their own heads
    if len(roots) != 1:
        return None
    read = _reader_for(doc)
    return read(doc[roots[0]]) if read is not None else None


def is_universal(doc: Doc) -> bool:
    """Whether a text is parsed by the labels of Universal Dependencies."""
    return _reader_for(doc) is _ud


def subtree(token: Token) -> tuple[Token, ...]:
    """A token and all that hangs on it, in text order."""
    return tuple(sorted(token.subtree, key=attrgetter("i")))


# ------------------------------------------------------------------------------------------------ shared


def _reader_for(doc: Doc) -> Callable[[Token], Clause | None] | None:
    labels = {doc.vocab.strings[label] for label in set(doc.to_array("DEP").tolist())}
    if labels & _ONLY_CLEAR:
        return _clear
    return _ud if {label.partition(":")[0] for label in labels} <= _UNIVERSAL else None


class _Dependents:
    """What hangs on a token, looked up once.

    Attributes:
        labels: their labels, in text order.
    """

    def __init__(self, token: Token) -> None:
        self._children = list(token.children)
        self.labels = [child.dep_ for child in self._children]

    def of(self, labels: frozenset[str]) -> list[Token]:
        """Those with one of some labels."""
        return [child for child, label in zip(self._children, self.labels, strict=True) if label in labels]

    def first(self, labels: frozenset[str]) -> Token | None:
        """The first with one of some labels."""
        return next(iter(self.of(labels)), None)


def _children(token: Token, labels: frozenset[str]) -> list[Token]:
    return [child for child in token.children if child.dep_ in labels]


def _is_negated(*tokens: Token | None) -> bool:
    return any(_negates(child) for token in tokens if token is not None for child in token.children)


def _negates(word: Token) -> bool:
    no_longer = word.lower_ in {"longer", "more"} and any(child.lower_ == "no" for child in word.lefts)
    return word.lower_ in {"not", "n't", "n’t", "never"} or (no_longer and word.pos_ == "ADV")


def _is_order(token: Token, subject: Token | None, auxiliaries: list[Token]) -> bool:
    """Whether a verb is bare: no subject, no auxiliary, no "to"."""
    return token.tag_ == "VB" and subject is None and not auxiliaries and not _children(token, frozenset({"mark"}))


def _mark_of(token: Token, labels: frozenset[str]) -> str:
    words = [child for child in token.children if child.dep_ in labels and child.i < token.i]
    return " ".join(_with_fixed(word) for word in words).lower()


def _with_fixed(token: Token) -> str:
    return " ".join([token.text, *(child.text for child in token.children if child.dep_ in {"fixed", "mwe"})])


# ------------------------------------------------------------------------------ Universal Dependencies

_UNIVERSAL = frozenset(
    "ROOT root acl advcl advmod amod appos aux case cc ccomp clf compound conj cop csubj dep det discourse dislocated "
    "expl fixed flat goeswith iobj list mark nmod nsubj nummod obj obl orphan parataxis punct reparandum vocative "
    "xcomp".split()
)
_SUBJECT = frozenset({"nsubj", "nsubj:pass", "csubj", "csubj:pass", "expl"})
_AUXILIARY = frozenset({"aux", "aux:pass"})
_OBJECT = frozenset({"obj", "iobj"})
_COMPLEMENT = frozenset({"ccomp", "xcomp"})
_COPULA = frozenset({"cop"})
_AGENT = frozenset({"obl:agent"})
_OBLIQUE = frozenset({"obl", "obl:unmarked"})
_ADVERBIAL = frozenset({"advcl"})


def _ud(head: Token) -> Clause | None:
    children = _Dependents(head)
    copula = children.first(_COPULA)
    if copula is None and head.pos_ not in {"VERB", "AUX"}:
        return None
    if head.dep_ in {"aux", "aux:pass", "cop"}:
        return None
    auxiliaries = children.of(_AUXILIARY)
    subject = children.first(_SUBJECT)
    agent = children.first(_AGENT)
    return Clause(
        head=head,
        subject=subtree(subject) if subject is not None else (),
        subject_head=subject,
        passive=any(label in {"aux:pass", "nsubj:pass"} for label in children.labels),
        copula=copula,
        auxiliaries=tuple(auxiliaries),
        negated=_is_negated(head, copula),
        objects=tuple(subtree(child) for child in children.of(_OBJECT)),
        complement=tuple(token for child in children.of(_COMPLEMENT) for token in subtree(child)),
        obliques=tuple(_ud_oblique(child) for child in children.of(_OBLIQUE)),
        adverbials=tuple(_ud_adverbial(child) for child in children.of(_ADVERBIAL)),
        agent=_without_case(agent) if agent is not None else (),
        imperative=copula is None and _is_order(head, subject, auxiliaries),
    )


def _without_case(head: Token) -> tuple[Token, ...]:
    case = {child.i for child in _children(head, frozenset({"case"}))}
    return tuple(token for token in subtree(head) if token.i not in case)


def _ud_oblique(head: Token) -> Oblique:
    return Oblique(_mark_of(head, frozenset({"case"})), head, subtree(head))


def _ud_adverbial(head: Token) -> Adverbial:
    # "how/when/where" that open a clause are advmod in UD, "if/because/to" are mark
    mark = _mark_of(head, frozenset({"mark"})) or next(
        (child.lower_ for child in head.lefts if child.dep_ == "advmod" and child.lower_ in {"when", "where", "once"}),
        "",
    )
    return Adverbial(mark, head, subtree(head))


# ------------------------------------------------------------------------------------------------ CLEAR

_ONLY_CLEAR = frozenset("pobj pcomp prep dobj dative nsubjpass csubjpass auxpass attr acomp agent neg poss".split())
_CLEAR_SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})


def _clear(head: Token) -> Clause | None:
    if head.pos_ not in {"VERB", "AUX"} or head.dep_ in {"aux", "auxpass"}:
        return None
    attribute = next(iter(_children(head, frozenset({"attr", "acomp"}))), None) if head.lemma_ == "be" else None
    auxiliaries = _children(head, frozenset({"aux", "auxpass"}))
    subject = next(iter(_children(head, _CLEAR_SUBJECT)), None)
    prepositions = [
        child for child in _children(head, frozenset({"prep", "dative"})) if _clear_object(child) is not None
    ]
    agents = [_clear_object(child) for child in _children(head, frozenset({"agent"}))]
    agent = next((each for each in agents if each is not None), None)
    return Clause(
        head=attribute if attribute is not None else head,
        subject=subtree(subject) if subject is not None else (),
        subject_head=subject,
        passive=any(child.dep_ in {"auxpass", "nsubjpass"} for child in head.children),
        copula=head if attribute is not None else None,
        auxiliaries=tuple(auxiliaries),
        negated=_is_negated(head) or bool(_children(head, frozenset({"neg"}))),
        objects=tuple(
            subtree(child) for child in _children(head, frozenset({"dobj", "dative"})) if child not in prepositions
        ),
        complement=tuple(token for child in _children(head, frozenset({"ccomp", "xcomp"})) for token in subtree(child)),
        obliques=tuple(_clear_oblique(child) for child in prepositions),
        adverbials=tuple(_clear_adverbial(child) for child in _children(head, frozenset({"advcl"}))),
        agent=subtree(agent) if agent is not None else (),
        imperative=_is_order(head, subject, auxiliaries),
    )


def _clear_object(preposition: Token) -> Token | None:
    return next(iter(_children(preposition, frozenset({"pobj", "pcomp"}))), None)


def _clear_oblique(preposition: Token) -> Oblique:
    head = _clear_object(preposition)
    assert head is not None  # the caller keeps only prepositions that have one
    return Oblique(preposition.lower_, head, subtree(preposition))


def _clear_adverbial(head: Token) -> Adverbial:
    mark = _mark_of(head, frozenset({"mark"})) or next(
        (child.lower_ for child in head.lefts if child.dep_ in {"advmod", "aux"}), ""
    )
    return Adverbial(mark, head, subtree(head))
