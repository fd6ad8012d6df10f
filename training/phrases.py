"""Chance -> the tree of a noun phrase, in the manner of technical manuals."""

from __future__ import annotations

import random
from collections.abc import Callable

from training.template_words import (
    ADJECTIVES,
    AMBIGUOUS_VERBS,
    COMMANDS,
    HYPHENATED,
    IDENTIFIERS,
    KEYWORDS,
    MASS_NOUNS,
    NOUNS,
    OPTIONS,
    PARTICIPLES,
    PATHS,
    PLAIN_VERBS,
    PLURAL_HEADS,
    RECENTLY,
    RUNNING,
    SOFTWARE,
    WITH_PARTICIPLE,
)
from training.trees import (
    PARTICIPLE,
    PLURAL,
    SINGULAR,
    Node,
    adjective,
    adverb,
    base_verb,
    be,
    comma,
    conjunction,
    determiner,
    finite_verb,
    first_form,
    lemma_of_participle,
    name,
    noun,
    participle,
    preposition,
    relative,
    to,
)


class Phrases:
    """Draws noun phrases and what may hang on them; all chance comes from `rng`."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.pick: Callable[[list[str]], str] = rng.choice

    def chance(self, probability: float) -> bool:
        return self.rng.random() < probability

    def verb(self) -> str:
        return self.pick(AMBIGUOUS_VERBS if self.chance(0.65) else PLAIN_VERBS)

    def number(self) -> str:
        return self.rng.choice((SINGULAR, SINGULAR, PLURAL))

    def noun_phrase(self, number: str, depth: int = 1) -> Node:
        draw = self.rng.random()
        if number == SINGULAR and draw < 0.12:
            return self.software()
        if number == SINGULAR and draw < 0.22:
            return self.code()
        if number == SINGULAR and draw < 0.32:
            return self.labelled_code()
        if number == SINGULAR and draw < 0.35:
            return self.command()
        return self.common_phrase(number, depth)

    def software(self) -> Node:
        return name(self.pick(SOFTWARE), "B-MISC")

    def code(self) -> Node:
        node = name(self.pick(self.rng.choice((IDENTIFIERS, IDENTIFIERS, OPTIONS, PATHS))))
        return self.quoted(node) if self.chance(0.35) else node

    def command(self) -> Node:
        """ "git push", "DROP TABLE" """
        first, _, second = self.pick(COMMANDS).partition("-")
        node = name(second).before("compound", name(first))
        return self.quoted(node) if self.chance(0.3) else node

    def quoted(self, node: Node) -> Node:
        marks = self.rng.choice((("`", "`"), ("`", "`"), ('"', '"'), ("“", "”")))
        opening = Node(marks[0], marks[0], "PUNCT", "``", opens=True)
        closing = Node(marks[1], marks[1], "PUNCT", "''", glued=True)
        return node.before("punct", opening).after("punct", closing)

    def labelled_code(self) -> Node:
        """ "the work_mem parameter", "the file /etc/fstab" """
        if self.chance(0.25):
            head = noun(self.pick(["file", "directory", "path"]), SINGULAR)
            return head.before("det", determiner("the")).after("appos", name(self.pick(PATHS)))
        if self.chance(0.3):
            head = noun(self.pick(["statement", "command", "clause", "keyword", "record", "file"]), SINGULAR)
            return self.determined(head.before("compound", name(self.pick(KEYWORDS))), SINGULAR)
        kinds = ["parameter", "option", "command", "variable", "setting", "view", "table", "file", "function", "branch"]
        return noun(self.pick(kinds), SINGULAR).before("compound", self.code()).before("det", determiner("the"))

    def common_phrase(self, number: str, depth: int) -> Node:
        head, number = self.head_noun(number)
        for _ in range(self.rng.choice((0, 0, 0, 1, 1, 2))):
            head = head.before("compound", noun(self.pick(NOUNS), SINGULAR))
        if self.chance(0.08):
            head = head.before("compound", self.software())
        if self.chance(0.07):
            head = head.before(*self.hyphenated())
        if self.chance(0.35):
            head = head.before("amod", self.modifier())
        head = self.determined(head, number)
        return self.postmodified(head, number, depth) if depth else head

    def head_noun(self, number: str) -> tuple[Node, str]:
        if number == SINGULAR and self.chance(0.1):
            form = self.pick(MASS_NOUNS)
            return Node(form, form, "NOUN", "NN", "Number=Sing"), "Mass"
        if number == PLURAL and self.chance(0.15):
            form = self.pick(PLURAL_HEADS)
            lemma = form if form in ("statistics", "contents") else form.removesuffix("s")
            return Node(form, lemma, "NOUN", "NNS", "Number=Plur"), PLURAL
        return noun(self.pick(NOUNS), number), number

    def hyphenated(self) -> tuple[str, Node]:
        """ "command-line", "user-defined" """
        compound = self.chance(0.6)
        first, _, second = self.pick(HYPHENATED if compound else WITH_PARTICIPLE).partition("-")
        hyphen = Node("-", "-", "PUNCT", "HYPH", glued=True, opens=True)
        if compound:
            return "compound", noun(second, SINGULAR).before("compound", noun(first, SINGULAR).after("punct", hyphen))
        verb = Node(second, lemma_of_participle(second), "VERB", "VBN", PARTICIPLE)
        return "amod", verb.before("compound", noun(first, SINGULAR).after("punct", hyphen))

    def modifier(self) -> Node:
        draw = self.rng.random()
        if draw < 0.6:
            return adjective(self.pick(ADJECTIVES))
        if draw < 0.85:
            form = self.pick(PARTICIPLES)
            node = Node(form, lemma_of_participle(form), "VERB", "VBN", PARTICIPLE)
            return node.before("advmod", adverb(self.pick(RECENTLY))) if self.chance(0.25) else node
        form = self.pick(RUNNING)
        return Node(form, form.removesuffix("ing").replace("runn", "run"), "VERB", "VBG", "VerbForm=Ger")

    def determined(self, head: Node, number: str) -> Node:
        draw = self.rng.random()
        if number == "Mass":
            return head.before("det", determiner("the")) if draw < 0.4 else head
        if number == PLURAL:
            form = "the" if draw < 0.4 else self.pick(["all", "these", "some"]) if draw < 0.5 else ""
            return head.before("det", determiner(form)) if form else head
        if draw < 0.55:
            return head.before("det", determiner(self.pick(["the", "the", "the", "the", "this", "each"])))
        return head.before("det", determiner("an" if first_form(head)[0] in "aeioAEIO" else "a"))

    def postmodified(self, head: Node, number: str, depth: int) -> Node:
        draw = self.rng.random() * (0.7 if depth > 1 else 1)
        if draw < 0.15:
            case = self.pick(["of", "of", "of", "for", "in", "on", "from"])
            return head.after("nmod", self.prepositional(case, depth - 1))
        if draw < 0.19:
            agent = self.prepositional("by", 0)
            verb = self.pick(["specified", "used", "created", "returned", "stored", "required", "generated", "listed"])
            node = Node(verb, lemma_of_participle(verb), "VERB", "VBN", PARTICIPLE)
            return head.after("acl", node.after("obl:agent", agent))
        if draw < 0.22:
            verb = self.pick(["containing", "matching", "using", "listing", "describing", "holding"])
            lemma = {"using": "use", "describing": "describe"}.get(verb, verb.removesuffix("ing"))
            node = Node(verb, lemma, "VERB", "VBG", "Tense=Pres|VerbForm=Part")
            return head.after("acl", node.after("obj", self.noun_phrase(self.number(), 0)))
        if draw < 0.27:
            return head.after("acl:relcl", self.relative_clause(number))
        if draw < 0.33:
            return head.after(
                "appos", self.bracketed(self.code() if self.chance(0.6) else self.noun_phrase(SINGULAR, 0))
            )
        if draw < 0.36:
            verb = self.pick(["stored", "listed", "contained", "installed", "specified", "found", "used", "defined"])
            node = Node(verb, lemma_of_participle(verb), "VERB", "VBN", PARTICIPLE)
            return head.after("acl", node.after("obl", self.prepositional(self.pick(["in", "on", "for", "with"]), 0)))
        return head

    def relative_clause(self, number: str) -> Node:
        number = PLURAL if number == PLURAL else SINGULAR
        pronoun_node = relative(self.pick(["that", "which"]))
        if self.chance(0.4):
            lemma = self.verb()
            verb = Node(participle(lemma), lemma, "VERB", "VBN", PARTICIPLE).before(
                "aux:pass", be(number, self.tense())
            )
            return self.passive_ending(verb).before("nsubj:pass", pronoun_node)
        verb = finite_verb(self.verb(), number, "Pres").before("nsubj", pronoun_node)
        return verb.after("obj", self.noun_phrase(self.number(), 0))

    def coordinated(self, depth: int = 0) -> Node:
        """ "tables, views, and rules" """
        first, *others = (self.noun_phrase(self.number(), 0) for _ in range(self.rng.choice((2, 2, 3, 4))))
        for i, other in enumerate(others, start=1):
            if i == len(others):
                other = other.before("cc", conjunction(self.pick(["and", "and", "or"])))
            if len(others) > 1:
                other = other.before("punct", comma())
            first = first.after("conj", other)
        return first

    def bracketed(self, node: Node) -> Node:
        opening = Node("(", "(", "PUNCT", "-LRB-", opens=True)
        closing = Node(")", ")", "PUNCT", "-RRB-", glued=True)
        return node.before("punct", opening).after("punct", closing)

    def prepositional(self, case: str, depth: int = 0) -> Node:
        return self.noun_phrase(self.number(), depth).before("case", preposition(case))

    def tense(self) -> str:
        return self.rng.choice(("Pres", "Pres", "Pres", "Past"))

    def purpose(self) -> Node:
        return base_verb(self.verb()).before("mark", to()).after("obj", self.noun_phrase(self.number(), 0))

    def passive_ending(self, verb: Node) -> Node:
        draw = self.rng.random()
        if draw < 0.25:
            return verb.after("obl:agent", self.prepositional("by"))
        if draw < 0.55:
            return verb.after("obl", self.prepositional(self.pick(["in", "on", "from", "to", "for", "with", "as"])))
        return verb.after("advcl", self.purpose()) if draw < 0.75 else verb
