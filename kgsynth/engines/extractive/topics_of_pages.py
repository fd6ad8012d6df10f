"""Headings -> the one name that a page or a section is about, for questions that name nothing themselves."""

import re
from collections.abc import Sequence

from kgsynth.engines.extractive.naming import COMMON_TITLES, SHARED_PART, heading_text, titled_entry
from kgsynth.language.bundled import noun_types, verb_lemma

_SIDEBAR = re.compile(
    r"^(?:(?:BACK TO BASICS|GOING FURTHER|CULTURE|TOOLS?|IN PRACTICE|ALTERNATIVES?|VOCABULARY|CAUTION|NOTES?|TIPS?|"
    r"SECURITY|EXTRA|COMPLEMENTS|QUICK LOOK|HISTORY|COMMUNITY|DOCUMENTATION|SPECIFIC CASE|PERSPECTIVE|WARNING|"
    r"DISCOVERY|BEWARE|IMPORTANT|EXAMPLE)\b:?\s+)"
)
_LEAD = re.compile(
    r"^(?:(?:introduction to|installing|configuring|using|setting up|getting started with|the|an?|"
    r"virtualization with|"
    r"working with|monitoring|manipulating|understanding|managing|creating|writing|building|customizing|adapting|"
    r"starting|running|integrating|enabling|migrating to|upgrading|backing up with|filtering with|how to use)\s+)+",
    re.IGNORECASE,
)
_CHOICE = re.compile(r"\bor\b", re.IGNORECASE)
_VERSION = re.compile(r"\b\d+(?:\.\d+)+\w*")
_WORD = re.compile(r"[A-Za-z/][\w./+@~-]*\w")
_STRONG = re.compile(r"[A-Z].*[A-Z]|[a-z][A-Z]|[a-z]\d|^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$")
_ABSTRACT = re.compile(r"(?:ings?|tions?|sions?|ments?|ity|ities|ness|ance|ence|ics|ism|ers|ors|ies)$")
_FUNCTION = frozenset(
    "a an the and or of to in on with for by from at as is are vs via your its one first not all step other what why "
    "how when where which et al".split()
)


def topic_of(headings: Sequence[str], title: str, subject: str) -> str:
    """The name in the innermost heading that holds exactly one, or an empty string.

    Args:
        subject: what the whole corpus is about, which tells nothing of one page.

    >>> topic_of(("12. Boxes", "12.2.2. Setting up LXC"), "12. Boxes", "Debian")
    'LXC'
    """
    for heading in (*reversed(headings), title):
        if heading.upper() in COMMON_TITLES:
            continue
        if _CHOICE.search(heading) or heading_text(heading).startswith("-"):
            return ""  # what stands below is of the one or of the other; or of an option, and its command has the name
        plain = _LEAD.sub("", without_sidebar(heading_text(heading)))
        plain = plain.lower() if plain.isupper() and " " in plain else plain  # capitals that say nothing
        words = [re.sub(r"['’]s$", "", word) for word in _WORD.findall(_VERSION.sub(" ", plain))]
        words = [word for word in words if word.lower() not in _FUNCTION]
        for names in ([w for w in words if _is_strong(w)], [w for w in words if _is_weak(w, words)]):
            if len(set(names)) == 1 and not _is_part_of_a_name(names[0], plain):
                return _numbered(names[0], plain) if names[0].lower() != subject.lower() else ""
            if names:
                return ""
    return ""


_FULL_NAME = re.compile(r"[^\W\d_a-z][\w'’-]+(?: (?:van|de|von|der|da|di|la|le))*(?: [^\W\d_a-z][\w'’-]+){1,2}")


def names_somebody(title: str) -> bool:
    """Whether a title may be the name of a person: ``Ada van Wren``, not "Customer Care"."""
    first = title.split(" ")[0].lower()
    return (
        _FULL_NAME.fullmatch(title) is not None
        and titled_entry(title) is None
        and first not in _FUNCTION
        and is_unusual(first)
    )


def without_sidebar(title: str) -> str:
    """A title without the word by which a box on the side announces itself: ``TIP``, ``CULTURE``."""
    return _SIDEBAR.sub("", title)


def _is_part_of_a_name(word: str, title: str) -> bool:
    """Whether a title has it beside more capitals, ``LOOSE SLUICE``, or it is two words: ``Date/Time``."""
    beside = rf"\b[A-Z]{{3,}} {re.escape(word)}\b|\b{re.escape(word)} [A-Z]{{3,}}\b"
    return re.fullmatch(r"[A-Z][a-z]+/[A-Z][a-z]+", word) is not None or (
        word.isupper() and re.search(beside, title) is not None
    )


def _numbered(name: str, title: str) -> str:
    """``Pika 2`` for "Pika" in a title that gives it a number."""
    found = re.search(rf"(?<![\w-]){re.escape(name)} \d[\w.]*$", title)
    return found.group() if found else name


def _is_strong(word: str) -> bool:
    """Whether the spelling alone makes it a name: ``SELinux``, ``virt-install``, ``/etc/fstab``."""
    if word.isupper() and (
        {word.lower(), word.lower().removesuffix("s")} & noun_types().keys()
        or (len(word) >= 6 and not is_unusual(word.lower()))
    ):
        return False
    if SHARED_PART.search(word) or re.fullmatch(r"[A-Z]{2,}s", word):
        return False
    return bool(_STRONG.search(word) or "/" in word) and not re.search(r"^[A-Z][a-z]+-[A-Z]", word)


def _is_weak(word: str, words: Sequence[str]) -> bool:
    """Whether it may be a name: a capital on a word that is none of the everyday ones, a small word among "
    "capitals."""
    if word.islower():
        return len(words) > 1 and all(w[0].isupper() for w in words if w != word) and is_unusual(word)
    return bool(re.fullmatch(r"[A-Z][a-z]+", word)) and len(words) <= 2 and is_unusual(word)


def is_used_as_name(word: str, text: str) -> bool:
    """Whether a text has a word as the name of something: with its capital, no article before it, no name around it.

    >>> is_used_as_name("Ledger", "Open the Ledger. Sort the Ledger by Otto."), is_used_as_name("Otto", "Now ask Otto.")
    (False, True)
    """
    before = re.findall(rf"(?<![A-Za-z’'])([a-z’']+),? [`(]?{re.escape(word)}\b(?! [A-Z])", text)
    with_article = sum(each in _DETERMINERS for each in before)
    return len(before) > 2 * with_article


_DETERMINERS = frozenset("a an the this that each every your our its any another".split())


def is_unusual(word: str) -> bool:
    """Whether a word is none of the everyday nouns and verbs, nor built like one."""
    known = word.lower() in noun_types() or word.lower().removesuffix("s") in noun_types()
    verb = any(verb_lemma(word, tag) for tag in ("VB", "VBN", "VBG")) or verb_lemma(word.lower(), "VBZ") is not None
    return not (known or verb or _ABSTRACT.search(word))
