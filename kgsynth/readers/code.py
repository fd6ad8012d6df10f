"""Source code -> what it says in words: docstrings under the names they describe, and comments.

Python is read by its own parser; of other languages a small lexer finds the comments.
"""

import ast
import inspect
import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass

from kgsynth.errors import InputError
from kgsynth.readers.markdown import markdown_document
from kgsynth.types import Document

SLASH_SUFFIXES = (".js", ".jsx", ".ts", ".tsx", ".java", ".go", ".rs", ".c", ".h", ".cc", ".cpp", ".hpp", ".cs", ".kt")
HASH_SUFFIXES = (".sh", ".bash", ".rb", ".pl", ".r")

_SLASHES = re.compile(
    r"/\*.*?(?:\*/|\Z)|//[^\n]*(?:\n[ \t]*//[^\n]*)*"
    r"|(?P<quoted>\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)",
    re.S,
)
_HASHES = re.compile(
    r"(?:^|(?<=\s))#[^\n]*(?:\n[ \t]*#[^\n]*)*|(?P<quoted>\"(?:\\.|[^\"\\])*\"|'[^'\n]*')", re.M | re.S
)
_MARKER = re.compile(r"^[ \t]*(?:/\*[*!]*|\*+/|//+!?|\*(?![*\w])|#+)?[ \t]?|[ \t]*\*+/$", re.M)
_CHATTER = re.compile(
    r"!|noqa|type: ?ignore|pylint|eslint|prettier|@?ts-|fmt: |nolint|pragma|-\*-|vim?:|shellcheck", re.I
)
_DECLARATION = re.compile(
    r"(?:[ \t]*[@#][^\n]*\n)*\s*(?:(?:export|default|public|private|protected|static|final|abstract|async|pub|unsafe"
    r"|const|func|fn|function|class|struct|enum|trait|interface|type|def|module|virtual|inline|extern)\s+)+"
    r"(?:\([^)]*\)\s*)?(?P<name>[A-Za-z_][\w.:?!]*)|\s*(?:[A-Za-z_][\w:<>*&]*\s+\**)+(?P<c>[A-Za-z_]\w*)\s*\("
)
_DOCTEST = re.compile(r"(?:^[ \t]*>>>.*\n?(?:^[ \t]*\S.*\n?)*)+", re.M)
_ARGUMENT = re.compile(r"^ {2,4}(\*{0,2}[\w.]+)((?: \([^)\n]*\))?): +", re.M)
_SECTION = re.compile(r"^((?:Args|Arguments|Attributes|Returns|Raises|Yields|Parameters):)\n(?=- )", re.M)

Definition = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True, order=True)
class _Words:
    """A docstring under the name of what it describes, or a comment, which has no name."""

    line: int
    text: str
    name: str = ""
    depth: int = 0


def python_document(text: str, stem: str) -> Document:
    """Docstrings and comments of a Python file; of one that does not parse only the comments."""
    try:
        tree = ast.parse(text)
        comments = list(_python_comments(text))
    except (SyntaxError, ValueError, tokenize.TokenError):
        return hash_document(text, stem)
    return _document(stem, sorted([*_docstrings(tree), *comments], key=lambda words: words.line))


def slash_document(text: str, stem: str) -> Document:
    """Comments of a language that begins them with ``//`` or ``/*``."""
    return _document(stem, list(_lexed(text, _SLASHES)))


def hash_document(text: str, stem: str) -> Document:
    """Comments of a language that begins them with ``#``."""
    return _document(stem, list(_lexed(text, _HASHES)))


def _document(stem: str, words: list[_Words]) -> Document:
    parts = [f"# {stem}"]
    for each in words:
        parts += [f"{'#' * min(each.depth + 2, 6)} `{each.name}`"] if each.name else []
        parts += [each.text]
    if len(parts) == 1:
        raise InputError("source code without a comment or docstring")
    return markdown_document("\n\n".join(parts) + "\n", stem)


# ------------------------------------------------------------------------------------------------- Python


def _docstrings(tree: ast.Module) -> Iterator[_Words]:
    if text := ast.get_docstring(tree):
        yield _Words(0, _docstring(text))
    waiting: list[tuple[ast.AST, str, int]] = [(tree, "", 0)]
    while waiting:
        parent, prefix, depth = waiting.pop()
        for node in ast.iter_child_nodes(parent):
            if not isinstance(node, Definition):
                continue
            name = f"{prefix}{node.name}"
            if text := ast.get_docstring(node):
                yield _Words(node.lineno, _docstring(text), name, depth)
            waiting.append((node, f"{name}.", depth + 1))


def _docstring(text: str) -> str:
    """Its arguments as a list, its examples as code."""
    text = _ARGUMENT.sub(lambda match: f"- `{match[1]}`{match[2]}: ", text)
    text = _SECTION.sub(r"\1\n\n", text)
    return _DOCTEST.sub(lambda match: f"```python\n{inspect.cleandoc(match[0]).rstrip()}\n```\n", text).rstrip()


def _python_comments(text: str) -> Iterator[_Words]:
    """Comments on lines of their own, joined where they follow each other, and those behind code with the code."""
    block: list[str] = []
    last = 0
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type != tokenize.COMMENT:
            continue
        line, code = token.start[0], token.line[: token.start[1]].strip()
        if block and (code or line != last + 1):
            yield from _comment(last, block)
            block = []
        if code:
            yield from _comment(line, [token.string], before=f"`{code}`: ")
        else:
            block.append(token.string)
            last = line
    yield from _comment(last, block)


def _comment(line: int, comments: list[str], before: str = "") -> Iterator[_Words]:
    text = _plain("\n".join(comments))
    if text:
        yield _Words(line, before + text)


# ---------------------------------------------------------------------------------------- other languages


def _lexed(text: str, lexer: re.Pattern[str]) -> Iterator[_Words]:
    for match in lexer.finditer(text):
        words = "" if match["quoted"] else _plain(match[0])
        if words:
            named = _DECLARATION.match(text, match.end())
            name = (named["name"] or named["c"]) if named else ""
            yield _Words(match.start(), words, name)


def _plain(comment: str) -> str:
    """Without the comment's own marks; nothing where it speaks to a tool or has no words."""
    lines = [line.rstrip() for line in _MARKER.sub("", comment).splitlines()]
    kept = "\n".join(line for line in lines if not _CHATTER.match(line)).strip()
    return kept if re.search(r"[^\W\d_]{2}", kept) else ""
