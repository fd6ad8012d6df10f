"""Formal words -> plain ones that mean the same, where the place in the sentence leaves no doubt what a word is."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kgsynth.engines.extractive.naming import KINDS
from kgsynth.engines.extractive.rewording.constructions import rebuilt
from kgsynth.engines.extractive.rewording.lexicon import inflected, plainer, table
from kgsynth.language.bundled import verb_lemma

_BEFORE_BASE = frozenset("to i you one can must should will may could would not".split())
_BEFORE_THIRD = frozenset(KINDS) | {"that", "which", "daemon", "directive"}
_BEFORE_PARTICIPLE = frozenset("is are was were be been being".split())
_BEFORE_GERUND = frozenset("for of by before after does when while allows".split())
_NO_OBJECT = frozenset("to in on at by with from for of as and or than when if where is are was be has".split())
_COME_WITH_THINGS = frozenset("package distribution release version edition".split())
_MOST = 2
_A_WORD = re.compile(r"[a-z]{4,}")
_WITH_MORE = {"provid": "with", "enabl": "to", "remov": "from", "delet": "from"}


def plain_words(question: str, keep: Sequence[str] = ()) -> str:
    """The question in plainer words; unchanged where it has no formal ones.

    Args:
        keep: names and the like that stay letter for letter.
    """
    text = _with_plain_phrases(rebuilt(question, keep), keep)
    tokens = re.findall(r"\s+|[^\s]+", text)
    at = [place for place, token in enumerate(tokens) if not token.isspace()]
    fixed = _fixed(text, keep)
    changed, offset = 0, 0
    starts = []
    for token in tokens:
        starts.append(offset)
        offset += len(token)
    for number, place in enumerate(at):
        if changed >= _MOST:
            break
        if not _A_WORD.fullmatch(tokens[place]) or any(start <= starts[place] < end for start, end in fixed):
            continue
        before = tokens[at[number - 1]].lower() if number else ""
        if number == 1 and before in _BEFORE_PARTICIPLE:
            continue  # "Are printed copies valid": of the noun, not of the verb
        after = tokens[at[number + 1]].lower() if number + 1 < len(at) else ""
        better = "" if _is_given(tokens, place) else _better(tokens[place], before, after)
        if better and better.split()[0] not in text.lower().split():
            tokens[place] = better
            changed += 1
    return "".join(tokens)


def _is_given(tokens: Sequence[str], place: int) -> bool:
    """Whether something follows its object that makes it another verb: provide with, enable to, remove from."""
    follows = next((word for stem, word in _WITH_MORE.items() if tokens[place].startswith(stem)), None)
    return follows is not None and follows in tokens[place:]


def _better(word: str, before: str, after: str) -> str:
    for tag in _tags(before, after):
        lemma = verb_lemma(word, tag)
        for plain in plainer(lemma) if lemma else ():
            form = inflected(plain, tag)
            if form and _takes(plain, before, after):
                return form
    return ""


def _tags(before: str, after: str) -> Iterator[str]:
    """What a verb might be between two words."""
    if before in _BEFORE_BASE and _is_object(after):
        yield "VB"
    elif before in _BEFORE_THIRD and _is_object(after):
        yield "VBZ"
    elif before in _BEFORE_PARTICIPLE:
        yield "VBN"
    elif before in _BEFORE_GERUND and _is_object(after):
        yield "VBG"


def _is_object(after: str) -> bool:
    return bool(after) and after.strip(".,?") not in _NO_OBJECT


def _takes(plain: str, before: str, after: str) -> bool:
    """``make sure`` takes a clause only, ``get`` and the like no clause."""
    clause = after in {"that", "whether"}
    if plain in {"make sure", "find out"}:
        return clause or (plain == "find out" and after in {"which", "what", "how", "when", "where", "who", "why"})
    if plain == "try":
        return after == "to"
    if plain in {"come with", "comes with"}:
        return before in _COME_WITH_THINGS
    return not clause or plain in {"check", "show", "find out"}


def _with_plain_phrases(text: str, keep: Sequence[str]) -> str:
    for formal, plain in table("phrases").items():
        if formal in text and not any(formal in name for name in keep):
            text = _as_words(formal).sub(plain, text)
    return text


@cache
def _as_words(formal: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){formal}(?![\w-])")


def _fixed(text: str, keep: Sequence[str]) -> list[tuple[int, int]]:
    """Where names, quotes and code stand."""
    spans = [(found.start(), found.end()) for name in keep if name for found in re.finditer(re.escape(name), text)]
    quotes = re.finditer(r"“[^”]*”|\"[^\"]*\"|`[^`]*`|(?<!\w)'[^']+'(?!\w)", text)
    return [*spans, *((found.start(), found.end()) for found in quotes)]
