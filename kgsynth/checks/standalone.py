"""Draft -> a reason if the question cannot be understood alone: it points elsewhere, or names nothing."""

import re
from collections.abc import Mapping, Sequence

from kgsynth.checks.phrases import PHRASES, Phrases, pattern, phrases_of
from kgsynth.language.bundled import noun_types, verb_lemma
from kgsynth.language.titles import glossed
from kgsynth.language.words import content_words, is_caseless, is_unspaced, stands_in, stem, stop_words
from kgsynth.types import Draft

CONTENT_WORDS = 5
CASELESS_CONTENT_WORDS = 3
UNSPACED_PAIRS = 8

_PRONOUN = re.compile(r"\b(?:it|its|itself|they|them|their|theirs|he|him|his|she|her|hers)\b")
_EXPLETIVE = re.compile(
    r"\b(?:does|do|did|will|can|could|would|should|might) it (?:take|cost|mean|matter|make sense|help|require"
    r"|prove|tell|show|indicate|hurt|pay)\b"
    r"|\b(?:is|was|be) it (?:possible|necessary|safe|important|required|recommended|allowed|best|better|worth|useful"
    r"|advisable|correct|true|a good|ok|okay|wise|helpful)\b|\bif it is (?:necessary|possible)\b"
)
_PHRASE = re.compile(r"\b(?:an?|the|each|every|any|your|my|our|\w+'s) (?:[\w-]+ )*?(?P<noun>[\w-]{2,})", re.IGNORECASE)
_BARE_PLURAL = re.compile(r"(?<=\s)[a-z-]{3,}[^\W\ds_]s\b(?<!ss)")
_VERBS_IN_S = frozenset(
    {"happens", "makes", "causes", "means", "comes", "takes", "gives", "gets", "shows", "needs", "works"}
)
_NAME = re.compile(r"(?<![\w.])[A-ZÀ-ÖØ-ÞΑ-ΩА-Я][\w'’-]*")
_CODE = re.compile(r"`[^`]+`|\w+[_./:]\w+|\w+\(\)|(?<!\w)--?\w+|\b[a-z]+[A-Z]\w*|\b\w*[a-zA-Z]\d\w*")
_INLINE_CODE = re.compile(r"`([^`\s]{2,40})(?: [^`\n]*)?`")
_KIND = re.compile(r"(?:command|program|tool|utility|package|service|daemon|script|library|function|protocol|format)\b")
_ANY = re.compile(r"\b(?:any|no|every) $", re.IGNORECASE)  # "any such package" is of the sort just named
_AKIN = 5  # letters that two words begin with, by which one names the other: "members", "those memberships"
_DEMONSTRATIVES = frozenset({"this", "that", "these", "those", "such"})
_POINTED = re.compile(r"\s+(?:an?\s+|(?P<number>two|three)\s+)?([\w-]+)")
_DIGIT = re.compile(r"\d")


class Standalone:
    """Refuses questions that point at their source, at nothing, or that name nothing to be found by."""

    name = "standalone"

    def __init__(self, phrases: Mapping[str, Phrases] = PHRASES) -> None:
        self._phrases = phrases

    def check(self, drafts: Sequence[Draft]) -> list[str | None]:
        return [self._reason(draft) for draft in drafts]

    def _reason(self, draft: Draft) -> str | None:
        question, language = draft.clean_user_input, draft.scenario.chunks[0].language
        if pointer := self._pointer(question, language) or self._pointer(draft.user_input, language, chatting=True):
            return f"deictic: {pointer}"
        if language == "en" and (pronoun := dangling_pronoun(question)):
            return f"pronoun: {pronoun}"
        asks_what_a_word_means = draft.question_kind == "definition" and len(question.split()) <= 6
        if asks_what_a_word_means or is_anchored(question, language) or _names_code_of(draft) or _names_title_of(draft):
            return None
        return "names_nothing"

    def _pointer(self, text: str, language: str, *, chatting: bool = False) -> str | None:
        """What points at the source. Somebody who chats may be "new to this": a word alone counts in the clean form."""
        matches = pattern(phrases_of(language, self._phrases).deictic).finditer(text)
        found = (each for each in matches if not (language == "en" and _is_explained(each)))
        chatting = chatting and language == "en"
        return next((each.group().lower() for each in found if not chatting or " " in each.group()), None)


