"""Small pieces of English: the forms of verbs, capitals, trimming."""

import re
from collections.abc import Sequence

_THIRD = {"be": "is", "have": "has", "do": "does", "go": "goes", "undo": "undoes", "redo": "redoes"}
_ARTICLES = frozenset({"a", "an", "the", "what", "which", "how", "if", "when", "in", "on", "with", "for"})
_ARTICLE = re.compile(r"^(?:an?|the)\s+", re.IGNORECASE)
_PARENTHESIS = re.compile(r"\s*\([^()]*\)")
_REFERENCE = re.compile(
    r",?\s*\((?:see|cf\.?|refer to|as described)\b[^()]*\)|[,;] see (?:also )?[^,;]*$", re.IGNORECASE
)
_KEEPS_CAPITAL = re.compile(r"^(?:I\b|[A-Z]\. [A-Z]|[A-Z]\w*-[A-Z]|[A-Z][A-Z0-9]|\S*[a-z][A-Z]|\S*[\d_./<>=@$\\-])")


def third_person(base: str) -> str:
    """The form of a verb after "it": ``carry`` -> ``carries``."""
    if base in _THIRD:
        return _THIRD[base]
    if re.search(r"(?:s|x|z|ch|sh|[^aeiou]o)$", base):
        return base + "es"
    if re.search(r"[^aeiou]y$", base):
        return base[:-1] + "ies"
    return base + "s"


def base_of_third(form: str) -> str:
    """The bare form of a third-person verb: ``carries`` -> ``carry``. Right for regular verbs and the few others."""
    for base, third in _THIRD.items():
        if form == third:
            return base
    if form.endswith("ies") and len(form) > 4:
        return form[:-3] + "y"
    if re.search(r"(?:ss|x|zz|ch|sh|[^aeiou]o)es$", form):
        return form[:-2]
    return form[:-1] if form.endswith("s") else form


def singular(words: str) -> str:
    """``Common Information Entries`` -> ``Common Information Entry``, for one of them."""
    if words.endswith("ies"):
        return f"{words[:-3]}y"
    return re.sub(r"(?<=ss|sh)es$|(?<=[nrt]ch)es$|(?<=x)es$|(?<=[a-rt-z])s$", "", words)


def lower_first(text: str, names: Sequence[str] = ()) -> str:
    """The text with its first letter lowered, unless the first word is a name, an acronym or code."""
    first, *rest = (word.strip("\"'(,.") for word in text.split(" ", 2)[:2])
    named = bool(rest) and rest[0][:1].isupper() and first.lower() not in _ARTICLES
    if not first or named or _KEEPS_CAPITAL.match(first) or any(first == name.split(" ", 1)[0] for name in names):
        return text
    return text[0].lower() + text[1:]


def upper_first(text: str) -> str:
    """The text with a capital first letter, unless it opens with an identifier or an option."""
    first = text.split(" ", 1)[0].strip("\"'(,.")
    return text if _KEEPS_CAPITAL.match(first) else text[:1].upper() + text[1:]


def bare(text: str) -> str:
    """Without the full stop, colon or space at its ends."""
    return text.strip().rstrip(".:;,").strip()


def without_article(text: str) -> str:
    """``the working tree`` -> ``working tree``."""
    return _ARTICLE.sub("", text)


def without_parentheses(text: str) -> str:
    """Bracketed asides taken out."""
    return re.sub(r"\s+([,.;:?])(?=\s|$)", r"\1", _PARENTHESIS.sub("", text)).strip()


_CONDITION = re.compile(
    r"\([^()]*\b(?:if|when|only|unless|except|provided|requires?|(?:together|in (?:combination|conjunction)|used) with)"
    r"\b[^()]*\)",
    re.IGNORECASE,
)


def has_condition(text: str) -> bool:
    """Whether an aside in brackets says when the rest holds, so that it must not be left out: ``(with -d only)``."""
    return _CONDITION.search(text) is not None


def without_references(text: str) -> str:
    """``(see Section 5)`` and ``; see Section 5`` taken out."""
    return _REFERENCE.sub("", text).strip()


def sentence(text: str) -> str:
    """A capital at the front and a full stop at the end: how a reference answer is written."""
    text = bare(without_references(bare(text)))
    return upper_first(text) + "." if text else text


def question(text: str) -> str:
    """A capital at the front and one question mark at the end."""
    return upper_first(re.sub(r"\s+", " ", bare(text)).rstrip("?! ")) + "?"


def article_for(noun: str) -> str:
    """``a`` or ``an``, by how the first letters are spoken: ``an otter``, ``a utility``."""
    return "an" if noun[:1].lower() in "aeiou" and not _LIKE_YOU.match(noun) else "a"


_LIKE_YOU = re.compile(r"(?:uni(?!n|m)|us[aeu]|uti|eu|ubi|one\b)", re.IGNORECASE)


def without_colons(text: str, codes: Sequence[str]) -> str:
    """With keys that are set as a file has them spelt as one speaks of them, so that no sentence ends there.

    >>> without_colons("Use the tides: hook.", ("tides:",))
    'Use the tides hook.'
    """
    for code in codes:
        if re.fullmatch(r"[\w.-]+:", code):
            text = text.replace(f"{code} ", f"{code[:-1]} ")
    return text


def capitalised(text: str, opening: str, codes: Sequence[str]) -> str:
    """With a capital at the front, unless a name opens it that is spelt with none, ``dpkg``, or its sentence had none.

    Args:
        opening: the sentence that it comes from.
        codes: the inline code in that.
    """
    named = any(text.startswith((f"{code} ", f"{code}'")) for code in codes)
    return text if named or opening.startswith(text[:12]) else upper_first(text)
