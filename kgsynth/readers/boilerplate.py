"""A page's tree -> the same tree without navigation, scripts and other parts that no reader reads."""

import re

from lxml import etree

from kgsynth.readers.tree import Element, classes, text_of

_TAGS = frozenset({
    "script", "style", "noscript", "template", "nav", "form", "svg", "iframe", "object", "embed", "button",
    "select", "textarea", "input", "canvas", "video", "audio", "map", "dialog", "meta", "link", "base", "hr", "img",
})  # fmt: skip
_ROLES = frozenset(("navigation", "banner", "contentinfo", "search", "menu", "menubar", "doc-toc"))
_CLASSES = frozenset({
    "navheader", "navfooter", "navigation", "navbar", "nav", "breadcrumb", "breadcrumbs", "toc", "list-of-tables",
    "list-of-figures", "list-of-examples", "docnav", "headerlink", "permalink", "anchorjs-link", "skip-link",
    "site-footer", "site-header", "page-footer", "pagination", "pager", "related", "edit-link", "icon-link",
    "cookie-banner", "footnoteref", "indexdiv", "indextable", "genindextable",
})  # fmt: skip
_IDS = frozenset({
    "banner", "breadcrumbs", "breadcrumb", "nav", "navbar", "navigation", "toc", "footer", "footer-text",
    "page-footer", "site-header", "site-footer", "searchbox", "table-of-contents",
})  # fmt: skip
_MOSTLY_LINKS = re.compile(r"(^|[-_])(sidebar|menu|nav|index|toctree|localtoc)([-_]|$)")
_LABELS = frozenset({"note", "tip", "warning", "caution", "important", "danger", "hint", "attention", "info"})
_BOXES = _LABELS | {"admonition", "admonitionblock", "alert", "callout", "icon"}


def prune(root: Element) -> None:
    """Takes out, in place, what is not the page's content."""
    walk = etree.iterwalk(root, events=("start", "comment", "pi"))
    doomed = []
    for event, element in walk:
        if event != "start":
            doomed.append(element)
        elif _is_boilerplate(element):
            doomed.append(element)
            walk.skip_subtree()
    for element in doomed:
        drop(element)


def drop(element: Element) -> None:
    """Removes an element and leaves the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        _append_text(parent, parent.index(element), element.tail)
        element.tail = None
    parent.remove(element)


def _append_text(parent: Element, index: int, text: str) -> None:
    if index == 0:
        parent.text = (parent.text or "") + text
    else:
        before = list(parent)[index - 1]
        before.tail = (before.tail or "") + text


def _is_boilerplate(element: Element) -> bool:
    tag = element.tag
    if tag in _TAGS or element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    names, identity = classes(element), element.get("id", "").lower()
    if names & _CLASSES or identity in _IDS or element.get("role") in _ROLES:
        return tag not in ("body", "html", "main", "article")
    if tag in ("header", "footer") or "footer" in names:
        return _is_site_bar(element)
    if tag == "a" or tag == "sup":
        return _is_footnote_mark(element, names)
    if tag == "aside" or any(_MOSTLY_LINKS.search(name) for name in (*names, identity)):
        return _link_share(element) > 0.6
    return _is_bare_label(element, names)


def _is_site_bar(element: Element) -> bool:
    inside_content = next(element.iterancestors("article", "main", "section"), None) is not None
    return not inside_content and element.find(".//h1") is None


def _is_footnote_mark(element: Element, names: frozenset[str]) -> bool:
    if not names & {"footnote", "footnote-ref", "footnote-backref", "footnote-reference"}:
        return False
    return len(text_of(element)) <= 5


def _link_share(element: Element) -> float:
    everything = len(text_of(element))
    linked = sum(len(text_of(link)) for link in element.iter("a"))
    return linked / everything if everything else 1.0


def _is_bare_label(element: Element, names: frozenset[str]) -> bool:
    """The word "Note" above a note says nothing."""
    parent = element.getparent()
    if parent is None or not (classes(parent) & _BOXES or names & {"admonition-title", "admonition_header"}):
        return False
    return len(element) < 3 and text_of(element).strip(":").lower() in _LABELS
