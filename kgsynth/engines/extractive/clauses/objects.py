"""Frame -> questions about what a named thing does something to, is, or how many it has."""

import re
from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Token

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.clauses.frame import Frame
from kgsynth.engines.extractive.clauses.inversion import base_of_verb, is_last
from kgsynth.engines.extractive.clauses.named_subjects import ONE_AMONG_MANY, kind_noun
from kgsynth.engines.extractive.naming import KINDS, is_code_like
from kgsynth.language.words import content_words

_TELLING = frozenset(
    "control store represent measure record list display show generate "
    "produce return replace check verify prevent block reject receive print log monitor forbid combine "
    "emulate automate encrypt filter enforce favor favour deny restrict limit reduce avoid "
    "eliminate solve".split()
)  # not what a thing "allows", "needs", "contains" or "provides": there is always more than one such thing; nor what
# it "specifies" or "defines": that only turns its sentence round
_LINKED = frozenset(
    (
        "based on",
        "depend on",
        "depends on",
        "rely on",
        "relies on",
        "stands for",
        "refers to",
        "refer to",
        "belongs to",
        "derived from",
        "responsible for",
        "dedicated to",
        "limited to",
        "composed of",
        "known as",
        "inspired by",
        "named after",
        "made of",
        "specialized in",
        "linked to",
        "tied to",
        "restricted to",
        "written in",
        "replaced by",
        "followed by",
        "maintained by",
        "distributed under",
        "reserved for",
        "called",
        "suited for",
        "suited to",
        "intended for",
        "compatible with",
        "aims at",
        "depended on",
        "runs on",
        "specializes in",
        "focuses on",
        "listens on",
        "results in",
        "defaults to",
        "points to",
        "applies to",
        "divided into",
        "split into",
        "associated with",
    )
)
_COUNTED_LAYOUT = frozenset(
    "forms ways sections chapters cases examples points steps things reasons kinds types parts".split()
)
_DATE = re.compile(
    r"\b(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)\b.*\d|"
    r"(?:19|20)\d\d\b)"
)
_VAGUE_ANSWER = re.compile(
    r"\b(?:many|several|some|various|few|most|a lot of|lots of|a number of|numerous|useful|interesting|good|best|"
    r"things?|ways?|simple|easy|easier|better|you|more|less|certain|different|own|similar|same)\b"
)
_EMPTY = re.compile(
    r"\b(?:whole|main|other|only|problem|result|idea|reason|difference|question|point|answer|fact|case|goal|aim|"
    r"purpose|"
    r"rest|easiest|way|recommended|choice|option|ability|possibility|recent|fundamental|release|solution|"
    r"simplest|best|task|advantage|feature)\b"
)


def what_is(frame: Frame) -> Iterator[Candidate]:
    """``The default port of the server is 5432.`` -> What is the default port of the server?"""
    clause = frame.clause
    if clause.copula is None or clause.copula.lower_ not in {"is", "was"} or clause.auxiliaries or clause.negated:
        return
    subject = frame.cut(clause.subject)
    definite = re.match(r"^[Tt]he [a-z][\w-]* (?:\S+ )*\S+$", subject) and not _EMPTY.search(subject)
    if not definite or clause.subject[-1].i + 1 != clause.copula.i or len(clause.subject) > 12:
        return
    asked = frame.inverted(frame.after(clause.copula))
    if asked is None:
        return
    answer = frame.after_verb()
    nominal = clause.head.pos_ in {"NOUN", "PROPN", "NUM", "X", "SYM"} and 0 < len(answer.split()) <= 16
    a_quality = re.fullmatch(r"[a-z]+[ -][a-z]+ed", answer)  # "event based"
    if nominal and not a_quality and len(content_words(subject)) >= 2:
        yield from frame.candidate(f"What {asked}", answer, "factual", 0.8)


def what_object(frame: Frame) -> Iterator[Candidate]:
    """``wal_level determines how much is written.`` -> What does wal_level determine?"""
    clause = frame.clause
    modal = len(clause.auxiliaries) == 1 and clause.verb.lower_ in {"must", "should", "will"}
    if not (modal or (not clause.auxiliaries and clause.finite)):
        return
    base = clause.head.lower_ if modal else base_of_verb(clause.verb)
    after = frame.after(clause.head) if base in _TELLING and _is_plain_act(frame) else ()
    if not after or not _opens_object(after[0]):
        return
    answer = frame.cut(after)
    asked = frame.inverted(after)
    tasked = any(t.lower_ == "to" and n.tag_ == "VB" for t, n in pairwise(after[:8]))
    told = 2 <= len(answer.split()) <= 28 and not tasked and (base not in _PARTLY or _is_holder(frame))
    if _is_cut(frame) and (len(content_words(answer)) <= 2 or _GOES_ON.match(frame.rest)):
        return
    if base in {"store", "record"} and any(each.preposition in {"in", "on", "into"} for each in clause.obliques):
        return  # where it is kept is what tells
    if "," in frame.subject_words or any(which_object(frame)) or any(which_version(frame)):
        return
    if told and asked is not None and not any(a.mark for a in clause.adverbials) and not _VAGUE_ANSWER.search(answer):
        asked = re.sub(rf"\bthe ({'|'.join(KINDS)}) ([\w.]+)", r"the \2 \1", asked)
        yield from frame.candidate(f"What {asked}", answer, "factual", 0.6)


