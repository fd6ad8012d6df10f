"""What two related things are or do, from two chunks -> "What is the difference between ...?".

It is what people ask of what they mix up or choose between, and neither chunk answers it alone.
"""

import re
from collections.abc import Iterator, Sequence, Set

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.facts import Definition, Form
from kgsynth.engines.extractive.naming import SETTINGS, is_code_like
from kgsynth.engines.extractive.several.closeness import Told, closeness
from kgsynth.engines.extractive.several.names_alike import look_alike
from kgsynth.engines.extractive.wording import article_for, lower_first, question, sentence, third_person
from kgsynth.language.bundled import noun_types, verb_lemma
from kgsynth.types import content_id

_FORMS = (
    "What is the difference between {first} and {second}{where}",
    "How does {first} differ from {second}{where}",
    "How do {first} and {second} differ{where}",
    "I keep mixing up {first} and {second}{where}: how do they differ",
)
_SETTINGS = SETTINGS | {"configuration variable"}


def difference(
    one: Told, other: Told, *, related: bool = False, subject: str = "", common: Set[str] = frozenset()
) -> Iterator[Candidate]:
    """The question for two related things, or nothing.

    Args:
        related: whether the corpus sets the two side by side.
        subject: what the whole corpus is about.
        common: the stems of the words that much of the corpus has.
    """
    near = closeness(one, other, related=related, common=common)
    if near is None:
        return
    first, second = sorted((one, other), key=lambda fact: fact.name.text.lower())
    turn = int(content_id(first.name.text, second.name.text, length=4), 16)
    answer = sentence(f"{says(first)}, whereas {says(second)}")
    where = _where(one, other, subject)
    if re.search(r"\b[a-z][A-Z]{2}|\b(\w+) \1\b", answer):
        return  # a statement in capitals was taken for a verb, or a placeholder for a word
    named = {(called(first), called(second))}
    if first.name.kind in _SAID_WITH_KIND:
        named.add((_in_full(first), _in_full(second)))
    forms: tuple[str, ...] = _FORMS if look_alike(one.name.text, other.name.text) else _FORMS[:-1]
    texts = {_asked(forms, turn, pair, where) for pair in named}
    for text in sorted(texts):
        yield Candidate(
            chunks=(one.chunk, other.chunk),
            question=question(text),
            reference=answer,
            evidence=(*one.evidence, *other.evidence),
            kind="difference",
            names=(one.name, other.name),
            weight=0.7 + near / 3,
        )


def _where(one: Told, other: Told, subject: str) -> str:
    """`` in otter``: whose the two are, or what they are commands of where a word of any language would not tell."""
    if one.name.owner and one.name.kind != "environment variable":
        return f" in {one.name.owner}"
    everyday = all(fact.name.kind == "command" and _is_everyday(fact.name.text) for fact in (one, other))
    return f" in {subject}" if subject and everyday else ""


def _is_everyday(word: str) -> bool:
    return word in noun_types() or verb_lemma(word, "VB") == word


_ARTICLE = re.compile(r"(?:an?|the) ")


def _asked(forms: Sequence[str], turn: int, pair: tuple[str, str], where: str) -> str:
    """One of the ways to ask; a name with an article does not open a question."""
    fit = forms[:3] if any(_ARTICLE.match(name) for name in pair) else forms
    return fit[turn % len(fit)].format(first=pair[0], second=pair[1], where=where)


_SAID_WITH_KIND = frozenset({"option", "parameter", "setting", "command", "function", "configuration variable"})


def _in_full(fact: Told) -> str:
    return f"the {fact.name.text} {fact.name.kind}"


def called(fact: Told) -> str:
    """A thing as a question names it: with its kind where the bare name would not be taken for one."""
    name = fact.name
    if isinstance(fact, Definition) and fact.asked:
        return fact.asked
    if name.kind == "term":
        proper = name.text[:1].isupper() and (" " not in name.text or name.text.split()[-1][:1].isupper())
        return name.text if proper else f"{article_for(name.text)} {name.text}"
    bare = is_code_like(name.text) or not name.kind or " " in name.text
    return name.text if bare else f"the {name.text} {name.kind}"


_SAYING = frozenset("specify set define limit control enable disable allow override provide determine indicate".split())


def says(fact: Told) -> str:
    """What is said of a thing, as a clause: ``git clean removes untracked files``."""
    name = called(fact)
    if isinstance(fact, Definition):
        return f"{name} {'specifies' if fact.name.kind in _SETTINGS else fact.be} {_with_article(fact.phrase)}"
    if fact.form is Form.THIRD:
        return f"{name} {fact.action}"
    first, _, rest = fact.action.partition(" ")
    if fact.name.kind in _SETTINGS and first not in _SAYING:
        return f"{name} tells {fact.name.owner or 'the program'} to {fact.action}"
    if first in _SAYING:
        return f"{name} {third_person(first)} {rest}"
    plain = re.match(r"^[a-z]+$", first) and not _tells_of_two_acts(fact.action)
    return f"{name} {third_person(first)} {rest}" if plain else f"{name} is used to {fact.action}"


def _with_article(phrase: str) -> str:
    """``list of boats`` -> ``a list of boats``; whatever else opens with a word that is no noun of one thing."""
    phrase = lower_first(phrase)
    first = phrase.partition(" ")[0]
    alone = first in noun_types() and not first.endswith("s")
    return f"{article_for(phrase)} {phrase}" if alone and re.match(r"\w+(?: \w+)? (?:of|for|to)\b", phrase) else phrase


def _tells_of_two_acts(action: str) -> bool:
    """Whether a second verb follows, whose ending would have to change as well: "switch or restore"."""
    joined = (match["verb"] for match in re.finditer(r" (?:or|and) (?P<verb>[a-z]+) [a-z]", action))
    second = (verb for verb in joined if verb_lemma(verb, "VB") == verb and verb not in noun_types())
    return next(second, None) is not None or re.search(_TWO_ACTS, action) is not None


_TWO_ACTS = r",| (?:or|and) [a-z]+ (?:the|a|an|it|them)\b"
