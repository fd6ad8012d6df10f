"""The score that ranks questions without a model: fitted to questions that readers judged one by one.

    python benchmarks/acceptable.py candidates /usr/share/doc/fish -o fish.jsonl
    python benchmarks/judging.py draw round/ fish.jsonl -n 100 --readers 2
    python benchmarks/acceptable.py add round/ --corpus fish
    python benchmarks/acceptable.py fit

``candidates`` writes the single-hop candidates of a folder, as the engine makes them, with what the score sees of
each; ``judging.py`` gives them to readers; ``add`` puts their marks into ``benchmarks/judged.jsonl.gz``, which holds
numbers alone, no text of any document. ``fit`` writes ``weights.json`` and prints how well the score tells good from
bad: over pages it was not fitted to, and over corpora it was not fitted to, by the area under the ROC curve (.5 is
chance), and the share of good ones among those it puts first. How strict the readers of a corpus were is taken out, and
the corpora on which the whole engine is judged at the end are not fitted to.
"""

import argparse
import gzip
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

import judging
import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold, LeaveOneGroupOut

from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.made import Made
from kgsynth.engines.extractive.scope import Corpus
from kgsynth.engines.extractive.usual import usual_words
from kgsynth.engines.extractive.weighing.features import evidence_of, features
from kgsynth.pipeline.building import documents_in, graph_of
from kgsynth.pipeline.run import run_of
from kgsynth.sources import chunks_of
from kgsynth.subject import subject_of
from kgsynth.types import Chunk, Persona, QueryLength, QueryStyle, QueryType, Scenario

Row = Mapping[str, Any]

JUDGED = Path(__file__).with_name("judged.jsonl.gz")
WEIGHTS = Path(__file__).parents[1] / "kgsynth/engines/extractive/weighing/weights.json"
READER = Persona(name="Reader", expertise="practitioner")
FEWEST = 10  # questions that have something in common, for it to count
HELD_APART = frozenset({"git", "postgresql"})  # corpora on which the engine is judged
STRENGTH = 0.05  # the inverse of how strongly weights are held near 0
OF_READERS = 3.0  # times as freely as weights may readers' strictness differ
LEAST = 0.02  # of a weight, times the largest value it is for
SHARES = (0.05, 0.1, 0.2, 0.3, 0.5)
FIRST = "first"  # what is asked first: others were asked once better ones were spent, in other words, or blindly


