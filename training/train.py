"""A treebank folder -> the data folder of the bundled English pipeline, in one command.

Templates are written, everything is converted, the pipeline is trained, packed, and put beside its word lists.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import spacy
from spacy.cli.train import train as train_pipeline

import training.technical_tokens  # noqa: F401 - the config names the callback that this import registers
from training.convert import convert
from training.lexicons import write_lexicons
from training.pack import pack
from training.templates import write_templates

CONFIG = Path(__file__).with_name("config.cfg")
ENTITY_REPEATS = 2


def prepare_corpus(treebank: Path, corpus: Path) -> None:
    """Write `train/*.spacy` and `dev.spacy`; what carries entity annotation is shown twice."""
    (corpus / "train").mkdir(parents=True, exist_ok=True)
    write_templates(corpus / "templates.conllu")
    convert(corpus / "templates.conllu", corpus / "train" / "templates.spacy")
    convert(treebank / "train.conllu", corpus / "train" / "treebank.spacy", repeat_entities=ENTITY_REPEATS)
    convert(treebank / "dev.conllu", corpus / "dev.spacy")


def train(treebank: Path, output: Path, *, steps: int | None = None) -> int:
    """Everything from CoNLL-U to `output/en_kgsynth`; returns the size of the packed model in bytes."""
    corpus = output / "corpus"
    prepare_corpus(treebank, corpus)
    overrides: dict[str, str | int] = {
        "paths.train": str(corpus / "train"),
        "paths.dev": str(corpus / "dev.spacy"),
    }
    if steps is not None:
        overrides["training.max_steps"] = steps
    train_pipeline(CONFIG, output / "pipeline", overrides=overrides)
    data = output / "en_kgsynth"
    write_lexicons(treebank, data)
    return pack(spacy.load(output / "pipeline" / "model-best"), data)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("treebank", type=Path, help="folder with train, dev and test as .conllu, and the word counts")
    parser.add_argument("output", type=Path, help="folder for the corpus, the pipeline and the packed data")
    parser.add_argument("--steps", type=int, help="stop after so many steps")
    options = parser.parse_args(arguments)
    print(train(options.treebank, options.output, steps=options.steps))


if __name__ == "__main__":
    main()
