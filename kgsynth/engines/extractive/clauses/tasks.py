"""Frame -> questions about how something is done, and what something is for."""

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.clauses.conditions import ACTIONS, fronted, outcome_after
from kgsynth.engines.extractive.clauses.frame import Frame
from kgsynth.engines.extractive.clauses.inversion import ends, is_last, is_whole
from kgsynth.engines.extractive.wording import bare
from kgsynth.language.bundled import verb_lemma

_MEANT = frozenset("used intended designed meant made built supposed required needed configured employed".split())


def how_to(frame: Frame) -> Iterator[Candidate]:
    """``To list the branches, use git branch.`` -> How do you list the branches?"""
    opening = fronted(frame, frozenset({"to", "in order to"}))
    outcome = outcome_after(frame, opening) if opening else None
    clause = frame.clause
    if opening is None or outcome is None:
        return
    goal = re.sub(r"^(?:in order )?to\s+", "", frame.cut(opening.tokens), flags=re.IGNORECASE)
    you = clause.subject_head is not None and clause.subject_head.lower_ in {"you", "one"}
    verb = "can" if clause.verb.lower_ in {"can", "could", "may"} else "do"
    if len(goal.split()) < 3 and not frame.names(goal):
        return
    order = clause.imperative or (not clause.subject and clause.head.tag_ in {"VB", "VBP"})
    advised = clause.head.lemma_ not in _NO_ADVICE and (order or you)
    outcome = re.sub(r"^(?:simply|just|you simply|you just) ", "", outcome)
    if advised and (order or clause.head.lemma_ in ACTIONS or clause.verb.tag_ == "MD"):
        yield from frame.candidate(f"How {verb} you {goal}", outcome, "how_to", 1.0)
    elif _is_demand(frame):
        yield from frame.candidate(f"What {_must(frame)} be done to {goal}", outcome, "how_to", 0.9)


_NO_ADVICE = frozenset("be have want see note know remember wish like consider find think get notice refer".split())


def _is_demand(frame: Frame) -> bool:
    clause = frame.clause
    return clause.passive and clause.verb.lower_ in {"must", "should"} and not clause.negated and bool(clause.subject)


def _must(frame: Frame) -> str:
    return frame.clause.verb.lower_


def by_what_means(frame: Frame) -> Iterator[Candidate]:
    """``The list can be shown with git branch.`` -> How can the list be shown?"""
    clause = frame.clause
    you = clause.subject_head is not None and clause.subject_head.lower_ in {"you", "one"}
    possible = clause.verb.lower_ in {"can", "may", "must", "should", "is", "are", "could"}
    if not (clause.passive or you) or not possible or clause.negated or clause.head.lower_ in _BY_MANY:
        return
    for oblique in clause.obliques:
        named = oblique.preposition in {"with", "via", "through", "using", "by", "thanks to", "by means of"}
        if oblique.preposition == "with" and clause.verb.lower_ in {"is", "are"}:
            continue  # "names are prefixed with": what with, not how
        if named and ends(frame.tokens, oblique) and len(oblique.tokens) <= 14:
            yield from _means(frame, oblique.tokens)
    for adverbial in clause.adverbials:
        if adverbial.tokens[0].lower_ in {"by", "using"} and adverbial.head.tag_ == "VBG":
            yield from _means(frame, adverbial.tokens)
    for token in frame.after(clause.head):
        rest = frame.since(token)
        if token.lower_ in {"with", "using", "via", "through"} and len(rest) <= 8 and _is_command(frame, rest):
            yield from _means(frame, [t for t in rest if t.i <= (frame.after(token) or rest)[-1].i])
            return


_ROUGHLY = re.compile(r"\b(?:typically|usually|generally|often|normally|commonly)\b")
_BY_MANY = frozenset({"override", "overridden"})  # an option, a variable and a file may all do it


