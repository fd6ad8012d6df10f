"""Text -> words that can be compared: case folded, numbers in one form, function words set aside, endings cut.

Scripts without spaces (Thai, Lao, Khmer, Burmese, Chinese, Japanese) have no words to find without a dictionary, so
each pair of neighbouring characters counts as one.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib import import_module
from itertools import pairwise

from kgsynth.language.stopwords import STOP_WORDS

# Vowel signs and accents are no letters to ``re``, yet they belong to the word.
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0970-\u0dff"
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ebc\u0ec8-\u0ece\u1000-\u109f\u1780-\u17d3\u3099\u309a"
)
_UNSPACED = "\u0e00-\u0e4e\u0e80-\u0ecf\u1000-\u109f\u1780-\u17d3\u3005\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_HANGUL = "\u1100-\u11ff\uac00-\ud7a3"
_THOUSANDS = re.compile(r"(?<=\d)[,\u00a0\u202f](?=\d{3}(?!\d))")
_TOKEN = re.compile(
    rf"(?P<number>\d+(?:\.\d+)*)"
    rf"|(?P<unspaced>[{_UNSPACED}]+)"
    rf"|(?P<hangul>[{_HANGUL}]+)"
    rf"|(?:(?![{_UNSPACED}{_HANGUL}])[^\W\d_])(?:(?![{_UNSPACED}{_HANGUL}])(?:[^\W\d_]|[{_MARKS}]|['’](?=[^\W\d_])))*"
)
_ASCII_TOKEN = re.compile(r"\d+(?:\.\d+)*|[a-z]+(?:'[a-z]+)*")  # the same where there are no other letters
_UNSPACED_LETTER = re.compile(f"[{_UNSPACED}]")
_VOWEL = re.compile("[aeiouyà-ÿ]")
_CASELESS_LETTER = re.compile(f"[{_UNSPACED}{_HANGUL}]")
_NO_LETTERS = re.compile(r"[\W_]+")
_KOREAN_PARTICLE = re.compile(
    "(?:입니다|이다|에서는|에서|에게|으로|까지|부터|처럼|보다|이나|이란|은|는|이|가|을|를|의|에|로|와|과|도|만|란)$"
)


def fold(text: str) -> str:
    """Text in the one form that comparisons use: compatible characters unified, case gone, 1,024 as 1024."""
    folded = text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    return _THOUSANDS.sub("", folded)


def tokens(text: str) -> list[str]:
    """The words and numbers of a text in order, folded; pairs of characters where a script has no spaces."""
    folded = fold(text)
    if folded.isascii():
        return [token.removesuffix("'s") for token in _ASCII_TOKEN.findall(folded)]
    return list(_tokens(folded))


def _tokens(folded: str) -> Iterator[str]:
    for match in _TOKEN.finditer(folded):
        token = match.group()
        if match.lastgroup == "unspaced":
            yield from _pairs(token)
        else:
            yield token.removesuffix("'s")


def _pairs(run: str) -> Iterator[str]:
    if len(run) == 1:
        yield run
    for first, second in pairwise(run):
        yield first + second


@cache
def stop_words(language: str) -> frozenset[str]:
    """The function words of a language: our own lists, else spaCy's, else none."""
    if language in STOP_WORDS:
        return STOP_WORDS[language]
    try:
        module = import_module(f"spacy.lang.{language}.stop_words")
    except ImportError:
        return frozenset()
    return frozenset(fold(word) for word in module.STOP_WORDS)


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """A word without its commonest endings, so that ``retries`` and ``retried`` meet. Never shorter than three letters.

    >>> stem("retries"), stem("retried"), stem("stopping"), stem("class")
    ('retry', 'retry', 'stop', 'class')
    """
    if _CASELESS_LETTER.match(word):
        return _without_particle(word)
    return _tidy(_without_tense(_without_plural(word)))


