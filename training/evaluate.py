"""The bundled model and a folder of CoNLL-U -> the table of its scores, speeds and size, as Markdown."""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc
from spacy.training import Example

from kgsynth.language.pipelines import load_pipeline
from training.convert import read_docs

SETS = ("dev", "test", "ctetex_test")
LABELS = ("PERSON", "ORG", "LOC", "EVENT", "MISC", "DATE")
SCORES = {"UPOS": "pos_acc", "XPOS": "tag_acc", "Lemma": "lemma_acc", "UAS": "dep_uas", "LAS": "dep_las"}
PIPES = {
    "whole pipeline": ("tok2vec", "morphologizer", "tagger", "parser", "kgsynth_subjects", "lemmatizer", "ner"),
    "without parser": ("tok2vec", "morphologizer", "tagger", "lemmatizer", "ner"),
    "tagger and names": ("tok2vec", "tagger", "ner"),
    "names only": ("ner",),
    "tagger only": ("tok2vec", "tagger"),
}


@dataclass
class SpanCounts:
    """Name spans found, whatever their label; dates are no names."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    @property
    def f_score(self) -> float | None:
        return 2 * self.right / (self.predicted + self.gold) if self.gold else None


def name_spans(doc: Doc) -> set[tuple[int, int]]:
    return {(span.start_char, span.end_char) for span in doc.ents if span.label_ != "DATE"}


def unknown_characters(doc: Doc) -> set[int]:
    """Offsets of the characters whose entity status the treebank leaves open."""
    unknown = (token for token in doc if token.ent_iob == 0)
    return {offset for token in unknown for offset in range(token.idx, token.idx + len(token))}


def date_characters(doc: Doc) -> set[int]:
    return {i for span in doc.ents if span.label_ == "DATE" for i in range(span.start_char, span.end_char)}


def count_spans(examples: Iterable[Example]) -> SpanCounts:
    counts = SpanCounts()
    for example in examples:
        gold = name_spans(example.reference)
        open_to_doubt = unknown_characters(example.reference) | date_characters(example.reference)
        predicted = {
            span for span in name_spans(example.predicted) if span in gold or open_to_doubt.isdisjoint(range(*span))
        }
        counts.right += len(gold & predicted)
        counts.predicted += len(predicted)
        counts.gold += len(gold)
    return counts


def examples(nlp: Language, path: Path) -> list[Example]:
    """What the pipeline says beside what is right; the text goes in untokenised."""
    gold = list(read_docs(path, nlp.vocab))
    return [Example(said, right) for said, right in zip(nlp.pipe(doc.text for doc in gold), gold, strict=True)]


def percent(value: float | None) -> str:
    return "" if value is None else f"{100 * value:.1f}"


def score_row(nlp: Language, path: Path) -> list[str]:
    pairs = examples(nlp, path)
    scores = Scorer(nlp).score(pairs)
    has_entities = bool(scores.get("ents_per_type"))
    row = [percent(scores.get(key)) for key in SCORES.values()] + [percent(scores["sents_f"])]
    row.append(percent(scores["ents_f"]) if has_entities else "")
    per_type = scores.get("ents_per_type") or {}
    row += [percent(per_type[label]["f"]) if label in per_type else "" for label in LABELS]
    row.append(percent(count_spans(pairs).f_score) if has_entities else "")
    return row


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(header)} |"
    yield "|" + "---|" * len(header)
    for row in rows:
        yield f"| {' | '.join(row)} |"


def score_table(nlp: Language, treebank: Path) -> Iterator[str]:
    header = ["set", *SCORES, "sents F", "NER F", *LABELS, "name spans F"]
    return table(header, ([name, *score_row(nlp, treebank / f"{name}.conllu")] for name in SETS))


def words_per_second(nlp: Language, texts: Sequence[str], pipes: Sequence[str]) -> float:
    with nlp.select_pipes(enable=list(pipes)):
        list(nlp.pipe(texts[:50]))
        start = time.process_time()
        words = sum(len(doc) for doc in nlp.pipe(texts))
        return words / (time.process_time() - start)


def speed_table(nlp: Language, texts: Sequence[str]) -> Iterator[str]:
    speeds = ((name, f"{words_per_second(nlp, texts, pipes):,.0f}") for name, pipes in PIPES.items())
    return table(["pipes", "words per CPU second"], speeds)


def report(treebank: Path) -> Iterator[str]:
    start = time.perf_counter()
    nlp = load_pipeline("en")
    assert nlp is not None
    loaded = time.perf_counter() - start
    yield from score_table(nlp, treebank)
    yield ""
    texts = [doc.text for name in SETS for doc in read_docs(treebank / f"{name}.conllu", nlp.vocab)]
    yield from speed_table(nlp, texts)
    size = len((files("kgsynth.language") / "en_kgsynth" / "model.bin").read_bytes())
    yield f"\nLoaded in {loaded:.2f} s; `model.bin` is {size / 1e6:.1f} MB."


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("treebank", type=Path, help="folder with dev, test and ctetex_test as .conllu")
    for line in report(parser.parse_args().treebank):
        print(line)


if __name__ == "__main__":
    main()
