"""Whether scores depend on how documents are cut: a perfect retriever at every size, and one ranking by several sets.

python benchmarks/chunk_sizes.py [FOLDER ...] [-n SIZE] [--only {oracle,ranking}]

oracle: a retriever that knows the evidence returns every piece that touches it, for pieces of 64 to 2,000 tokens, with
overlaps, as texts alone and with places. Its scores must be perfect, whatever the pieces.

ranking: twelve searches (four methods, pieces of three sizes, five pieces a question) are ranked by a set that was made
with chunk_tokens=150 and by one with chunk_tokens=600. The rankings must agree. A third set, made like the first with
another seed, tells how well two sets agree that differ in their questions alone.

The pieces are windows of characters, cut wherever a window ends: kgsynth's own chunks are used by no retriever here.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.stats import kendalltau
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.preprocessing import normalize

from kgsynth import Sample, Testset, generate
from kgsynth.embeddings.lexical import LexicalIndex
from kgsynth.readers import read_folder
from kgsynth.scoring import Passage, Results, compare, evaluate, score_retrieval
from kgsynth.types import Document

HANDBOOK = Path(__file__).parent.parent / "fixtures" / "handbook"
CHARACTERS_PER_TOKEN = 4
ORACLE_TOKENS, OVERLAPS, ORACLE_GOAL = (64, 200, 512, 2_000), (0.0, 0.1, 0.5), 0.99
SEARCH_TOKENS, RETRIEVED = (64, 200, 600), 5
SMALL, LARGE, TAU_GOAL, FEWEST = 150, 600, 0.9, 100
DRAWS = 2_000

Numbers: TypeAlias = NDArray[np.float64]
Method: TypeAlias = Callable[[Sequence[str], Sequence[str]], Numbers]  # texts, questions -> a row of scores a question


def main() -> None:
    """Print the tables of each folder; the exit status is 1 if a goal is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folders", nargs="*", type=Path, default=[HANDBOOK])
    parser.add_argument("-n", "--size", type=int, default=200, help="samples wanted in each set")
    parser.add_argument("--only", choices=list(PARTS), help="one part")
    asked = parser.parse_args()
    met = []
    for folder in asked.folders:
        documents, _ = read_folder(folder)
        print(f"{folder}: {len(documents)} documents", flush=True)
        met += [part(folder, documents, asked.size) for name, part in PARTS.items() if asked.only in (None, name)]
    sys.exit(0 if all(met) else 1)


def windows(documents: Sequence[Document], tokens: int, overlap: float = 0.0) -> list[Passage]:
    """Stretches of equal length, each overlapping the one before it by a share of itself."""
    size = tokens * CHARACTERS_PER_TOKEN
    step = round(size * (1 - overlap))
    return [
        Passage(document.text[start : start + size], source=document.source, start=start, end=start + size)
        for document in documents
        for start in range(0, len(document.text), step)
    ]


def verdict(reached: float, goal: float) -> str:
    """``0.998, goal 0.99: met``"""
    return f"{reached:.4g}, goal {goal}: {'met' if reached >= goal else 'MISSED'}"


# --------------------------------------------------------------------------------------------------- oracle


def oracle(folder: Path, documents: Sequence[Document], size: int) -> bool:
    """Whether a perfect retriever is told to be one at every size of its pieces."""
    testset = generate(folder, size=size)
    print(f"\nA perfect retriever, {len(testset)} samples made with the default chunk size")
    print(f"{'tokens':>8}  {'overlap':>7}  {'':6}  {'evidence recall':>15}  {'all hops':>8}")
    lowest = 1.0
    for tokens in ORACLE_TOKENS:
        for overlap in OVERLAPS:
            pieces = windows(documents, tokens, overlap)
            for kind, with_place in (("texts", False), ("places", True)):
                recall, hops = perfect_scores(testset, pieces, with_place=with_place)
                print(f"{tokens:8,}  {overlap:7.0%}  {kind:6}  {recall:15.4f}  {hops:8.4f}")
                lowest = min(lowest, recall, hops)
    print(f"Lowest: {verdict(lowest, ORACLE_GOAL)}\n", flush=True)
    return lowest >= ORACLE_GOAL


