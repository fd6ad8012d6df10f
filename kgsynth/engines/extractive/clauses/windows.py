"""Clause -> the words of it that a question may take, up to what is only joined to it."""

from spacy.tokens import Token

from kgsynth.language.clauses import Clause, subtree

_LEANING = frozenset(
    "that this these those which who what it they there not only even just one he she such both neither either".split()
)


def stands_alone(clause: Clause, main: Clause) -> bool:
    """Whether a clause that is joined to the main one has a subject and a tense of its own."""
    return bool(clause.subject) and clause.finite and clause.subject[0].i > main.head.i


def is_subject(clause: Clause) -> bool:
    """Whether what the parser calls the subject can be one: no clause, no pronoun that leans on something else."""
    first = clause.subject[0]
    before = ""
    for token in clause.subject:
        subjects = any(child.dep_.startswith("nsubj") for child in token.children)
        if token.tag_ in {"VBZ", "VBP", "VBD"} and subjects and not before:
            return False
        before = before or (
            token.lower_ if token.lower_ in {"that", "which", "who", "where", "when", "whose", "you", "we"} else ""
        )
    head = clause.subject_head
    verbal = head is not None and head.tag_ in {"VBZ", "VBP", "VBD"}
    leans = (
        verbal
        or first.lower_ in _LEANING
        or first.pos_ in {"SCONJ", "CCONJ", "PART", "ADP"}
        or first.tag_ in {"WDT", "WP"}
    )
    return not leans and not any(token.text in {",", ";", ":"} for token in clause.subject[:3])


def window(clause: Clause) -> tuple[Token, ...]:
    """The words of a clause up to what is only joined to it: a second verb, a remark after a comma, a consequence."""
    first = clause.subject[0].i if clause.subject else clause.verb.i
    tokens = [token for token in subtree(clause.head) if token.i >= first or not _is_opener(token, clause)]
    start = tokens[0].i
    added = [token for token in tokens if _is_added(token, clause)]
    end = min((e for e in (_with_sign(t, start) for t in added) if e > clause.verb.i), default=tokens[-1].i + 1)
    gone = {inner.i for token in added for inner in token.subtree}
    torn = any(t.i >= end and t.i not in gone and t.pos_ not in {"PUNCT", "CCONJ"} for t in tokens)
    return () if torn else _without_open_bracket([token for token in tokens if token.i < end])


def _without_open_bracket(tokens: list[Token]) -> tuple[Token, ...]:
    """The words up to a bracket that the cut has left open."""
    opened = [index for index, token in enumerate(tokens) if token.text == "("]
    if len(opened) > sum(token.text == ")" for token in tokens):
        return tuple(tokens[: opened[-1]])
    return tuple(tokens)


def _is_opener(token: Token, clause: Clause) -> bool:
    """Whether a word before the subject only joins the clause to what stands before it."""
    return (
        token.head.i == clause.head.i
        and token.dep_ in {"cc", "punct"}
        and token.pos_ in {"CCONJ", "PUNCT"}
        and all(t.i >= token.i or t.pos_ in {"CCONJ", "PUNCT"} for t in clause.head.subtree)
    )


def _is_added(token: Token, clause: Clause) -> bool:
    label = token.dep_
    if label not in _ADDING and not label.endswith("relcl"):
        return False
    comma = _after_comma(token)
    if label == "conj" and token.head.i == clause.head.i:
        alone = all(child.dep_ in {"cc", "punct"} for child in token.children)
        if alone or not _after_sign(token):
            return False
        return token.pos_ in {"VERB", "AUX"} or any(child.dep_ in {"cop", "nsubj"} for child in token.children)
    if label == "parataxis" or (label.endswith("relcl") and comma):
        return token.i > clause.verb.i and (label != "parataxis" or _after_sign(token))
    opener = subtree(token)[0].lower_
    if label == "advcl" and opener in {"so", "but", "which", "whereas", "while", "although", "though", "even", "as"}:
        return opener != "as" or comma
    return label in {"advcl", "acl"} and comma and token.tag_ in {"VBG", "VBN"}


_ADDING = frozenset({"conj", "parataxis", "advcl", "acl"})


def _after_comma(token: Token) -> bool:
    first = subtree(token)[0]
    return first.text == "," or (first.i > 0 and first.nbor(-1).text in {",", "–", "—", "-", ";"})


def _after_sign(token: Token) -> bool:
    first = subtree(token)[0]
    return first.pos_ in {"CCONJ", "PUNCT"} or (first.i > 0 and first.nbor(-1).pos_ in {"CCONJ", "PUNCT"})


def _with_sign(token: Token, start: int) -> int:
    """Where an added part begins, the comma and the conjunction before it included."""
    first: int = subtree(token)[0].i
    while first > start and token.doc[first - 1].lower_ in {",", "and", "or", "but", "so", "—", "–", "-", ";"}:
        first -= 1
    return first
