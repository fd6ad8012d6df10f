"""Tables and headings -> facts: what stands in a cell, how a thing is done step by step. No parse is needed."""

import re
from collections.abc import Iterator, Sequence

from kgsynth.engines.extractive.facts import Cell, Definition, Described, Fact, Form, Purpose, Steps
from kgsynth.engines.extractive.naming import KINDS, Name, heading_text, is_code_like, is_proper
from kgsynth.engines.extractive.reading.fragments import cut_tail, first_verb_form, is_self_contained, lacks_article
from kgsynth.engines.extractive.reading.passage import Section, Words
from kgsynth.engines.extractive.reading.properties import entry_facts_of, entry_named, is_of_properties
from kgsynth.engines.extractive.topics_of_pages import is_unusual
from kgsynth.engines.extractive.wording import bare, lower_first, sentence, without_parentheses
from kgsynth.language.bundled import verb_lemma
from kgsynth.language.markdown import Cell as TableCell
from kgsynth.language.markdown import Table
from kgsynth.language.words import content_words
from kgsynth.types import Chunk, Span

_SAYING = frozenset(
    "description meaning purpose use function comment notes explanation definition action effect".split()
)
_DULL_COLUMN = re.compile(
    r"^(?:#|no|nr|notes?|comments?|remarks?|example|answer|question|see also|id)\.?$|[?/:()]|\b(?:or|and|fields)\b",
    re.IGNORECASE,
)
_MOST_ANSWER_WORDS = 110


def table_facts(table: Table, headings: tuple[str, ...], chunk: Chunk, owner: Name | None = None) -> Iterator[Fact]:
    """The cells of a table: rows that the first column names, or the properties of what the page is about.

    Args:
        owner: the command that the page is about, whose options a table may list.
    """
    named = entry_named(headings) if is_of_properties(table) else None
    if named is not None:
        yield from entry_facts_of(table, named, chunk)
        return
    if owner is not None:
        for row, span in zip(table.rows, table.row_spans, strict=True):
            yield from _option_told(row, owner, chunk, _span(chunk, span))
    titles = [cell.text.strip() for cell in table.header]
    rows = [(row, span) for row, span in zip(table.rows, table.row_spans, strict=True) if len(row) >= 2 and row[0].text]
    if len(titles) < 2 or len({row[0].text for row, _ in rows}) < len(rows):
        return
    if len(titles) == 2 and titles[0].lower() in _PROPERTY and titles[1].lower() in _VALUE:
        for row, span in rows:
            yield from property_facts(row[0].text, row[1].text, (_span(chunk, span),), headings, chunk)
    elif all(titles):
        for row, span in rows:
            name = _row_name(row[0].text, titles, headings)
            if name is not None:
                proof = (_span(chunk, table.header_span), _span(chunk, span))
                yield from _row_facts(row, titles, name, chunk, proof)


_OPTIONS = re.compile(r"-{1,2}[A-Za-z][\w-]*(?:[ =][A-Z]+)?(?:, -{1,2}[A-Za-z][\w-]*(?:[ =][A-Z]+)?)*")


def _option_told(row: Sequence[TableCell], owner: Name, chunk: Chunk, proof: Span) -> Iterator[Fact]:
    """``| -d, --depth METRES | open the lock no wider |``: a row of an option and what it does."""
    cells = [cell.text.strip() for cell in row if cell.text.strip()]
    if len(cells) != 2 or not _OPTIONS.fullmatch(cells[0]):
        return
    spoken = cut_tail(without_parentheses(bare(cells[1]))).partition(", use ")[0]
    form = first_verb_form(spoken)
    values = set(re.findall(r"\b[A-Z]{1,}\b", re.sub(r"-\w+", "", cells[0])))
    if (
        form is None
        or lacks_article(spoken)
        or not is_self_contained(spoken)
        or values & set(re.findall(r"\w+", spoken))
    ):
        return
    option = max(re.findall(r"-{1,2}[A-Za-z][\w-]*", cells[0]), key=len)
    yield Purpose(chunk, (proof,), Name(option, "option", owner.text), lower_first(spoken), form, sentence(spoken))