def _is_command(frame: Frame, rest: Sequence[Token]) -> bool:
    """Whether inline code follows a preposition: ``with git branch``."""
    after = re.sub(r"^the ", "", frame.cut(rest[1:]))
    return any(after.startswith(code) for code in frame.said.words.code if len(code) > 2)


_ENDS_A_PAIR = re.compile(r"\b(?:and|or) be\b")  # ``It defaults to cyan and can be set with -c``: half of it is asked


def _means(frame: Frame, tokens: Sequence[Token]) -> Iterator[Candidate]:
    asked = frame.inverted(tokens) if is_whole(tokens) and is_last(frame.tokens, tokens) else None
    told = frame.cut(tokens)
    if _ROUGHLY.search(frame.whole):
        return  # "are typically viewed using": there are other ways
    if frame.clause.verb.lower_ in {"is", "are"} and _is_heavy(frame, tokens[0]):
        return  # turned round word by word: "How are functions written in C defined to the server?"
    if (
        asked is not None
        and not asked.endswith(" together")
        and not _ENDS_A_PAIR.search(asked)
        and not re.search(r" and (?:re-)?\w+ed\b", asked)
        and (frame.names(told) or (tokens[0].lower_ in {"by", "using"} and len(tokens) > 4))
    ):
        yield from frame.candidate(f"How {asked}", told, "how_to", 0.9)


def _is_heavy(frame: Frame, means: Token) -> bool:
    """Whether more than a short subject and a verb stand before the means."""
    clause = frame.clause
    described = any(token.tag_ in {"VBN", "WDT", "IN"} for token in clause.subject[1:])
    return described or any(clause.head.i < token.i < means.i for token in frame.tokens)


def purpose_of(frame: Frame) -> Iterator[Candidate]:
    """``The purpose of X is to do Y.`` -> What is the purpose of X?"""
    match = re.match(
        r"^The (?:main |primary )?(?P<noun>purpose|role|task|job|function|goal|aim|objective) of "
        r"(?P<what>[^,;]+?) is (?P<to>to [a-z].+)$",
        bare(frame.whole),
    )
    if match:
        yield from frame.candidate(f"What is the {match['noun']} of {match['what']}", match["to"], "purpose", 0.9)


def used_for(frame: Frame) -> Iterator[Candidate]:
    """``The tag command is used to mark a release.`` -> What is the tag command used for?"""
    clause = frame.clause
    if not clause.passive or clause.head.lower_ not in _MEANT or clause.negated or not frame.opens or frame.adds:
        return
    told = frame.cut(frame.after(clause.head))
    plain = clause.verb.lower_ in {"is", "are", "was", "were", "can"} and frame.names(frame.subject_words)
    if not plain or clause.subject[-1].i >= clause.verb.i or not re.match(r"^to [a-z]+ |^for [a-z]+ing ", told):
        return
    asked = frame.inverted(frame.after(clause.head))
    if asked is not None and len(told.split()) >= 4:
        for_it = clause.head.lower_ in {"used", "needed", "required", "employed"} or told.startswith("for ")
        ending = "for" if for_it else "to do"
        yield from frame.candidate(f"What {asked} {ending}", told, "purpose", 0.9)


def lets_you(frame: Frame) -> Iterator[Candidate]:
    """``The rewind command lets you undo a merge.`` -> What does the rewind command let you do?"""
    clause = frame.clause
    match = re.match(
        r"^(?P<verb>allows|lets|enables|permits|helps) (?P<whom>you|users|administrators|one|us|the user|the "
        r"administrator) (?P<what>(?:to )?[a-z]+ .+)$",
        frame.cut([t for t in frame.tokens if t.i >= clause.verb.i]),
    )
    if (
        match is None
        or match["whom"] == "us"
        or (clause.verb.tag_ == "VBZ" and _SEVERAL.search(frame.subject_words))
        or not frame.opens
        or clause.negated
        or not frame.names(frame.subject_words)
        or frame.adds
    ):
        return
    base = match["verb"].removesuffix("s")
    to = "" if base in {"let", "help"} else "to "
    yield from frame.candidate(
        f"What does {frame.subject_words} {base} {match['whom']} {to}do", match["what"], "purpose", 0.8
    )


