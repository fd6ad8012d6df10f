"""A clean question -> the question as somebody would put it: chatty, in keywords, clipped, ungrammatical, misspelt.

Only words that carry no fact are touched: names, numbers, code and quoted text stay letter for letter.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from random import Random

from kgsynth.language.slips import misspell
from kgsynth.language.words import stop_words
from kgsynth.types import QueryLength, QueryStyle

_ARTICLES = frozenset({"a", "an", "the"})
_BE = frozenset({"are", "is", "was", "were"})
_MODALS = frozenset({"can", "could", "may", "might", "must", "shall", "should", "will", "would"})
_AUXILIARIES = _BE | _MODALS | {"do", "does", "did", "has", "have", "had"}
_QUESTION_WORDS = frozenset({"what", "which", "who", "whom", "whose", "when", "where", "why", "how"})
_AGREEMENT_SLIPS = {
    "is": "are", "are": "is", "was": "were", "were": "was", "does": "do", "do": "does", "has": "have", "have": "has",
}  # fmt: skip

_GREETINGS = (
    "Hi! {}", "Hello, {}", "Hey, {}", "{} Thanks!", "{} Thanks in advance!", "Hi there! {}", "Morning! {}",
    "{} I couldn't find it anywhere.", "Hi all, {}", "{} Thank you!",
)  # fmt: skip
_LEAD_INS = (
    *_GREETINGS, "Quick question: {}", "Sorry, basic question: {}", "OK, so {}", "I was wondering: {}",
    "Just wondering, {}", "One more question: {}", "Sorry if it's obvious, but {}", "Hmm, {}", "So, {}", "{} Any idea?",
)  # fmt: skip
_INDIRECT_LEAD_INS = (
    "Can you tell me {}", "Do you know {}", "Could you tell me {}", "Hi, do you happen to know {}", "Any idea {}",
    "Does anybody know {}", "Remind me, {}",
)  # fmt: skip
_FRONTED = frozenset("of between in for to with if by on from unless given i can could do does any".split())

_LENGTHS_IN_WORDS = (10, 18)
_LENGTHS_IN_CHARACTERS = {
    **dict.fromkeys(("zh", "ja"), (20, 36)),
    **dict.fromkeys(("th", "lo", "km", "my"), (45, 80)),
}


@dataclass(frozen=True, slots=True)
class _Word:
    """A word or a mark of the question, the blank before it, and whether it must stay as it is."""

    text: str
    before: str
    fixed: bool

    @property
    def lower(self) -> str:
        """The word for comparisons; nothing for one that must stay."""
        return "" if self.fixed else self.text.lower()


def restyle(clean: str, style: QueryStyle, *, rng: Random, keep: Sequence[str] = (), language: str = "en") -> str:
    """The question in another style; unchanged where that cannot be done without harm, or is not English.

    Args:
        keep: strings (bridge entities, code, numbers) that stay letter for letter.
    """
    if style is QueryStyle.WELL_FORMED or language != "en":
        return clean
    words = _words(clean, keep)
    styled = _TRANSFORMS[style](words, rng) if words else ""
    lost = any(kept in clean and kept not in styled for kept in keep)
    return clean if lost or not styled else styled


def length_of(question: str, language: str = "en") -> QueryLength:
    """How long a question is: in words, or in characters where a script has no spaces."""
    bounds = _LENGTHS_IN_CHARACTERS.get(language)
    size = len(re.sub(r"\s", "", question)) if bounds else len(question.split())
    short, medium = bounds or _LENGTHS_IN_WORDS
    if size <= short:
        return QueryLength.SHORT
    return QueryLength.MEDIUM if size <= medium else QueryLength.LONG


# ----------------------------------------------------------------------------------------------- words


def _words(question: str, keep: Sequence[str]) -> list[_Word]:
    found: list[_Word] = []
    for match in _pattern(tuple(keep)).finditer(question):
        must_stay = match[2] is not None or (match[3] is not None and _is_name(match[3], first=not found))
        found.append(_Word(match[0][len(match[1]) :], match[1], must_stay))
    return found


@lru_cache(maxsize=1024)
def _pattern(keep: tuple[str, ...]) -> re.Pattern[str]:
    """A word or a mark, after the blanks before it: what stays as it is first."""
    kept = [rf"(?<!\w){re.escape(text)}(?!\w)" for text in sorted(keep, key=len, reverse=True) if text.strip()]
    quoted = [r"`[^`]+`", r"\"[^\"]+\"", r"“[^”]+”", r"(?<!\w)'[^']+'(?!\w)"]
    fixed = "|".join([*kept, *quoted, r"(?<!\w)--?\w[\w-]*", r"\w+(?:[./_:@]+\w+)+"])
    return re.compile(rf"(\s*)(?:({fixed})|(\w+(?:[-'’]\w+)*)|([^\w\s]))")


def _is_name(word: str, *, first: bool) -> bool:
    """Whether a word holds a number or capitals; the first word of a question always has one."""
    if first and word[1:].islower() and word.lower() in stop_words("en") | _IMPERATIVES:
        return False
    return word != "I" and any(letter.isdigit() or letter.isupper() for letter in word)


_IMPERATIVES = frozenset({"compare", "describe", "explain", "give", "list", "name", "show", "state", "tell"})


def _joined(words: Sequence[_Word]) -> str:
    return "".join(word.before + word.text for word in words).strip()


def _without_capital(words: Sequence[_Word]) -> list[_Word]:
    if not words:
        return []
    first, rest = words[0], list(words[1:])
    return [first if first.fixed or first.text == "I" else replace(first, text=first.text.lower()), *rest]


def _without_end_mark(words: Sequence[_Word]) -> list[_Word]:
    kept = list(words)
    while kept and kept[-1].text in "?.!":
        kept.pop()
    return kept


def _without(words: Sequence[_Word], dropped: frozenset[str]) -> list[_Word]:
    return [word for word in words if word.lower not in dropped]


# ------------------------------------------------------------------------------------------- one style each


def _conversational(words: list[_Word], rng: Random) -> str:
    if _has_statement_order(words) and rng.random() < 0.6:
        return rng.choice(_INDIRECT_LEAD_INS).format(_joined(_without_capital(words)))
    # what does not open with its question word follows a greeting at most
    lead_in = rng.choice(_GREETINGS if words[0].text.lower() in _FRONTED else _LEAD_INS)
    goes_on = not re.match(r"\{|.*[.!] \{", lead_in)
    return lead_in.format(_joined(_without_capital(words) if goes_on else words))


def _has_statement_order(words: Sequence[_Word]) -> bool:
    """Whether the question may follow "Can you tell me" as it is: it asks for its subject ("Who wrote ...?")."""
    asks_for_subject = bool(words) and words[0].lower in ("who", "which", "what")
    return asks_for_subject and words[-1].text == "?" and not any(word.lower in _AUXILIARIES for word in words)


def _web_search(words: list[_Word], rng: Random) -> str:
    """In key words, as far as they still say what is asked, and of what."""
    said = [word for word in _to_do(_plainly_asked(words)) if word.fixed or word.text[0].isalnum()]
    if len(said) > 1 and said[1].lower in _QUESTION_WORDS:
        said = said[1:]
    said = _without(_thing_asked_for(said), _ARTICLES)
    if not _tells_enough(said):
        return ""
    return " ".join(word.text if word.fixed else word.text.lower() for word in said)


def _tells_enough(words: Sequence[_Word]) -> bool:
    telling = sum(word.lower not in stop_words("en") for word in words)
    asks = bool(words) and words[0].lower in _QUESTION_WORDS and len(words) > 2
    return telling > 1 or (asks and telling > 0)


def _thing_asked_for(words: Sequence[_Word]) -> list[_Word]:
    """ "What is the default port of ..." as "default port of ..."; what is no such question, as it is."""
    opening = [word.lower for word in words[:3]]
    named = len(opening) == 3 and opening[0] in {"what", "who"} and opening[1] in _BE and opening[2] == "the"
    said = [word.lower for word in words[3:]]
    of_it = any(word in _OF_IT and before != "out" for before, word in pairwise(said[:-1]))
    of_it |= said[:1] == ["difference"]
    return list(words[3:] if named and of_it and said[-1] not in {"for", "to", "of"} else words)


_OF_IT = frozenset({"of", "between", "for", "that"})


def _plainly_asked(words: Sequence[_Word]) -> list[_Word]:
    """With the question word in front and no frame around it: "Grml: what is that?" as "what is Grml"."""
    kept = [part for word in words if word.lower not in {"exactly", "actually"} for part in _spelt_out(word)]
    texts = [word.text.lower() for word in kept]
    if texts[:2] in (["i", "want"], ["i", "need"]) and "." in texts and "which" in texts:
        goal, asked = kept[2 : texts.index(".")], kept[texts.index("which") + 1 : texts.index("which") + 2]
        if not goal or not asked:
            return kept
        return [*asked, *(goal if goal[0].lower == "to" else [replace(goal[0], text="for"), *goal])]
    for mark in (":", ","):
        at = texts.index(mark) if mark in texts else 0
        if at and texts[at + 1 : at + 2] and texts[at + 1] in _QUESTION_WORDS:
            return _front_last(kept[:at], kept[at + 1 :])
    return kept


def _front_last(front: list[_Word], asked: list[_Word]) -> list[_Word]:
    """What stood in front of the question behind it, or in the place of the word that points at it."""
    asked = _without_end_mark(asked)
    that = next((at for at, word in enumerate(asked) if word.lower == "that"), None)
    if that is not None:
        return [*asked[:that], *front, *asked[that + 1 :]]
    if front[0].lower in {"of", "between"}:
        front = [replace(word, text="or") if word.lower == "and" else word for word in front[1:]]
    return [*asked, *front]


def _spelt_out(word: _Word) -> list[_Word]:
    """ "what's" as "what is"."""
    stem, _, ending = word.lower.replace("’", "'").partition("'")
    if stem not in _QUESTION_WORDS or ending != "s":
        return [word]
    return [replace(word, text=word.text[: len(stem)]), replace(word, text="is", before=" ")]


def _to_do(words: Sequence[_Word]) -> list[_Word]:
    """ "How do I ..." as "how to ...", "which tool do I use to ..." and "which tool lets you ..." as "tool to ..."."""
    said = [word.lower for word in words]
    if len(said) > 3 and said[0] in {"how", "where"} and said[1] in _DOES | _MODALS and said[2] in _ASKER:
        return [words[0], replace(words[1], text="to"), *words[3:]]
    for length in range(2, min(len(said), _LONGEST_KIND)) if said and said[0] in {"which", "what"} else ():
        for frame in _FOR_A_TASK:
            if said[length : length + len(frame)] == frame:
                verb = replace(words[length], text="to", fixed=False)
                return [*words[1:length], verb, *words[length + len(frame) :]]
    return list(words)


_DOES = frozenset({"do", "does", "did"})
_ASKER = frozenset({"i", "you", "we"})
_LONGEST_KIND = 6  # words up to the verb: "which PostgreSQL client application lets"
_FOR_A_TASK = [
    frame.split()
    for frame in ("do i use to", "do i need to", "can i use to", "is used to", "lets you", "lets me", "allows you to")
]


def _incomplete(words: list[_Word], rng: Random) -> str:
    """Without the question's frame: "What is the default port of Braga?" as "default port of Braga?"."""
    asked = _to_do(_without_end_mark(words))
    said = _thing_asked_for(asked)
    if len(said) == len(asked):
        at = _auxiliary(said)
        said = said[:at] + said[at + 1 :] if at else said
    said = _without(said, _ARTICLES)
    if not _tells_enough(said):
        return ""
    end = rng.choice(("?", "", "...", "?")) if words[-1].text == "?" else "..."
    return _joined(_without_capital(said)) + end


