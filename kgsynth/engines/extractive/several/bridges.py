"""Two facts of one name, in two documents -> a bridge question: the name is replaced by what the other says of it.

"What is the floor area of Deventer?" and "Stoat 2, built in Deventer" give "What is the floor area of the place where
the Stoat 2 is built?". Each chunk alone leaves a gap: one does not say which place, the other does not say how large.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.facts import Definition, Described, Fact
from kgsynth.engines.extractive.naming import KINDS, Name, is_code_like, names_something
from kgsynth.engines.extractive.wording import article_for, lower_first, question
from kgsynth.language.bundled import verb_lemma
from kgsynth.language.words import content_words, stands_in, stem

_MOST_WORDS = 24
_LONGEST_DESCRIPTION = 8
_ONE_OF_ITS_OWN = frozenset({"definition", "purpose", "expansion", "yes_no"})  # these only turn a description round


_SINGLES_OUT = re.compile(r"(?:an?|the) (?:\S+ ){1,5}(?:for|between) ")
_RIDDLE = re.compile(
    r"\b(?:that|which|who|whose|whom|where|when|by|used|designed|intended|based|made|meant|called|named|written|"
    r"(?!building|landing|loading)[a-z]{2,}ing)\b"
)


def describe(fact: Fact, subject: str) -> str | None:
    """A name as people would refer to it who do not know it: ``the designer of the Pika 2``; None where none would.

    A thing is named by what it is to another that has a name, or by a few words that say what it is for: who knows of
    "the daemon that runs scheduled commands" says cron, and nobody spells out the letters of a name.
    """
    if fact.name.text.lower() == subject.lower() or (fact.name.kind == "option" and not fact.name.owner):
        return None  # two programs may have an option of one name
    if isinstance(fact, Described):
        plain = not _RIDDLE.search(fact.description) or _is_of_another(fact.description)
        return fact.description if plain else None
    if isinstance(fact, Definition) and not fact.name.owner:
        phrase = fact.phrase.split(",", 1)[0]
        short = 5 <= len(phrase.split()) <= _LONGEST_DESCRIPTION and not _RIDDLE.search(phrase)
        if short and _SINGLES_OUT.match(phrase):
            return phrase if fact.name.kind == "term" else re.sub(r"^an? ", "the ", phrase)
    return None


def _is_of_another(description: str) -> bool:
    """Whether a clause says what another name does to it: ``the program that pg_dumpall calls``."""
    found = re.search(r"\b(?:that|whom|where) (?:the )?(?P<name>\S+) ", description)
    return found is not None and names_something(found["name"])


def bridges(
    facts: Sequence[Fact],
    candidates: Sequence[Candidate],
    subject: str,
    describe: Callable[[Fact, str], str | None] = describe,
    replaced: Callable[[str, Name, str], str | None] | None = None,
) -> Iterator[Candidate]:
    """Every bridge from a description among the facts to a candidate of another chunk that names the same thing.

    Args:
        describe: how a name is referred to without it; None for a fact by which nobody would.
        replaced: the question with the description in the name's place; by default `replace_name`.
    """
    for fact in facts:
        description = describe(fact, subject)
        if description is None:
            continue
        for candidate in candidates:
            if _are_apart(fact, candidate) and candidate.kind not in _ONE_OF_ITS_OWN:
                yield from _bridge(fact, description, candidate, replaced or replace_name)


def chains(
    first: Sequence[Fact], second: Sequence[Fact], candidates: Sequence[Candidate], subject: str
) -> Iterator[Candidate]:
    """Bridges of bridges: "the floor area of the site of the designer of the Pika 2", from three chunks."""
    for bridge in bridges(second, candidates, subject):
        for chain in bridges(first, (bridge,), subject):
            yield replace(chain, hidden=(*bridge.hidden, *chain.hidden), weight=bridge.weight)


def _are_apart(fact: Fact, candidate: Candidate) -> bool:
    """Whether description and question stand in different documents or sections, and only both lead to the answer."""
    here, there = fact.chunk, candidate.chunks[0]
    others = (name.text for name in candidate.names if name.text != fact.name.text)
    found_by_another = any(is_code_like(name) and not name.startswith("-") for name in others)
    return not found_by_another and (here.document_id != there.document_id or here.headings != there.headings)


def _bridge(
    fact: Fact, description: str, candidate: Candidate, replaced: Callable[[str, Name, str], str | None]
) -> Iterator[Candidate]:
    name = _named_in(candidate, fact.name)
    if name is None or not _is_needed(description, fact, candidate):
        return
    text = replaced(candidate.question, fact.name, description)
    if text is None or len(text.split()) > _MOST_WORDS:
        return
    yield Candidate(
        chunks=(fact.chunk, *candidate.chunks),
        question=question(text),
        reference=candidate.reference,
        evidence=(*fact.evidence, *candidate.evidence),
        kind="bridge",
        weight=candidate.weight * 0.9,
        hidden=(fact.name.text,),
    )


def _named_in(candidate: Candidate, name: Name) -> Name | None:
    """The name in the question that a description of ``name`` may replace, or None."""
    if stands_in(name.text, candidate.question):
        return name
    return None


def replace_name(text: str, name: Name, description: str) -> str | None:
    """The question with the name, and the kind it may carry, replaced by a description; None if it is named twice."""
    kind = rf"(?: (?:{'|'.join(KINDS)}))?"
    if name.kind == "term":
        kind, description = "", re.sub(r"^(?:an?|the) ", "", description)
        article = rf"(?P<article>(?:[Aa]n?|[Tt]he) ){re.escape(name.text)}(?![\w-])(?! (?:of|for))"
        found = list(re.finditer(article, text))
        if len(found) != 1 or name.text in description:
            return None
        lead = "the " if found[0]["article"].lower() == "the " else f"{article_for(description)} "
        description = lead + description
    elif name.kind:
        kind = rf"(?: {re.escape(name.kind)})?"
    pattern = re.compile(rf"(?<![\w-])(?:(?:[Tt]he|[Aa]n?) )?{re.escape(name.text)}{kind}(?![\w-])")
    found = list(pattern.finditer(text))
    if len(found) != 1 or not _stands_alone(text, *found[0].span()):
        return None
    replaced = pattern.sub(lambda _: description, text)
    replaced = re.sub(r" (?:in|of) (\S+)\?$", lambda m: "?" if m[1] in description else m[0], replaced)
    return _option_first(replaced, description)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether the name is a whole phrase there, not a part of one ("utility command pg_ctl", "DROP VIEW CASCADE")."""
    before, after = text[:start].split(), text[end:].split()
    opens = not before or before[-1].lower() in _BEFORE_PHRASE
    if before and before[-1].lower() in _ASKING and after and verb_lemma(after[0], "VB") == after[0]:
        return True
    return opens and (not after or text[end : end + 1] in "?," or after[0].strip("?,").lower() in _AFTER_PHRASE)


