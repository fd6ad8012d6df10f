"""What a retriever's passages score: by place, by text and by id, however the documents were cut."""

import unicodedata
from math import isfinite, log2

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scoring_samples import (
    DOCUMENTS,
    DOUBLE,
    PASSWORD,
    PORT,
    SERVER,
    SINGLE,
    UNANSWERABLE,
    VIEWER,
    cut,
    pieces,
    sample,
    texts,
)

from kgsynth.errors import SettingsError
from kgsynth.scoring import Passage, evidence_precision, evidence_recall, score_retrieval

UNRELATED = "Migratory birds rest on the island in spring, and the ferry sails twice a day until October."
SHARES = st.lists(st.floats(0, 1), max_size=12)
PASSAGES = st.lists(
    st.one_of(
        st.sampled_from([*cut(DOCUMENTS, [0.2, 0.45, 0.7]), *pieces(DOCUMENTS, 150, 90)]),
        st.sampled_from([Passage(text) for text in texts(pieces(DOCUMENTS, 120, 70))]),
        st.builds(Passage, text=st.text(max_size=60)),
        st.builds(Passage, id=st.sampled_from([*DOUBLE.reference_context_ids, "other"])),
    ),
    max_size=8,
)


# ------------------------------------------------------------------------------------------- what must hold


@given(SHARES)
def test_any_chunking_of_the_documents_scores_all_of_the_evidence(cuts: list[float]) -> None:
    """All pieces together, however cut: recall 1, every hop, and nothing outside 0 to 1."""
    scores = score_retrieval(DOUBLE, cut(DOCUMENTS, cuts))
    assert scores["evidence_recall"] == scores["all_hops_recall"] == 1
    assert all(isfinite(value) and 0 <= value <= 1 for value in scores.values())


@given(PASSAGES)
def test_all_scores_lie_between_0_and_1(passages: list[Passage]) -> None:
    """Whatever was retrieved: never NaN."""
    assert all(isfinite(value) and 0 <= value <= 1 for value in score_retrieval(DOUBLE, passages).values())


@given(PASSAGES, PASSAGES)
def test_more_retrieved_never_lowers_recall(first: list[Passage], more: list[Passage]) -> None:
    """Nor the hit, the reciprocal rank, or the gain of so many ranks."""
    before, after = score_retrieval(DOUBLE, first), score_retrieval(DOUBLE, [*first, *more])
    for name in before.keys() - {"evidence_precision"}:
        assert after[name] >= before[name], name


@given(st.integers(160, 700))
def test_texts_that_overlap_score_as_their_places_do(size: int) -> None:
    """Where neighbours share 20 letters, texts alone find every letter of the evidence."""
    held = pieces(DOCUMENTS, size, size - 60)
    by_place, by_text = score_retrieval(DOUBLE, held), score_retrieval(DOUBLE, texts(held))
    assert by_text["evidence_recall"] == by_place["evidence_recall"] == 1
    assert by_text["evidence_precision"] == pytest.approx(by_place["evidence_precision"], abs=1e-9)


def test_recall_at_k_is_the_recall_of_the_first_k() -> None:
    """At each rank that was asked for, and no other."""
    held = pieces(DOCUMENTS, 120, 80)
    scores = score_retrieval(DOUBLE, held, ks=(2, 7))
    assert scores["recall@2"] == evidence_recall(DOUBLE, held[:2])
    assert scores["recall@7"] == evidence_recall(DOUBLE, held[:7])
    assert {name for name in scores if "@" in name} == {
        f"{measure}@{k}" for measure in ("recall", "hit", "ndcg") for k in (2, 7)
    }


# ------------------------------------------------------------------------------------------------ by place


def test_half_of_a_span_is_half_of_the_recall() -> None:
    """By letters: blanks and punctuation weigh nothing."""
    start = SERVER.index(PORT)
    half = SERVER.index("8080") + 4
    found = evidence_recall(SINGLE, [Passage(source="guide/server.md", start=start, end=half)])
    letters = [sum(map(str.isalnum, text)) for text in (SERVER[start:half], PORT)]
    assert found == letters[0] / letters[1]


