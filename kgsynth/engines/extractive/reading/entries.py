"""Definition and option lists -> facts: purposes, defaults, closed lists of values. No parse is needed."""

import re
from collections.abc import Iterator, Sequence

from kgsynth.engines.extractive.facts import Default, Definition, Fact, Purpose, Settable, Values
from kgsynth.engines.extractive.naming import Name, entry_name, heading_text, is_called, is_code_like, owner_of
from kgsynth.engines.extractive.reading.fragments import (
    cut_tail,
    first_verb_form,
    is_self_contained,
    lacks_article,
    name_for_this,
    tells_its_age,
)
from kgsynth.engines.extractive.reading.headline_articles import with_articles
from kgsynth.engines.extractive.reading.passage import Entry, Words
from kgsynth.engines.extractive.wording import bare, sentence, upper_first, without_parentheses
from kgsynth.language.words import stands_in
from kgsynth.types import Chunk, Span

_DEFAULT = (
    re.compile(r"\b[Tt]he default (?:value |setting )?(?:for this \w+ )?(?:is|are) (?P<value>[^;:]+)$"),
    re.compile(r"^(?:It |This (?:\w+ )?|The [\w.-]+ (?:\w+ )?)?[Dd]efaults? to (?P<value>[^;:]+)$"),
    re.compile(r"\([Dd]efault(?:s to| is|:)? (?P<value>[^()]+)\)"),
    re.compile(r"(?:^|, |\()(?P<value>[\w.-]*[\d_-][\w.-]*) is the default\b"),
)
_DEFAULT_END = re.compile(
    r" \((?:i\.e|e\.g|that is)\b|,? (?:which|but|and|unless|if|when|so|because|since|on|for|or|in|where|while)\b|, |\. "
)
_VAGUE_VALUE = re.compile(
    r"\b(?:same|that|this|these|it|its|determined|to|not|used|current|behaviou?r|typically|usually|above|below|taken|other)\b"
)
_HEDGED = re.compile(r"\b(?:if|unless|otherwise|depend\w*|or)\b")
_SETTABLE = re.compile(r"^This (?:parameter|option|setting|variable) can only be set (?P<when>.+)$")
_VALUES = re.compile(
    r"\b(?P<kind>[Vv]alid|[Pp]ossible|[Aa]llowed|[Ss]upported|[Pp]ermitted|[Aa]cceptable|[Aa]vailable)"
    r" (?P<noun>values|settings|formats|modes|methods|types|levels|units|choices)(?: for \S+)? are:? (?P<list>.+)$"
)
_REPORTED = re.compile(r"^(?:Reports|Shows) ")
_SEPARATOR = re.compile(r",? (?:and|or) |, ")


def entry_facts(entry: Entry, chunk: Chunk, name: Name | None) -> Iterator[Fact]:
    """What an entry states of its term, whose name may not be known."""
    if name is None:
        return
    yield from _purpose(entry, chunk, name)
    yield from _defaults(entry, chunk, name)
    for words in entry.body:
        yield from _settable(entry, chunk, name, words)
        yield from _values(entry, chunk, name, words)


def named_entry(entry: Entry, chunk: Chunk, subject: str) -> Name | None:
    """What an entry is about, in the words of its page; None where that is nothing with a name."""
    owner = owner_of(chunk, entry.headings, subject) or (_class_above(entry.headings) if entry.listed else None)
    return entry_name([term.text for term in entry.terms], entry.headings, chunk, owner, entry.kind)


def _class_above(headings: Sequence[str]) -> Name | None:
    """What the title right above a list names, if that is spelt as only code is: ``SluiceGate``."""
    title = heading_text(headings[-1]) if headings else ""
    return Name(title, "class") if re.fullmatch(r"[A-Z]\w*[a-z][A-Z]\w*", title) else None


def evidence(entry: Entry, words: Words) -> tuple[Span, ...]:
    """The term and the sentence: one span where they touch, two where other sentences stand between."""
    first, last, said = entry.terms[0].span, entry.terms[-1].span, words.span
    if words is entry.body[0]:
        return (Span(first.document_id, first.start, said.end),)
    return (Span(first.document_id, first.start, last.end), said)


