"""KnowledgeGraph -> what the whole corpus is about."""

import re
from collections import Counter
from collections.abc import Sequence

from kgsynth.graph import KnowledgeGraph
from kgsynth.language.bundled import noun_types, verb_lemma
from kgsynth.language.words import stands_in, stop_words
from kgsynth.readers.site_names import KEY
from kgsynth.types import Document

_FEWEST = 3  # documents
_TITLED = 4  # as many documents that speak of a name tell as much of it as one that has it in its title
_SHORTEST = 400  # characters of a document that counts
_SHARE = 0.5  # of the documents that name what a corpus is about, or that stand under one site's name
_MENTIONED = 0.3  # likewise, where it was recognised as a name
_OF_PASSAGES = 0.12  # that have it
_SPOKEN_OF = 0.2  # of the documents, at least, speak of what the site is named after
_LONGEST = 2  # words of a name that questions can carry
_VERSION = re.compile(r"\b[vV]?\d+(?:[.~+-]\w+)*\b")
_INNER_CAPITAL = re.compile(r"[a-z][A-Z]")
_OF_A_BOOK = re.compile(
    r"\b(?:the|official|online|user|users|developer|developers|project|version|release|stable|latest|documentation|"
    r"docs?|manual|guide|handbook|reference|help|wiki|tutorial|book|home|homepage|website)\b(?:[’']s)?",
    re.IGNORECASE,
)


def subject_of(graph: KnowledgeGraph) -> str:
    """The name in the largest share of the documents, if that is large; or else what their site is named after."""
    if len(graph.documents()) < _FEWEST:
        return ""
    named, product = _most_named(graph), _product(graph)
    return product if product and named not in product.split() else named


def _most_named(graph: KnowledgeGraph) -> str:
    """The name in the largest share of the documents, if that share is large."""
    documents = _telling(graph.documents())
    texts, ids = [each.text for each in documents], {each.id for each in documents}
    proper = {
        spelling: {chunk.document_id for chunk in graph.chunks_of(entity.id)} & ids
        for entity in graph.entities()
        for spelling in (entity.name, *entity.aliases)
        if _may_be_a_subject(spelling, entity.label)
    }
    often = [name for name, pages in proper.items() if len(pages) >= _MENTIONED * len(texts)]
    wide = [(pages, name) for name in often if (pages := _spoken_of(name, texts)) >= _SHARE * len(texts)]
    ranked = sorted(wide, key=lambda it: (it[0] + _TITLED * _titles(it[1], documents), it[1]), reverse=True)
    fit = (each for each in ranked if _runs_through(each[1], graph) and _is_spoken_of(each[1], documents))
    pages, name = next((each for each in fit if not _is_a_person(each[1], graph)), (0, ""))
    small, pages_of_small = _named_small(documents)
    return small if pages_of_small > pages and small != name.lower() else name


def _runs_through(name: str, graph: KnowledgeGraph) -> bool:
    """Whether a good share of the passages have a name: a few long documents name every system once."""
    chunks = graph.chunks()
    return sum(name in chunk.text for chunk in chunks) >= _OF_PASSAGES * len(chunks)


def _is_a_person(name: str, graph: KnowledgeGraph) -> bool:
    """Whether a name was read as a person's, is written as one, and hardly any page sets it as what somebody types:
    ``lutra``."""
    if _INNER_CAPITAL.search(name):
        return False
    labels = {entity.label for entity in graph.entities() if name in (entity.name, *entity.aliases)}
    typed = sum(f"`{name.lower()}`" in chunk.text or f"`{name.lower()} " in chunk.text for chunk in graph.chunks())
    return labels == {"PERSON"} and typed < _FEWEST


def _telling(documents: Sequence[Document]) -> Sequence[Document]:
    """The documents but for those of a line or two, of which a reference may have hundreds; all, if few are longer."""
    long = [each for each in documents if len(each.text) >= _SHORTEST]
    return long if len(long) >= _FEWEST else documents


def _titles(name: str, documents: Sequence[Document]) -> int:
    """How many documents have a name in their title, as those of a product have its own."""
    return sum(stands_in(name, document.title) for document in documents)


def _spoken_of(name: str, texts: Sequence[str]) -> int:
    """How many texts have a name as a word of its own."""
    alone = re.compile(rf"(?<![\w./-]){re.escape(name)}(?![\w/-]|\.\w)")
    return sum(alone.search(text) is not None for text in texts)