@pytest.mark.parametrize(
    "source", ["guide/server.md", "/home/me/docs/guide/server.md", "server.md", "guide\\server.md"]
)
def test_a_longer_or_shorter_path_is_the_same_document(source: str) -> None:
    """A retriever need not name documents relative to the folder that the set was made of."""
    assert evidence_recall(SINGLE, [Passage(source=source, start=0, end=len(SERVER))]) == 1


def test_the_same_place_of_another_document_is_none() -> None:
    """Neither by its source nor by its id; and a part of a name is no part of a path."""
    for where in ({"source": "guide/viewer.md"}, {"document_id": "0"}, {"source": "my-guide/server.md"}):
        assert evidence_recall(SINGLE, [Passage(**where, start=0, end=len(SERVER))]) == 0


def test_a_document_is_known_by_its_id_alone() -> None:
    """As the test set has it."""
    span = SINGLE.evidence[0]
    assert evidence_recall(SINGLE, [Passage(document_id=span.document_id, start=span.start, end=span.end)]) == 1


def test_a_place_that_the_text_belies_is_not_believed() -> None:
    """Offsets that count in another text than the set's: then the text decides."""
    elsewhere = SERVER.index(PORT) - 30
    passage = Passage(SERVER[-180:], source="guide/server.md", start=elsewhere, end=elsewhere + 180)
    assert evidence_recall(SINGLE, [passage]) == 0


# ------------------------------------------------------------------------------------------------- by text


def test_a_text_may_differ_in_blanks_case_and_markup() -> None:
    """The same page as another reader gives it."""
    written = (
        "The **Kestrel** server [listens](net.md#ports) on\n  port `8080`<br> and writes its log to /var/log/kestrel."
    )
    documents = {"a.md": f"# Ports\n\n{written} More is said below."}
    marked = sample(("a.md", written), documents=documents)
    assert (
        evidence_recall(
            marked, ["PORTS The Kestrel server listens on port 8080 and writes its log to /var/log/kestrel"]
        )
        == 1
    )
    assert evidence_recall(SINGLE, [written]) == 1


def test_two_pieces_make_up_one_span() -> None:
    """Each holds a part at its edge; together they hold all."""
    middle = SERVER.index("8080")
    halves = [SERVER[middle - 120 : middle], SERVER[middle : middle + 150]]
    assert 0 < evidence_recall(SINGLE, halves[:1]) < 1
    assert evidence_recall(SINGLE, halves) == 1


def test_a_sentence_that_merely_begins_alike_is_no_evidence() -> None:
    """What two texts share counts only where it goes on until one of them ends."""
    alike = "Value 0 means not to retry at all, and the limit counts in seconds. "
    documents = {"a.md": f"core.lockTimeout: how long to wait for the lock. {alike}The default is 100."}
    waits = sample(
        ("a.md", f"core.lockTimeout: how long to wait for the lock. {alike}The default"), documents=documents
    )
    assert evidence_recall(waits, [f"push.timeout: how long a push may take. {alike}There is no default."]) == 0


def test_a_short_span_counts_only_in_its_surroundings() -> None:
    """A number alone is found by chance; with the words around it, it is not."""
    documents = {"a.md": "| Setting | Default |\n| --- | --- |\n| listen.port | 8080 |\n| tiles.days | 9 |\n"}
    short = sample(("a.md", "8080"), documents=documents)
    assert evidence_recall(short, ["The room has 8080 seats and was built by Aalto."]) == 0
    assert evidence_recall(short, ["listen.port | 8080 |\n| tiles.days | 9"]) == 1
    assert evidence_recall(short, [documents["a.md"]]) == 1


def test_a_few_letters_are_no_evidence() -> None:
    """A piece must hold 20 letters in a row."""
    assert evidence_recall(SINGLE, ["the", "Kestrel", "server", "8080", "", " \n"]) == 0


