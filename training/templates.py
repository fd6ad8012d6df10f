"""A seed -> CoNLL-U sentences with known trees, in the manner of technical manuals and business reports.

The treebanks hold little of either: few words that are as often a noun as a verb in plain present ("stores",
"requests", "lists"), few imperatives, no option names, file paths or back-ticks. A small grammar draws such
sentences: each function returns the tree of one phrase, so every tree is right by construction.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from training.phrases import Phrases
from training.template_words import (
    ADVERBS,
    COMPANIES,
    CONTROL_VERBS,
    INTRANSITIVE_VERBS,
    MEASURES,
    MODALS,
    MONTHS,
    PREPOSITIONS,
    SUBORDINATORS,
)
from training.trees import (
    FINITE,
    IMPERATIVE,
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
    conllu,
    finite_verb,
    gerund,
    lemma_of_participle,
    name,
    noun,
    number,
    participle,
    past_or_same,
    preposition,
    pronoun,
    to,
)


class Grammar(Phrases):
    """Draws clauses and sentences."""

    def subject(self) -> tuple[Node, str]:
        draw = self.rng.random()
        if draw < 0.08:
            return pronoun("it"), SINGULAR
        if draw < 0.12:
            return pronoun("they"), PLURAL
        if draw < 0.18:
            return pronoun("you"), PLURAL
        if draw < 0.23:
            first, second = self.noun_phrase(SINGULAR, 0), self.noun_phrase(SINGULAR, 0)
            return first.after("conj", second.before("cc", conjunction("and"))), PLURAL
        number = self.number()
        return self.noun_phrase(number), number

    def complements(self, verb: Node, depth: int = 1) -> Node:
        """The verb with its object, and mostly one thing more."""
        several = self.chance(0.1)
        verb = verb.after("obj", self.coordinated() if several else self.noun_phrase(self.number(), depth))
        draw = self.rng.random()
        if draw < 0.3:
            return verb.after("obl", self.prepositional(self.pick(PREPOSITIONS)))
        if draw < 0.38:
            return verb.after("advcl", self.purpose())
        if draw < 0.42:
            return verb.after("advmod", adverb(self.pick(["automatically", "immediately", "again", "first"])))
        return verb

    def transitive(self) -> Node:
        subject, number = self.subject()
        verb = self.complements(finite_verb(self.verb(), number, self.tense()))
        if self.chance(0.12):
            verb = verb.before("advmod", adverb(self.pick(ADVERBS)))
        if self.chance(0.1):
            second = finite_verb(self.verb(), number, "Pres" if verb.xpos != "VBD" else "Past")
            second = second.before("cc", conjunction("and")).after("obj", self.noun_phrase(self.number(), 0))
            verb = verb.after("conj", second)
        return verb.before("nsubj", subject)

    def intransitive(self) -> Node:
        subject, number = self.subject()
        verb = finite_verb(self.pick(INTRANSITIVE_VERBS), number, self.tense())
        if self.chance(0.5):
            verb = verb.after("obl", self.prepositional(self.pick(["on", "in", "with", "after", "during", "at"])))
        return verb.before("nsubj", subject)

    def modal(self) -> Node:
        subject, _ = self.subject()
        form = self.pick(MODALS)
        verb = self.complements(base_verb(self.verb()))
        if form == "cannot":
            verb = verb.before("advmod", Node("not", "not", "PART", "RB", "Polarity=Neg", glued=True))
            form = "can"
        elif self.chance(0.15):
            verb = verb.before("advmod", Node("not", "not", "PART", "RB", "Polarity=Neg"))
        return verb.before("aux", Node(form, form, "AUX", "MD", "VerbForm=Fin")).before("nsubj", subject)

    def negated(self) -> Node:
        subject, number = self.subject()
        many = number == PLURAL
        do = Node("do" if many else "does", "do", "AUX", "VBP" if many else "VBZ", FINITE.format(number, "Pres"))
        verb = self.complements(base_verb(self.verb()))
        verb = verb.before("advmod", Node("not", "not", "PART", "RB", "Polarity=Neg")).before("aux", do)
        return verb.before("nsubj", subject)

    def passive(self) -> Node:
        number = self.number()
        subject = self.noun_phrase(number)
        lemma = self.verb()
        verb = Node(participle(lemma), lemma, "VERB", "VBN", PARTICIPLE)
        if self.chance(0.2):
            verb = verb.before("advmod", adverb(self.pick(ADVERBS)))
        if self.chance(0.35):
            verb = verb.before("aux:pass", Node("be", "be", "AUX", "VB", "VerbForm=Inf"))
            modal = self.pick(["can", "must", "should", "will", "may"])
            verb = verb.before("aux", Node(modal, modal, "AUX", "MD", "VerbForm=Fin"))
        else:
            verb = verb.before("aux:pass", be(number, self.tense()))
        verb = self.passive_ending(verb)
        if self.chance(0.1):
            lemma = self.verb()
            second = Node(participle(lemma), lemma, "VERB", "VBN", PARTICIPLE).before("cc", conjunction("and"))
            verb = verb.after("conj", self.passive_ending(second))
        return verb.before("nsubj:pass", subject)

    def copular(self) -> Node:
        subject, number = self.subject()
        be_form = be(number, self.tense())
        if self.chance(0.5):
            predicate: Node = adjective(self.pick(["useful", "empty", "available", "valid", "safe", "possible"]))
            if self.chance(0.4):
                predicate = predicate.after("obl", self.prepositional(self.pick(["for", "in", "on", "with"])))
        else:
            predicate = self.common_phrase(number, 2)
        return predicate.before("cop", be_form).before("nsubj", subject)

    def permission(self) -> Node:
        """ "This option allows users to list the tables." """
        subject, number = self.subject()
        inner = base_verb(self.verb()).before("mark", to())
        verb = finite_verb(self.pick(["allow", "enable", "force", "cause", "require", "permit"]), number, "Pres")
        verb = verb.after("obj", self.noun_phrase(self.number(), 0)).after("xcomp", self.complements(inner, 0))
        return verb.before("nsubj", subject)

    def existence(self) -> Node:
        """ "There are two ways to list branches." """
        number = self.number()
        there = Node("there", "there", "PRON", "EX")
        verb = replace(be(number, self.tense()), upos="VERB")
        return verb.after("nsubj", self.common_phrase(number, 2)).before("expl", there)

    def possibility(self) -> Node:
        """ "It is possible to list branches." """
        head = adjective(self.pick(["possible", "necessary", "useful", "important", "safe", "recommended", "enough"]))
        inner = self.complements(base_verb(self.verb()).before("mark", to()), 0)
        return head.after("csubj", inner).before("cop", be(SINGULAR, "Pres")).before("expl", pronoun("it"))

    def compound_sentence(self) -> Node:
        """Two clauses joined: "The table is empty and the server ignores it." """
        first, second = self.statement(), self.simple()
        joined = second.before("cc", conjunction(self.pick(["and", "and", "but", "or", "so"])))
        return first.after("conj", joined.before("punct", comma()) if self.chance(0.5) else joined)

    def simple(self) -> Node:
        return self.rng.choice((self.transitive, self.intransitive, self.passive, self.copular, self.modal))()

    def controlled(self) -> Node:
        subject, number = self.subject()
        inner = base_verb(self.verb()).before("mark", to())
        verb = finite_verb(self.pick(CONTROL_VERBS), number, self.tense())
        return verb.after("xcomp", self.complements(inner, 0)).before("nsubj", subject)

    def result(self) -> Node:
        """ "Net sales increased 14% to $4.2 billion in 2019." """
        verb = self.pick(["increase", "rise", "fall", "decrease", "grow", "decline", "drop", "climb"])
        head = finite_verb(verb, PLURAL, "Past").after(*self.change())
        if self.chance(0.4):
            head = head.after("obl", self.money().before("case", preposition("to")))
        if self.chance(0.6):
            head = head.after("obl", self.date())
        return head.before("nsubj", self.measure())

    def change(self) -> tuple[str, Node]:
        amount = number(self.pick(["14", "3", "7.5", "22", "40", "0.8"]))
        if self.chance(0.6):
            unit = Node("%", "%", "SYM", "NN", glued=True)
        else:
            unit = Node("percent", "percent", "NOUN", "NN", "Number=Sing")
        unit = unit.before("nummod", amount)
        return ("obl", unit.before("case", preposition("by"))) if self.chance(0.3) else ("obl:unmarked", unit)

    def money(self) -> Node:
        unit = number(self.pick(["million", "billion"])).before(
            "compound", number(self.pick(["4.2", "12", "310", "1.6"]))
        )
        return Node("$", "$", "SYM", "$", opens=True).after("nummod", unit)

    def date(self) -> Node:
        year = Node(str(self.rng.randrange(1975, 2026)), "", "NUM", "CD", "NumType=Card", "B-DATE")
        year = replace(year, lemma=year.form)
        if self.chance(0.6):
            return year.before("case", preposition("in"))
        month = name(self.pick(MONTHS), "B-DATE").after("nmod:unmarked", replace(year, entity="I-DATE"))
        return month.before("case", preposition("in"))

    def measure(self) -> Node:
        form = self.pick(MEASURES)
        many = form.endswith("s")
        lemma = form.removesuffix("s") if many and form != "earnings" else form
        head = Node(form, lemma, "NOUN", "NNS" if many else "NN", f"Number={PLURAL if many else SINGULAR}")
        draw = self.rng.random()
        if draw < 0.5:
            return head.before("amod", adjective(self.pick(["net", "gross", "total", "operating", "annual", "record"])))
        if draw < 0.7:
            return head.before("nmod:poss", self.company().after("case", Node("'s", "'s", "PART", "POS", glued=True)))
        return head

    def company(self) -> Node:
        first = name(self.pick(COMPANIES), "B-ORG")
        if self.chance(0.6):
            return first
        kind = self.pick(["Inc.", "Corp.", "Group", "Systems", "Bank"])
        return replace(name(kind, "I-ORG"), left=(("compound", first),))

    def company_report(self) -> Node:
        """ "Northwind reported net sales of $12 million in 2019." """
        verb = finite_verb(self.pick(["report", "record", "post", "plan", "cut", "forecast"]), SINGULAR, "Pres")
        verb = replace(verb, form=self.rng.choice((verb.form, past_or_same(verb.lemma))))
        if not verb.form.endswith("s"):
            verb = replace(verb, xpos="VBD", feats=FINITE.format(SINGULAR, "Past"))
        amount = self.money().before("case", preposition("of"))
        verb = verb.after("obj", self.measure().after("nmod", amount) if self.chance(0.5) else self.measure())
        return (verb.after("obl", self.date()) if self.chance(0.6) else verb).before("nsubj", self.company())

    def statement(self) -> Node:
        kinds = (
            (self.transitive, 34), (self.intransitive, 6), (self.modal, 10), (self.negated, 5), (self.passive, 18),
            (self.copular, 12), (self.permission, 5), (self.controlled, 3), (self.result, 6), (self.company_report, 4),
            (self.existence, 3), (self.possibility, 3), (self.compound_sentence, 5),
        )  # fmt: skip
        draw = self.rng.choices([kind for kind, _ in kinds], [weight for _, weight in kinds])[0]
        return draw()

    def subordinate(self) -> Node:
        mark = Node(self.pick(SUBORDINATORS), "", "SCONJ", "IN")
        clause = self.rng.choice((self.transitive, self.intransitive, self.passive, self.copular))()
        if mark.form == "when":
            return clause.before("advmod", Node("when", "when", "ADV", "WRB", "PronType=Int"))
        return clause.before("mark", replace(mark, lemma=mark.form))

    def extended(self, clause: Node) -> Node:
        """The clause, sometimes with something before or after it."""
        draw = self.rng.random()
        if draw < 0.1:
            return clause.before("punct", comma()).before("advcl", self.subordinate())
        if draw < 0.12:
            return clause.after("punct", comma()).after("advcl", self.cross_reference())
        if draw < 0.2:
            return clause.after("advcl", self.subordinate())
        if draw < 0.25:
            return clause.before("punct", comma()).before("advcl", self.purpose())
        if draw < 0.31:
            return clause.before("punct", comma()).before("obl", self.opening())
        return clause

    def cross_reference(self) -> Node:
        """ "as described in Section 4.2" """
        form = self.pick(["described", "shown", "discussed", "explained", "defined", "documented"])
        node = Node(form, lemma_of_participle(form), "VERB", "VBN", PARTICIPLE)
        place = self.section().before("case", preposition("in"))
        return node.before("mark", Node("as", "as", "SCONJ", "IN")).after("obl", place)

    def section(self) -> Node:
        head = name(self.pick(["Section", "Chapter", "Table", "Figure"]))
        return head.after("nummod", number(self.pick(["4", "19.2", "7.3.1", "21"])))

    def opening(self) -> Node:
        case, form = self.rng.choice((("By", "default"), ("For", "example"), ("In", "addition"), ("In", "practice")))
        return noun(form, SINGULAR).before("case", replace(preposition(case), lemma=case.lower()))

    def imperative(self) -> Node:
        draw = self.rng.random()
        if draw < 0.2:
            return self.setting()
        if draw < 0.4:
            return self.use()
        if draw < 0.48:
            return self.see()
        if draw < 0.53:
            return self.note()
        return self.order()

    def order(self) -> Node:
        verb = self.complements(base_verb(self.verb(), IMPERATIVE))
        if self.chance(0.15):
            verb = verb.before("advmod", Node("not", "not", "PART", "RB", "Polarity=Neg"))
            return verb.before("aux", Node("do", "do", "AUX", "VB", IMPERATIVE))
        if self.chance(0.2):
            second = self.complements(base_verb(self.verb(), IMPERATIVE), 0)
            return verb.after("conj", second.before("cc", conjunction("and")))
        return verb

    def setting(self) -> Node:
        """ "Set work_mem to 64." """
        target = self.rng.choice(
            (number(self.pick(["64", "0", "100", "3600"])), name(self.pick(["on", "off", "none"])))
        )
        what = self.code() if self.chance(0.6) else self.labelled_code()
        verb = base_verb(self.pick(["set", "change", "reset", "increase"]), IMPERATIVE).after("obj", what)
        return verb.after("obl", target.before("case", preposition("to")))

    def use(self) -> Node:
        """ "Run the command to list all branches." """
        verb = base_verb(self.pick(["use", "run", "call", "type", "issue", "try"]), IMPERATIVE)
        what = self.labelled_code() if self.chance(0.6) else self.code()
        verb = verb.after("obj", what)
        return verb.after("advcl", self.purpose()) if self.chance(0.8) else verb

    def see(self) -> Node:
        verb = base_verb("see", IMPERATIVE)
        if self.chance(0.5):
            where = self.section()
        else:
            where = name(self.pick(["git-add(1)", "git-commit(1)", "apt(8)", "psql", "CREATE_TABLE", "initdb"]))
        verb = verb.after("obj", where)
        details = noun(self.pick(["detail", "example"]), PLURAL) if self.chance(0.5) else None
        if details is None:
            details = Node("information", "information", "NOUN", "NN", "Number=Sing")
            details = details.before("amod", Node("more", "more", "ADJ", "JJR", "Degree=Cmp"))
        return verb.after("obl", details.before("case", preposition("for")))

    def note(self) -> Node:
        verb = base_verb("note", IMPERATIVE)
        return verb.after("ccomp", self.statement().before("mark", Node("that", "that", "SCONJ", "IN")))

    def description(self) -> Node:
        """A line of an option list: "Specifies the name of the table." """
        if self.chance(0.25):
            verb = finite_verb(self.pick(["specify", "indicate", "determine", "check", "show"]), SINGULAR, "Pres")
            mark = Node(self.pick(["whether", "if", "that"]), "", "SCONJ", "IN")
            return verb.after("ccomp", self.simple().before("mark", replace(mark, lemma=mark.form)))
        if self.chance(0.1):
            form = self.pick(["used", "set", "required", "returned", "stored"])
            verb = Node(form, lemma_of_participle(form), "VERB", "VBN", PARTICIPLE)
            return verb.after("obl", self.prepositional(self.pick(["in", "for", "by", "with"])))
        verb = finite_verb(self.verb() if self.chance(0.7) else self.pick(["specify", "imply"]), SINGULAR, "Pres")
        return self.complements(verb)

    def heading(self) -> Node:
        if self.chance(0.5):
            head = base_verb(self.verb())
            head = replace(head, form=gerund(head.form), xpos="VBG", feats="VerbForm=Ger")
            return head.after("obj", self.common_phrase(self.number(), 0))
        return self.common_phrase(self.number(), 1)

    def sentence(self) -> Node:
        draw = self.rng.random()
        if draw < 0.04:
            return self.heading()
        root = self.sentence_root(draw)
        return root.after("punct", Node(".", ".", "PUNCT", ".", glued=True))

    def sentence_root(self, draw: float) -> Node:
        if draw < 0.12:
            return self.description()
        return self.extended(self.imperative() if draw < 0.4 else self.statement())


def paragraphs(count: int, seed: int) -> Iterator[str]:
    """CoNLL-U blocks of `count` sentences, in paragraphs of one to four."""
    rng = random.Random(seed)
    grammar = Grammar(rng)
    yield "# newdoc id = templates\n" + "# ner = yes\n" + conllu(grammar.sentence())
    for _ in range(count - 1):
        yield ("# newpar\n" if rng.random() < 0.4 else "") + "# ner = yes\n" + conllu(grammar.sentence())


def write_templates(target: Path, count: int = 3500, seed: int = 7) -> None:
    target.write_text("\n\n".join(paragraphs(count, seed)) + "\n\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", type=Path, help="the .conllu file to write")
    parser.add_argument("--count", type=int, default=3500)
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    write_templates(arguments.target, arguments.count, arguments.seed)


if __name__ == "__main__":
    main()