def main() -> None:
    """Write candidates, add marks, or fit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    making = commands.add_parser("candidates", help="write a folder's single-hop candidates")
    making.add_argument("folder", type=Path)
    making.add_argument("-o", "--output", type=Path, required=True)
    making.add_argument("--pages", type=int, default=100, help="pages that are asked, of larger folders")
    making.add_argument("--seed", type=int, default=0, help="of the draw of the pages")
    making.set_defaults(run=lambda given: write(given.folder, given.output, given.pages, given.seed))
    adding = commands.add_parser("add", help="take readers' marks in")
    adding.add_argument("round", type=Path, help="a folder of judging.py")
    adding.add_argument("--corpus", required=True, help="what its documents are called here")
    adding.set_defaults(run=lambda given: add(given.round, given.corpus))
    commands.add_parser("fit", help="write the weights").set_defaults(run=lambda given: fit())
    given = parser.parse_args()
    given.run(given)


# -------------------------------------------------------------------------------------------------- candidates


def write(folder: Path, output: Path, pages: int, seed: int) -> None:
    """The candidates of some pages, a line each, in the form that judging.py draws from."""
    run = run_of(None, {})
    documents = documents_in(folder, run)
    ids = sorted(document.id for document in documents)
    asked = set(ids if len(ids) <= pages else Random(seed).sample(ids, pages))
    chunks = [piece for document in documents for piece in chunks_of(document, target_tokens=run.settings.chunk_tokens)]
    subject = subject_of(graph_of([document for document in documents if document.id in asked], run))
    made = Made(subject=subject, corpus=Corpus.of(chunks))
    wanted = [_scenario(chunk) for chunk in chunks if chunk.document_id in asked and chunk.language == "en"]
    made.read(wanted)
    usual = usual_words([chunk.text for chunk in chunks])
    rows = [_row(candidate, usual) for each in wanted for candidate in made.of(each)]
    output.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    print(f"{len(rows)} candidates of {len(asked)} pages in {output}")


def _scenario(chunk: Chunk) -> Scenario:
    return Scenario(
        id=chunk.id,
        query_type=QueryType.SINGLE_HOP,
        chunks=(chunk,),
        persona=READER,
        query_style=QueryStyle.WELL_FORMED,
        query_length=QueryLength.MEDIUM,
    )


def _row(candidate: Candidate, usual: Mapping[str, float]) -> Row:
    chunk = candidate.chunks[0]
    return {
        "clean_user_input": candidate.question,
        "reference": candidate.reference,
        "query_type": "single_hop",
        "question_kind": candidate.kind,
        "persona_name": READER.name,
        "evidence": [{"source": chunk.source, "text": evidence_of(candidate)}],
        "seen": {name: round(value, 3) for name, value in features(candidate, usual).items() if value},
    }


# ------------------------------------------------------------------------------------------------------- marks


def add(folder: Path, corpus: str) -> None:
    """Put what readers found of a round behind what was found before."""
    rows = [
        {
            "corpus": corpus,
            "page": sha256(row["evidence"][0]["source"].encode()).hexdigest()[:8],
            "sort": FIRST,
            "good": int(judging.is_good(row, marks)),
            "seen": row["seen"],
        }
        for row, marks in judging.judged([folder])
    ]
    everything = [*read(), *rows]
    save(everything)
    print(f"{len(rows)} more, {len(everything)} in all")


def read() -> list[Row]:
    """The questions judged so far: what is seen of each, and whether it was found good."""
    if not JUDGED.exists():
        return []
    with gzip.open(JUDGED, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def save(rows: Sequence[Row]) -> None:
    """All of them, in the same bytes each time."""
    text = "".join(f"{json.dumps(row, separators=(',', ':'), sort_keys=True)}\n" for row in rows)
    JUDGED.write_bytes(gzip.compress(text.encode(), mtime=0))


# --------------------------------------------------------------------------------------------------------- fit


def fit() -> None:
    """Write the weights, and print what they are worth."""
    rows = read()
    vectors = DictVectorizer()
    table = vectors.fit_transform([row["seen"] for row in rows]).toarray()
    kept = (table != 0).sum(axis=0) >= FEWEST
    table, names = table[:, kept], vectors.get_feature_names_out()[kept]
    scale = np.abs(table).max(axis=0)
    table /= scale
    good = np.array([row["good"] for row in rows])
    print(f"{len(rows)} questions judged, {good.mean():.2f} good; {len(names)} things seen of them")
    for name, key, splits in (("pages", "page", GroupKFold(8)), ("corpora", "corpus", LeaveOneGroupOut())):
        scores = np.zeros(len(rows))
        for known, new in splits.split(table, good, [row[key] for row in rows]):
            scores[new] = _shares(table[new], *_fitted(rows, table, good, known))
        print(f"\nover {name} it was not fitted to:")
        print("\n".join(_told(rows, good, scores)))
    apart = np.array([row["corpus"] in HELD_APART for row in rows])
    bias, found = _fitted(rows, table, good, np.flatnonzero(~apart))
    large = {
        name: round(float(weight / most), 4)
        for name, weight, most in zip(names, found, scale, strict=True)
        if abs(weight) >= LEAST
    }
    weights = {"bias": round(bias, 4), **large}
    WEIGHTS.write_text(json.dumps(weights, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    print(f"\n{len(weights)} weights in {WEIGHTS.name}")


def _fitted(rows: Sequence[Row], table: np.ndarray, good: np.ndarray, known: np.ndarray) -> tuple[float, np.ndarray]:
    """The bias of readers of middling strictness of what is asked first, and a weight for each column, of some rows."""
    sorts = np.array([f"{rows[place]['corpus']}, {rows[place]['sort']}" for place in known])
    read_by = OF_READERS * (sorts[:, None] == np.unique(sorts))
    model = LogisticRegression(C=STRENGTH, max_iter=5000).fit(np.hstack([table[known], read_by]), good[known])
    weights, strictness = np.split(model.coef_[0], [table.shape[1]])
    first = [rows[place]["sort"] == FIRST for place in known]
    return float(model.intercept_[0] + (read_by[first] @ strictness).mean()), weights


def _shares(table: np.ndarray, bias: float, weights: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-(bias + table @ weights)))


def _told(rows: Sequence[Row], good: np.ndarray, scores: np.ndarray) -> Iterator[str]:
    """For each sort of question, and each corpus of the first sort: how many, how many good, and how well it ranks."""
    sorts = np.array([row["sort"] for row in rows])
    corpora = np.array([row["corpus"] for row in rows])
    parts = [(str(sort), sorts == sort) for sort in sorted(set(sorts))]
    parts += [(f"  {corpus}", (corpora == corpus) & (sorts == FIRST)) for corpus in sorted(set(corpora))]
    for name, those in parts:
        if those.sum() < FEWEST or good[those].min() == good[those].max():
            continue
        order = np.argsort(-scores[those], kind="stable")
        best = "  ".join(
            f"{share:.0%} {good[those][order[: max(1, round(share * len(order)))]].mean():.2f}" for share in SHARES
        )
        area = roc_auc_score(good[those], scores[those])
        yield f"  {name:<16}{those.sum():>5}  good {good[those].mean():.2f}  area {area:.2f}  best {best}"


if __name__ == "__main__":
    sys.exit(main())
