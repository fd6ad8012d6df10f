"""Markdown and plain text -> Document: the decoded file letter for letter, with its front matter and links."""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from kgsynth.readers.verbatim import without_code
from kgsynth.types import Document, Link, content_id

_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(?P<yaml>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
_HEADING = re.compile(r"^ {0,3}#(?!#)[ \t]+(.+?)[ \t]*#*[ \t]*\r?$|^(?![ \t>#-])(.+?)[ \t]*\r?\n=+[ \t]*\r?$", re.M)
_TEXT = r"\[(?P<text>(?:\\.|[^\[\]\\]|\[[^\[\]]{0,300}\]){1,600})\]"
_INLINE = re.compile(
    rf"(?<![!\\]){_TEXT}"
    r"\(\s*(?:<(?P<angled>[^<>\n]*)>|(?P<target>(?:[^\s()\\]|\\.|\([^\s()]{0,300}\)){0,2000}))"
    r"(?:\s+(?:\"[^\"]{0,300}\"|'[^']{0,300}'|\([^()]{0,300}\)))?\s*\)"
)
_REFERENCE = re.compile(rf"(?<![!\\\]\[]){_TEXT}(?:\[(?P<label>[^\[\]]*)\])?(?![\[(:])")
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)(?P<label>[^\[\]]+)\]:[ \t]*<?(?P<target>[^\s<>]+)>?.*$", re.M)
_WIKI = re.compile(r"(?<![!\\])\[\[(?P<target>[^\[\]|\n]+)(?:\|(?P<text>[^\[\]\n]+))?\]\]")
_AUTOLINK = re.compile(r"<(?P<text>(?:https?|ftp|mailto):[^\s<>]+|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64})>")


def markdown_document(text: str, stem: str) -> Document:
    """The text itself; ``body_start`` is behind the front matter, whose keys become metadata."""
    metadata, body_start = front_matter(text)
    masked = without_code(text, body_start)
    title = metadata.get("title")
    return Document(
        content_id(text),
        text,
        stem,
        title=title if isinstance(title, str) and title.strip() else _first_heading(text, masked) or stem,
        metadata=metadata,
        links=tuple(sorted(_links(masked, text), key=lambda link: (link.start, link.end))),
        body_start=body_start,
    )


def text_document(text: str, stem: str) -> Document:
    """Plain text as it is."""
    return Document(content_id(text), text, stem, title=stem)


def front_matter(text: str) -> tuple[dict[str, Any], int]:
    """The keys of a YAML head and where the body begins; nothing and 0 where there is none that can be read."""
    match = _FRONT_MATTER.match(text)
    if match is None:
        return {}, 0
    try:
        found = yaml.safe_load(match["yaml"])
    except (yaml.YAMLError, ValueError, RecursionError):  # ValueError: an impossible date
        return {}, 0
    if found is None:
        return {}, match.end()
    return ({str(key): value for key, value in found.items()}, match.end()) if isinstance(found, dict) else ({}, 0)


def _first_heading(text: str, masked: str) -> str:
    match = _HEADING.search(masked)
    if match is None:
        return ""
    group = 1 if match[1] else 2
    heading = text[match.start(group) : match.end(group)]
    return re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", lambda found: found[1] or "", heading).strip()


def _links(masked: str, text: str) -> Iterator[Link]:
    """Links stand where ``masked`` has them; their text is longer than a blank only outside images."""
    targets = {_label(match["label"]): match["target"] for match in _DEFINITION.finditer(masked)}
    for match in _WIKI.finditer(masked):
        yield _link(match, "text" if match["text"] else "target", match["target"].strip())
    for match in _INLINE.finditer(masked):
        yield _link(match, "text", match["angled"] or match["target"] or "")
    for match in _REFERENCE.finditer(masked):
        target = targets.get(_label(match["label"] or text[match.start("text") : match.end("text")]))
        if target is not None:
            yield _link(match, "text", target)
    for match in _AUTOLINK.finditer(masked):
        yield _link(match, "text", match["text"])


def _link(match: re.Match[str], group: str, target: str) -> Link:
    return Link(match.start(group), match.end(group), target)


def _label(text: str) -> str:
    return " ".join(text.split()).casefold()