_ASKING = frozenset("does do did can could must should will would may might".split())
_BEFORE_PHRASE = frozenset(
    "of in by with from to for on at does do did is are was were can must should will what when if that than "
    "run use using via through into about called may might would has have between while unless because under "
    "where".split()
)
_AFTER_PHRASE = frozenset(
    "in by with from to for on at of is are was were can must should will when if that than may might would has have "
    "does do did be used via through into before after without while unless because which who where not accept specify "
    "require need works".split()
)


def _option_first(text: str, description: str) -> str:
    """``Which option of the command that X would you use to Y`` reads better with the command at the front."""
    match = re.match(rf"^Which option of {re.escape(description)} (?P<rest>.+)$", text)
    return f"In {description}, which option {lower_first(match['rest'])}" if match else text


def _is_needed(description: str, fact: Fact, candidate: Candidate) -> bool:
    """The describing words are news to the other chunk, and the answer to the describing one."""
    told = {stem(word) for word in content_words(candidate.chunks[0].text)}
    described = [stem(word) for word in content_words(description)]
    known = sum(word in told for word in described)
    answer = {stem(word) for word in content_words(candidate.reference)}
    asked = {stem(word) for word in content_words(fact.chunk.text)}
    fresh = [word for word in answer if word not in asked]
    return len(described) >= 2 and known <= 0.6 * len(described) and len(fresh) >= max(1, len(answer) // 3)
