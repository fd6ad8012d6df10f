"""Titles -> the field that a section is about, as words in front of a question: ``In text search``."""

import re

from kgsynth.engines.extractive.naming import heading_text, is_code_like
from kgsynth.language.bundled import verb_lemma
from kgsynth.language.words import content_words
from kgsynth.types import Chunk

_JOINS = r"(?:of|and|or|for|in|the|to|with|on|from|by|as|at)\b"
_FIELD = re.compile(rf"^(?!(?:[Tt]he|[Aa]n?) )[A-Za-z][\w'’-]*(?: (?!{_JOINS})[A-Za-z][\w'’-]*){{1,2}}$")
_IS_OPEN = re.compile(  # something can be "in" it without an article
    r"(?:tion|sion|ment|ing|ity|ance|ence|ery|[^s]s|search|access|storage|control|mode)$", re.IGNORECASE
)
_NO_FIELD = frozenset(
    "notes note description overview introduction examples example options usage name synopsis details summary general "
    "parameters arguments background tip tips warning caution discussion conclusion more other further see also "
    "output input files commands functions basics configuration requirements using preface concepts "
    "features feature additional advanced special various common miscellaneous basic specific services "
    "reference manual guide handbook documentation faq tutorial howto book appendix chapter index glossary checklist "
    "questions answers considerations information issues remarks components elements".split()
)


def field_of(chunk: Chunk, *, without: set[str]) -> str:
    """``In text search``, ``With standby servers``: the innermost title that names a field; empty where none does.

    Args:
        without: the stems of words that it must not repeat.
    """
    for title in (*reversed(chunk.headings), chunk.title):
        named = heading_text(title)
        words = named.split()
        plain = not named.isupper() and _FIELD.match(named) and not {word.lower() for word in words} & _NO_FIELD
        gerund = verb_lemma(words[0].lower(), "VBG") if words else None
        if (
            plain
            and _IS_OPEN.search(words[-1])
            and not gerund
            and not is_code_like(named)
            and not set(content_words(named)) & without
        ):
            spoken = _as_the_text_has_it(" ".join(words), chunk.text)
            if not spoken:
                continue
            return f"{'With' if re.search(r'[^s]s$', words[-1]) else 'In'} {spoken}"
    return ""


def _as_the_text_has_it(title: str, text: str) -> str:
    r"""A title as a sentence below it writes it; empty where only some of its capitals are those of a name.

    >>> _as_the_text_has_it("Otter Training", "# Otter Training\n\nIn otter training, patience counts.")
    'otter training'
    """
    told = _HEADING.sub("", text)
    inside = re.search(rf"(?<=[a-z,(] ){re.escape(title)}(?![\w-])", told, re.IGNORECASE)
    if inside is not None:
        return inside.group()
    words = title.split()
    spoken = [word.lower() if _is_small(word, told) else word for word in words]
    return " ".join(spoken) if spoken == words or not any(map(_TITLED.match, spoken)) else ""


def _is_small(word: str, text: str) -> bool:
    """Whether only a title gives a word its capital: inside a sentence of the text it has none, or not always."""
    if not re.fullmatch(r"[A-Z][a-z'’-]+", word):
        return False
    common = re.search(rf"\b{word.lower().removesuffix('s')}", text) is not None
    return common or not re.search(rf"[a-z,] {word}\b", text)


_TITLED = re.compile(r"[A-Z][a-z]+(?:-[A-Z][a-z]+)*$")
_HEADING = re.compile(r"^#+ .*$", re.MULTILINE)