def _without_plural(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word.removesuffix("ies") + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")) and len(word) > 5:
        return word.removesuffix("es")
    if word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is")):
        return word.removesuffix("s")
    return word


def _without_tense(word: str) -> str:
    if word.endswith("ied") and len(word) > 4:
        return word.removesuffix("ied") + "y"
    for ending in ("ing", "ed"):
        bare = word.removesuffix(ending)
        if bare != word and len(bare) >= 3 and _VOWEL.search(bare):
            return bare
    return word


def _tidy(word: str) -> str:
    """``stopp`` -> ``stop``, and ``cache`` -> ``cach`` as ``caching`` already is."""
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiousl0123456789":
        return word[:-1]
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


def _without_particle(word: str) -> str:
    bare = _KOREAN_PARTICLE.sub("", word)
    return bare if len(bare) >= 2 else word


def content_words(text: str, language: str = "en") -> list[str]:
    """The words that carry meaning, in order: folded, without function words, endings cut.

    >>> content_words("How many of the 1,024 retries are logged?")
    ['1024', 'retry', 'log']
    """
    return list(_content_words(text, language))


@lru_cache(maxsize=4096)
def _content_words(text: str, language: str) -> tuple[str, ...]:
    stops = stop_words(language)
    return tuple(stem(token) for token in tokens(text) if token not in stops)


def numbers(text: str) -> set[str]:
    """The numbers of a text in one form.

    >>> sorted(numbers("1,024 files in 3.5 s"))
    ['1024', '3.5']
    """
    return {token for token in tokens(text) if token[0].isdigit()}


def is_unspaced(text: str) -> bool:
    """Whether most letters of a text belong to a script that is written without spaces."""
    letters = sum(character.isalpha() for character in text)
    return letters > 0 and 2 * len(_UNSPACED_LETTER.findall(text)) > letters


def is_caseless(text: str) -> bool:
    """Whether most letters of a text have no capitals and no plain word boundaries: the above, and Korean."""
    letters = sum(character.isalpha() for character in text)
    return letters > 0 and 2 * len(_CASELESS_LETTER.findall(text)) > letters


def squeezed(text: str) -> str:
    """Letters and digits only, folded: how a name is looked for whatever its spaces, hyphens and case.

    >>> squeezed("Tiny Stories") == squeezed("TinyStories")
    True
    """
    return _NO_LETTERS.sub("", fold(text))


def stands_in(name: str, text: str) -> bool:
    """Whether a text has a name as a word of its own, not as a part of a longer one.

    >>> stands_in("git", "run `git log`"), stands_in("git", "run git-log")
    (True, False)
    """
    return next(places_in(text, name), None) is not None


def places_in(text: str, name: str) -> Iterator[int]:
    """Where a text has a name as a word of its own: the offset of each first character."""
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        if not (_goes_on(text[start - 1 : start]) or _goes_on(text[end : end + 1])):
            yield start
        start = text.find(name, start + 1)


def replaced_in(text: str, name: str, other: str) -> str:
    """A text with something else wherever it has a name as a word of its own.

    >>> replaced_in("git log, git-log", "git", "hg")
    'hg log, git-log'
    """
    parts, done = [], 0
    for start in places_in(text, name):
        if start >= done:
            parts += [text[done:start], other]
            done = start + len(name)
    return "".join((*parts, text[done:]))


def _goes_on(character: str) -> bool:
    return character.isalnum() or character in {"_", "-"}


def longest_common_run(first: Sequence[str], second: Sequence[str]) -> int:
    """The length of the longest run of tokens that both lists hold."""
    places: dict[str, list[int]] = {}
    for place, token in enumerate(second):
        places.setdefault(token, []).append(place)
    best, lengths = 0, dict[int, int]()  # of the runs that end at a place of the second list
    for token in first:
        lengths = {place: lengths.get(place - 1, 0) + 1 for place in places.get(token, ())}
        best = max(best, *lengths.values(), 0)
    return best


_SETS_APART = re.compile(
    r"[,;(]| (?:that|which|who|where|of|for|to|with|in|on|by|from|used|based|[a-z]+ing|[a-z]+ed)\b"
)


def genus(phrase: str) -> str:
    """The stem of the class that an English definition names; empty where the phrase is a bare word.

    >>> genus("a Linux distribution specializing in security")
    'distribution'
    """
    words = _SETS_APART.split(phrase, maxsplit=1)[0].split()
    return stem(words[-1].lower()) if len(words) > 1 else ""
