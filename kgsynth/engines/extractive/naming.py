"""What a chunk, an entry or a phrase names: its shortest proper name, and the kind of thing it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kgsynth.language.titles import glossed
from kgsynth.language.words import stands_in
from kgsynth.types import Chunk

KINDS = (
    "parameter option command view catalog table function file directory utility program package tool column variable "
    "setting field module extension service daemon protocol format library operator script method "
    "server application language hook product sensor gateway device "
    "policy plan tier team site office company partner distribution project kernel database"
).split()

SETTINGS = frozenset({"variable", "environment variable", "setting", "option", "parameter", "property"})
_KIND = "|".join(KINDS)
_NUMBERING = re.compile(
    r"^(?:(?:chapter|appendix|part|section)\s+)?(?:[A-Z]\.|[\dIVX]+\.)(?:\d+\.?)*\s*", re.IGNORECASE
)
_MAN_PAGE = re.compile(r"^(?P<name>[\w.+-]+)\((?P<section>\d\w?)\)")
_CODE_LIKE = re.compile(
    r"^(?:--?[A-Za-z][\w-]*|[A-Za-z][\w]*[_.:/][\w./:*-]+|\w+\(\)|/[\w./*-]+|[a-z]+[A-Z]\w+|[a-z][a-z0-9]*(?:-[a-z0-9]+)+"
    r"|[A-Z]{2,}[A-Z0-9_]*)$"
)
_CAPITALS = re.compile(r"^[A-Z][A-Z_]+(?: [A-Z][A-Z_]+){0,4}$")
_OPTION = re.compile(r"(?<![\w-])--?[A-Za-z][\w-]*(?:\.\d+)*")
_TYPE_NOTE = re.compile(r"\s*\([^()]*\)\s*$")

_IDENTIFIER = re.compile(r"^[A-Za-z]\w*(?:[._]\w+)+$")
_TYPED = re.compile(r"\((?:boolean|integer|enum|string|text|floating[ -]point|real|number|list|duration|bytes)\)$")

_COLUMN = re.compile(r"^(?P<name>[a-z][a-z0-9_]*) [a-z][a-z0-9_ ]*(?:\[\])?(?:\s+\(references .*\))?$")
_GLOSSARY = re.compile(r"glossary|\bterms\b|terminology|vocabulary|definitions|concepts", re.IGNORECASE)

_SECTION_KINDS = {
    "parameters": "parameter",
    "arguments": "argument",
    "commands": "command",
    "subcommands": "subcommand",
    "environment": "environment variable",
    "environment variables": "environment variable",
    "files": "file",
    "configuration": "configuration variable",
    "settings": "setting",
    "fields": "field",
    "glossary": "term",
    "terms": "term",
}


@dataclass(frozen=True, slots=True)
class Name:
    """What something is called, the kind of thing it is ("command"; empty where nothing says), and whose it is.

    Attributes:
        owner: the command, table or the like that it belongs to; empty where the name stands alone.
    """

    text: str
    kind: str = ""
    owner: str = ""

    @property
    def with_kind(self) -> str:
        """``the --depth option``; the name alone where the kind is unknown."""
        return f"the {self.text} {self.kind}" if self.kind and self.kind not in {"term", "person"} else self.text

    @property
    def full(self) -> str:
        """``the --depth option of git clone``."""
        return f"{self.with_kind} of {self.owner}" if self.owner else self.with_kind


def is_called(name: str, text: str) -> bool:
    """Whether a text calls a name like a function: ``dblink_close(...)``."""
    return f"{name}(" in text and re.search(rf"{re.escape(name)}\((?:[A-Za-z_]|\))", text) is not None


@lru_cache(maxsize=65_536)
def is_code_like(text: str) -> bool:
    """Whether a phrase is an identifier, an option, a path or a command in capitals."""
    return bool(_CODE_LIKE.match(text) or _CAPITALS.match(text))


@lru_cache(maxsize=65_536)
def is_proper(text: str) -> bool:
    """Whether a phrase is written as a name: each word with a capital, or a number after the first."""
    return (
        bool(re.fullmatch(r"[A-Z][\w'’.&-]*(?: (?:[A-Z][\w'’.&-]*|\d[\w.]*|of|van|de|and|&))*", text))
        and not text.isupper()
    )


def heading_text(title: str) -> str:
    """A heading without its section number, or the gloss of a command: ``20.4. Sluices``, ``otter - open a sluice``."""
    gloss = glossed(title)
    return gloss["name"] if gloss is not None else _NUMBERING.sub("", title).strip()


def titled_entry(title: str) -> Name | None:
    """What a title names together with its kind: an identifier, or anything that is a directive.

    >>> titled_entry("MaxOtters Directive").full, titled_entry("File format")
    ('the MaxOtters directive', None)
    """
    match = _ENTRY.match(title)
    if match is None:
        return None
    kind = match["kind"].lower()
    coined = kind == "directive" or is_code_like(match["name"]) or _INNER_CAPITAL.search(match["name"]) is not None
    return Name(match["name"], kind) if coined else None


_ENTRY = re.compile(rf"^`?(?P<name><?[A-Za-z_][\w.-]*>?)`? (?P<kind>(?i:{_KIND}|directive)(?<=[a-z]))$")
_INNER_CAPITAL = re.compile(r"[a-z][A-Z]")


def owner_of(chunk: Chunk, headings: Sequence[str], subject: str) -> Name | None:
    """The command, view or other named thing that a page or a section is about, or None for prose."""
    part = next((found["part"] for title in headings if (found := _OF_A_PART.match(title))), "")
    for title in (*reversed(headings), chunk.title):
        if glossed(title) is not None:
            typed = as_typed(heading_text(title), chunk.text)
            return Name(f"{typed} {part}".strip(), kind_of(typed, chunk.text) or "command")
        name = _named(heading_text(title), subject)
        if name is not None and (title == chunk.title or not _CAPITALS.match(heading_text(title))):
            kind = kind_of(name, chunk.text) or ("command" if _MAN_PAGE.match(chunk.title) else "")
            return Name(f"{name} {part}".strip(), kind)
    return None


_OF_A_PART = re.compile(r"^Options (?:for|of) (?:the )?`?(?P<part>(?!\w*ing\b)[a-z][\w-]*)`?(?: (?:sub)?command)?$")


def _named(title: str, subject: str) -> str | None:
    page = _MAN_PAGE.match(title)
    if page is not None:
        return spoken(page["name"], subject) if page["section"][0] in "1238" else None
    title = re.sub(r"\s+manual page$", "", title, flags=re.IGNORECASE)
    if _OPTION.match(title) or SHARED_PART.search(title) or title.upper() in COMMON_TITLES:
        return None
    of_subject = subject and re.fullmatch(rf"{re.escape(subject.lower())}(?: [a-z][\w-]*){{1,2}}", title)
    named = of_subject or is_code_like(title) or re.fullmatch(r"[a-z]+\d[a-z]+", title) is not None
    return spoken(title, subject) if named else None


SHARED_PART = re.compile(r"^[a-z]+(?:-[a-z]+)*-(?:options|formats|settings|variables|arguments|parameters)$")
"""The title of what several pages include."""
COMMON_TITLES = frozenset(
    "NAME SYNOPSIS DESCRIPTION OPTIONS PARAMETERS EXAMPLES EXAMPLE NOTES AUTHOR AUTHORS BUGS FILES OUTPUT INPUT "
    "CONFIGURATION DISCUSSION COMPATIBILITY ENVIRONMENT GIT COMMANDS FAQ API GUIDES TIP NOTE SEE CAUTION WARNING "
    "CULTURE VOCABULARY TOOL SECURITY COMMUNITY ALTERNATIVE BACK TO BASICS GOING FURTHER".split()
)


def spoken(name: str, subject: str) -> str:
    """``git-branch`` as its users say it, ``git branch``, where the whole corpus is about Git."""
    head, _, tail = name.partition("-")
    return f"{head} {tail}" if tail and head.lower() == subject.lower() and head.islower() else name


def as_typed(name: str, text: str) -> str:
    """``otter-list`` as a text has it, ``otter list``, where it is written so and not with the hyphen."""
    apart = name.replace("-", " ")
    return apart if name != apart and text.count(apart) >= text.count(name) else name


_AFTER = re.compile(rf"`?\s+(?:configuration |system |command-line |SQL )?({_KIND})\b(?!\s+`?\w*[:_/.]\w)")
_BEFORE = re.compile(rf"\b[Tt]he (?:system |configuration )?({_KIND})\s+`?$")


def kind_of(name: str, text: str) -> str:
    """The kind of thing that the text calls a name: ``the wal_level parameter``, ``the view pg_stat_wal``."""
    if name.startswith("-"):
        return "option"
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        found = _AFTER.match(text, end) or _BEFORE.search(text[max(0, start - 40) : start])
        inside = (
            text[start - 1 : start].isalnum() or text[end : end + 1].isalnum() or text[start - 1 : start] in {".", "-"}
        )
        if found and not inside:
            return "directory" if name.endswith("/") else found.group(1)
        start = text.find(name, end)
    if name.endswith("/"):
        return "directory"
    if name.startswith("/") or re.search(r"\.(?:conf|ini|cfg|json|ya?ml|toml|sh|txt|log)$", name):
        return "file"
    return "function" if name.endswith("()") else ""


def entry_name(
    terms: Sequence[str], headings: Sequence[str], chunk: Chunk, owner: Name | None, led_in: str = ""
) -> Name | None:
    """What an entry of a definition or option list is about.

    Args:
        led_in: what the sentence above the list calls its items.
    """
    options = [option for term in terms for option in _OPTION.findall(term) if term.lstrip().startswith("-")]
    owner_text = owner.text if owner else ""
    if options:
        return Name(max(options, key=len), "option", owner_text) if _is_one_option(terms, options) else None
    text = _MODIFIERS.sub("", _TYPE_NOTE.sub("", terms[0]).strip())
    column = _COLUMN.match(terms[0])
    if column and owner and owner.kind in {"catalog", "view", "table"} and " Columns" in chunk.text:
        return Name(column["name"], "column", owner.text)
    if (
        not text
        or len(text) < 2
        or len(text.split()) > 5
        or text[0].isdigit()
        or any(mark in text for mark in "<>[]{}|=…,*")
    ):
        return None
    if f"{text}(" in terms[0] and "." not in text and _CALL.search(chunk.text):
        return None  # a method of a class that the term does not name
    kind = _entry_kind(text, terms[0], headings, chunk, owner) or led_in
    if _TYPED.search(terms[0]) and is_code_like(text):
        return Name(text, "parameter", "")
    if _IDENTIFIER.match(text) and ("." in text or not owner_text):
        return Name(
            text,
            kind or _kind_in_title(headings) or ("setting" if _SETS.search(chunk.text) and not text.isupper() else ""),
            "",
        )
    if not kind and any(_is_a_directive(title) for title in headings):
        return None  # an argument, which means nothing without it
    if kind == "term" or (not is_code_like(text) and not kind):
        listed = any(_GLOSSARY.search(title) for title in (*headings, chunk.title))
        return Name(text, "term", "") if listed else None
    return Name(text, kind, owner_text if kind not in {"", *_OF_THINGS.values()} and owner_text != text else "")


def _kind_in_title(headings: Sequence[str]) -> str:
    """``module`` below "Other modules"."""
    last = (heading_text(headings[-1]).lower().split() or [""])[-1] if headings else ""
    return last.removesuffix("s") if last.removesuffix("s") in _OF_CODE else ""


_OF_CODE = frozenset({"module", "extension", "function", "method", "hook", "variable"})
_SETS = re.compile(r"\b(?:settings?|parameters?|options?|variables?|configur\w+|set to)\b", re.IGNORECASE)


def _entry_kind(text: str, term: str, headings: Sequence[str], chunk: Chunk, owner: Name | None) -> str:
    """What sort of thing an entry is about, by its term, its page, and the words above it; empty where none tells."""
    kind = _kind_in_a_library(text, term, chunk.text) or kind_of(text, chunk.text) or _section_kind(headings, text)
    if kind or is_called(text, chunk.text):
        return kind or "function"
    if is_code_like(text) and (led_in := _kind_led_in(term, chunk.text)):
        return led_in
    if owner is not None and re.search(rf"^\W*{re.escape(owner.text)} {re.escape(text)}\b", chunk.text, re.MULTILINE):
        return "subcommand"
    glossary = any(map(glossed, (*headings, chunk.title)))
    return "argument" if owner is not None and _ARGUMENT.fullmatch(text) and glossary else ""


_MODIFIERS = re.compile(
    r"^(?:(?:abstract|async|class|classmethod|exception|final|property|static) )+(?=[A-Za-z_][\w.]*$)"
)
_CALL = re.compile(r"^`?(?:[a-z]+ )*[A-Za-z_]\w*(?:\.\w+)+\(", re.MULTILINE)


def _kind_in_a_library(text: str, term: str, page: str) -> str:
    """What an entry ``class tide.Gauge(depth)`` or ``Gauge.read()`` of a programming library is about."""
    last = text.rpartition(".")[2]
    if "." in text and last.isupper():
        return "constant"
    if not _IDENTIFIER.match(text) or not _CALL.search(page):
        return ""
    sort = re.match(r"(?:final )?(class|exception)\b", term)
    if sort is not None:
        return sort[1]
    if f"{last}(" in term:
        return "method" if re.search(r"(?:^|\.)[A-Z]\w*\.\w+$", text) else "function"
    return "attribute"


def _is_one_option(terms: Sequence[str], options: Sequence[str]) -> bool:
    """Whether the terms are spellings of one option: one long form, and no ``--[no-]color`` or ``-NUMBER``."""
    if any(re.fullmatch(r"-[A-Z]{2,}", option) for option in options):
        return False
    long_forms = {option for option in options if option.startswith("--")}
    return len(long_forms) <= 1 and not any("[no-]" in term for term in terms)


def _is_a_directive(title: str) -> bool:
    entry = titled_entry(heading_text(title))
    return entry is not None and entry.kind == "directive"


def _section_kind(headings: Sequence[str], term: str) -> str:
    """What the title above a list calls its terms: ``Parameters``, or ``Variables of the lower lock``."""
    for title in reversed(headings):
        words = heading_text(title).lower().split()
        several = [word for word in words if word in _OF_THINGS] if " " not in term and len(words) in _A_FEW else []
        kind = _SECTION_KINDS.get(" ".join(words)) or (_OF_THINGS[several[0]] if len(several) == 1 else "")
        if kind:
            return kind
    return ""


def _kind_led_in(term: str, text: str) -> str:
    """What the sentence above a list says that its terms are: ``It sets several variables.``"""
    start = re.search(rf"^`?{re.escape(term)}", text, re.MULTILINE)
    above = re.split(r"\n\s*\n", text[: start.start()])[:-1] if start is not None else []
    lead = next((each for each in reversed(above) if not re.search(r"^(?: {4}|: )", each, re.MULTILINE)), "")
    found = _SEVERAL.search(lead)
    return _OF_THINGS[found.group()] if found is not None else ""


_A_FEW = range(1, 7)  # words of a title
_ARGUMENT = re.compile(r"[a-z][\w-]+")
_OF_THINGS = {f"{kind}s": kind for kind in ("variable", "function", "setting", "directive", "macro", "keyword")}
_SEVERAL = re.compile(rf"\b(?:{'|'.join(_OF_THINGS)})\b")


_PLAIN_OPENERS = frozenset(
    "what which who when where why how in on with at for to if is are does do did can since by under until "
    "using within after before from during whom".split()
)


def names_something(text: str, code: Sequence[str] = ()) -> bool:
    """Whether words hold a proper name or an identifier.

    Args:
        code: the inline code of the sentence they come from: ``dpkg`` is a name there, whatever it looks like.
    """
    if any(len(name) > 2 and stands_in(name, text) for name in code):
        return True
    for word in text.split():
        stripped = word.strip(".,?\"'“”()")
        if is_code_like(stripped) and stripped.lower() not in KINDS:
            return True
        if stripped[:1].isupper() and stripped.lower() not in _PLAIN_OPENERS and len(stripped) > 1:
            return True
    return False
