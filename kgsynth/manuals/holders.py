"""Pages of commands and tables -> the names that entries on a few of them have: an option, a parameter, a column.

Which commands know ``--autostash`` stands on no page: whoever asks has to look at all of them. Such a list is whole
only if each page says whose it is, and no other page of a command or table speaks of the name but as one of theirs.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kgsynth.language.words import places_in
from kgsynth.manuals.pages import both, command_of, commands, entries_of
from kgsynth.types import Chunk

FEW = range(2, 8)
"""How many pages have a name that is asked for by its pages."""

_NUMBERING = re.compile(r"^(?:[A-Z]\.|\d+\.)(?:\d+\.?)*\s*")
_CALL = re.compile(r"\((?!\d\w?\))")  # but not "git-grep(1)"
_SECTION = re.compile(r"\(\d\w?\).*$")
_TITLE_OF_ONE = re.compile(r"[A-Za-z][\w.+-]*|[A-Z]{2,}(?: [A-Z]{2,})*")
_CODED = re.compile(r"^`(?P<name>[A-Za-z]\w*(?: [A-Z][A-Z_]*)*)`(?: `[^\n]*)?\n: ", re.MULTILINE)
_TELLING = re.compile(r"--\w[\w-]+|[A-Z][A-Z_ ]{4,}|[a-z]+_\w+|[a-z]{7,}")
_THINGS = "catalog|view|table|command|program|utility"
_BORROWS = re.compile(
    r"\b(?:any|all|most|same)(?: of)?(?: the)? (?:\w+ ){0,2}options?\b[^.]{0,80}|"
    r"\b(?:essentially|exactly) the same as [^.]{0,40}|"
    r"\boptions? (?:\w+ ){0,3}(?:shown|described|listed|available|accepted) (?:for|in|by|under|with) [^.]{0,40}"
)
_COMMAND = re.compile(r"[a-z]+[ -][a-z][a-z-]+|[A-Z]{2,}(?: [A-Z]{2,})+")
_NEAR = 100  # characters
_WORD = re.compile(r"(?<![\w-])(?:--\w[\w-]*|\w[\w-]*)")


@dataclass(frozen=True, slots=True)
class Holder:
    """A command, a table or the like that has a page of its own.

    Attributes:
        thing: ``command``, ``view``; empty where the page does not say.
    """

    name: str
    thing: str


@dataclass(frozen=True, slots=True)
class Held:
    """A name, all who have it, and the chunk with the one entry of it on the page of each."""

    name: str
    holders: tuple[Holder, ...]
    chunks: tuple[Chunk, ...]


def held(pages: Mapping[str, Sequence[Chunk]]) -> Iterator[Held]:
    """The names that a few pages have an entry for, and no other page of a command or table has.

    Args:
        pages: the chunks of each document.
    """
    pages = commands(pages)
    owners = {page: holder for page, chunks in pages.items() if (holder := holder_of(chunks))}
    entries: defaultdict[str, list[tuple[str, Chunk]]] = defaultdict(list)
    for page, chunks in pages.items():
        for chunk in chunks:
            for name in _entry_names(chunk):
                entries[name].append((page, chunk))
    wanted = {name: found for name, found in sorted(entries.items()) if _is_of_a_few(found, owners)}
    texts = {page: _text(pages[page]) for page in owners}
    speaking = _speaking(texts, wanted)
    lent = _borrowed(texts.values())
    borrowed = {owner.name for owner in owners.values() if owner.name.replace(" ", "-") in lent}
    for name, found in wanted.items():
        own = {page for page, _ in found}
        spelt = [owners[page].name for page in own]
        if borrowed.isdisjoint(spelt) and all(
            _is_said_of(name, spelt, texts[page]) for page in sorted(speaking[name] - own)
        ):
            ordered = sorted(found, key=lambda each: (owners[each[0]].name, each[0]))
            yield Held(name, tuple(owners[page] for page, _ in ordered), tuple(chunk for _, chunk in ordered))


def holder_of(chunks: Sequence[Chunk]) -> Holder | None:
    """The command or table that a whole page is about; None where its title does not say."""
    command = command_of(chunks)
    title = _SECTION.sub("", _NUMBERING.sub("", chunks[0].title)).strip(" `") if chunks else ""
    name = (
        command.name
        if command
        else (title if _TITLE_OF_ONE.fullmatch(title) and not _is_a_title_alone(title, chunks) else "")
    )
    return Holder(name, _thing(name, chunks)) if name else None


_FEW_TIMES = 2


def _is_a_title_alone(title: str, chunks: Sequence[Chunk]) -> bool:
    """Whether several words in capitals hardly stand in the text below: ``CONFIGURATION FILE``, no command."""
    return " " in title and title.isupper() and _text(chunks).count(title) <= _FEW_TIMES


def _thing(name: str, chunks: Sequence[Chunk]) -> str:
    """What a page calls the name that it is about; what has options or is written in capitals is a command."""
    text = _text(chunks)
    if any(_CALL.match(text, start + len(name)) for start in places_in(text, name)):
        return "function"
    if f"`{name}`" in text:
        spelt = re.escape(name)
        called = re.search(rf"\b[Tt]he (?P<before>{_THINGS}) `{spelt}`|`{spelt}` (?P<after>{_THINGS})\b", text)
        if called:
            return called["before"] or called["after"]
    return "command" if name.isupper() or command_of(chunks) else ""


def _entry_names(chunk: Chunk) -> Iterator[str]:
    """The long options, and the names set as code, that entries of a chunk are about."""
    for entry in entries_of(chunk):
        options = sorted(entry.options)
        denied = {name for name in options if name.replace("--no-", "--", 1) in options and name.startswith("--no-")}
        yield from (name for name in options if _TELLING.fullmatch(name) and name not in denied)
    yield from (match["name"] for match in _CODED.finditer(chunk.text) if _TELLING.fullmatch(match["name"]))


def _is_of_a_few(found: Sequence[tuple[str, Chunk]], owners: Mapping[str, Holder]) -> bool:
    """Whether an entry stands once on each of a few pages, all of one language, that are about different things."""
    pages = {page for page, _ in found}
    named = {owners[page].name for page in pages if page in owners}
    languages = {chunk.language for _, chunk in found}
    return len(found) in FEW and len(found) == len(pages) == len(named) and len(languages) == 1


def _speaking(texts: Mapping[str, str], names: Iterable[str]) -> Mapping[str, set[str]]:
    """The pages whose text holds each name."""
    found: dict[str, set[str]] = {name: set() for name in names}
    phrases = [name for name in found if " " in name]
    for page, text in texts.items():
        for word in found.keys() & set(_WORD.findall(text)):
            found[word].add(page)
        for phrase in phrases:
            if phrase in text:
                found[phrase].add(page)
    return found


def _borrowed(texts: Iterable[str]) -> set[str]:
    """The commands whose options a page says that another takes as well: "any of the options accepted by ..."."""
    said = " ".join(match[0] for text in texts for match in _BORROWS.finditer(text))
    names = (name.replace(" ", "-") for name in (*_COMMAND.findall(said), *_WORD.findall(said)))
    return {name for name in names if not name.isalpha()}  # a plain word may be no name


def _is_said_of(name: str, owners: Sequence[str], text: str) -> bool:
    """Whether a text names an owner, on the line, close to every place where it speaks of the name."""
    spelt = "|".join(re.sub(r"\\[- ]", "[ -]", re.escape(each)) for each in owners)
    near = re.compile(rf"(?<![\w-])(?:{spelt})(?![\w-])")
    return all(near.search(text[max(0, start - _NEAR) : start + len(name) + _NEAR]) for start in places_in(text, name))


def _text(chunks: Sequence[Chunk]) -> str:
    return both("\n".join(chunk.text for chunk in chunks))
