"""Frame -> the words of a question whether it is so: subject and verb exchanged, what only adds to it kept apart."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.clauses.frame import Frame
from kgsynth.engines.extractive.clauses.inversion import base_of_verb, is_remark
from kgsynth.engines.extractive.reading.fragments import leans_back, opens_plainly
from kgsynth.engines.extractive.reading.prose import slice_of
from kgsynth.engines.extractive.wording import bare, lower_first, without_parentheses
from kgsynth.language.bundled import verb_lemma
from kgsynth.language.clauses import Clause
from kgsynth.language.words import content_words

KIND = "yes_no"
_WEIGHT = 0.35
_LONGEST, _FEWEST = 16, 3  # words of a question, and telling ones
_LONGEST_ANSWER = 40  # words
_LEADS = {"ca": "can", "wo": "will", "could": "can"}
_NOT = frozenset({"not", "n't", "n’t", "never"})
_TO_YOU = frozenset({"can", "ca", "must", "should"})
_REMARKS = frozenset("therefore thus hence also then usually generally obviously indeed however itself".split())
_DO = {"VBZ": "does", "VBP": "do", "VBD": "did"}
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "VBG", "FW"})
_LONGEST_SUBJECT, _LONGEST_FRONT = 10, 9
_PARTLY = re.compile(
    r"^(?:no|not|some|many|most|several|various|few|certain|other|another|one of|part of|any|all|both)\b"
)
_PASSED_OVER = re.compile(
    r"^(?:Unlike|Contrary to|In contrast to|In theory|In other words|In particular|In fact|In practice|"
    r"For (?:this|that|these) reasons?|As a (?:result|consequence)|Consequently|Although|Even though|Despite|"
    r"In addition|Because|Since)\b"
)
_HOLDS_A_VERB = re.compile(r"^(?!.*\b(?:that|which|who|whose|where)\b).* (?:is|are|was|were) ")
_TENSED = re.compile(r"\b(?:is|are|has|have|does)\b")
_FRONT = re.compile(
    r"^(?:If|When|Once|While|Without|During|By default|Before|After|As long as|In|On|For|With|At|Under|Within) "
    r"(?!(?:this|that|these|those|such|it|they|addition|fact|practice|general|particular|reality|theory|principle|"
    r"most|some|many|the (?:end|past|future|meantime|latter|former))\b)"
)
_TORN = re.compile(
    r"^ (?!(?:and|or|but|while|whereas|so|because|since|although|though|as|which|who|where|unless|"
    r"until|if|when)\b)[A-Za-z]"
)
_WHILE = re.compile(r"^ (?P<while>while [^,;(.]+)(?P<more>.*)$")
_MORE = re.compile(
    r"(?:,? (?:because|since(?= (?!\d))|so that|so as to|in order to|but|although|though|even (?:if|though)|unless|"
    r"until|except|provided|as long as|thanks to|due to|thus|such as|including|by [a-z]+ing|using|via|through the|"
    r"instead of|rather than|only (?:if|when|by|with|in|on|for|to|from|after|before)|as opposed to|"
    r"even (?=when|on|in|without|after))|"
    r", |;| \(| [–—-] ).*$"
)


@dataclass(frozen=True, slots=True)
class Whether:
    """The words of a clause as it is asked whether it is so.

    Attributes:
        lead: the verb that the question opens with: ``can``.
        said: what follows the subject, as it limits what is asked.
        front: what stood before the subject and limits it: ``if the pond is dry``.
        more: what the sentence only adds: ``because foxes are about``.
        denied: whether the clause itself denies it.
    """

    lead: str
    subject: str
    said: str
    front: str
    more: str
    denied: bool

    @property
    def question(self) -> str:
        """``can the pond be fenced if it is dry``."""
        return " ".join(part for part in (self.lead, self.subject, self.said, self.front) if part)


def whether(frame: Frame) -> Whether | None:
    """``OtterDB cannot be moved while a pond is open.`` -> can OtterDB be moved while a pond is open; None in doubt."""
    clause, front = frame.clause, _front(frame)
    if (
        getattr(frame, "setting", "")
        or front is None
        or not _has_subject(frame)
        or clause.subject[-1].i >= clause.verb.i
    ):
        return None
    between = [token for token in frame.tokens if clause.subject[-1].i < token.i < clause.verb.i]
    denied, after = _without_denial(frame)
    if between or after is None:
        return None
    lead, base = _lead(clause, denied=denied)
    if lead is None:
        return None
    words = bare(slice_of(frame.text, tuple(after))) if after else ""
    said, more = _parted(f" {base} {words}" if base else f" {words}", frame.rest)
    if _TORN.match(frame.rest) or _is_cut_off(frame, said) or (lead == "did" and _is_no_verb(clause, said)):
        return None
    return Whether(lead, frame.subject_words, said, front, more.strip(" ;:."), denied)


def _is_cut_off(frame: Frame, said: str) -> bool:
    """Whether the words end before what their last word needs: "a small", "lets a keeper open"."""
    last = next((t for t in reversed(frame.after(frame.clause.verb)) if said.endswith(t.text)), None)
    if last is None or not frame.text[last.idx + len(last.text) :].startswith((",", " but", " (")):
        return False
    return last.dep_ == "amod" or (last.tag_ == "VB" and last.i != frame.clause.head.i)


def _is_no_verb(clause: Clause, said: str) -> bool:
    """Whether a participle has been taken for the verb: "the pond dug in May is dry", "OtterDB counts fenced ponds"."""
    before = clause.subject[-1]
    return _TENSED.search(said) is not None or verb_lemma(before.lower_, "VBZ") is not None


def _parted(text: str, rest: str) -> tuple[str, str]:
    """What limits what is asked, and what only adds to it."""
    more, during = _MORE.search(text), _WHILE.match(rest)
    if more is not None:
        return text[: more.start()].strip(" ,"), f"{more.group()}{rest}"
    if during is not None:
        return f"{text.strip(' ,')} {during['while']}", during["more"]
    return text.strip(" ,"), rest


def _lead(clause: Clause, *, denied: bool) -> tuple[str | None, str]:
    """The verb that opens the question, and the bare form that follows the subject where that is "do"."""
    verb = clause.verb
    if clause.auxiliaries or clause.copula is not None:
        lead = _LEADS.get(verb.lower_, verb.lower_)
        return (None if "'" in lead or "’" in lead or lead in {"might", "may"} else lead), ""
    base = base_of_verb(verb)
    return (_DO.get(verb.tag_), base) if base is not None and not denied else (None, "")


def _without_denial(frame: Frame) -> tuple[bool, list[Token] | None]:
    """Whether the clause denies, and the words behind its verb without the word that does; None where they are torn."""
    after = frame.after(frame.clause.verb)
    while len(after) > 1 and after[0].lower_ in _REMARKS:
        after = after[1:]
    if after and after[0].lower_ in _NOT:
        return True, after[1:]
    if len(after) > 1 and after[0].lower_ == "no" and after[1].lower_ == "longer":
        return True, None
    return False, None if frame.clause.negated else after


def _has_subject(frame: Frame) -> bool:
    clause, head = frame.clause, frame.clause.subject_head
    if head is None or not clause.subject or not clause.finite or len(clause.subject) > _LONGEST_SUBJECT:
        return False
    words = frame.subject_words
    you = head.lower_ == "you" and (clause.verb.lower_ in _TO_YOU or clause.head.lemma_ in {"need", "have"})
    named = head.tag_ in _NOUNS or you
    return (
        named
        and not _HOLDS_A_VERB.search(words)
        and "," not in words
        and not _PARTLY.match(words.lower())
        and "(" not in words
    )


def _front(frame: Frame) -> str | None:
    """What stands before the subject as a question ends with it; None where it leans on the page."""
    before = [token for token in frame.tokens if frame.clause.subject and token.i < frame.clause.subject[0].i]
    if not before or all(is_remark(token) for token in before):
        return ""
    text = bare(slice_of(frame.text, tuple(before)))
    plain = text.rstrip(", ")
    if _PASSED_OVER.match(plain):
        return ""
    whole = "," not in plain and not plain.endswith((" but", " and", " or"))
    fits = whole and len(plain.split()) <= _LONGEST_FRONT and _FRONT.match(f"{plain} ") is not None
    return lower_first(plain) if fits else None


def tellings(frame: Frame) -> Iterator[str]:
    """What an answer may say, the fullest first: the sentence, the clause with all behind it, the clause alone."""
    whole = opens_plainly(bare(frame.text))
    if frame.clause.head.i == frame.said.clause.head.i and not leans_back(whole):
        yield frame.small(whole)
        yield frame.small(without_parentheses(whole))
    yield f"{frame.subject_words} {bare(frame.text[frame.clause.verb.idx :])}"
    yield f"{frame.subject_words} {bare(frame.cut(frame.since(frame.clause.verb)))}"


def judged(frame: Frame, asked: str, verdict: str, told: Sequence[str] | Iterator[str]) -> Iterator[Candidate]:
    """The question with the first of some answers that can stand."""
    fewest = _FEWEST - frame.is_strong(asked)
    if len(asked.split()) > _LONGEST or len(set(content_words(asked))) < fewest or _LEANS.search(asked):
        return
    for each in told:
        if len(each.split()) <= _LONGEST_ANSWER and not _UNFINISHED.search(each):
            found = list(frame.candidate(asked, f"{verdict}, {each}", KIND, _WEIGHT))
            if found:
                yield from found
                return


_UNFINISHED = re.compile(r"\b(?:e\.g|i\.e)\.?$")
_LEANS = re.compile(
    r"\b(?:subsequently|momentarily|respectively|ours|mine|this|that way|these|those|them|do so|the following|others?|"
    r"there|as such)\b| (?:of|to|by|and|or|be|than|as|for|with|the|a|an)$"
)
