"""How much the questions of test sets vary, and how far they speak in the words of their evidence: a row a set.

python benchmarks/wording.py SET [SET ...] [--graph graph.json]

With the graph of the documents, the cosine stands beside that of as many of their sentences. The numbers are those of
`kgsynth report`; docs/quality.md defines them.
"""

import argparse
from pathlib import Path

from kgsynth.graph import load
from kgsynth.report.quality.corpus import Corpus
from kgsynth.report.quality.variety import variety
from kgsynth.report.quality.wording import wording
from kgsynth.testset import Testset

COLUMNS = (
    *("samples", "openings", "in 50", "commonest", "distinct-1", "distinct-2", "cosine", "of corpus", "doubles"),
    *("sentence", "median", "evidence", "copied", "1-grams", "2-grams", "3-grams", "deictic"),
)
WIDTH = 11


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="+", type=Path, metavar="SET", help="a .jsonl or .json that kgsynth wrote")
    parser.add_argument("--graph", type=Path, help="the graph of the documents that all the sets are about")
    given = parser.parse_args()
    paths, corpus = given.sets, Corpus.of_graph(load(given.graph)) if given.graph else None
    names = max(len(path.stem) for path in paths)
    print(" " * names + "".join(f"{column:>{WIDTH}}" for column in COLUMNS))
    for path in paths:
        values = row(Testset.load(path), corpus)
        print(f"{path.stem:<{names}}" + "".join(f"{_shown(value):>{WIDTH}}" for value in values))


def row(testset: Testset, corpus: Corpus | None = None) -> tuple[float | None, ...]:
    """The numbers of one set, in the order of the columns."""
    various, worded = variety(testset.samples, corpus), wording(testset.samples)
    sentence, evidence = worded.in_sentence, worded.in_evidence
    return (
        len(testset),
        various.openings.distinct.share,
        various.openings.distinct_in_50,
        various.openings.most_common_share.share,
        various.distinct_1,
        various.distinct_2,
        various.mean_cosine,
        various.corpus_cosine,
        various.near_duplicates,
        sentence.mean if sentence else None,
        sentence.median if sentence else None,
        evidence.mean if evidence else None,
        worded.copied_runs.share,
        *(worded.containment.get(n) for n in ("1", "2", "3")),
        worded.deictic.share,
    )


def _shown(value: float | None) -> str:
    if value is None:
        return "-"
    return str(value) if isinstance(value, int) else f"{value:.3f}"


if __name__ == "__main__":
    main()
