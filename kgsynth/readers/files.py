"""A folder or a file -> the paths to read, in the order of their names; and a printable name for each."""

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

_JUNK = frozenset(("node_modules", "__pycache__", "venv", "site-packages", "Thumbs.db", "desktop.ini"))
_OF_SPHINX = frozenset(("_sources", "_static"))  # what pages beside their search index were made of and with
_SEARCH_INDEX = "searchindex.js"
_PAGES = (".html", ".htm", ".xhtml")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def walk(folder: Path) -> Iterator[Path]:
    """All files below a folder in the order of their posix paths; hidden ones and usual junk are passed over.

    A link to a folder is followed only where it leads to one not visited before: no loops. A folder that cannot
    be listed is given itself, so that the caller can record it.
    """
    visited = {os.path.realpath(folder)}
    found = sorted(_walk(str(folder), visited), key=lambda path: source_name(Path(path), folder))
    yield from map(Path, found)


def _walk(folder: str, visited: set[str]) -> Iterator[str]:
    waiting = [folder]
    while waiting:
        current = waiting.pop()
        try:
            entries = sorted(os.scandir(current), key=lambda entry: (entry.is_symlink(), entry.name))
        except OSError:
            yield current
            continue
        passed_over = _JUNK | _OF_SPHINX if any(entry.name == _SEARCH_INDEX for entry in entries) else _JUNK
        for entry in entries:
            if entry.name.startswith(".") or entry.name in passed_over:
                continue
            if not _is_folder(entry):
                yield entry.path
            elif (real := os.path.realpath(entry.path)) not in visited:
                visited.add(real)
                waiting.append(entry.path)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself
        return False


def scripts_of_pages(paths: Sequence[Path]) -> frozenset[Path]:
    """The scripts among paths most of which are web pages: they move the pages, and tell nobody anything."""
    pages = sum(path.suffix.lower() in _PAGES for path in paths)
    scripts = frozenset(path for path in paths if path.suffix.lower() == ".js")
    return scripts if pages > len(scripts) else frozenset()


def source_name(path: Path, root: Path) -> str:
    """The path relative to the root with forward slashes; what is no UTF-8, or control, is shown as ``\\xNN``."""
    name = path.relative_to(root).as_posix() if path != root else path.name
    printable = os.fsencode(name).decode("utf-8", "backslashreplace")
    return _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", printable)
