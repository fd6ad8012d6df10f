"""The running text of AsciiDoc -> the same with Markdown's code spans and no other markup, and its links."""

import re

from kgsynth.readers.writer import Inline
from kgsynth.types import Link

_CHARACTERS = {
    "caret": "^", "tilde": "~", "plus": "+", "asterisk": "*", "startsb": "[", "endsb": "]", "nbsp": " ", "apos": "'",
    "quot": '"', "backtick": "`", "litdd": "--", "two-colons": "::", "two-semicolons": ";;", "backslash": "\\",
    "vbar": "|", "amp": "&", "lt": "<", "gt": ">", "empty": "", "sp": " ", "zwsp": "", "emdash": "—", "cpp": "C++",
}  # fmt: skip
_REFERENCE = re.compile(r"\{([a-z-]+)\}")
_TOKEN = re.compile(
    r"(?<![\w`])``(?P<quoted>[^`'\n]+)''"
    r"|(?<![\w`])`(?P<code>[^`\n]+(?:\n[^`\n]+)?)`(?![\w`])|(?<![\w+])\+(?P<mono>[^\s+](?:[^+\n]*[^\s+])?)\+(?![\w+])"
    r"|<<(?P<anchor>[^<>,\n]+)(?:,\s*(?P<label>[^<>]+))?>>"
    r"|(?P<url>(?:https?|ftp|mailto|link|xref):[^\s\[\]<>]+?)\[(?P<text>[^\[\]]*)\]"
    r"|\b(?P<macro>[a-z][a-z]+):(?P<target>[\w./-]+)\[(?P<rest>[^\[\]]*)\]"
    r"|\[\[[\w:.-]+(?:,[^\]]*)?\]\]"
    r"|(?<![\w*])\*\*?(?P<strong>[^\s*](?:[^*]*[^\s*])?)\*\*?(?![\w*])"
    r"|(?<![\w_])__?(?P<emphasis>[^\s_](?:[^_]*[^\s_])?)__?(?![\w_])"
    r"|(?<![\w'])'(?P<name>[^\s'](?:[^'\n]*[^\s'])?)'(?![\w'])"
    r"|\\(?P<escaped>[\[{'`*_+<])|(?<= )(?P<dash>--)(?= )"
)


def inline(text: str) -> tuple[str, tuple[Link, ...]]:
    """One paragraph, and where its links stand in it."""
    out = Inline()
    text, at = text.replace("\n", " "), 0
    for match in _TOKEN.finditer(text):
        out.text(_spelt(text[at : match.start()]))
        _write(out, match)
        at = match.end()
    out.text(_spelt(text[at:]))
    return out.take()


def _spelt(text: str) -> str:
    """With the characters that references stand for: ``{caret}``."""
    return _REFERENCE.sub(lambda found: _CHARACTERS.get(found[1], found[0]), text)


def _write(out: Inline, match: re.Match[str]) -> None:
    kind = match.lastgroup or ""
    if kind in {"code", "mono"}:
        out.open_code()
        out.text(_spelt(match[kind]))
        out.close_code()
    elif kind == "quoted":
        out.text(f"“{_spelt(match['quoted'])}”")
    elif kind in {"anchor", "label"}:
        _link(out, match["label"] or match["anchor"], f"#{match['anchor']}")
    elif kind in {"url", "text"}:
        target = re.sub(r"^(?:link|xref):", "", match["url"])
        _link(out, match["text"] or target, target)
    elif kind in {"macro", "target", "rest"}:
        _macro(out, match)
    elif kind in {"strong", "emphasis", "name", "escaped"}:
        out.text(_spelt(match[kind]))
    elif kind == "dash":
        out.text("—")


def _macro(out: Inline, match: re.Match[str]) -> None:
    """``man:otter[1]`` is otter(1), whatever the project calls its macro; any other says what stands in brackets."""
    rest = match["rest"]
    shown = f"{match['target']}({rest})" if re.fullmatch(r"\d\w?", rest) else rest or match["target"]
    _link(out, shown, match["target"])


def _link(out: Inline, text: str, target: str) -> None:
    out.open_link(target)
    out.text(_spelt(text))
    out.close_link()
