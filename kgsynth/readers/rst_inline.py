"""The running text of reStructuredText -> the same with Markdown's code spans and no other markup, and its links."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from kgsynth.readers.writer import Inline
from kgsynth.types import Link

_TOKEN = re.compile(
    r"``(?P<code>.+?)``(?!`)"
    r"|:(?P<role>[\w:+.-]+):`(?P<roled>[^`]+)`"
    r"|(?<![\w`])`(?P<quoted>[^`]+)`(?P<anchor>__?)?(?![\w`])"
    r"|\|(?P<replaced>[^|\s][^|\n]*?)\|_{0,2}"
    r"|(?P<note>\s*(?<!\w)\[(?:\#[\w-]*|\*|\d+)\]_(?!\w))"
    r"|(?<!\w)\[(?P<citation>[A-Za-z][\w.-]*)\]_(?!\w)"
    r"|(?<![\w.])(?P<name>[A-Za-z][\w.-]*[A-Za-z0-9])_(?![\w])"
    r"|(?P<url>\bhttps?://[^\s<>`]+[^\s<>`.,;:!?)\]}'\"])"
    r"|\*\*(?P<strong>\S(?:.*?\S)?)\*\*|(?<![\w*])\*(?P<emphasis>[^\s*](?:[^*]*[^\s*])?)\*(?![\w*])"
    r"|\\(?P<escaped>.)",
    re.S,
)
_WITH_TARGET = re.compile(r"(?P<text>.*?)\s*<(?P<target>[^<>]+)>$", re.S)
_PROSE_ROLES = frozenset({
    "ref", "doc", "term", "numref", "any", "abbr", "dfn", "emphasis", "strong", "title", "pep", "rfc", "guilabel",
    "menuselection", "sup", "sub", "title-reference", "t", "issue", "user",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Names:
    """What the file defines by name: where links lead, and what stands for a substitution."""

    targets: Mapping[str, str] = field(default_factory=dict)
    substitutions: Mapping[str, str] = field(default_factory=dict)


def inline(text: str, names: Names, *, escape_pipes: bool = False) -> tuple[str, tuple[Link, ...]]:
    """One paragraph, and where its links stand in it."""
    out = Inline(escape_pipes)
    at = 0
    for match in _TOKEN.finditer(text):
        out.text(text[at : match.start()])
        _write(out, match, names)
        at = match.end()
    out.text(text[at:])
    return out.take()


def _write(out: Inline, match: re.Match[str], names: Names) -> None:
    kind = match.lastgroup or ""
    if kind == "code":
        _code(out, match["code"])
    elif kind == "roled":
        _role(out, match["role"], match["roled"])
    elif kind in ("quoted", "anchor"):
        _quoted(out, match["quoted"], match["anchor"] or "", names)
    elif kind == "replaced":
        out.text(names.substitutions.get(match["replaced"].casefold(), match[0]))
    elif kind == "name":
        target = names.targets.get(match["name"].casefold())
        _link(out, match["name"], target) if target else out.text(match[0])
    elif kind == "url":
        _link(out, match["url"], match["url"])
    elif kind in ("strong", "emphasis", "citation"):
        out.text(match[kind])
    elif kind == "escaped":
        out.text("" if match["escaped"].isspace() else match["escaped"])


def _code(out: Inline, code: str) -> None:
    out.open_code()
    out.text(code)
    out.close_code()


def _role(out: Inline, role: str, text: str) -> None:
    found = _WITH_TARGET.fullmatch(text)
    shown = found["text"] if found and found["text"] else text
    if not found and text[:1] in "~!":
        shown = text.rpartition(".")[2] if text[0] == "~" else text[1:]
    if role.rpartition(":")[2] in _PROSE_ROLES:
        _link(out, shown, found["target"] if found else text)
    else:
        _code(out, shown)


def _quoted(out: Inline, text: str, anchor: str, names: Names) -> None:
    found = _WITH_TARGET.fullmatch(text)
    if not anchor:
        out.text(text)
    elif found:
        _link(out, found["text"] or found["target"], found["target"])
    else:
        _link(out, text, names.targets.get(" ".join(text.split()).casefold(), ""))


def _link(out: Inline, text: str, target: str) -> None:
    out.open_link(target)
    out.text(text)
    out.close_link()