def _is_spoken_of(name: str, documents: Sequence[Document]) -> bool:
    """Whether sentences speak of a name on half of the pages that have it: ``Boolean`` stands behind "Type:" alone, a
    class in code, unless many titles have it."""
    quoted = "`?" if _titles(name, documents) >= _FEWEST else ""
    spelt = rf"{quoted}{re.escape(name)}{quoted}"
    beside = re.compile(rf"(?<![\w./-]){spelt}(?:['’]s)? [a-z]|[a-z],? {spelt}(?![\w/-])")
    having = [document.text for document in documents if name in document.text]
    return 2 * sum(beside.search(text) is not None for text in having) >= len(having)


def _named_small(documents: Sequence[Document]) -> tuple[str, int]:
    """The name with a small letter that most documents speak of, and how many do: ``otterd``; empty below half.

    Only a name opens a sentence without a capital, and a product's stands in a title.
    """
    pages: Counter[str] = Counter()
    opening: Counter[str] = Counter()
    texts = [_CODE.sub("", document.text) for document in documents]
    titled = {word for document in documents for word in _TITLED_SMALL.findall(document.title.lower())}
    for text in texts:
        pages.update(set(_SMALL.findall(text)))
        opening.update(set(_OPENING.findall(text)))
    fit = ((pages[word], word) for word, often in opening.items() if often >= _OPENS_ON * len(texts) and word in titled)
    most, name = max((it for it in fit if not _is_common(it[1])), default=(0, ""))
    return (name, most) if most >= _SHARE * len(texts) else ("", 0)


def _is_common(word: str) -> bool:
    """Whether a small word is none of the names of things: such as bullets and code begin with, too."""
    return word in noun_types() or word in stop_words("en") or any(verb_lemma(word, tag) for tag in ("VB", "VBZ"))


_OPENS_ON = 0.15  # of the documents, at least, have a sentence that opens with it
_CODE = re.compile(r"^(?:```|~~~).*?^(?:```|~~~)|^(?: {4}|\t).*?$|`[^`\n]+`", re.MULTILINE | re.DOTALL)
_SMALL = re.compile(r"(?<![\w./@$-])[a-z][a-z0-9]{2,}(?![\w/=(-]|\.\w)")
_TITLED_SMALL = re.compile(r"[a-z][a-z0-9]{2,}")
_OPENING = re.compile(r"(?:[.!?]\s+|\n\s*\n)([a-z][a-z0-9]{2,})(?:['’]s)? (?=[a-z])")


def _may_be_a_subject(spelling: str, label: str) -> bool:
    """Whether it is written as a product is: ``OtterDB`` even where it is set as code; no ``Lanterns``, no ``CDs``."""
    if label in {"TERM", "DATE", "NUMBER"}:
        return False
    plural = spelling.endswith("s") and (spelling[:-1].lower() in noun_types() or spelling[:-1].isupper())
    return re.match(r"^[A-Z]\w*[a-z]\w*$", spelling) is not None and not plural


def _product(graph: KnowledgeGraph) -> str:
    """The product that most documents' site is named after, as the documents call it; empty where they seldom do."""
    documents = graph.documents()
    sites = Counter(str(each.metadata[KEY]) for each in documents if each.metadata.get(KEY))
    site, times = max(sites.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    name = product_name(site) if times >= _SHARE * len(documents) else ""
    spellings = dict.fromkeys((name, name.partition("-")[0])) if len(name.split()) in range(1, _LONGEST + 1) else ()
    spoken_of = {each: _spoken_of(each, [page.text for page in documents]) for each in spellings}
    called, pages = max(spoken_of.items(), key=lambda item: item[1], default=("", 0))
    return called if pages >= _SPOKEN_OF * len(documents) else ""


def product_name(site: str) -> str:
    """What is left of a site's name without what every site is called.

    >>> product_name("Otter Canal - The Lock Keeper 2.1 documentation")
    'Otter Canal'
    """
    parts = (" ".join(_OF_A_BOOK.sub(" ", _VERSION.sub(" ", part)).split()) for part in re.split(r"\s[-|–—·:]\s", site))
    return next((part for part in parts if part), "")
