"""The gate: the checks in order, and a sample for what passes them all."""

from collections.abc import Sequence

import pytest
from records import PORT, draft, multi_hop_draft

from kgsynth.checks import ChunkRanks, default_checks
from kgsynth.gate import Gate
from kgsynth.settings import Settings
from kgsynth.types import Difficulty, Draft, QueryStyle, Rejection, Sample


class FixedSearch:
    """Finds every row in order."""

    def search(self, query: str, k: int) -> list[tuple[int, float]]:
        return [(row, 1.0) for row in range(min(k, 2))]


class Refusing:
    """Refuses whatever it sees, and counts it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.seen = 0

    def check(self, drafts: Sequence[Draft]) -> list[str | None]:
        self.seen += len(drafts)
        return ["because"] * len(drafts)


def gate() -> Gate:
    ranks = ChunkRanks(FixedSearch(), ["d1:0", "d2:0"])
    return Gate(default_checks(Settings(), ranks=ranks), ranks=ranks)


def sample(item: Draft) -> Sample:
    (result,) = gate().judge([item])
    assert isinstance(result, Sample), result
    return result


def test_a_good_draft_becomes_a_sample_with_exact_evidence() -> None:
    """The evidence's text is what its span points at, and its chunk is the context."""
    item = draft(evidence="listens on port 8080")
    made = sample(item)
    (evidence,) = made.evidence
    assert PORT[evidence.start : evidence.end] == evidence.text == "listens on port 8080"
    assert made.reference_contexts == (PORT,)
    assert made.reference_context_ids == ("d1:0",)
    assert made.documents == ("d1.md",)
    assert made.synthesizer_name == "single_hop_specific_query_synthesizer"
    assert made.engine == "extractive"


def test_a_multi_hop_sample_tells_its_path() -> None:
    """Contexts in the order of the hops, and the edges that join them."""
    made = sample(
        multi_hop_draft(
            "Which port does the server that runs the Merlin gateway listen on?",
            "port 8080",
            ("The Merlin gateway runs on the Kestrel server.", PORT),
            bridge=("Kestrel",),
        )
    )
    assert made.hops == 2
    assert made.documents == ("d1.md", "d2.md")
    assert [edge.entities for edge in made.path] == [("Kestrel",)]
    assert made.synthesizer_name == "multi_hop_specific_query_synthesizer"
    assert made.difficulty.score > sample(draft()).difficulty.score


class ScoredSearch:
    """Finds the rows in order, with these scores."""

    def __init__(self, *scores: float) -> None:
        self._scores = scores

    def search(self, query: str, k: int) -> list[tuple[int, float]]:
        return list(enumerate(self._scores))[:k]


def difficulty(*scores: float) -> Difficulty:
    """Of a sample whose chunk is the first row of a search with these scores."""
    (made,) = Gate([], ranks=ChunkRanks(ScoredSearch(*scores), ["d1:0", *"abcdefghij"])).judge([draft()])
    assert isinstance(made, Sample)
    return made.difficulty


def test_difficulty_is_the_mean_of_its_parts() -> None:
    """Hops, words, rank, and the chunks that score nearly as high: none, three of nine, or more than count."""
    alone = difficulty(2.0, 1.0)
    assert alone.parts.keys() == {"hops", "lexical_distance", "distractors", "rank"}
    assert alone.parts["distractors"] == 0 and alone.score == pytest.approx(sum(alone.parts.values()) / 4, abs=1e-4)
    crowded = difficulty(2.0, 1.9, 1.9, 1.8, 1.7)
    assert crowded.parts == {**alone.parts, "distractors": 0.3333} and crowded.score > alone.score
    assert difficulty(*[1.0] * 11).parts["distractors"] == 1
    assert difficulty(2.0, 1.9, 1.9, 1.8, 1.7) == crowded


def test_without_a_search_difficulty_has_the_parts_that_need_none() -> None:
    """As in a set that was made before a part was thought of: the score is the mean of those that are there."""
    (made,) = Gate([]).judge([draft()])
    assert isinstance(made, Sample) and made.difficulty.parts.keys() == {"hops", "lexical_distance"}


def test_a_check_sees_only_what_the_last_one_passed() -> None:
    """The first refusal counts, and later checks are spared."""
    first, second = Refusing("first"), Refusing("second")
    (refusal,) = Gate([first, second]).judge([draft()])
    assert refusal == Rejection(scenario_id="s1", check="first", reason="because", user_input=draft().user_input)
    assert (first.seen, second.seen) == (1, 0)


def test_results_keep_the_order_of_the_drafts_and_refusals_are_counted() -> None:
    """By check and by the reason's code."""
    judge = gate()
    drafts = [draft(), draft("Which port does this page give for Kestrel?"), draft()]
    kinds = [type(result) for result in judge.judge(drafts)]
    assert kinds == [Sample, Rejection, Rejection]
    assert judge.counts == {("standalone", "deictic"): 1, ("duplicates", "exact"): 1}


def test_a_sample_has_the_same_id_in_any_order() -> None:
    """The id is of the content."""
    other = draft("Where does the Kestrel server write its log?", "/var/log/kestrel")
    forth = {result.id for result in gate().judge([draft(), other]) if isinstance(result, Sample)}
    back = {result.id for result in gate().judge([other, draft()]) if isinstance(result, Sample)}
    assert forth == back and len(forth) == 2


def test_a_contradicted_sample_is_flagged() -> None:
    """One question, two answers: the first is kept and marked."""
    judge = gate()
    first, second = judge.judge([draft(), draft(answer="/var/log/kestrel")])
    assert isinstance(first, Sample) and isinstance(second, Rejection)
    assert [item.flags for item in judge.flagged([first])] == [("conflict",)]


def test_a_noisy_question_keeps_its_clean_form() -> None:
    """The checks read the clean form."""
    made = sample(
        draft("kestrel server port", clean="Which port does the Kestrel server use?", style=QueryStyle.WEB_SEARCH)
    )
    assert (made.user_input, made.clean_user_input) == (
        "kestrel server port",
        "Which port does the Kestrel server use?",
    )


def test_a_sample_knows_the_topics_of_its_passages() -> None:
    """Each once; a passage that the graph put under none adds none."""
    asked = draft()
    (chunk,) = asked.scenario.chunks
    (sample,) = Gate([], topics={chunk.id: "ports, servers", "other": "logs"}).judge([asked])
    assert isinstance(sample, Sample) and sample.topics == ("ports, servers",)
    (bare,) = Gate([]).judge([asked])
    assert isinstance(bare, Sample) and bare.topics == ()
