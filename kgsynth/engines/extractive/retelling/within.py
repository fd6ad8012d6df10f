"""A sentence -> the name in its first clause that "it" in its second takes up."""

from kgsynth.engines.extractive.retelling.referents import Line, Referent, is_empty, referent
from kgsynth.language.clauses import Clause, subtree

_MARKS = frozenset({"when", "whenever", "once", "if", "since", "because", "as", "while", "although", "though", "after"})


def named_before(line: Line, clause: Clause) -> Referent | None:
    """What the clause in front of the main one names, and nothing else in it can be meant.

    ``Once otterd is running, it counts the fish.`` -> otterd.
    """
    head = clause.subject_head
    if head is None or head.lower_ != "it" or is_empty(f"It {line.text[head.idx + 3 :]}", clause):
        return None
    fronts = [each for each in clause.head.children if each.dep_ == "advcl" and each.i < head.i]
    others = [each for each in line.doc[: head.i] if each.dep_.startswith(("nsubj", "csubj", "expl"))]
    if len(fronts) != 1 or len(others) != 1 or others[0].head.i != fronts[0].i or others[0].i > fronts[0].i:
        return None
    opens = subtree(fronts[0])[0]
    named = referent(line, others[0], frozenset(), plural=False)
    if opens.lower_ not in _MARKS or named is None or not named.is_name or others[0].tag_ not in {"NN", "NNP"}:
        return None
    if opens.lower_ == "if" and others[0].dep_ == "nsubj:pass":
        return None  # what is then done is done by another
    if any(child.dep_ in {"conj", "nmod", "acl", "acl:relcl"} for child in others[0].children):
        return None
    done_to = any(each.dep_ == "obj" and each.tag_ in {"NN", "NNP"} for each in subtree(fronts[0]))
    return None if named.text.startswith(("a ", "an ")) or (clause.passive and done_to) else named