def _purpose(entry: Entry, chunk: Chunk, name: Name) -> Iterator[Fact]:
    first = next((words for words in entry.body if not tells_its_age(words.text)), entry.body[0])
    text = bare(name_for_this(_SINCE.sub("", first.text), name)).removeprefix(f"{name.text} ")
    if f"the {name.text} ".lower() in text.lower():
        itself = rf"the {re.escape(name.text)} \w+"
        spelt_out = rf"^(?:use {itself} to (?=[a-z])|{itself} (?=(?!is |was |has |does )[a-z]+s ))"
        text = re.sub(spelt_out, "", text, flags=re.IGNORECASE)
    text = upper_first(text)
    text = re.sub(
        r"^[Aa] boolean (?:value )?(?:to|which|that) (?:specif\w+|indicat\w+|control\w*|determin\w+) (?=whether|if)",
        "Specifies ",
        text,
    )
    spoken = cut_tail(without_parentheses(text))
    form = first_verb_form(spoken) if not _MEASURE.match(text) else None
    proof = evidence(entry, first)
    if _TWO_SIDED.search(text) or _UNFINISHED.search(spoken) or _STATE.match(spoken):
        return
    if form is not None and is_self_contained(spoken, longest=26) and not lacks_article(spoken):
        action = spoken[0].lower() + spoken[1:]
        yield Purpose(chunk, proof, name, action, form, sentence(text))
    elif form is None and is_self_contained(spoken, longest=26) and _is_what_it_is(spoken, name):
        yield Definition(chunk, proof, name, spoken, sentence(text), entry=True)


_SINCE = re.compile(r"^(?:New|Added|Changed) in version \d[\w.]*: ")
_MEASURE = re.compile(r"[A-Z][a-z]+ \(?in (?:(?:milli|micro)?seconds|minutes|hours|days|(?:kilo|mega)?bytes)\b")
_STATE = re.compile(r"Is (?!used\b|meant\b|intended\b)")
_UNFINISHED = re.compile(r"\b(?:of|to|for|with|by|in|on|from|and|or|the|an?|are|is)$")
_TWO_SIDED = re.compile(
    r"^(?:pass(?:es)?|causes?|set to|run) |\bsynonym for\b|\brespectively\b|\benables? or disables?\b|"
    r"\bset to (?:true|false)\b",
    re.IGNORECASE,
)


def _is_what_it_is(spoken: str, name: Name) -> bool:
    """Whether words tell what a name is: they are no sentence, and do not speak of the name themselves."""
    if is_code_like(name.text) and stands_in(name.text, spoken):
        return False
    return _is_noun_phrase(spoken) or name.kind == "column"


def _is_noun_phrase(text: str) -> bool:
    return bool(re.match(r"^(?:An?|The) [a-z]", text)) and not _TENSED.search(_RELATIVE.split(text, maxsplit=1)[0])


_TENSED = re.compile(r"^(?:\S+ )+(?:is|are|was|were|can|could|may|must|should|will|has|have|had)\b")
_RELATIVE = re.compile(r" (?:that|which|who|whose|whom|where|when|if|whether|how|what|while|as|on|in|to|by|from|for) ")


_CALLED = frozenset({"function", "method", "class", "exception"})  # what they are given has defaults


def _defaults(entry: Entry, chunk: Chunk, name: Name) -> Iterator[Fact]:
    if name.kind in _CALLED:
        return
    if _REPORTED.match(entry.body[0].text):
        return  # it is fixed: there is nothing to leave as it is
    found = [(words, value) for words in entry.body for value in _default_values(bare(words.text))]
    if len(found) == 1 and sum("default" in words.text.lower() for words in entry.body) == 1:
        words, value = found[0]
        counted, says_it = _counted(value, entry, words)
        proof = (*evidence(entry, says_it), words.span) if says_it is not None else evidence(entry, words)
        yield Default(chunk, proof, name, counted)


def _counted(value: str, entry: Entry, told: Words) -> tuple[str, Words | None]:
    """A bare number with the unit that its entry counts in, and the sentence that names the unit, if it is another.

    ``900`` of ``--wait <seconds>`` is "900 seconds".
    """
    unit, says_it = next(_units(entry, told), ("", None)) if _POSITIVE.fullmatch(value) else ("", None)
    return f"{value} {unit.removesuffix('s') if value == '1' else unit}".rstrip(), says_it