def _auxiliary(words: Sequence[_Word]) -> int:
    """Where the auxiliary of the question stands, if nobody misses it: "which values (does) the mill accept"; 0 where
    none does. Without "is", nothing is left of "what is Grml"."""
    said = [word.lower for word in words]
    at = next((at for at, word in enumerate(said[:_LONGEST_KIND]) if word in _BE | _DOES), 0)
    is_what = said[:1] == ["what"] and at == 1 and said[1] in _BE and said[-1] not in {"for", "of", "to"}
    asks_of_me = at + 1 < len(said) and said[at + 1] in _ASKER
    return 0 if is_what or asks_of_me or any(word in _OPENS_A_CLAUSE for word in said[1:at]) else at


_OPENS_A_CLAUSE = frozenset("if when while after before once unless because that which who whose where".split())


def _poor_grammar(words: list[_Word], rng: Random) -> str:
    said = _without_capital(_without(words, _ARTICLES))
    slips = [at for at, word in enumerate(said) if word.lower in _AGREEMENT_SLIPS and not _fits_nobody(said[at + 1 :])]
    if slips:
        at = rng.choice(slips)
        said[at] = replace(said[at], text=_AGREEMENT_SLIPS[said[at].lower])
    if rng.random() < 0.7 or len(said) == len(words):
        said = _without_end_mark(said)
    return _joined(said)


