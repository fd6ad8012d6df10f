"""Items -> the names that their documents go by: paths made relative, and no name twice."""

import os
import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kgsynth.integrations.item import Item

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_DRIVE = re.compile(r"[A-Za-z]:\\")
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,10}")


@dataclass(frozen=True, slots=True)
class Name:
    """How a text is called.

    Attributes:
        source: the name, which no other text has.
        group: what all parts of one source are called; empty for a chunk of which no source is known.
    """

    source: str
    group: str


def named(items: Sequence[Item], *, folder: str = "", chunks: bool = False) -> list[Name]:
    """A name for each item, in order.

    Args:
        folder: what paths are relative to; the folder that all have in common where it is not given.
        chunks: whether ids go before sources.
    """
    below = _relative([item.source for item in items if is_path(item.source)], folder)
    known = [below.get(item.source, item.source) for item in items]
    if chunks:
        groups = known
        wanted = [item.id or group for item, group in zip(items, groups, strict=True)]
    else:
        wanted = groups = [source or item.name for item, source in zip(items, known, strict=True)]
    kind = "chunk" if chunks else "document"
    numbered = [printable(name) or f"{kind}-{number:04d}" for number, name in enumerate(wanted, start=1)]
    distinct = _distinct(numbered, [item.page for item in items])
    return [
        Name(source, printable(group) or ("" if chunks else source))
        for source, group in zip(distinct, groups, strict=True)
    ]


def is_path(source: str) -> bool:
    """Whether a source is a file's path, and not an address or a mere name."""
    path = _posix(source)
    suffix = posixpath.splitext(path)[1]
    return "://" not in path and (posixpath.isabs(path) or _SUFFIX.fullmatch(suffix) is not None)


def printable(name: str) -> str:
    """A name with control characters and lone surrogates spelt out."""
    written = name.encode("utf-8", "backslashreplace").decode("utf-8")
    return _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", written)


def _distinct(names: Sequence[str], pages: Sequence[str]) -> Iterator[str]:
    """``a.pdf#page=3`` for one of several texts from a paged source, ``a.md#2`` for the second of any other."""
    times = Counter(names)
    used = {name for name, count in times.items() if count == 1}
    seen: Counter[str] = Counter()
    for name, page in zip(names, pages, strict=True):
        seen[name] += 1
        if times[name] == 1:
            yield name
            continue
        distinct = printable(f"{name}#page={page}" if page else f"{name}#{seen[name]}")
        while distinct in used:
            distinct = f"{distinct}#{seen[name]}"
        used.add(distinct)
        yield distinct


def _relative(sources: Iterable[str], folder: str) -> dict[str, str]:
    """Each path as seen from the folder, if all are below it, or else from the deepest folder that holds them all."""
    paths = {source: posixpath.normpath(_posix(source)) for source in sources}
    if folder or len({posixpath.isabs(path) for path in paths.values()}) > 1:
        paths = {source: _absolute(path) for source, path in paths.items()}
    root = _absolute(folder) if folder else ""
    if not root or not all(_is_below(path, root) for path in paths.values()):
        root = posixpath.commonpath([posixpath.dirname(path) for path in paths.values()]) if paths else ""
    return {source: _seen_from(root, path) for source, path in paths.items()}


def _seen_from(root: str, path: str) -> str:
    """A path without the root's, and never with the folder of a user's home."""
    home = _absolute(os.path.expanduser("~"))
    if home != root and _is_below(home, root) and _is_below(path, home):
        return posixpath.join("~", posixpath.relpath(path, home))
    return posixpath.relpath(path, root) if root else path


def _is_below(path: str, root: str) -> bool:
    return posixpath.isabs(path) and path.startswith(root.rstrip("/") + "/")


def _absolute(path: str) -> str:
    return _posix(os.path.abspath(path))


def _posix(path: str) -> str:
    return path.replace("\\", "/") if _DRIVE.match(path) or "/" not in path else path