def perfect_scores(testset: Testset, pieces: Sequence[Passage], *, with_place: bool) -> tuple[float, float]:
    """The mean evidence recall and the share of samples with all hops, if all that touches the evidence comes."""
    scores = [score_retrieval(sample, perfect(sample, pieces, with_place=with_place)) for sample in testset]
    recall, hops = (np.mean([each[name] for each in scores]) for name in ("evidence_recall", "all_hops_recall"))
    return float(recall), float(hops)


def perfect(sample: Sample, pieces: Sequence[Passage], *, with_place: bool) -> Iterator[Passage]:
    """The pieces that hold a character of the evidence."""
    for piece in pieces:
        if any(touches(piece, each.source, each.start, each.end) for each in sample.evidence):
            yield piece if with_place else Passage(piece.text)


def touches(piece: Passage, source: str, start: int, end: int) -> bool:
    """Whether a piece holds a character of a stretch."""
    return piece.source == source and piece.place is not None and piece.place[0] < end and start < piece.place[1]


# -------------------------------------------------------------------------------------------------- ranking


def ranking(folder: Path, documents: Sequence[Document], size: int) -> bool:
    """Whether sets made with small and with large chunks rank the same searches alike."""
    small, large, other = (
        generate(folder, size=size, chunk_tokens=tokens, seed=seed)
        for tokens, seed in ((SMALL, 0), (LARGE, 0), (SMALL, 1))
    )
    by_small, by_large, by_other = (results_of(documents, testset) for testset in (small, large, other))
    show_sets(small, large, other)
    show_rankings(by_small, by_large)
    tau = agreement(by_small, by_large)
    print(f"Kendall tau: {verdict(tau, TAU_GOAL)}; {drawn_anew(by_small, by_large)}")
    same = agreement(by_small, by_other)
    print(f"Two sets with chunk_tokens={SMALL}, other seed: {same:.4g}; {drawn_anew(by_small, by_other)}")
    show_disagreements(by_small, by_large)
    fewest = min(len(small), len(large))
    print(f"Samples in the smaller set: {verdict(fewest, FEWEST)}\n")
    return tau >= TAU_GOAL and fewest >= FEWEST


def results_of(documents: Sequence[Document], testset: Testset) -> list[Results]:
    """What each of the twelve searches scores on a set."""
    questions = [sample.user_input for sample in testset]
    found = []
    for tokens in SEARCH_TOKENS:
        pieces = windows(documents, tokens)
        for name, method in METHODS.items():
            scores = method([piece.text for piece in pieces], questions)
            best = np.argsort(-scores, axis=1, kind="stable")[:, :RETRIEVED]
            replies = {question: [pieces[at] for at in rows] for question, rows in zip(questions, best, strict=True)}
            found.append(evaluate(testset, replies.__getitem__, name=f"{name}, {tokens} tokens"))
    return found


def recall(results: Results) -> Numbers:
    """The evidence recall of each sample."""
    return np.array([each.metrics["evidence_recall"] for each in results])


def agreement(one: Sequence[Results], other: Sequence[Results]) -> float:
    """Kendall's tau-b of two rankings by mean evidence recall: 1 for the same order, 0 for no relation."""
    return tau_of(*(np.array([recall(each).mean() for each in results]) for results in (one, other)))


def tau_of(one: Numbers, other: Numbers) -> float:
    return float(kendalltau(one, other).statistic)


def drawn_anew(one: Sequence[Results], other: Sequence[Results]) -> str:
    """Between which numbers tau lies in 95 of 100 draws of as many samples of each set."""
    rng = np.random.default_rng(0)
    drawn = [drawn_means(np.array([recall(each) for each in results]), rng) for results in (one, other)]
    taus = [tau_of(left, right) for left, right in zip(*drawn, strict=True)]
    low, high = np.percentile(taus, [2.5, 97.5])
    return f"{low:.2f} to {high:.2f} with samples drawn anew"