def _fits_nobody(following: Sequence[_Word]) -> bool:
    """Whether nobody gets the verb before these words wrong: "do I", "is that"."""
    return bool(following) and following[0].lower in {"i", "you", "we", "they", "that", "it"}


def _misspelled(words: list[_Word], rng: Random) -> str:
    places = _ordinary(words, 6) or _ordinary(words, 4)
    for at in rng.sample(places, min(len(places), rng.choice((1, 1, 2)))):
        words[at] = replace(words[at], text=misspell(words[at].text, rng))
    return _joined(words)


def _ordinary(words: Sequence[_Word], length: int) -> list[int]:
    """Where the words of some length stand that name nothing and hold the sentence together no more than others."""
    return [
        at
        for at, word in enumerate(words)
        if len(word.lower) >= length and word.text.isascii() and word.text.isalpha() and word.text.islower()
        and word.lower not in stop_words("en")
    ]  # fmt: skip


_TRANSFORMS: dict[QueryStyle, Callable[[list[_Word], Random], str]] = {
    QueryStyle.CONVERSATIONAL: _conversational,
    QueryStyle.WEB_SEARCH: _web_search,
    QueryStyle.INCOMPLETE: _incomplete,
    QueryStyle.POOR_GRAMMAR: _poor_grammar,
    QueryStyle.MISSPELLED: _misspelled,
}