@pytest.mark.parametrize(
    ("language", "before", "evidence", "after"),
    [
        ("th", "คู่มือของโรงเรือน ", "ต้องรดน้ำต้นกล้าทุกเช้าก่อนแปดโมงและปิดหน้าต่างหลังพระอาทิตย์ตก", " ในฤดูหนาวให้ลดน้ำลงครึ่งหนึ่ง"),
        (
            "ko",
            "백신 냉장고 안내서. ",
            "냉장고의 온도는 하루에 두 번 기록하고 2도에서 8도 사이로 유지해야 합니다",
            ". 경보가 울리면 담당자에게 알립니다.",
        ),
    ],
)
def test_scripts_without_blanks_are_covered_too(language: str, before: str, evidence: str, after: str) -> None:
    """Whole, in two pieces, and with letters that are written apart."""
    documents = {"a.md": before + evidence + after}
    asked = sample(("a.md", evidence), documents=documents, language=language)
    half = len(before) + len(evidence) // 2
    assert evidence_recall(asked, [documents["a.md"][:half], documents["a.md"][half:]]) == 1
    assert evidence_recall(asked, [unicodedata.normalize("NFD", documents["a.md"])]) == 1
    assert evidence_recall(asked, [before + after]) == 0


# --------------------------------------------------------------------------------------------------- by id


def test_ids_find_hops() -> None:
    """A hop is found with the id of its reference context; precision is the share of ids that find one."""
    first, second = DOUBLE.reference_context_ids
    scores = score_retrieval(DOUBLE, [{"id": "other"}, {"id": first}, {"id": first}, {"id": second}], ks=(1, 2))
    assert scores["evidence_recall"] == scores["all_hops_recall"] == 1
    assert scores["evidence_precision"] == 2 / 4
    assert scores["mrr"] == 1 / 2
    assert (scores["hit@1"], scores["hit@2"]) == (0, 1)
    assert 0 < scores["recall@2"] < 1


# -------------------------------------------------------------------------------------------- the measures


def test_precision_is_the_share_of_letters_that_are_evidence() -> None:
    """What comes twice counts once as evidence and twice as reading matter."""
    assert evidence_precision(SINGLE, [PORT]) == 1
    assert evidence_precision(SINGLE, [PORT, PORT]) == 0.5
    assert evidence_precision(SINGLE, [UNRELATED]) == evidence_precision(SINGLE, []) == 0


def test_all_hops_need_every_span() -> None:
    """One hop of two is not enough, however much longer it is."""
    assert score_retrieval(DOUBLE, [SERVER])["all_hops_recall"] == 0
    assert score_retrieval(DOUBLE, [SERVER, VIEWER])["all_hops_recall"] == 1


def test_the_gain_is_over_that_of_one_hop_a_rank() -> None:
    """By hand: one hop of two at the second rank, nothing else."""
    hops = [sum(map(str.isalnum, text)) for text in (PORT, PASSWORD)]
    scores = score_retrieval(DOUBLE, [UNRELATED, VIEWER], ks=(1, 3))
    assert scores["ndcg@1"] == 0
    assert scores["ndcg@3"] == pytest.approx(hops[1] / log2(3) / (hops[0] + hops[1] / log2(3)))
    assert score_retrieval(DOUBLE, [SERVER, VIEWER], ks=(1, 3))["ndcg@1"] == 1


def test_a_repeated_passage_gains_nothing() -> None:
    """The second time it holds nothing new."""
    once, twice = (score_retrieval(DOUBLE, [SERVER] * times + [VIEWER], ks=(3,))["ndcg@3"] for times in (1, 2))
    assert once == 1 and twice < 1


def test_the_first_relevant_passage_gives_the_reciprocal_rank() -> None:
    """Relevant is what holds half of a span, not what touches one."""
    touching = SERVER[: SERVER.index(PORT) + 30]
    assert score_retrieval(SINGLE, [UNRELATED, touching, SERVER])["mrr"] == 1 / 3


def test_nothing_retrieved_scores_nothing() -> None:
    """An empty reply, and a reply of empty texts."""
    for retrieved in ([], ["", " "]):
        assert set(score_retrieval(DOUBLE, retrieved).values()) == {0}


def test_a_sample_without_evidence_has_no_scores_of_retrieval() -> None:
    """There is nothing to find, so nothing is missed."""
    assert score_retrieval(UNANSWERABLE, [SERVER]) == {}
    assert evidence_recall(UNANSWERABLE, []) == 1
    assert evidence_precision(UNANSWERABLE, [SERVER]) == 0


def test_ranks_begin_at_one() -> None:
    """A rank of 0 is a bad call."""
    with pytest.raises(SettingsError, match="'ks'"):
        score_retrieval(SINGLE, [SERVER], ks=(0, 3))