_PROPERTY = frozenset(
    {"", "attribute", "property", "field", "item", "feature", "specification", "characteristic", "fact"}
)
_VALUE = frozenset({"", "value", "details", "detail", "data", "specification", "description"})


def property_facts(
    column: str, value: str, proof: tuple[Span, ...], headings: tuple[str, ...], chunk: Chunk
) -> Iterator[Fact]:
    """``Battery life: 24 months`` on the page of the Stoat 2."""
    name = _page_name(chunk, headings)
    if name is not None and _is_askable(column, value) and re.match(r"^[A-Z][a-z]+(?: |$)", column):
        yield from _cell(column, value, name, chunk, proof)


def _page_name(chunk: Chunk, headings: tuple[str, ...]) -> Name | None:
    """What a page is about, where its title is a name: every word with a capital, or a number."""
    for title in (chunk.title, *headings[:1]):
        words = heading_text(title).split()
        if (
            0 < len(words) <= 4
            and not is_code_like(title)
            and verb_lemma(words[0].lower(), "VBG") is None  # a deed
            and all(re.match(r"^(?:[A-Z][\w'’-]*|\d[\w.]*)$", word) for word in words)
            and any(is_unusual(word) for word in words)
            and not re.search(r"[^sui]s$|\b(?:Glossary|Terminology|Vocabulary|Index|Appendix)$", title)  # of several
        ):
            return Name(" ".join(words))
    return None


def _span(chunk: Chunk, offsets: tuple[int, int]) -> Span:
    return Span(chunk.document_id, chunk.span.start + offsets[0], chunk.span.start + offsets[1])


_TYPE, _MENU_ITEM = "Type", "menu item"


def _row_name(text: str, titles: Sequence[str], headings: tuple[str, ...]) -> Name | None:
    title = titles[0]
    if not text or len(text.split()) > 5 or not re.search(r"[A-Za-z]{2}", text) or re.search(r"[,;:|<>=]", text):
        return None
    head = title.lower().split()[-1].removesuffix("s")
    if head == "name" and is_proper(text) and len(text.split()) > 1:
        return Name(text, "person")
    if head == "name" and is_code_like(text) and _TYPE in titles:
        return None  # a column of who knows which table
    named = is_proper(text) and (" " in text or any(letter.isdigit() for letter in text))
    if not (head in KINDS or (named and head in {"name", "title"}) or is_code_like(text)):
        return None
    if text.startswith("-"):
        return Name(text, "option", _command(headings))
    if "→" in text:
        return Name(text, _MENU_ITEM)
    return Name(text, head if head in KINDS else "")


def _command(headings: tuple[str, ...]) -> str:
    """The command that the innermost heading names, in small letters as it is typed; empty where it names none."""
    title = heading_text(headings[-1]) if headings else ""
    typed = re.fullmatch(r"[a-z][\w-]*(?: [a-z][\w-]*){0,2}", title) is not None
    return title if typed and (" " in title or is_code_like(title)) else ""


def _row_facts(
    row: tuple[TableCell, ...], titles: list[str], name: Name, chunk: Chunk, proof: tuple[Span, ...]
) -> Iterator[Fact]:
    for title, cell in zip(titles[1:], row[1:], strict=False):
        value = cell.text.strip()
        if title[:1].islower() and titles[0][:1].isupper():
            continue  # a name: what the rows have to do with it, the page tells
        if title.lower() in _SAYING:
            yield from _said(value, name, chunk, proof[-1:])  # the row says it by itself
        elif value and value != name.text and not is_code_like(title) and _is_askable(title, value):
            yield from _cell(title, value, name, chunk, proof)


