"""Test collections for search, and triplets: which passages are relevant, and which only look so."""

import csv
import io
import json
from typing import Any

import pytest
from export_samples import (
    CORPUS,
    HARD,
    HERON,
    IN_KOREAN,
    KESTREL,
    MERLIN,
    MULTI,
    OPEN,
    SAMPLES,
    SINGLE,
    chunk,
    evidence,
    exported,
    sample,
    text_of,
)

from kgsynth.errors import FileFormatError, InputError
from kgsynth.exporters.records import Exported, Passages
from kgsynth.types import Chunk, Evidence, Sample


def rows(export: Exported, name: str = "") -> list[dict[str, Any]]:
    return [json.loads(line) for line in text_of(export, name).split("\n") if line]


def qrels(export: Exported) -> list[tuple[str, str]]:
    """Query and passage of each judgement in a folder for BEIR."""
    table = csv.DictReader(io.StringIO(text_of(export, "qrels/test.tsv")), delimiter="\t")
    found = list(table)
    assert all(row["score"] == "1" for row in found)
    return [(row["query-id"], row["corpus-id"]) for row in found]


# ----------------------------------------------------------------------------------------------- BEIR and TREC


def test_beir_has_a_corpus_queries_and_qrels() -> None:
    """With the fields that its loader reads, and the rest as metadata."""
    export = exported("beir", SINGLE, MULTI, corpus=CORPUS)
    assert set(export.files) == {"corpus.jsonl", "queries.jsonl", "qrels/test.tsv"}
    assert rows(export, "corpus.jsonl")[0] == {"_id": "ck", "title": "DK", "text": KESTREL}
    first = rows(export, "queries.jsonl")[0]
    assert (first["_id"], first["text"]) == ("s1", SINGLE.user_input)
    assert first["metadata"]["reference"] == "port 8080" and first["metadata"]["clean_user_input"]
    assert text_of(export, "qrels/test.tsv").startswith("query-id\tcorpus-id\tscore\n")
    assert qrels(export) == [("s1", "ck"), ("s2", "ck"), ("s2", "cm")]


def test_trec_has_topics_and_qrels_in_columns() -> None:
    """A question is on one line, whatever it holds."""
    export = exported("trec", MULTI, HARD, corpus=CORPUS)
    assert text_of(export, "qrels.txt") == "s2 0 ck 1\ns2 0 cm 1\ns5 0 ck 1\n"
    topics = text_of(export, "topics.tsv").split("\n")
    assert topics == [f"s2\t{MULTI.user_input}", 's5\t=1+1 | "which", {{ port }} is it?', ""]
    assert rows(export, "corpus.jsonl")[1] == {"id": "cm", "title": "DM", "contents": MERLIN}


def test_without_a_corpus_the_contexts_are_searched() -> None:
    """Each once, under its id."""
    export = exported("beir", *SAMPLES)
    assert [row["_id"] for row in rows(export, "corpus.jsonl")] == ["ck", "cm", "cko"]
    assert {query for query, _ in qrels(export)} == {"s1", "s2", "s4", "s5"}


def test_a_question_without_an_answer_has_no_relevant_passage() -> None:
    """Not even the context that it came with; a note says so."""
    near = OPEN.model_copy(update={"reference_contexts": (KESTREL,), "reference_context_ids": ("ck",)})
    for export in (exported("beir", SINGLE, near), exported("beir", SINGLE, near, corpus=CORPUS)):
        assert qrels(export) == [("s1", "ck")]
        assert len(rows(export, "queries.jsonl")) == 2
        assert "1 unanswerable" in export.notes[0]


def pieces(size: int, text: str = KESTREL, document: str = "dk") -> Passages:
    """A document cut every so many characters."""
    cuts = range(0, len(text), size)
    return Passages(tuple(chunk(f"c{start}", document, text[start : start + size], start) for start in cuts))


@pytest.mark.parametrize("size", [5, 13, 20, 39, 200])
def test_relevant_passages_are_found_for_any_cut(size: int) -> None:
    """Those that hold some of the evidence, and no others: checked against every passage."""
    corpus, span = pieces(size), SINGLE.evidence[0]
    wanted = [
        each.id
        for each in corpus.chunks()
        if KESTREL[max(span.start, each.span.start) : min(span.end, each.span.end)].strip()
    ]
    assert qrels(exported("beir", SINGLE, corpus=corpus)) == [("s1", name) for name in wanted]


def test_a_passage_that_shares_a_blank_with_the_evidence_is_not_relevant() -> None:
    """Only words are evidence."""
    padded = sample(spans=(evidence(" listens on port 8080", "dk", KESTREL),))
    cut = KESTREL.index("listens")
    corpus = Passages((chunk("before", "dk", KESTREL[:cut]), chunk("after", "dk", KESTREL[cut:], cut)))
    assert qrels(exported("beir", padded, corpus=corpus)) == [("s1", "after")]


def test_a_copy_of_a_relevant_passage_is_relevant() -> None:
    """A search that finds the copy has found the answer."""
    corpus = Passages((*CORPUS.chunks(), chunk("copy", "dx", KESTREL)))
    assert qrels(exported("beir", SINGLE, corpus=corpus)) == [("s1", "ck"), ("s1", "copy")]


def test_documents_that_have_changed_are_named() -> None:
    """Evidence cannot be found in them."""
    with pytest.raises(InputError, match=r"lacks 1 of the documents .*'dm\.md'"):
        exported("beir", MULTI, corpus=pieces(20))


def test_two_samples_with_one_id_are_refused() -> None:
    """Their judgements would run together."""
    with pytest.raises(FileFormatError, match="'s1'"):
        exported("trec", SINGLE, SINGLE)


