"""Sentences of a section -> those that lean on one before, with the name of what they speak of in place of the pronoun.

What is in mind is the subject of the sentence before; or what a bare "the tool" or "this tool" can only be: the one
thing with that noun in the sentences before, or what the section says to be a tool. In doubt a sentence stays as it is.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from kgsynth.engines.extractive.naming import Name, heading_text
from kgsynth.engines.extractive.reading.passage import Lent, Section, Words
from kgsynth.engines.extractive.reading.pronouns import Resolved
from kgsynth.engines.extractive.reading.sentences_told import PLACEHOLDER
from kgsynth.engines.extractive.retelling.kinds_of_titles import TitleKind
from kgsynth.engines.extractive.retelling.mind import LEANS, Mind, Swap
from kgsynth.engines.extractive.retelling.pairs import joined
from kgsynth.engines.extractive.retelling.referents import Line, Referent
from kgsynth.engines.extractive.retelling.splicing import spliced
from kgsynth.engines.extractive.retelling.titles_named import (
    command_of_page,
    is_about_the_whole,
    known_titles,
    titled,
)
from kgsynth.engines.extractive.wording import upper_first
from kgsynth.language.clauses import main_clause
from kgsynth.types import Span

_TELLS = re.compile(r"^.{3,60} is (?:an?|the) ")  # what something is
_THUS = re.compile(r",? (?:thus|therefore|hence),? (?![a-z]+ing\b)")  # what follows from it stands elsewhere
_LONGEST = 60  # words of a sentence that is read for what it names
_BACK = 2  # sentences
_CLOSE = 3  # characters between two sentences of a paragraph


def worth_parsing(paragraph: Sequence[Resolved]) -> Iterator[str]:
    """The sentences of a paragraph that may lean, those before them, and those that say what something is."""
    leaning = [place for place, (_, text, _) in enumerate(paragraph) if LEANS.search(text)]
    wanted = {place - back for place in leaning for back in range(_BACK + 1)}
    for place, (_, text, _) in enumerate(paragraph):
        if (place in wanted or _TELLS.match(text)) and len(text.split()) <= _LONGEST:
            yield text


def named_again(
    section: Section,
    paragraphs: Iterable[Sequence[Resolved]],
    docs: Mapping[str, Doc],
    *,
    titles: Sequence[tuple[TitleKind, Words | None]] = (),
    subject: str = "",
    owner: Name | None = None,
) -> Iterator[tuple[Resolved, Doc | None]]:
    """The sentences of a section in which a name replaces what leaned on a sentence before, with their trees if known.

    Args:
        docs: sentences with their trees; one that has none is not understood, nor is what leans on it.
        titles: what the things are that the titles above name, the innermost first, and the sentence that names each.
        subject: what the whole corpus is about.
        owner: the command or the like that its page is about.
    """
    title = heading_text(section.headings[-1]) if section.headings else ""
    page = command_of_page(section, owner)
    described = page if is_about_the_whole(section) else None
    mind = Mind([*titled(section), *known_titles(titles)], subject, page, described)
    for number, paragraph in enumerate(paragraphs):
        mind.turn(paragraph, shown=number - 1 in section.displays)
        for words, text, proof in paragraph:
            doc = docs.get(text)
            if doc is None or PLACEHOLDER.search(text):
                mind.forget()
                continue
            line = Line(words, text, doc, main_clause(doc), title)
            swaps = tuple(mind.swaps(line)) if not text.endswith("?") else ()
            kind = mind.kind_of_subject(line, swaps)
            read = _swapped(line, proof, swaps, kind)
            if swaps or kind is not None:
                yield read, _tree(line, swaps, read[1])
            yield from ((each, docs.get(each[1])) for each in _told_together(mind, read))
            mind.take(line, swaps, read)


def _swapped(line: Line, proof: tuple[Span, ...], swaps: Sequence[Swap], kind: Referent | None) -> Resolved:
    """A sentence with its names in place, and the spans that prove it, those that name first."""
    text = line.text
    for swap in sorted(swaps, key=lambda each: -each.start):
        text = text[: swap.start] + swap.text + text[swap.end :]
    text = _THUS.sub(" ", text) if swaps else text
    codes = tuple(code for swap in swaps for code in swap.referent.codes)
    lent = Lent(codes, kind.kind if kind is not None else "", as_it_stands=kind is not None and not swaps)
    words = replace(line.words, lent=lent)
    lenders = [*(swap.referent for swap in swaps), *([kind] if kind is not None else [])]
    naming = [each.words.span for each in lenders if each.words is not None]
    return words, _opened(text, codes), _joined([*naming, *proof])


def _opened(text: str, codes: Sequence[str]) -> str:
    """With a capital at the front, but where a name spelt small opens it."""
    return text if any(text.startswith(code) for code in codes) else upper_first(text)


def _tree(line: Line, swaps: Sequence[Swap], text: str) -> Doc | None:
    """The tree of a sentence with its names in place, made of its own; None where it must be parsed."""
    if not swaps:
        return line.doc if line.text == text else None
    places = [(swap.start, swap.end, swap.text) for swap in swaps]
    found = spliced(line.doc, places, plural=any(swap.referent.plural for swap in swaps))
    return found if found is not None and found.text == text else None


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, those of sentences that follow each other as one."""
    found: list[Span] = []
    for span in sorted(set(spans), key=lambda each: (each.start, each.end)):
        if found and span.start <= found[-1].end + _CLOSE:
            found[-1] = Span(span.document_id, found[-1].start, max(span.end, found[-1].end))
        else:
            found.append(span)
    return tuple(found)


def _told_together(mind: Mind, read: Resolved) -> Iterator[Resolved]:
    """What a sentence says together with the one before."""
    if mind.before is None:
        return
    words, text, proof = read
    (first, before, earlier), small = mind.before
    for each in joined(before, small, text, mind.topic):
        codes = (*first.code, *words.code)
        lent = Lent(codes, reason=each.reason, means=each.means, as_it_stands=bool(each.reason or each.means))
        yield replace(words, lent=lent), each.text, _joined([*earlier, *proof])
