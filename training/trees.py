"""Words with dependents, their spelling, and their CoNLL-U lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from training.template_words import AMBIGUOUS_VERBS, DOUBLED, IDENTIFIERS, IRREGULAR, PLAIN_VERBS

SINGULAR, PLURAL = "Sing", "Plur"
FINITE = "Mood=Ind|Number={}|Person=3|Tense={}|VerbForm=Fin"
IMPERATIVE = "Mood=Imp|VerbForm=Fin"
PARTICIPLE = "Tense=Past|VerbForm=Part|Voice=Pass"


@dataclass(frozen=True)
class Node:
    """A word with its dependents, left and right, in the order of the sentence."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str = "_"
    entity: str = "O"
    left: tuple[tuple[str, Node], ...] = ()
    right: tuple[tuple[str, Node], ...] = ()
    glued: bool = False  # no space before it
    opens: bool = False  # no space after it

    def before(self, label: str, child: Node) -> Node:
        """The same phrase with `child` as its new leftmost part."""
        return replace(self, left=((label, child), *self.left))

    def after(self, label: str, child: Node) -> Node:
        """The same phrase with `child` as its new rightmost part."""
        return replace(self, right=(*self.right, (label, child)))


def third_person(verb: str) -> str:
    if verb.endswith(("s", "x", "ch", "sh", "z", "o")):
        return verb + "es"
    return verb[:-1] + "ies" if verb[-1] == "y" and verb[-2] not in "aeou" else verb + "s"


def past(verb: str) -> str:
    if verb in IRREGULAR:
        return IRREGULAR[verb][0]
    if verb.endswith("e"):
        return verb + "d"
    if verb[-1] == "y" and verb[-2] not in "aeou":
        return verb[:-1] + "ied"
    return verb + (verb[-1] if verb in DOUBLED else "") + "ed"


def participle(verb: str) -> str:
    return IRREGULAR[verb][1] if verb in IRREGULAR else past(verb)


def gerund(verb: str) -> str:
    if verb.endswith("e") and not verb.endswith("ee"):
        return verb[:-1] + "ing"
    return verb + (verb[-1] if verb in DOUBLED else "") + "ing"


def plural(noun: str) -> str:
    return third_person(noun) if noun != "index" else "indexes"


def noun(lemma: str, number: str) -> Node:
    many = number == PLURAL
    return Node(plural(lemma) if many else lemma, lemma, "NOUN", "NNS" if many else "NN", f"Number={number}")


def name(form: str, entity: str = "O") -> Node:
    return Node(form, form, "PROPN", "NNP", "Number=Sing", entity)


def adjective(form: str) -> Node:
    return Node(form, form, "ADJ", "JJ", "Degree=Pos")


def adverb(form: str) -> Node:
    return Node(form, form, "ADV", "RB")


def determiner(form: str) -> Node:
    kinds = {"the": "Definite=Def|PronType=Art", "a": "Definite=Ind|PronType=Art", "an": "Definite=Ind|PronType=Art"}
    demonstrative = {"this": SINGULAR, "these": PLURAL}
    other = f"Number={demonstrative[form]}|PronType=Dem" if form in demonstrative else "PronType=Ind"
    lemma = {"an": "a", "these": "this"}.get(form, form)
    return Node(form, lemma, "DET", "DT", kinds.get(form, other))


def preposition(form: str) -> Node:
    return Node(form, form, "ADP", "IN")


def number(form: str) -> Node:
    return Node(form, form, "NUM", "CD", "NumType=Card")


def comma() -> Node:
    return Node(",", ",", "PUNCT", ",", glued=True)


def conjunction(form: str) -> Node:
    return Node(form, form, "CCONJ", "CC")


def to() -> Node:
    return Node("to", "to", "PART", "TO")


def base_verb(lemma: str, mood: str = "VerbForm=Inf") -> Node:
    return Node(lemma, lemma, "VERB", "VB", mood)


def finite_verb(lemma: str, subject_number: str, tense: str) -> Node:
    feats = FINITE.format(subject_number, tense)
    if tense == "Past":
        return Node(past(lemma), lemma, "VERB", "VBD", feats)
    many = subject_number == PLURAL
    return Node(lemma if many else third_person(lemma), lemma, "VERB", "VBP" if many else "VBZ", feats)


def be(subject_number: str, tense: str) -> Node:
    many = subject_number == PLURAL
    form = ("were" if many else "was") if tense == "Past" else ("are" if many else "is")
    tag = "VBD" if tense == "Past" else ("VBP" if many else "VBZ")
    return Node(form, "be", "AUX", tag, FINITE.format(subject_number, tense))


def pronoun(form: str) -> Node:
    feats = {
        "it": "Case=Nom|Number=Sing|Person=3|PronType=Prs",
        "they": "Case=Nom|Number=Plur|Person=3|PronType=Prs",
        "you": "Case=Nom|Person=2|PronType=Prs",
        "it ": "Case=Acc|Number=Sing|Person=3|PronType=Prs",
    }
    return Node(form.strip(), form.strip(), "PRON", "PRP", feats[form])


def relative(form: str) -> Node:
    return Node(form, form, "PRON", "WDT", "PronType=Rel")


def lemma_of_participle(form: str) -> str:
    for lemma in AMBIGUOUS_VERBS + PLAIN_VERBS + ["fail", "share", "discuss", "explain", "document", "base", "protect"]:
        if participle(lemma) == form:
            return lemma
    return form.removesuffix("ed")


def past_or_same(lemma: str) -> str:
    return {"cut": "cut", "forecast": "forecast"}.get(lemma, past(lemma))


def first_form(node: Node) -> str:
    return first_form(node.left[0][1]) if node.left else node.form


def flattened(node: Node, label: str = "root") -> Iterator[tuple[Node, str, Node | None]]:
    """The words of a tree in order, each with its label and its head."""
    for child_label, child in node.left:
        yield from attached(child, child_label, node)
    yield node, label, None
    for child_label, child in node.right:
        yield from attached(child, child_label, node)


def attached(child: Node, label: str, head: Node) -> Iterator[tuple[Node, str, Node | None]]:
    for node, node_label, node_head in flattened(child, label):
        yield node, node_label, head if node is child else node_head


def capitalised(form: str) -> str:
    return form[0].upper() + form[1:] if form.isalpha() and form not in IDENTIFIERS else form


def conllu(tree: Node) -> str:
    rows = list(flattened(tree))
    index = {id(node): i for i, (node, _, _) in enumerate(rows, start=1)}
    lines = []
    for i, (node, label, head) in enumerate(rows, start=1):
        following = rows[i][0] if i < len(rows) else None
        glued = node.opens or (following is not None and following.glued)
        misc = f"NE={node.entity}" + ("|SpaceAfter=No" if glued else "")
        form = capitalised(node.form) if i == 1 and node.upos != "PROPN" else node.form
        position = index[id(head)] if head is not None else 0
        lines.append(
            "\t".join((str(i), form, node.lemma, node.upos, node.xpos, node.feats, str(position), label, "_", misc))
        )
    return "\n".join(lines)
