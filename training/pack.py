"""A trained pipeline on disk -> `model.bin` and `config.cfg`, small enough to ship in a wheel.

Only the strings the pipeline can still say are kept, weights are rounded, and the whole is compressed. The
result is read back with `Language.from_bytes`, so nothing is unpacked to disk.
"""

from __future__ import annotations

import argparse
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import spacy
import srsly  # type: ignore[import-untyped]
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from thinc.api import Config, Model

MANTISSA_BITS = 8  # of 23; two less than fp16, and the scores do not move

RUNTIME_SECTIONS = ("nlp", "components")


def rounded(weights: np.ndarray, bits: int = MANTISSA_BITS) -> np.ndarray:
    """The nearest float32 values that need only `bits` bits of mantissa: they compress well."""
    unit = np.uint32(1 << (23 - bits))
    raw = np.ascontiguousarray(weights, dtype=np.float32).view(np.uint32)
    return ((raw + unit // np.uint32(2)) & ~(unit - np.uint32(1))).view(np.float32)


def models(nlp: Language) -> Iterator[Model[Any, Any]]:
    for _, pipe in nlp.components:
        if isinstance(pipe, TrainablePipe):
            yield pipe.model


def round_weights(nlp: Language, bits: int = MANTISSA_BITS) -> None:
    for model in models(nlp):
        for node in model.walk():
            for name in node.param_names:
                if node.has_param(name):
                    node.set_param(name, rounded(np.asarray(node.get_param(name)), bits))  # type: ignore[arg-type]


def tree_strings(trees: bytes) -> Iterator[int]:
    for tree in srsly.msgpack_loads(trees)["trees"]:
        yield from (tree[side] for side in ("orig", "subst") if side in tree)


def label_strings(nlp: Language) -> Iterator[str]:
    """Every label, the parts of "Number=Sing|Person=3", and the label of a transition such as "L-nsubj"."""
    labels = [str(label) for labels in nlp.pipe_labels.values() for label in labels]
    for pipe_name in ("parser", "ner"):
        labels += [move.partition("-")[2] for move in nlp.get_pipe(pipe_name).move_names]  # type: ignore[attr-defined]
    for label in labels:
        yield from (label, *label.split("|"), *label.replace("|", "=").split("="))


def needed_strings(nlp: Language) -> set[str]:
    """What a bare English vocabulary holds, every label, and the affixes the lemmatizer swaps."""
    trees = nlp.get_pipe("lemmatizer").trees.to_bytes()  # type: ignore[attr-defined]
    affixes = (nlp.vocab.strings[key] for key in tree_strings(trees) if key)
    return {*spacy.blank("en").vocab.strings, *label_strings(nlp), *affixes}


def without_training_words(message: bytes, kept: set[str]) -> bytes:
    """A serialised pipeline that forgets the words of its training data: features are hashes and need no strings."""
    parts = srsly.msgpack_loads(message)
    vocab = srsly.msgpack_loads(parts["vocab"])
    vocab["strings"] = srsly.json_dumps(sorted(kept)).encode()
    parts["vocab"] = srsly.msgpack_dumps(vocab)
    return bytes(srsly.msgpack_dumps(parts))


def runtime_config(nlp: Language) -> Config:
    """The sections needed to build the pipeline; how it was trained stays in the recipe."""
    return Config({section: nlp.config[section] for section in RUNTIME_SECTIONS})


def describe(nlp: Language) -> None:
    nlp.meta.update(
        name="kgsynth",
        version="1.0.0",
        description="Small English pipeline: UD tags, lemmas, trees, and names.",
        license="CC BY-SA 4.0",
        performance={},
    )


def pack(nlp: Language, target: Path, bits: int = MANTISSA_BITS) -> int:
    """Write the pipeline into the folder `target`; returns the compressed size in bytes."""
    target.mkdir(parents=True, exist_ok=True)
    describe(nlp)
    round_weights(nlp, bits)
    runtime_config(nlp).to_disk(target / "config.cfg")
    message = without_training_words(nlp.to_bytes(), needed_strings(nlp))
    return (target / "model.bin").write_bytes(zlib.compress(message, level=9))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path, help="folder of a trained pipeline, such as out/model-best")
    parser.add_argument("target", type=Path, help="folder for model.bin and config.cfg")
    parser.add_argument("--bits", type=int, default=MANTISSA_BITS)
    arguments = parser.parse_args()
    print(pack(spacy.load(arguments.model), arguments.target, arguments.bits))


if __name__ == "__main__":
    main()