def _is_explained(match: re.Match[str]) -> bool:
    """Whether "those" and "such" come back to what the text itself has named: "our own packages ... those packages",
    "`ColdStart` and `WarmStart` ... these two events"."""
    pointer, _, rest = match.group().lower().partition(" ")
    noun = _POINTED.match(match.string, match.start() + len(pointer))
    if pointer not in _DEMONSTRATIVES or noun is None or (rest and pointer != "those"):
        return False
    before = match.string[: match.start()]
    if _ANY.search(before):
        return True
    if noun["number"] and len(set(_CODE.findall(before))) >= 2:
        return True
    named = stem(noun[2].lower())
    words = {stem(word.lower()) for word in re.findall(r"[\w-]+", before)}
    return named in words or any(word[:_AKIN] == named[:_AKIN] for word in words if len(word) >= _AKIN)


def _names_code_of(draft: Draft) -> bool:
    """Whether the question holds a name that its evidence sets as code, or that a title glosses: ``dpkg`` is one,
    whatever it looks like.

    An everyday word that is set as code ("none", "allow") names nothing, unless the question says that it is a command.
    """
    words = [word.rstrip("?,:;") for word in draft.clean_user_input.split()]
    codes = {code for text in draft.evidence_texts for code in _INLINE_CODE.findall(text)}
    codes |= {gloss["name"] for chunk in draft.scenario.chunks if (gloss := glossed(chunk.title))}
    return any(
        word in codes and (not _is_everyday(word) or _KIND.match(following))
        for word, following in zip(words, [*words[1:], ""], strict=True)
    )


def _names_title_of(draft: Draft) -> bool:
    """Whether the question holds the whole title of a page or section: ``clusterdb``, "dynamic routing"."""
    titles = {title for chunk in draft.scenario.chunks for title in (chunk.title, *chunk.headings)}
    named = {re.sub(r"^[\dA-Z.]+\.\s+|\(\d\)$", "", title) for title in titles}
    asked = draft.clean_user_input.lower()
    whole = any(" " in name and stands_in(name.lower(), asked) for name in named)
    return whole or any(word.strip("?,:;\"'“”") in named for word in draft.clean_user_input.split())


def _is_everyday(word: str) -> bool:
    return word in stop_words("en") or word in noun_types() or verb_lemma(word, "VB") == word


def dangling_pronoun(question: str) -> str | None:
    """The first pronoun that nothing before it in the question can explain.

    >>> dangling_pronoun("When was it released?"), dangling_pronoun("How does PostgreSQL keep its statistics?")
    ('it', None)
    """
    text = question[:1].lower() + question[1:]
    match = _PRONOUN.search(_EXPLETIVE.sub(lambda match: " " * len(match.group()), text))
    if match is None or _names_something(question[: match.start()]):
        return None
    return match.group()


def _names_something(text: str) -> bool:
    if _CODE.search(text) or has_name(text):
        return True
    if any(_is_content(match["noun"]) for match in _PHRASE.finditer(text)):
        return True
    return any(match.group() not in _VERBS_IN_S and _is_content(match.group()) for match in _BARE_PLURAL.finditer(text))


def _is_content(word: str) -> bool:
    return word.lower() not in stop_words("en")


def has_name(text: str) -> bool:
    """Whether a capitalised word stands in the text that a sentence's beginning does not explain."""
    for match in _NAME.finditer(text):
        begins = not text[: match.start()].strip() or text[: match.start()].rstrip()[-1] in ".?!:"
        if match.group() != "I" and (not begins or match.group()[1:] != match.group()[1:].lower()):
            return True
    return False


def is_anchored(question: str, language: str = "en") -> bool:
    """Whether a question holds a name, a number, an identifier, or enough content words to be found by."""
    if has_name(question) or _DIGIT.search(question) or _CODE.search(question):
        return True
    words = len(set(content_words(question, language)))
    if is_unspaced(question):
        return words >= UNSPACED_PAIRS
    return words >= (CASELESS_CONTENT_WORDS if is_caseless(question) else CONTENT_WORDS)
