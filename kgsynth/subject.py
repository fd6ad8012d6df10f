"""KnowledgeGraph -> what the whole corpus is about."""

import re
from collections import Counter

from kgsynth.graph import KnowledgeGraph
from kgsynth.language.bundled import noun_types
from kgsynth.readers.site_names import KEY

_FEWEST = 3  # documents
_SHARE = 0.5  # of the documents that name what a corpus is about, or that stand under one site's name
_SPOKEN_OF = 0.2  # of the documents, at least, speak of what the site is named after
_LONGEST = 2  # words of a name that questions can carry
_VERSION = re.compile(r"\b[vV]?\d+(?:\.\w+)*\b")
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
    """The proper name in the largest share of the documents, if that share is large."""
    documents = len(graph.documents())
    shares = [
        (len({chunk.document_id for chunk in graph.chunks_of(entity.id)}) / documents, spelling)
        for entity in graph.entities()
        for spelling in (entity.name, *entity.aliases)
        if _may_be_a_subject(spelling, entity.label)
    ]
    often = sorted((each for each in shares if each[0] >= _SHARE), reverse=True)
    return next((name for _, name in often if not _is_a_person(name, graph)), "")


def _is_a_person(name: str, graph: KnowledgeGraph) -> bool:
    """Whether a name was read as a person's, and hardly any page sets it as what somebody types: ``lutra``."""
    labels = {entity.label for entity in graph.entities() if name in (entity.name, *entity.aliases)}
    typed = sum(f"`{name.lower()}`" in chunk.text or f"`{name.lower()} " in chunk.text for chunk in graph.chunks())
    return labels == {"PERSON"} and typed < _FEWEST


def _may_be_a_subject(spelling: str, label: str) -> bool:
    """Whether it is written as a product is: ``OtterDB`` even where it is set as code; no ``Lanterns``, no ``CDs``."""
    if label in {"TERM", "DATE", "NUMBER"} or (label == "CODE" and not _INNER_CAPITAL.match(spelling)):
        return False
    plural = spelling.endswith("s") and (spelling[:-1].lower() in noun_types() or spelling[:-1].isupper())
    return re.match(r"^[A-Z]\w*[a-z]\w*$", spelling) is not None and not plural


_INNER_CAPITAL = re.compile(r"^[A-Z][a-z]+[A-Z]\w*$")


def _product(graph: KnowledgeGraph) -> str:
    """The product that most documents' site is named after, as the documents call it; empty where they seldom do."""
    documents = graph.documents()
    sites = Counter(str(each.metadata[KEY]) for each in documents if each.metadata.get(KEY))
    site, times = max(sites.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    name = product_name(site) if times >= _SHARE * len(documents) else ""
    spellings = dict.fromkeys((name, name.partition("-")[0])) if len(name.split()) in range(1, _LONGEST + 1) else ()
    alone = {each: re.compile(rf"(?<![\w./-]){re.escape(each)}(?![\w/-]|\.\w)") for each in spellings}
    spoken_of = {each: sum(bool(alone[each].search(page.text)) for page in documents) for each in spellings}
    called, pages = max(spoken_of.items(), key=lambda item: item[1], default=("", 0))
    return called if pages >= _SPOKEN_OF * len(documents) else ""


def product_name(site: str) -> str:
    """What is left of a site's name without what every site is called.

    >>> product_name("Otter Canal - The Lock Keeper 2.1 documentation")
    'Otter Canal'
    """
    parts = (" ".join(_OF_A_BOOK.sub(" ", _VERSION.sub(" ", part)).split()) for part in re.split(r"\s[-|–—·:]\s", site))
    return next((part for part in parts if part), "")
