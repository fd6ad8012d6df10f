"""Samples -> test collections for search: a corpus, queries, and which passages are relevant to each."""

from collections.abc import Iterator
from urllib.parse import quote

from kgsynth.exporters.passages import Collection, collection
from kgsynth.exporters.records import Exported, Given, Row, answerable, json_lines, rest
from kgsynth.types import Sample

RELEVANT = 1


def beir(given: Given) -> Exported:
    """For BEIR's ``GenericDataLoader``."""
    found = collection(given)
    files = {
        "corpus.jsonl": json_lines(_beir_corpus(found)),
        "queries.jsonl": json_lines(_beir_query(sample) for sample in given.samples),
        "qrels/test.tsv": _tsv_qrels(found),
    }
    return Exported(files, len(given.samples), _notes(given, "BEIR's loader leaves their queries out"))


def trec(given: Given) -> Exported:
    """For the tools of TREC: ``trec_eval`` and what reads its files."""
    found = collection(given)
    files = {
        "corpus.jsonl": json_lines(_trec_corpus(found)),
        "topics.tsv": (f"{_word(sample.id)}\t{' '.join(sample.user_input.split())}\n" for sample in given.samples),
        "qrels.txt": (f"{query} 0 {passage} {RELEVANT}\n" for query, passage in _pairs(found)),
    }
    return Exported(files, len(given.samples), _notes(given, "scores are means over the others"))


def _beir_corpus(found: Collection) -> Iterator[Row]:
    return ({"_id": _word(each.id), "title": each.title, "text": each.text} for each in found.passages)


def _beir_query(sample: Sample) -> Row:
    return {"_id": _word(sample.id), "text": sample.user_input, "metadata": rest(sample, "id", "user_input")}


def _trec_corpus(found: Collection) -> Iterator[Row]:
    return ({"id": _word(each.id), "title": each.title, "contents": each.text} for each in found.passages)


def _tsv_qrels(found: Collection) -> Iterator[str]:
    yield "query-id\tcorpus-id\tscore\n"
    yield from (f"{query}\t{passage}\t{RELEVANT}\n" for query, passage in _pairs(found))


def _pairs(found: Collection) -> Iterator[tuple[str, str]]:
    return ((_word(query), _word(name)) for query, names in found.answering.items() for name in names)


def _word(name: str) -> str:
    """An id without blanks, which qrels have between their columns."""
    return "".join(quote(letter) if letter.isspace() else letter for letter in name)


def _notes(given: Given, effect: str) -> tuple[str, ...]:
    unanswerable = sum(not answerable(sample) for sample in given.samples)
    note = f"{unanswerable} unanswerable questions have no relevant passage: {effect}"
    return (note,) if unanswerable else ()
