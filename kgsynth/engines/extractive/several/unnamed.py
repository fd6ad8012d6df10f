"""A question that names a thing, and words by which it can be meant -> the question with the words in its place."""

import re

from kgsynth.engines.extractive.clauses.frame import is_everyday
from kgsynth.engines.extractive.naming import Name
from kgsynth.engines.extractive.several.bridges import replace_name
from kgsynth.language.bundled import verb_lemma
from kgsynth.language.words import content_words, stem

_MOST_BEFORE = 9  # words that stand for a name, where the question goes on behind them
_BEHIND = r"(?P<after>\?|,| [a-z]+|$)"
_HANGS_ON = frozenset("to of from for with by into and".split())  # what, the reader of long words cannot tell
_AFTER = frozenset(
    "of in by with from to for on at through via into about without if when before after and is are can does do did "
    "must should will has".split()
)


def asked_without(text: str, name: Name, said: str) -> str | None:
    """A question with the words by which a name is meant in its place; None where they would not fit there."""
    if _overlaps(text, name, said) or re.match(rf"\w+ (?:the |an? )?{re.escape(name.text)}(?: \w+)?,", text):
        return None  # "With Otter, ...": what is asked is explained by the page alone
    if is_everyday(name.text.lower()) and f"{name.text} {name.kind}" not in text:
        return None  # "set" may be the verb
    asked = _of_it(text, name, said) or replace_name(text, name, said) or _in_its_place(text, name, said)
    return asked if asked is not None and _reads_well(asked, said) else None


def _reads_well(asked: str, said: str) -> bool:
    """Whether long words in the place of a name stand at the end, or more than a word follows them."""
    _, found, after = asked.partition(re.sub(r"^(?:an?|the) ", "", said))
    following = after.strip(" ?").split()
    if not following or not found:
        return bool(found)
    return len(following) > 1 and following[0] not in _HANGS_ON and len(said.split()) <= _MOST_BEFORE


def _overlaps(text: str, name: Name, said: str) -> bool:
    """Whether a question already says much of what describes the name."""
    beside = {stem(word) for word in content_words(text.replace(name.text, ""))}
    return len(beside & {stem(word) for word in content_words(said)}) > 1


def _of_it(text: str, name: Name, said: str) -> str | None:
    """``the Otter log`` -> the log of the tide clock; ``Otter's trusted log`` likewise."""
    named = re.escape(name.text)
    pattern = rf"\b(?:[Tt]he {named} (?P<own>[a-z]+)|{named}['’]s (?P<its>(?:[a-z-]+ )?[a-z]+))"
    match = re.search(f"{pattern}{_BEHIND}", text)
    if match is None or text.count(name.text) != 1:
        return None
    noun = match["own"] or match["its"]
    if noun in {name.kind, *said.split()} or noun.split()[-1] in _AFTER or not _ends_there(match["after"]):
        return None
    return f"{text[: match.start()]}the {noun} of {said}{text[match.end() - len(match['after']) :]}"


def _ends_there(after: str) -> bool:
    """Whether a phrase ends before these words: at a preposition, a verb form, or the end of the question."""
    word = after.strip(" ?,")
    return not word or word in _AFTER or any(verb_lemma(word, tag) for tag in ("VB", "VBN")) or word.endswith("ly")


def _in_its_place(text: str, name: Name, said: str) -> str | None:
    """The question with a bare name replaced that stands behind a verb or a preposition, and before no noun."""
    kind = f"(?P<kind> {re.escape(name.kind)})?" if name.kind else "(?P<kind>)"
    match = re.search(rf"(?P<before>[A-Za-z]+) (?P<article>the )?{re.escape(name.text)}{kind}{_BEHIND}", text)
    if match is None or text.count(name.text) != 1 or not _ends_there(match["after"]):
        return None
    if match["article"] and not match["kind"] and match["after"].strip(" ?,") not in {"", *_AFTER}:
        return None  # "the Otter log"
    before = match["before"].lower()
    if before not in _AFTER and not any(verb_lemma(before, tag) for tag in ("VB", "VBZ", "VBD", "VBG")):
        return None
    return f"{text[: match.end('before')]} {said}{text[match.start('after') :]}"
