"""Sections under a title in the plural, a name each -> what there is of that sort.

"Lock gates" over the sections "mitre", "sluice" and "Lifting: guillotine" tells which lock gates there are, and
no section alone does.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from kgsynth.language.bundled import noun_types
from kgsynth.manuals.pages import is_everyday
from kgsynth.types import Chunk

FEW = range(2, 11)
"""How many sections tell which there are of a sort."""

_HEADING = re.compile(r"^(?P<level>#{1,6}) +(?P<title>\S[^\n]*)$", re.MULTILINE)
_FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_NUMBER = re.compile(r"^(?:Chapter |Appendix )?(?:[A-Z]|\d+)(?:\.\d+)*\.? +")
_LABELLED = re.compile(r"^[A-Z][\w ]+: (?P<names>.+)$")
_NAME = re.compile(r"[A-Za-z][\w.+-]*\w")
_SORT = re.compile(r"(?:[A-Za-z]+(?:-[a-z]+)? ){1,3}[a-z]+s", re.IGNORECASE)
_SAYS_LITTLE = frozenset(
    "other common useful special additional relevant general basic core main custom sample new advanced important some "
    "more various miscellaneous first last the a an and or of for to in with".split()
)
_MANY = frozenset("variables options parameters arguments functions commands settings files fields concepts".split())


@dataclass(frozen=True, slots=True)
class Members:
    """A sort of thing, the names of all there are of it, and the chunks whose titles say them.

    Attributes:
        titles: the title that says each name, as it stands in its chunk, with the chunk's place among ``chunks``.
    """

    sort: str
    names: tuple[str, ...]
    chunks: tuple[Chunk, ...]
    titles: tuple[tuple[int, str], ...]


def members(pages: Mapping[str, Sequence[Chunk]]) -> Iterator[Members]:
    """The titles in the plural all of whose sections are called by names, once for each.

    Args:
        pages: the chunks of each document.
    """
    under = [_under(chunks) for chunks in pages.values()]
    told = {title for chunks in pages.values() for chunk in chunks for title in (chunk.title, *chunk.headings)}
    titles = {_bare(title).lower() for title in told}
    seen: set[str] = set()
    for each in under:
        for over, sections in each.items():
            found = _members(_bare(over), sections) if len(sections) in FEW else None
            if found is not None and found.sort not in seen and not _is_told_elsewhere(found.sort, titles):
                seen.add(found.sort)
                yield found


def _is_told_elsewhere(sort: str, titles: Set[str]) -> bool:
    """Whether another title speaks of the same sort and more, so that these may be a few of many."""
    return any(sort.lower() in title and title != sort.lower() for title in titles)


def _under(chunks: Sequence[Chunk]) -> dict[str, dict[str, Chunk]]:
    """The titles right under each title of a page, each with the chunk that has it."""
    under: defaultdict[str, dict[str, Chunk]] = defaultdict(dict)
    path: dict[int, str] = {}
    for chunk in chunks:
        for match in _HEADING.finditer(_FENCED.sub("", chunk.text)):
            level = len(match["level"])
            path = {each: title for each, title in path.items() if each < level} | {level: match["title"].strip()}
            if level - 1 in path:
                under[path[level - 1]].setdefault(path[level], chunk)
    return under


def _bare(title: str) -> str:
    return _NUMBER.sub("", title).strip()


def _members(sort: str, sections: Mapping[str, Chunk]) -> Members | None:
    names = [_names(_bare(title), chunk) for title, chunk in sections.items()]
    chunks = tuple({chunk.id: chunk for chunk in sections.values()}.values())
    if not _is_a_sort(sort) or not all(names) or len(chunks) < FEW.start:
        return None
    places = {chunk.id: place for place, chunk in enumerate(chunks)}
    titles = tuple((places[chunk.id], title) for title, chunk in sections.items())
    return Members(sort, tuple(name for each in names for name in each), chunks, titles)


def _is_a_sort(title: str) -> bool:
    """Whether a title is a few words that say of what sort things are, the last of them in the plural; not of a sort
    of which there are many in any manual."""
    words = title.lower().split()
    if not _SORT.fullmatch(title) or _SAYS_LITTLE & set(words) or words[0].endswith("ing") or words[-1] in _MANY:
        return False
    return words[-1].removesuffix("s") in noun_types()


def _names(title: str, chunk: Chunk) -> list[str]:
    """The names that a title consists of, behind what it may say of them: ``Weirs: needle and stopgate``."""
    labelled = _LABELLED.match(title)
    found = re.split(r", | and ", (labelled["names"] if labelled else title).replace("`", ""))
    return found if all(_is_a_name(name, chunk) for name in found) else []


def _is_a_name(name: str, chunk: Chunk) -> bool:
    """Whether a word is no everyday word, or its section opens with it in small letters or sets it as code."""
    if not _NAME.fullmatch(name) or (name.istitle() and is_everyday(name.lower())):
        return False
    set_so = re.search(rf"`{re.escape(name)}`|\n{re.escape(name)}\b", chunk.text) is not None
    return not is_everyday(name.lower()) or (set_so and name.islower()) or (name.isupper() and len(name) > 1)