def test_blanks_in_ids_are_written_in_another_way() -> None:
    """Columns are separated by them; the corpus and the judgements agree."""
    named = SINGLE.model_copy(update={"reference_context_ids": ("my notes\t3#한",)})
    export = exported("trec", named)
    assert text_of(export, "qrels.txt") == "s1 0 my%20notes%093#한 1\n"
    assert rows(export, "corpus.jsonl")[0]["id"] == "my%20notes%093#한"


def test_a_large_corpus_is_searched_quickly() -> None:
    """20,000 passages of one document and 2,000 questions: no look at every pair."""
    line = "Setting 00000 is on. "
    corpus = pieces(len(line), "".join(f"Setting {number:05d} is on. " for number in range(20_000)), "big")
    starts = [number * 10 * len(line) for number in range(2_000)]
    asked = [sample(f"s{start}", spans=(at(start, start + len(line)),)) for start in starts]
    assert qrels(exported("beir", *asked, corpus=corpus)) == [(f"s{start}", f"c{start}") for start in starts]


def at(start: int, end: int) -> Evidence:
    """Evidence in the large document."""
    return Evidence(source="big.md", document_id="big", start=start, end=end, text="")


# --------------------------------------------------------------------------------------------------- triplets


def test_a_triplet_is_a_question_its_evidence_and_a_look_alike() -> None:
    """The negative is what a search finds and what does not answer."""
    assert rows(exported("sentence-transformers", SINGLE, corpus=CORPUS)) == [
        {"anchor": SINGLE.user_input, "positive": KESTREL, "negative": HERON}
    ]


def test_each_passage_of_a_multi_hop_question_is_a_positive() -> None:
    """Both answer a part."""
    found = rows(exported("sentence-transformers", MULTI, corpus=CORPUS))
    assert [row["positive"] for row in found] == [KESTREL, MERLIN]
    assert {row["negative"] for row in found} == {HERON}


def negatives(asked: Sample, *texts: str) -> list[str]:
    """The negatives of a sample beside the passages with these texts."""
    others = (chunk(f"o{number}", f"do{number}", text) for number, text in enumerate(texts))
    corpus = Passages((chunk("ck", "dk", KESTREL), *others))
    return [row["negative"] for row in rows(exported("sentence-transformers", asked, corpus=corpus))]


def test_a_passage_that_gives_the_answer_is_no_negative() -> None:
    """However it is put."""
    telling = "Kestrel, the server: its port is 8080, and it listens."
    assert negatives(SINGLE, telling, HERON) == [HERON]
    assert negatives(SINGLE, telling) == []


def test_a_passage_that_repeats_the_evidence_is_no_negative() -> None:
    """Even where the answer is worded in another way."""
    asked = sample(answer="eighty-eighty", spans=(evidence("Its log lies in /var/log/kestrel", "dk", KESTREL),))
    assert negatives(asked, "Which server? Its log lies in /var/log/kestrel, too.", HERON) == [HERON]


def test_a_passage_that_has_nothing_of_the_question_is_no_negative() -> None:
    """It would be too easy; the sample gives no row, and a note says how many."""
    corpus = Passages((chunk("ck", "dk", KESTREL), chunk("ox", "dx", "Bananas ripen in paper bags.")))
    export = exported("sentence-transformers", SINGLE, corpus=corpus)
    assert (export.rows, rows(export)) == (0, [])
    assert export.notes[0].startswith("1 samples gave no triplet")


class Joined(Passages):
    """A corpus whose first two passages are joined."""

    __slots__ = ()

    def joined_to(self, chunk_id: str) -> tuple[str, ...]:
        return ("ox",) if chunk_id == "ck" else ()


def test_a_passage_that_the_graph_joins_to_the_evidence_is_a_negative() -> None:
    """Where a search by words finds none."""
    text = "Bananas ripen in paper bags."
    corpus = Joined((chunk("ck", "dk", KESTREL), chunk("ox", "dx", text)))
    assert rows(exported("sentence-transformers", SINGLE, corpus=corpus))[0]["negative"] == text


def test_without_a_corpus_negatives_are_contexts_of_other_samples() -> None:
    """And the note says how to have more of them."""
    other = sample("s9", "Which port?", "another", contexts=(HERON,), ids=("ch",), spans=())
    assert rows(exported("sentence-transformers", SINGLE, other))[0]["negative"] == HERON
    lonely = exported("sentence-transformers", SINGLE)
    assert lonely.rows == 0 and "--corpus" in lonely.notes[0]


def test_questions_in_korean_have_negatives_too() -> None:
    """Words are compared as the search compares them."""
    near = "케스트럴 서버는 우편을 보내지 않습니다."
    corpus = Passages((*CORPUS.chunks(), chunk("near", "dn", near)))
    (row,) = rows(exported("sentence-transformers", IN_KOREAN, corpus=corpus))
    assert row["negative"] == near


def test_a_question_without_an_answer_gives_no_triplet() -> None:
    """Nothing is positive."""
    assert exported("sentence-transformers", OPEN, corpus=CORPUS).rows == 0


def test_nothing_at_all_gives_no_triplet() -> None:
    """An empty set has no passages to search."""
    assert exported("sentence-transformers").rows == 0


def test_the_same_samples_give_the_same_triplets() -> None:
    """Ties are broken by order."""
    twins: tuple[Chunk, ...] = tuple(chunk(f"t{number}", f"dt{number}", HERON) for number in range(5))
    corpus = Passages((*CORPUS.chunks(), *twins))
    texts = {text_of(exported("sentence-transformers", *SAMPLES, corpus=corpus)) for _ in range(3)}
    assert len(texts) == 1
