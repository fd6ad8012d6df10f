"""The titles over a section -> the things that they name, as "this command" or "this hook" may take them up."""

import re
from collections.abc import Iterator, Sequence

from kgsynth.engines.extractive.naming import KINDS, Name, heading_text, is_code_like
from kgsynth.engines.extractive.reading.passage import Section, Words
from kgsynth.engines.extractive.retelling.kinds_of_titles import TitleKind
from kgsynth.engines.extractive.retelling.referents import RUN, Referent
from kgsynth.engines.extractive.topics_of_pages import is_unusual

_TITLED = re.compile(rf"(?:^|\s|: )(?P<name>(?!the\b|an?\b)\S*[\w)]) (?P<kind>{'|'.join(KINDS)})$", re.IGNORECASE)
_PAGE_OF_A_COMMAND = re.compile(r"^[\w.+-]+\([18]\w?\)")
_ONE_WORD = re.compile(r"[a-z][a-z0-9+-]{2,}")
_THIS = re.compile(r"\b[Tt]his (?P<noun>[a-z]{3,})\b")
_PAGE = re.compile(r"\(\d\w?\)(?: manual page)?$", re.IGNORECASE)
_DEPTH = 2  # titles over what a page says of its command as a whole: its own, and one more


def titled(section: Section) -> list[Referent]:
    """What a section's title names: with its kind (``The Den Field``), as code, or of the sort that one above says.

    ``Hooks`` / ``pre-swim`` -> the pre-swim hook.
    """
    title = heading_text(section.headings[-1]) if section.headings else ""
    match = _TITLED.search(title)
    if match is not None and (is_code_like(match["name"]) or match["name"][:1].isupper()):
        return [_with_its_kind(section, match["name"], match["kind"].lower())]
    sorts = _sorts_above(section)
    if sorts and _ONE_WORD.fullmatch(title):
        return [_of_sort(title, sort) for sort in sorts]
    codes = {code for paragraph in section.paragraphs for words in paragraph for code in words.code}
    named = [word for word in title.split() if word in codes]
    if _ONE_WORD.fullmatch(title) and is_unusual(title):
        named = [title]
    return [Referent(named[0], RUN, False, None, (named[0],), True)] if len(named) == 1 else []


def _with_its_kind(section: Section, name: str, kind: str) -> Referent:
    text = " ".join(words.text for paragraph in section.paragraphs for words in paragraph)
    plain = name.istitle() and not is_unusual(name.lower()) and f"{name} {kind}" not in text
    return Referent(f"the {name.lower() if plain else name} {kind}", frozenset({kind}), False, None, (), True)


def _of_sort(title: str, sort: str) -> Referent:
    """``pre-swim``, hook -> the pre-swim hook; a command needs no more than its name."""
    if sort in RUN:
        return Referent(title, RUN, False, None, (title,), True)
    return Referent(f"the {title} {sort}", frozenset({sort}), False, None, (title,), True)


def _sorts_above(section: Section) -> list[str]:
    """What a section calls its thing and the titles above all of its sort: ``HOOKS``, "this hook" -> hook."""
    above = [_PAGE.sub("", heading_text(title)).lower() for title in section.headings[:-1]]
    text = " ".join(words.text for paragraph in section.paragraphs for words in paragraph)
    nouns = dict.fromkeys(match["noun"] for match in _THIS.finditer(text))
    return [noun for noun in nouns if any(title.endswith(_plural(noun)) for title in above)]


def _plural(noun: str) -> str:
    return f"{noun.removesuffix('y')}ies" if noun.endswith("y") else f"{noun}s"


def known_titles(titles: Sequence[tuple[TitleKind, Words | None]]) -> Iterator[Referent]:
    """The things that the titles above name, one for each noun."""
    for title, words in {each.noun: (each, words) for each, words in reversed(titles)}.values():
        yield Referent(title.name, frozenset({title.noun}), False, words, (), True, title.noun)


def is_about_the_whole(section: Section) -> bool:
    """Whether a section describes what its page is about."""
    return bool(section.headings) and section.headings[-1].upper() == "DESCRIPTION"


def command_of_page(section: Section, owner: Name | None) -> Referent | None:
    """The command whose page a section stands on, where the section speaks of the command as a whole."""
    of_a_command = any(_PAGE_OF_A_COMMAND.match(title) for title in section.headings)
    if owner is None or owner.kind != "command" or not of_a_command or len(section.headings) > _DEPTH:
        return None
    return Referent(owner.text, RUN, False, None, (owner.text,), True)
