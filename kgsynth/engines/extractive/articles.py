"""A question of a glossary head, the texts of a corpus -> the question with the article that the corpus uses."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.topics_of_pages import is_unusual
from kgsynth.engines.extractive.wording import article_for, question


def with_its_article(candidate: Candidate, texts: Iterable[str]) -> Candidate:
    """A glossary head with the article that the corpus gives it: ``What is the postmaster?``"""
    match = _HEAD.match(candidate.question)
    head = next((name.text for name in candidate.names if name.kind == "term"), "")
    if (
        candidate.kind != "definition"
        or match is None
        or match["head"].lower() != head.lower()
        or not _is_entry(candidate)
    ):
        return candidate
    told = re.match(rf"(?P<article>An?|The) {re.escape(head)} (?:is|are)\b", candidate.reference, re.IGNORECASE)
    spoken = f"{told['article'].lower()} {match['head']}" if told is not None else spoken_head(head, texts)
    asked = (
        f"What {match['be']} {spoken}{match['place'] or ''}"
        if spoken
        else f"What does “{head}” mean{match['place'] or ''}"
    )
    return replace(candidate, question=question(asked))


def in_small_letters(candidate: Candidate, count: Callable[[str], int]) -> Candidate:
    """A question of an everyday word without the capital that only the start of a sentence gave it: ``What are boats?``

    Args:
        count: how many chunks have some words.
    """
    match = _EVERYDAY.match(candidate.question)
    if match is None:
        return _with_a_small_subject(candidate, count)
    small = match["word"].lower()
    if candidate.kind != "definition" or is_unusual(small) or count(small) <= count(match["word"]):
        return candidate
    names = tuple(replace(name, text=small, kind="term") for name in candidate.names)
    return replace(candidate, question=f"{match['front']} {small}?", names=names)


def _with_a_small_subject(candidate: Candidate, count: Callable[[str], int]) -> Candidate:
    """The same where its place in the sentence gave the subject of another question a capital: ``Where are Otters?``"""
    match = _SUBJECT.match(candidate.question)
    chunk, span = candidate.chunks[0], candidate.evidence[0]
    if match is None or not chunk.text.startswith(match["word"], span.start - chunk.span.start):
        return candidate
    word, small = match["word"], match["word"].lower()
    beside = candidate.question[match.end("word") :].split()[:_BESIDE]
    if is_unusual(small) or any(map(str.istitle, beside)) or count(small) <= count(word):
        return candidate
    start = match.start("word")
    return replace(candidate, question=f"{candidate.question[:start]}{small}{candidate.question[match.end('word') :]}")


_BESIDE = 3  # words: a capital among them is that of a name
_SUBJECT = re.compile(
    r"^(?:Where|How|When|Why|What|Which \w+|Until when) (?:is|are|was|were|does|do|can|will|must|should) "
    r"(?P<word>[A-Z][a-z]+) (?=[a-z]|\S+ to\b)"
)
_EVERYDAY = re.compile(r"^(?P<front>What (?:is|are)) (?P<word>[A-Z][a-z]+)\?$")
_HEAD = re.compile(r"^What (?P<be>is|are) (?:an? )?(?P<head>[^?]+?)(?P<place> in [A-Z]\w*)?\?$")


def _is_entry(candidate: Candidate) -> bool:
    """Whether the evidence is a term with its definition below."""
    start = candidate.evidence[0].start - candidate.chunks[0].span.start
    return "\n: " in candidate.chunks[0].text[start : candidate.evidence[0].end - candidate.chunks[0].span.start]


def spoken_head(head: str, texts: Iterable[str]) -> str:
    """``a page``, ``the postmaster``, ``bloat``: as most sentences put it; empty where no sentence holds it.

    >>> spoken_head("Warden", ["When the warden wakes, a bell rings.", "Only the warden may ring."])
    'the warden'
    """
    small = head[:1].lower() + head[1:] if head[1:] == head[1:].lower() else head
    article = article_for(small)
    inside = rf"{re.escape(small)}(?<=[a-z,(] {re.escape(small)})(?![\w-])"  # the word comes first: it is found faster
    some = the = all_of_them = 0
    for text in texts:
        if small not in text:
            continue
        found = len(re.findall(inside, text))
        all_of_them += found
        some += text.count(f" {article} {small}") if found else 0
        the += text.count(f" the {small}") if found else 0
    if not all_of_them:
        return ""
    bare = all_of_them - some - the
    if bare > some + the:
        return small
    return f"the {small}" if the > 2 * some else f"{article} {small}"