_SEVERAL = re.compile(r" [a-z]{3,}[^sui]s$")  # "the modules allows": the sentence itself is wrong
_USES = re.compile(
    r"^(?:(?:[Yy]ou|[Oo]ne|[Uu]sers|[Aa]dministrators) (?:can|may|should|must|could|need to|have to) (?:"
    r"then |simply )?)?"
    r"(?P<act>[Uu]se|[Rr]un|[Ii]nstall|[Ii]nvoke|[Ee]xecute|[Ee]nable|[Ll]aunch) (?P<what>[^,;:]{2,70}?) (?:in "
    r"order )?to (?P<goal>[a-z]+ .+)$"
)
_WISH = re.compile(
    r"^If (?:you|one) (?:wants?|wish(?:es)?|needs?|would like|prefers?|decides?|intends?|has|have) to "
    r"(?P<goal>[^,;:]+), (?:then )?"
    r"(?P<outcome>(?:(?:you|one) (?:can|should|must|may|need to|have to|will need to|has to)|use|run|install|"
    r"add|edit|create|"
    r"set|specify|pass|put|type|enter|call|invoke|start|enable|remove) .+)$"
)
_POSSIBLE = re.compile(
    r"^It is (?:also |then |thus |even |therefore )?possible to (?P<goal>[a-z]+ [^,;:]+?),? (?P<means>(?:by "
    r"\w+ing|with|using|via|through|thanks to) .+)$"
)
_WAY = re.compile(
    r"^The (?P<way>(?:easiest|simplest|fastest|usual|recommended|traditional|standard|official|preferred|"
    r"safest) (?:way|method)) "
    r"(?P<to>(?:to|of) \w+ [^,;:]+?) is (?:to )?(?P<answer>(?:by |with |using )?[a-z]+ .+)$"
)


def use_it_to(frame: Frame) -> Iterator[Candidate]:
    """``You can use the mend command to join two lists.`` -> How can you join two lists?"""
    match = _USES.match(bare(frame.whole))
    if match is None or not frame.names(match["what"]) or not _is_task(match["goal"]):
        return
    told = f"{match['act'].lower()} {match['what']}"
    yield from frame.candidate(f"How can you {match['goal']}", told, "how_to", 0.9)


def _is_task(goal: str) -> bool:
    verb = goal.split()[0]
    return verb_lemma(verb, "VB") == verb and verb not in {"be", "have"} and len(goal.split()) >= 3


def if_you_wish(frame: Frame) -> Iterator[Candidate]:
    """``If you want to mute a list, run mend -q.`` -> How do you mute a list?"""
    match = _WISH.match(bare(frame.text)) if frame.clause.head.i == frame.said.clause.head.i else None
    if match is not None and _is_task(match["goal"]):
        yield from frame.candidate(f"How do you {match['goal']}", match["outcome"], "how_to", 1.0)


def as_is_possible(frame: Frame) -> Iterator[Candidate]:
    """``It is possible to mute a list with mend -q.`` -> How can you mute a list?"""
    match = _POSSIBLE.match(bare(frame.text)) if frame.clause.head.i == frame.said.clause.head.i else None
    if (
        match is not None
        and _is_task(match["goal"])
        and (match["means"].startswith("by ") or frame.names(match["means"]))
    ):
        yield from frame.candidate(f"How can you {match['goal']}", match["means"], "how_to", 0.9)


def which_way(frame: Frame) -> Iterator[Candidate]:
    """``The usual way to mute a list is to run mend -q.`` -> What is the usual way to mute a list?"""
    match = _WAY.match(bare(frame.whole))
    if match is not None and len(match["to"].split()) >= 4:
        yield from frame.candidate(f"What is the {match['way']} {match['to']}", match["answer"], "how_to", 1.0)