def drawn_means(table: Numbers, rng: np.random.Generator) -> Numbers:
    """A row of means for each draw of as many samples, with replacement."""
    n = table.shape[1]
    counts = rng.multinomial(n, np.full(n, 1 / n), size=DRAWS)
    means: Numbers = counts @ table.T / n
    return means


def show_sets(small: Testset, large: Testset, other: Testset) -> None:
    """What could make the sets differ: their mix, and how few questions they share."""
    for name, testset in ((f"{SMALL}", small), (f"{LARGE}", large), (f"{SMALL}, other seed", other)):
        several = sum(sample.hops > 1 for sample in testset)
        shared = len({each.clean_user_input for each in testset} & {each.clean_user_input for each in small})
        print(f"chunk_tokens={name}: {len(testset)} samples, {several} multi-hop, {shared} also in the first set")


def show_rankings(by_small: Sequence[Results], by_large: Sequence[Results]) -> None:
    """One line a search: its place and its evidence recall by both sets."""
    columns = [np.array([recall(each).mean() for each in results]) for results in (by_small, by_large)]
    places = [np.argsort(np.argsort(-column)) + 1 for column in columns]
    print(f"\nThe place of each search, and its evidence recall in {RETRIEVED} pieces")
    print(f"{'set made with chunk_tokens=':28}{SMALL:>10}{LARGE:>12}")
    for at in np.argsort(places[0]):
        cells = "  ".join(f"{place[at]:4} {column[at]:.3f}" for place, column in zip(places, columns, strict=True))
        print(f"{by_small[at].name:28}{cells}")


def show_disagreements(by_small: Sequence[Results], by_large: Sequence[Results]) -> None:
    """The pairs of searches that the two sets order otherwise, and how sure each set is of its order."""
    for one, other in combinations(range(len(by_small)), 2):
        small, large = (
            compare(results[one], results[other]).metrics["evidence_recall"] for results in (by_small, by_large)
        )
        if small.difference * large.difference < 0:
            first, second = by_small[one].name, by_small[other].name
            parts = (f"{each.difference:+.3f} (p {each.p_value:.2f})" for each in (small, large))
            print(f"Ordered otherwise: {first} -> {second}: {', '.join(parts)}")


# -------------------------------------------------------------------------------------------------- methods


def bm25(texts: Sequence[str], questions: Sequence[str]) -> Numbers:
    """BM25 over word stems."""
    return LexicalIndex(texts).scores(questions).astype(np.float64)


def tf_idf(texts: Sequence[str], questions: Sequence[str]) -> Numbers:
    """The cosine of TF-IDF vectors of words as they stand."""
    vectorizer = TfidfVectorizer()
    rows = vectorizer.fit_transform(texts)
    return np.asarray((vectorizer.transform(questions) @ rows.T).toarray())


def lsa(texts: Sequence[str], questions: Sequence[str]) -> Numbers:
    """The cosine of such vectors in 50 dimensions."""
    vectorizer, reduce = TfidfVectorizer(), TruncatedSVD(50, random_state=0)
    rows = normalize(reduce.fit_transform(vectorizer.fit_transform(texts)))
    return np.asarray(normalize(reduce.transform(vectorizer.transform(questions))) @ rows.T)


def common_words(texts: Sequence[str], questions: Sequence[str]) -> Numbers:
    """How many words a text has in common with the question, the commonest included."""
    vectorizer = CountVectorizer(binary=True)
    rows = vectorizer.fit_transform(texts)
    return np.asarray((vectorizer.transform(questions) @ rows.T).toarray(), dtype=np.float64)


METHODS: dict[str, Method] = {"BM25": bm25, "TF-IDF": tf_idf, "LSA": lsa, "common words": common_words}
PARTS: dict[str, Callable[[Path, Sequence[Document], int], bool]] = {"oracle": oracle, "ranking": ranking}


if __name__ == "__main__":
    main()