_PARTLY = frozenset("include contain provide support offer use need require mean combine cover".split())


def _is_holder(frame: Frame) -> bool:
    """Whether the subject is a small thing whose content a sentence can tell in full: a package, a file, an "
    "option."""
    subject = tuple(frame.clause.subject)
    noun = kind_noun(frame, subject)
    return bool(noun) or is_code_like(frame.cut(subject)) or frame.clause.head.lemma_ in {"require", "mean", "need"}


_GOES_ON = re.compile(r"^,? ?(?:or|and|but)\b")  # the other half of what is asked for


def _is_cut(frame: Frame) -> bool:
    """Whether the sentence goes on behind a comma, so that the clause alone may say only half."""
    last = frame.tokens[-1]
    return last.text == "," or (last.i + 1 < len(frame.said.doc) and last.nbor(1).text == ",")


def _is_plain_act(frame: Frame) -> bool:
    clause = frame.clause
    acts = bool(clause.subject) and clause.copula is None and not clause.passive and not clause.negated
    short = acts and len(clause.subject) <= 10 and frame.opens
    return short and frame.names(frame.cut(clause.subject)) and not frame.adds


def _opens_object(token: Token) -> bool:
    return (
        token.pos_ in {"DET", "NOUN", "PROPN", "ADJ", "NUM", "X"}
        or token.lower_ in {"how", "whether", "which", "what", "that"}
        or token.tag_ == "VBG"
    )


_ENABLING = frozenset("allow let enable make help permit force tell ask cause".split())


def which_object(frame: Frame) -> Iterator[Candidate]:
    """``The relay uses the QTP protocol.`` -> Which protocol does the relay use?"""
    clause = frame.clause
    if clause.copula is not None or clause.passive or clause.negated or not clause.subject or len(clause.objects) != 1:
        return
    if clause.head.lemma_ in ONE_AMONG_MANY:
        return
    phrase = tuple(token for token in clause.objects[0] if token in frame.tokens)
    if any(token.i > phrase[-1].i and token.head in phrase for token in frame.after(phrase[-1])) if phrase else True:
        return
    if clause.subject_head is None or clause.subject_head.pos_ == "VERB":
        return
    noun = kind_noun(frame, phrase) if phrase and clause.head.lemma_ not in _ENABLING else ""
    if not noun or frame.adds:
        return
    following = frame.after(phrase[-1])
    if following and following[0].pos_ not in {"ADP", "ADV", "SCONJ", "PART"}:
        return
    rest = frame.cut(following)
    asked = frame.inverted(frame.since(phrase[0])) if phrase else None
    you = clause.subject_head is not None and clause.subject_head.lower_ in {"it", "they", "this", "that"}
    if asked is not None and not you:
        yield from frame.candidate(f"Which {noun} {asked} {rest}".strip(), frame.cut(phrase), "factual", 0.9)


def which_version(frame: Frame) -> Iterator[Candidate]:
    """``Frogbase 3 includes version 2.1 of the Newt toolkit.`` -> Which version of the Newt toolkit does ...?"""
    clause = frame.clause
    if clause.copula is not None or clause.passive or clause.negated or len(clause.objects) != 1 or not frame.opens:
        return
    phrase = [token for token in clause.objects[0] if token in frame.tokens]
    text = frame.cut(phrase)
    match = re.match(
        r"^version (?P<v>[\d.]+) of (?P<of>.+)$|^(?P<name>[A-Z]\S*(?: [A-Z]\S*)*) version (?P<n>[\d.]+)$", text
    )
    asked = frame.inverted(frame.since(phrase[0])) if match and phrase else None
    if match is not None and asked is not None:
        yield from frame.candidate(
            f"Which version of {match['of'] or match['name']} {asked}",
            f"version {match['v'] or match['n']}",
            "factual",
            1.0,
        )


def what_linked(frame: Frame) -> Iterator[Candidate]:
    """``The Otter desktop is based on the Weasel toolkit.`` -> What is the Otter desktop based on?"""
    clause = frame.clause
    head = clause.head
    after = frame.after(head)
    if len(after) < 2 or f"{head.lower_} {after[0].lower_}" not in _LINKED or head.i + 1 != after[0].i:
        return
    if clause.negated or not clause.subject or len(clause.subject) > 11 or not frame.opens or frame.adds:
        return
    if not frame.names(frame.cut(clause.subject)):
        return
    answer = frame.cut(after[1:])
    asked = frame.inverted(after[1:])
    if asked is not None and len(answer.split()) <= 24 and not _VAGUE_ANSWER.search(answer) and after[1].tag_ != "VBG":
        yield from frame.candidate(f"What {asked}", answer, "factual", 0.9)