def _cell(column: str, value: str, name: Name, chunk: Chunk, proof: tuple[Span, ...]) -> Iterator[Fact]:
    unit = re.search(r"\(([^()]{1,8})\)$", column)
    if unit:
        column = column[: unit.start()].strip()
        value = f"{value} {unit[1]}" if re.fullmatch(r"[\d.,]+", value) else value
    column = _sentence_case(column)
    yield Cell(chunk, proof, name, column, value)
    if column.lower() in {"role", "title", "position", "job"} and name.kind == "person":
        yield Described(chunk, proof, name, f"the {lower_first(value)}")
        return
    described = describe_value(column, name)
    if described and (is_proper(value) or is_code_like(value)) and re.search(r"[a-z]{2}", value):
        yield Described(chunk, proof, Name(value), described)


def _sentence_case(title: str) -> str:
    """``Object Types`` -> ``Object types``; acronyms stay."""
    first, *rest = title.split()
    return " ".join([first, *(word.lower() if re.fullmatch(r"[A-Z][a-z]+", word) else word for word in rest)])


def describe_value(column: str, name: Name) -> str | None:
    """A value by whose it is: ``the designer of the Pika 2``, ``the place where the Pika 2 is built``."""
    placed = re.fullmatch(r"(?P<done>[A-Za-z]+(?:ed|lt|de)) (?:in|at)", column)
    if placed:
        return f"the place where {name.text} is {placed['done'].lower()}"
    if name.kind == "person" and column.lower() in _WORKPLACES:
        return f"the {column.lower()} where {name.text} works"
    return f"the {lower_first(column)} of {name.with_kind}" if _is_noun(column) else None


_WORKPLACES = frozenset("site office location branch plant campus".split())


def _is_noun(column: str) -> bool:
    last = column.lower().split()[-1]
    return not last.endswith(("ed", "ing")) and last not in _NOT_NOUNS


_NOT_NOUNS = frozenset("in at for by to do on from since makes within after before with of until than like as".split())


def _is_askable(title: str, value: str) -> bool:
    words = value.split()
    bare_title = re.sub(r"\s*\([^()]*\)$", "", title)
    if title.endswith("(s)") or re.search(r"\b(?:[A-Za-z]|AND|OR|NOT)\b", title) or _repeats(bare_title, value):
        return False  # of truth tables; who knows whether it is all of them; "Items: the actual items themselves"
    return (
        0 < len(bare_title.split()) <= 4
        and not _DULL_COLUMN.search(bare_title)
        and not _QUESTIONING.search(bare_title)
        and (_is_noun(bare_title) or _PLACED_OR_DATED.fullmatch(bare_title) is not None)
        and not any(letter.isdigit() for letter in bare_title)
        and len(words) <= 12
        and re.search(r"\w", value) is not None
        and not value.endswith(":")
        and value.lower() not in {"yes", "no", "-", "–", "—", "n/a", "none", "x", "✓"}
        and not _UNWRITTEN.search(value)
    )


_UNWRITTEN = re.compile(r"\b(?:TODO|TBD|FIXME|XXX)\b")


def _repeats(title: str, value: str) -> bool:
    """Whether a value says hardly more than the title of its column."""
    told, named = set(content_words(value)), set(content_words(title))
    return bool(told & named) and (len(told) <= 3 or named <= told)


_PLACED_OR_DATED = re.compile(r"[A-Za-z]+(?:ed|lt|de)(?: (?:in|at))?")
_QUESTIONING = re.compile(r"^(?:what|when|where|why|how|who|which|if|to|made|makes|used)\b", re.IGNORECASE)


def _said(value: str, name: Name, chunk: Chunk, proof: tuple[Span, ...]) -> Iterator[Fact]:
    if not value[:1].isupper():
        return  # "gates like those of a lock": of what it is so, the sentence above the table says
    spoken = cut_tail(without_parentheses(bare(value)))
    form = first_verb_form(spoken)
    if not is_self_contained(spoken):
        return
    if form is not None:
        yield Purpose(chunk, proof, name, lower_first(spoken), form, sentence(value))
    elif _is_a_thing(name) and len(spoken.split()) >= 3 and not is_code_like(spoken) and not _IS_SO.match(spoken):
        yield Definition(chunk, proof, name, lower_first(spoken), sentence(value), entry=True)