_POSITIVE = re.compile(r"(?!0+(?:\.0+)?$)\d+(?:\.\d+)?")
_UNIT = r"(?:milli|micro)?seconds|minutes|hours|days|weeks|(?:kilo|mega|giga)?bytes|percent"
_OF_A_VALUE = re.compile(rf"(?:<|=|\s|[._]|\[)(?P<unit>{_UNIT})\b")
_COUNTED_IN = re.compile(rf"\b(?:[Nn]umber of|in|taken as) (?P<unit>{_UNIT})\b")


def _units(entry: Entry, told: Words) -> Iterator[tuple[str, Words | None]]:
    """What the value of an entry is counted in, and the sentence that says it, where neither terms nor ``told`` do."""
    here = (_COUNTED_IN.search(told.text), *(_OF_A_VALUE.search(term.text) for term in entry.terms))
    yield from ((match["unit"], None) for match in here if match is not None)
    others = ((words, _COUNTED_IN.search(words.text)) for words in entry.body if words is not told)
    yield from ((match["unit"], words) for words, match in others if match is not None)


def _default_values(text: str) -> Iterator[str]:
    for pattern in _DEFAULT:
        match = pattern.search(text)
        if match:
            value, *_ = _DEFAULT_END.split(match["value"], maxsplit=1)
            value = value.strip(" \"'“”")
            if (
                value
                and len(value.split()) <= 5
                and not _VAGUE_VALUE.search(value)
                and not _HEDGED.search(match["value"])
            ):
                yield value
            return


def _settable(entry: Entry, chunk: Chunk, name: Name, words: Words) -> Iterator[Fact]:
    match = _SETTABLE.match(bare(words.text))
    if (
        match
        and len(match["when"].split()) <= 14
        and re.match(r"^(?:at|in|when|before|during|after|on)\b", match["when"])
    ):
        yield Settable(chunk, evidence(entry, words), name, match["when"])


def _values(entry: Entry, chunk: Chunk, name: Name, words: Words) -> Iterator[Fact]:
    match = _VALUES.search(bare(words.text))
    items = list_items(without_parentheses(match["list"])) if match else ()
    if (
        match
        and len(items) >= 2
        and "between" not in items[0]
        and not re.search(r"\b[Oo]ther $", words.text[: match.start()])
    ):
        yield Values(chunk, evidence(entry, words), name, items, match["noun"])


def list_items(text: str) -> tuple[str, ...]:
    """The members of "a, b, and c"; empty where a member is longer than four words."""
    items = tuple(part.strip(" \"'“”") for part in _SEPARATOR.split(text))
    return items if all(item and len(item.split()) <= 4 for item in items) else ()


def purpose_line(paragraphs: Sequence[tuple[Words, ...]], chunk: Chunk, owner: Name | None) -> Iterator[Fact]:
    """The line that opens a reference page: ``pg_dump — extract a PostgreSQL database into a script file``."""
    for paragraph in paragraphs[:2]:
        text = " ".join(words.text for words in paragraph)
        match = re.match(r"^(?P<name>[\w.+-]+|[A-Z][A-Z ]+[A-Z])\s+[-–—]\s+(?P<action>.+)$", text)
        if match is None or owner is None or _key(match["name"]) != _key(owner.text):
            continue
        action = with_articles(bare(match["action"]), chunk.text)
        form = first_verb_form(action)
        spoken = cut_tail(without_parentheses(action))
        span = Span(chunk.document_id, paragraph[0].span.start, paragraph[-1].span.end)
        kind = Name(owner.text, owner.kind or ("function" if is_called(owner.text, chunk.text) else "command"))
        if form is not None and is_self_contained(spoken) and not lacks_article(spoken):
            yield Purpose(chunk, (span,), kind, spoken[0].lower() + spoken[1:], form, sentence(action))


def _key(name: str) -> str:
    return re.sub(r"[\s-]", "", name).lower()


def value_of(option: Definition | Purpose) -> str:
    """The value that an option cannot do without, as its entry writes it: ``=<depth>``; empty where it needs none."""
    start = option.evidence[0].start - option.chunk.span.start
    terms = re.sub(r"[`*]|(?<=\W)_|_(?=\W)", "", option.chunk.text[start:].split("\n:", 1)[0])
    value = r"(?P<value>=[^\s,\[]+| <[^>]+>| [A-Za-z][\w-]*(?=$|,))"
    found = re.search(rf"{re.escape(option.name.text)}{value}", terms, re.MULTILINE)
    return found["value"] if found else ""
