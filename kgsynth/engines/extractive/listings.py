"""Bullet lists with a sentence that leads in to them -> what is on the list; the answer is the whole list."""

import re
from collections.abc import Iterator, Sequence

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.naming import names_something
from kgsynth.engines.extractive.reading.fragments import is_self_contained
from kgsynth.engines.extractive.sifting.fitting import masked
from kgsynth.engines.extractive.topics_of_pages import topic_of
from kgsynth.engines.extractive.wording import bare, base_of_third, lower_first, question, without_parentheses
from kgsynth.language.bundled import verb_lemma
from kgsynth.language.markdown import Block, BlockKind, blocks, plain
from kgsynth.types import Chunk, Span

KIND = "list"
_ITEMS = range(2, 9)
_MOST_WORDS = 9  # of an item
_NUMBER = r"(?:two|three|four|five|six|seven|eight|nine)"
_NOUN = r"[a-z][\w-]*(?: [a-z][\w-]*){0,2}s"
_FOLLOWING = re.compile(rf"^The following (?P<what>{_NOUN}) (?P<rest>(?:are|can|must|may|have|need|should)\b.*)$")
_TAKES = re.compile(
    rf"^(?P<who>(?:The |An? )?[\w`./ -]{{2,40}}?) (?P<verb>[a-z]+) (?:the following|these) (?P<what>{_NOUN})$"
)
_HAS = re.compile(
    rf"^(?P<who>(?:The |An? )?[\w`./ -]{{2,40}}?) (?:has|have|consists? of|comes? in|knows?) "
    rf"(?P<number>{_NUMBER}) (?P<what>{_NOUN})$"
)
_THERE_ARE = re.compile(rf"^There are (?P<number>{_NUMBER}) (?P<what>{_NOUN})(?P<of> (?:of|for|in|to) .+)?$")
_SO_MANY = re.compile(
    rf"^(?P<number>(?i:{_NUMBER})) (?P<what>{_NOUN}(?: of [a-z]+)?) "
    r"(?P<rest>(?:are|can|must|may|have|[a-z]{4,})\b.*)$"
)
_EMPTY = re.compile(r"\b(?:things|ways|steps|points|options|examples|cases|items|tasks|commands?|reasons|changes)$")


def listings(chunk: Chunk) -> Iterator[Candidate]:
    """A question for each list that ends inside the chunk, so that nothing of it is missing."""
    if chunk.language != "en" or not re.search(r":\s*\n\s*\n?\s*[-*+] ", chunk.text):
        return
    found = list(blocks(chunk.text))
    for place, block in enumerate(found[:-1]):
        items = _items(found[place + 1 :])
        whole = place + 1 + len(items) < len(found) and found[place + 1 + len(items)].kind is not BlockKind.CODE
        if block.kind is BlockKind.PARAGRAPH and len(items) in _ITEMS and whole:
            yield from _listing(chunk, block, items)


def _items(following: Sequence[Block]) -> list[Block]:
    """The bullets that follow, up to the first block that is none."""
    items: list[Block] = []
    for block in following:
        if block.kind is not BlockKind.LIST_ITEM or block.marker[:1].isdigit():
            break
        items.append(block)
    return items


def _listing(chunk: Chunk, lead: Block, items: Sequence[Block]) -> Iterator[Candidate]:
    told = plain(chunk.text, lead.start, lead.end).text.strip()
    lead_in = re.split(r"(?<=[.!?])\s+(?=[A-Z])", told)[-1]
    if not lead_in.endswith(":"):
        return
    texts = [_item(chunk, item) for item in items]
    asked = _asks(bare(without_parentheses(lead_in)), chunk)
    if asked and all(texts) and len({item.level for item in items}) == 1:
        span = Span(chunk.document_id, chunk.span.start + lead.start, chunk.span.start + items[-1].end)
        separator = "; " if any("," in text for text in texts) else ", "
        answer = separator.join([*texts[:-1], f"and {texts[-1]}" if separator == "; " else texts[-1]])
        yield Candidate((chunk,), question(asked), f"{answer}.", (span,), KIND, (), 0.9)


def _item(chunk: Chunk, block: Block) -> str:
    """The words of an item; empty where it is a link, a step, or more than a name of something."""
    source = chunk.text[block.start : block.end]
    said = bare(plain(chunk.text, block.start, block.end).text)
    first = said.split(" ", 1)[0].lower()
    linked = "](" in source or "http" in source
    long = len(said.split()) > _MOST_WORDS or re.search(r"[.:;!?](?:\s|$)", said) is not None
    return "" if linked or long or not said or (verb_lemma(first, "VB") == first and " " in said) else said


def _asks(lead_in: str, chunk: Chunk) -> str:
    """The question that a list answers; empty where its lead-in is of no known form, or names nothing."""
    for pattern, put in (
        (_FOLLOWING, _which),
        (_TAKES, _which_of),
        (_HAS, _what_are),
        (_THERE_ARE, _what_are_there),
        (_SO_MANY, _which_so_many),
    ):
        match = pattern.match(lead_in)
        if match is not None and not _EMPTY.search(match["what"]):
            asked = put(match)
            return _placed(asked, chunk) if asked and is_self_contained(masked(asked)) else ""
    return ""


def _which(match: re.Match[str]) -> str:
    return f"Which {match['what']} {match['rest']}"


def _which_of(match: re.Match[str]) -> str:
    base = base_of_third(match["verb"])
    if verb_lemma(base, "VB") != base:
        return ""
    does = "does" if base != match["verb"] else "do"
    return f"Which {match['what']} {does} {lower_first(match['who'])} {base}"


def _what_are(match: re.Match[str]) -> str:
    return f"What are the {match['number']} {match['what']} of {lower_first(match['who'])}"


def _what_are_there(match: re.Match[str]) -> str:
    return f"What are the {match['number']} {match['what']}{match['of'] or ''}"


def _which_so_many(match: re.Match[str]) -> str:
    return f"Which {match['number'].lower()} {match['what']} {match['rest']}"


def _placed(asked: str, chunk: Chunk) -> str:
    if names_something(asked.split(" ", 1)[1]):
        return asked
    topic = topic_of(chunk.headings, chunk.title, "")
    return f"{asked} in {topic}" if topic else ""
