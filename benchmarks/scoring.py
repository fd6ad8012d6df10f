"""What scoring costs: processor seconds for 1,000 samples with ten retrieved texts each, on one core.

python benchmarks/scoring.py [TESTSET FOLDER]

The samples are those of a test set (by default one of the handbook in fixtures/, made at the start), repeated with ids
of their own. The texts are cut from the folder's documents at places of their own for every sample, so that no text is
seen twice: nine anywhere, and one around the first evidence span.
"""

import sys
from pathlib import Path
from random import Random
from time import process_time

from kgsynth import generate
from kgsynth.readers import read_folder
from kgsynth.scoring import Passage, Results, compare, score, summarise
from kgsynth.testset import Testset
from kgsynth.types import Document, Sample

SAMPLES, TEXTS, GOAL = 1_000, 10, 5.0
HANDBOOK = Path(__file__).parent.parent / "fixtures" / "handbook"


def main() -> None:
    """Print the seconds of each step; the exit status is 1 if scoring takes longer than its goal."""
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else HANDBOOK
    testset = Testset.load(sys.argv[1]) if len(sys.argv) > 1 else generate(folder, size=40)
    documents = {document.source: document for document in read_folder(folder)[0]}
    samples = [_with_id(testset.samples[number % len(testset)], number) for number in range(SAMPLES)]
    rng = Random(0)
    for kind, with_place in (("texts", False), ("places", True)):
        retrieved = [_retrieved(sample, documents, rng, with_place=with_place) for sample in samples]
        start = process_time()
        results = Results(tuple(score(one, texts) for one, texts in zip(samples, retrieved, strict=True)))
        seconds = process_time() - start
        print(f"{SAMPLES:,} samples, {TEXTS} {kind} each: {seconds:.2f} s (goal {GOAL:.0f} s)")
        if seconds > GOAL:
            sys.exit(1)
    start = process_time()
    summarise(results)
    print(f"means and intervals of all slices: {process_time() - start:.2f} s")
    start = process_time()
    compare(results, results)
    print(f"comparison of two runs: {process_time() - start:.2f} s")


def _with_id(sample: Sample, number: int) -> Sample:
    return sample.model_copy(update={"id": f"{number:04}-{sample.id}"})


def _retrieved(sample: Sample, documents: dict[str, Document], rng: Random, *, with_place: bool) -> list[Passage]:
    first = sample.evidence[0]
    held = [_piece(documents[first.source], max(0, first.start - rng.randrange(1_000)), rng)]
    names = sorted(documents)
    while len(held) < TEXTS:
        document = documents[rng.choice(names)]
        held.append(_piece(document, rng.randrange(len(document.text)), rng))
    return held if with_place else [Passage(piece.text) for piece in held]


def _piece(document: Document, start: int, rng: Random) -> Passage:
    text = document.text[start : start + 1_500 + rng.randrange(1_000)]
    return Passage(text, source=document.source, start=start, end=start + len(text))


if __name__ == "__main__":
    main()
