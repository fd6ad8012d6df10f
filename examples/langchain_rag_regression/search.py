"""A search over the handbook: LangChain's store in memory, and TF-IDF for vectors. No model, no network."""

import os
from collections.abc import Iterator
from pathlib import Path

from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.vectorstores import InMemoryVectorStore, VectorStoreRetriever
from sklearn.feature_extraction.text import TfidfVectorizer

HANDBOOK = Path(__file__).parents[2] / "fixtures" / "handbook"
CHUNK = int(os.environ.get("CHUNK", "1200"))  # characters
RETRIEVED = 5


class TfIdf(Embeddings):
    """Words weighed by how rare they are in some texts."""

    def __init__(self, texts: list[str]) -> None:
        self.vectorizer = TfidfVectorizer(sublinear_tf=True, stop_words="english").fit(texts)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        rows: list[list[float]] = self.vectorizer.transform(texts).toarray().tolist()
        return rows

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]


def pieces(folder: Path, size: int) -> Iterator[Document]:
    """The pages of a folder, cut after so many characters, whatever stands there."""
    for path in sorted(folder.rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        source = path.relative_to(folder).as_posix()
        for start in range(0, len(text), size):
            yield Document(text[start : start + size], metadata={"source": source})


def handbook_retriever(size: int = CHUNK) -> VectorStoreRetriever:
    """The first few pieces of the handbook for a question."""
    documents = list(pieces(HANDBOOK, size))
    store = InMemoryVectorStore(TfIdf([document.page_content for document in documents]))
    store.add_documents(documents)
    return store.as_retriever(search_kwargs={"k": RETRIEVED})
