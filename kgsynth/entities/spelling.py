"""A name as it is written -> the key under which its other spellings are found.

Two keys are one name when their digits agree and Jaro-Winkler puts them at 0.95 or above: that joins "Evol-Instruct"
and "evolve instruct", and keeps "GPT-3" from "GPT-4" and "Mistral" from "Mixtral", which a lower bar does not.
"""

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

SAME_NAME = 0.95

_LEADING = re.compile(
    r"^(?:(?:the|a|an|this|that|these|those|its|their|our|your|his|her|my)\s+"
    r"|(?:mr|mrs|ms|dr|prof|professor|sir|dame)\.?\s+(?-i:(?=[A-Z])))+",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"['’]s?$")
_DOTTED_ACRONYM = re.compile(r"^(?:[a-z]\.){2,}[a-z]?$")
_PLURAL_ACRONYM = re.compile(r"^[A-Z]{2,}s$")
_WORD_BREAK = re.compile(r"[\s-]|[a-z][A-Z]")
_MARK = re.compile(r"--(?=\w)|[\\.$@](?=\w)")
_DIGITS = re.compile(r"\d+(?:\.\d+)*")
_IDENTIFIER = re.compile(r"\w_\w|[^\W\d]{2}\.[^\W\d]{2}|^--|\(\)$|[/\\:=]")


@lru_cache(maxsize=262_144)
def bare(text: str) -> str:
    """A name without what only its sentence gave it: a leading determiner or title, a possessive ending, line breaks.

    >>> bare("the  Council's")
    'Council'
    """
    name = _POSSESSIVE.sub("", " ".join(text.split()).strip(" ,;:!?\"'“”‘’`*").rstrip("=|/"))
    return _LEADING.sub("", name) or name


@lru_cache(maxsize=262_144)
def key(name: str) -> str:
    """Case folded, only letters, digits and full stops, the last word in the singular.

    What tells an option, a command or a language from a word is kept: ``--table``, ``\\set``, ``.json``, ``C++``.

    >>> key("Self instruct") == key("Self-Instruct"), key("write-ahead logs") == key("Write-Ahead Log")
    (True, True)
    >>> key("C++") == key("C")
    False
    """
    stripped = bare(name)
    mark = _MARK.match(stripped)
    kept = "".join(filter(_is_kept, unicodedata.normalize("NFKC", singular(stripped)).casefold())).strip(".")
    if _DOTTED_ACRONYM.match(kept + "."):
        kept = kept.replace(".", "")
    return kept and (mark[0] if mark else "") + kept + stripped[len(stripped.rstrip("+#")) :]


def _is_kept(character: str) -> bool:
    return character.isalnum() or character == "." or unicodedata.category(character)[0] == "M"


def singular(name: str) -> str:
    """A phrase with its last word in the singular; identifiers and single words (Windows, Texas) stay as they are."""
    if _PLURAL_ACRONYM.match(name):
        return name[:-1]
    return singular_word(name) if _WORD_BREAK.search(name) and not is_identifier(name) else name


def singular_word(word: str) -> str:
    """An English noun without its plural ending.

    >>> [singular_word(word) for word in ("queries", "indexes", "logs", "status", "access", "databases")]
    ['query', 'index', 'log', 'status', 'access', 'database']
    """
    if len(word) < 4 or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("xes", "shes", "ches", "sses", "zes")):
        return word[:-2]
    return word.removesuffix("s")


def is_identifier(name: str) -> bool:
    """Whether a name is code-like: ``snake_case``, ``dotted.name``, ``--option``, ``call()``, ``a/path``."""
    return bool(_IDENTIFIER.search(name))


def digits(spelling: str) -> tuple[str, ...]:
    """The numbers in a key, in order: two names that differ in one are two things."""
    return tuple(_DIGITS.findall(spelling))


def same_name(first: str, second: str) -> bool:
    """Whether two spellings may be one name, by their keys alone.

    >>> same_name("Evol-Instruct", "evolve instruct"), same_name("Phi-1", "Phi-1.5")
    (True, False)
    """
    return same_key(key(first), key(second))


def same_key(first: str, second: str) -> bool:
    """``same_name`` for keys that are at hand already."""
    if digits(first) != digits(second):
        return False
    return first == second or JaroWinkler.similarity(first, second, score_cutoff=SAME_NAME) >= SAME_NAME


def is_acronym(short: str, long: str) -> bool:
    """Whether the letters of one name are the initials of the other's words; small words may be passed over.

    >>> is_acronym("UDP", "User Datagram Protocol"), is_acronym("WAL", "Write-Ahead Log"), is_acronym("UDP", "Unix")
    (True, True, False)
    """
    letters = short.casefold().removesuffix("s") if _PLURAL_ACRONYM.match(short) else short.casefold()
    words = re.findall(r"[^\W_]+", long.casefold())
    spare = {"of", "the", "and", "for", "in", "on", "to", "with"}
    every = "".join(word[0] for word in words)
    main = "".join(word[0] for word in words if word not in spare)
    return len(words) > 1 and len(letters) > 1 and letters in (every, main)
