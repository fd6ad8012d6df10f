"""EPUB -> Document: the chapters in reading order, as one text."""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

from kgsynth.errors import InputError
from kgsynth.readers.archive import check_archive, damage_reported
from kgsynth.readers.html import html_to_markdown
from kgsynth.types import Document, Link, content_id

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_FONT_OBFUSCATION = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_METHOD = ".//{*}EncryptionMethod"
_XML_HEAD = re.compile(r"^\ufeff?\s*<\?xml\b[^>]*\?>")
_ENCODING = re.compile(rb"<\?xml[^>]*\bencoding=[\"']([\w.-]+)[\"']")


def read(path: Path, *, source: str) -> Iterator[Document]:
    """The book in an EPUB file, without its table of contents; an error where a licence locks it."""
    check_archive(path)
    with damage_reported(), zipfile.ZipFile(path) as archive:
        _check_open(archive)
        folder, package = _package(archive)
        chapters = {name: _chapter(archive, name) for name in _spine(package, folder)}
    text, links = _bound(list(chapters.values()))
    title = package.findtext("{*}metadata/{http://purl.org/dc/elements/1.1/}title") or ""
    yield Document(content_id(text), text, source, title=" ".join(title.split()) or path.stem, links=links)


def _check_open(archive: zipfile.ZipFile) -> None:
    """Many books have encrypted fonts and are free to read all the same."""
    if _ENCRYPTION not in archive.namelist():
        return
    methods = ElementTree.fromstring(archive.read(_ENCRYPTION)).iterfind(_METHOD)
    if any(method.get("Algorithm") not in _FONT_OBFUSCATION for method in methods):
        raise InputError("is encrypted (DRM): only a copy without the lock can be read")


def _package(archive: zipfile.ZipFile) -> tuple[str, ElementTree.Element]:
    """The package document, and the folder that the names in it are relative to."""
    container = ElementTree.fromstring(archive.read(_CONTAINER))
    root_file = container.find(".//{*}rootfile")
    name = root_file.get("full-path", "") if root_file is not None else ""
    return posixpath.dirname(name), ElementTree.fromstring(archive.read(name))


def _spine(package: ElementTree.Element, folder: str) -> Iterator[str]:
    """The names of the chapters, in reading order."""
    items = {item.get("id"): item for item in package.iterfind("{*}manifest/{*}item")}
    for reference in package.iterfind("{*}spine/{*}itemref"):
        item = items.get(reference.get("idref"))
        if item is not None and _is_chapter(item):
            yield posixpath.normpath(posixpath.join(folder, unquote(item.get("href", ""))))


def _is_chapter(item: ElementTree.Element) -> bool:
    return "html" in item.get("media-type", "") and "nav" not in item.get("properties", "").split()


def _chapter(archive: zipfile.ZipFile, name: str) -> tuple[str, tuple[Link, ...]]:
    data = archive.read(name)
    declared = _ENCODING.search(data[:200])
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else declared[1].decode() if declared else "utf-8"
    result = html_to_markdown(_XML_HEAD.sub("", data.decode(encoding, "replace")))
    return result.markdown.strip("\n"), result.links


def _bound(chapters: list[tuple[str, tuple[Link, ...]]]) -> tuple[str, tuple[Link, ...]]:
    """The chapters as one text, and where their links stand in it."""
    text, moved = "", []
    for markdown, links in chapters:
        if markdown:
            text += "\n\n" * bool(text)
            moved += [replace(link, start=link.start + len(text), end=link.end + len(text)) for link in links]
            text += markdown
    return text + "\n", tuple(moved)