def _is_a_thing(name: Name) -> bool:
    """Whether it is known what a name is of, and it is nothing to click."""
    return bool(name.kind) and name.kind != _MENU_ITEM


_IS_SO = re.compile(r"(?:[Rr]uns|[Ww]orks|[Ii]s|[Hh]as|[Nn]ot|[Nn]o) ")  # how it fares, not what it is


def step_facts(section: Section, chunk: Chunk) -> Iterator[Fact]:
    """A section with a heading that names a task and numbered steps below it."""
    if section.heading is None or section.code or not _are_all_steps(section.steps, chunk):
        return
    goal = task_of(heading_text(section.heading.text), chunk.text)
    answer = " ".join(sentence(step.text) for step in section.steps)
    if goal is None or len(answer.split()) > _MOST_ANSWER_WORDS or re.search(r"\b(?:above|below)\b", answer):
        return
    span = Span(chunk.document_id, section.steps[0].span.start, section.steps[-1].span.end)
    yield Steps(chunk, (section.heading.span, span), Name(""), goal, answer)


def _are_all_steps(steps: Sequence[Words], chunk: Chunk) -> bool:
    """Whether a numbered list has its beginning in the chunk, and most of its items say what to do."""
    if len(steps) < 2:
        return False
    before = chunk.text[: steps[0].span.start - chunk.span.start]
    number = re.search(r"(\d+)[.)]\s*$", before)
    deeds = sum(first_verb_form(_THEN.sub("", step.text)) is Form.BASE for step in steps)
    return (number is None or int(number[1]) <= 1) and 2 * deeds >= len(steps)


_THEN = re.compile(
    r"^(?:(?:Now|Next|Then|First|Finally|Carefully|Please|(?:If|When|Once|In|On|To|From|At|For) [^,]+),? )"
)


def task_of(title: str, context: str = "") -> str | None:
    """``Replacing the Battery`` or ``How to replace the battery`` -> ``replace the battery``; None for other titles.

    Args:
        context: the text below the title: a word that it writes in lower case is no name.
    """
    text = re.sub(r"^how (?:to|do you|do i) ", "", bare(title), flags=re.IGNORECASE)
    first, _, rest = text.partition(" ")
    base = verb_lemma(first.lower(), "VBG") if first.lower().endswith("ing") else verb_lemma(first.lower(), "VB")
    named_as_task = first.lower().endswith("ing") or text != bare(title)
    shouted = any(word.isupper() and len(word) > 4 for word in rest.split())
    if (
        base in {None, "use"}
        or shouted
        or not rest
        or not named_as_task
        or not is_self_contained(rest + " x", longest=12)
    ):
        return None
    return f"{base} {_lowered(rest, context)}"


def _lowered(text: str, context: str) -> str:
    """The words of a title in lower case, but for names and code."""
    words = text.split()
    common = [_is_common(word, context) for word in words]
    if any(common):  # the others have a capital as well, though only a name has one inside a sentence
        common = [each or _is_titled(word, context) for word, each in zip(words, common, strict=True)]
    return " ".join(word.lower() if each else word for word, each in zip(words, common, strict=True))


def _is_titled(word: str, context: str) -> bool:
    """Whether a word has a capital in a title alone, as far as the text below it tells."""
    plain = re.fullmatch(r"[A-Z][a-z]+", word) is not None and not is_unusual(word)
    return plain and re.search(rf"(?<![.!?:#] ){re.escape(word)}\b", re.sub(r"^#.*$", "", context, flags=re.M)) is None


def _is_common(word: str, context: str) -> bool:
    if not re.fullmatch(r"[A-Z][a-z]*", word):
        return False
    return len(word) < 4 or re.search(rf"\b{word.lower()}", context) is not None
