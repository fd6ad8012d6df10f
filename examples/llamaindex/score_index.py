"""A LlamaIndex index over the handbook, and how much of the evidence it finds, slice by slice. No model, no network.

python examples/llamaindex/score_index.py [-n 40]
"""

import argparse
from pathlib import Path

from llama_index.core import SimpleDirectoryReader, VectorStoreIndex
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.bridge.pydantic import PrivateAttr
from llama_index.core.node_parser import SentenceSplitter
from llama_index.core.schema import MetadataMode
from rich.console import Console
from sklearn.feature_extraction.text import TfidfVectorizer

from kgsynth import generate
from kgsynth.scoring import evaluate, summarise
from kgsynth.scoring.terminal import show_summary

HANDBOOK = Path(__file__).parents[2] / "fixtures" / "handbook"
READ = (".md", ".html", ".txt", ".csv")  # PDF and Word need the package llama-index-readers-file
RETRIEVED = 5


class TfIdf(BaseEmbedding):
    """Words weighed by how rare they are in some texts. Put your own embedding in its place."""

    _vectorizer: TfidfVectorizer = PrivateAttr()

    def __init__(self, texts: list[str]) -> None:
        super().__init__(model_name="tf-idf")
        self._vectorizer = TfidfVectorizer(sublinear_tf=True, stop_words="english").fit(texts)

    def _get_text_embedding(self, text: str) -> list[float]:
        row: list[float] = self._vectorizer.transform([text]).toarray()[0].tolist()
        return row

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)


def main() -> None:
    """Questions and index from the same documents; the scores by type of question, style and number of hops."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("-n", "--size", type=int, default=40, help="questions")
    size = parser.parse_args().size

    reader = SimpleDirectoryReader(str(HANDBOOK), recursive=True, required_exts=list(READ))
    documents = reader.load_data()
    testset = generate(documents, size=size)

    nodes = SentenceSplitter(chunk_size=256, chunk_overlap=32).get_nodes_from_documents(documents)
    embedding = TfIdf([node.get_content(MetadataMode.EMBED) for node in nodes])
    retriever = VectorStoreIndex(nodes, embed_model=embedding).as_retriever(similarity_top_k=RETRIEVED)

    results = evaluate(testset, retriever.retrieve, name=f"TF-IDF, {len(nodes)} nodes, {RETRIEVED} retrieved")
    show_summary(summarise(results), Console(), by=["query_type", "query_style", "hops"])


if __name__ == "__main__":
    main()