def what_called(frame: Frame) -> Iterator[Candidate]:
    """``The helper of an otter daemon is called a pup.`` -> What is the helper of an otter daemon called?"""
    clause = frame.clause
    named = clause.passive and clause.head.lower_ in {"called", "named", "nicknamed", "dubbed", "termed"}
    after = frame.after(clause.head)
    if (
        not named
        or clause.negated
        or not frame.opens
        or not after
        or clause.verb.lower_ not in {"is", "are", "was", "were"}
    ):
        return
    asked = frame.inverted(after)
    if asked is not None and len(after) <= 7 and len(content_words(frame.subject_words)) >= 2:
        yield from frame.candidate(f"What {asked}", frame.cut(after), "factual", 0.9)


def what_object_to(frame: Frame) -> Iterator[Candidate]:
    """``The relay needs a spare port to send alarms.`` -> What does the relay need to send alarms?"""
    clause = frame.clause
    if clause.auxiliaries or len(clause.objects) != 1 or clause.head.lemma_ not in _NEEDED or not _is_plain_act(frame):
        return
    goal = next((a for a in clause.adverbials if a.tokens[0].lower_ == "to" and is_last(frame.tokens, a.tokens)), None)
    phrase = [token for token in clause.objects[0] if goal is None or token.i < goal.tokens[0].i]
    if goal is None or not phrase or phrase[-1].i + 1 != goal.tokens[0].i or phrase[0].i != clause.head.i + 1:
        return
    asked = frame.inverted(frame.since(phrase[0]))
    if asked is not None and not _VAGUE_ANSWER.search(frame.cut(phrase)):
        yield from frame.candidate(f"What {asked} {frame.cut(goal.tokens)}", frame.cut(phrase), "factual", 0.9)


_NEEDED = frozenset("use need require consult read run call check employ".split())


def how_many(frame: Frame) -> Iterator[Candidate]:
    """``The gateway supports 40 sensors.`` -> How many sensors does the gateway support?"""
    for phrase in frame.clause.objects if not (frame.clause.negated or frame.clause.copula is not None) else ():
        number = next((t for t in phrase if t.pos_ == "NUM" and t.dep_ == "nummod"), None)
        if number is None or number.i != phrase[0].i or not re.fullmatch(r"[\d,.]+|[a-z]+", number.lower_):
            continue
        noun = number.head
        counted = (
            noun.tag_ == "NNS"
            and not any(t.pos_ == "ADP" for t in phrase)
            and noun.lower_ not in _COUNTED_LAYOUT
            and len(phrase) <= 5
        )
        if not counted or number.lower_ == "one" or _DATE.search(frame.cut(phrase)) or not _closes(frame, phrase):
            continue
        asked = frame.inverted(frame.since(phrase[0]))
        if asked is not None and noun.head.i == frame.clause.head.i:
            rest = frame.cut([token for token in phrase if token.i > number.i])
            if rest.startswith("^"):
                continue  # a power
            yield from frame.candidate(f"How many {rest} {asked}", frame.cut(phrase), "numeric", 1.0)


def _closes(frame: Frame, phrase: tuple[Token, ...]) -> bool:
    """Whether nothing follows a phrase in its clause but a remark after a comma."""
    rest = frame.after(phrase[-1])
    return not rest or rest[0].text in {",", "(", ":"}


def how_many_are(frame: Frame) -> Iterator[Candidate]:
    """``396,000 letters are delivered every day.`` -> How many letters are delivered every day?"""
    clause = frame.clause
    if not clause.subject or clause.negated or not frame.opens or clause.subject_head is None:
        return
    number = clause.subject[0]
    if number.pos_ == "NUM" and number.lower_ != "one" and clause.subject_head.tag_ == "NNS":
        rest = frame.cut([t for t in frame.tokens if t.i > _end_of(number)])
        opinion = clause.head.lemma_ in {"consider", "recommend", "suggest", "need"}
        if len(rest.split()) >= 4 and not opinion and clause.verb.lower_ not in {"is", "was", "has"}:
            yield from frame.candidate(f"How many {rest}", frame.cut(clause.subject), "numeric", 1.0)


def _end_of(number: Token) -> int:
    """The last token of a number that may be written with a hyphen: ``Thirty-four``."""
    following = number.doc[number.i + 1 : number.i + 3]
    return number.i + 2 if len(following) > 1 and following[0].text == "-" else number.i
