"""Lengths, ranks, difficulty, power, account, targets, and the whole record."""

import math
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quality_samples import GATEWAY, PORT, corpus, sample
from rich.console import Console

from kgsynth.errors import InputError, SettingsError
from kgsynth.report.quality import Quality, measure, requirements, verdicts
from kgsynth.report.quality.account import account
from kgsynth.report.quality.lengths import hardness, lengths, word_count
from kgsynth.report.quality.power import detectable, power
from kgsynth.report.quality.ranks import ranks
from kgsynth.report.quality.records import share, spread
from kgsynth.report.quality.targets import TARGETS
from kgsynth.report.quality_terminal import show_quality
from kgsynth.testset import Testset
from kgsynth.types import Manifest, Shortfall

MANIFEST = Manifest(
    kgsynth_version="1",
    settings={"chunk_tokens": 40},
    seed=0,
    documents={"d1.md": "0", "d2.md": "0"},
    models={"questions": "some-model"},
    counts={"drafts": 9, "chunks": 4},
    spent={"total": {"requests": 7, "input_tokens": 900, "output_tokens": 100, "cost": 0.25, "cached": 2}},
    rejections={"hops: one_chunk": 1, "format: empty": 2, "hops: single_hop_leak": 4},
    shortfalls=(Shortfall(axis="query_type", cell="multi_hop", wanted=5, got=1, cause="no more paths"),),
    timings={"read": 1.5, "plan": 0.5},
)


def shown(quality: Quality, width: int = 80) -> str:
    output = StringIO()
    show_quality(quality, verdicts(quality), Console(file=output, width=width))
    return output.getvalue()


def test_a_spread_has_quartiles() -> None:
    """Of 1 to 5: 2, 3 and 4; of nothing there is none."""
    found = spread([5, 1, 4, 2, 3])
    assert found is not None
    assert (found.lowest, found.lower, found.median, found.upper, found.highest) == (1, 2, 3, 4, 5)
    assert (found.count, found.mean) == (5, 3) and spread([]) is None


@given(st.integers(0, 50), st.integers(0, 50))
def test_a_share_is_none_of_nothing(count: int, of: int) -> None:
    """And between 0 and 1 of something."""
    found = share(min(count, of), of)
    assert (found.share is None) if of == 0 else 0 <= (found.share or 0) <= 1


def test_evidence_is_measured_against_the_chunk_size() -> None:
    """The manifest's; or the median context where there is no manifest."""
    own = lengths(Testset((sample(spans=["port 8080"]),), manifest=MANIFEST))
    assert own.evidence_characters is not None and own.evidence_characters.median == 9
    assert own.evidence_tokens is not None and own.evidence_tokens.median == 3
    assert (own.chunk_tokens, own.evidence_of_chunk) == (40, round(3 / 40, 4))
    bare = lengths(Testset((sample(),)))
    assert (bare.chunk_tokens, bare.evidence_of_chunk) == (None, 1.0)


def test_words_are_counted_between_blanks_or_as_characters() -> None:
    """Korean has blanks, Thai has none; the report says how many samples were counted in characters."""
    assert word_count("케스트렐 서버는 8080 포트") == 4
    assert word_count("ห้องเย็น") == len("ห้องเย็น")
    found = lengths(Testset((sample("ห้องเย็นคืออะไร", "สิบสองตัน", kind="a"), sample(answer="one two", kind="b"))))
    assert found.counted_in_characters == 1
    assert found.answer_words["a"].median == len("สิบสองตัน") and found.answer_words["b"].median == 2


def test_the_place_of_the_evidence_in_a_search() -> None:
    """The first for its own words; the worse of two chunks is the later one; unknown documents are left out."""
    both = corpus(PORT, GATEWAY, "Nothing of that in here at all.")
    single, double = (
        sample(),
        sample("Which port has the Merlin gateway, released by Ann Lee?", "8080", (PORT, GATEWAY)),
    )
    stray = sample("Who?", texts=["Stray text."])
    stray = stray.model_copy(
        update={"evidence": (stray.evidence[0].model_copy(update={"source": "x", "document_id": "x"}),)}
    )
    found = ranks([single, double, stray], both)
    assert found is not None and (found.samples, found.chunks) == (2, 3)
    assert found.first.top_1.count == 2 and found.last.top_1.count == 1 and found.last.top_5.count == 2
    assert ranks([stray], both) is None


def test_the_question_as_put_may_be_found_later() -> None:
    """A misspelled one shares no word with its chunk, and comes last of all."""
    found = ranks([sample(put="wich pwrt kestrl lisn")], corpus("Another text.", PORT, "A third."))
    assert found is not None and found.first.median == 1 and found.first_as_put.median == 3


def test_difficulty_is_in_fifths() -> None:
    """A bound belongs to the fifth below it."""
    found = hardness([sample(score=score) for score in (0.0, 0.2, 0.2001, 0.4, 0.6, 0.8, 0.81, 1.0)])
    assert found.fifths == (2, 2, 1, 1, 2)
    assert found.by_type.keys() == {"single_hop"} and found.parts.keys() == {"hops"}


def test_the_mean_of_a_part_is_over_the_samples_that_have_it() -> None:
    """A set may hold samples from before a part was introduced."""
    later = sample(score=0.5)
    more = later.difficulty.model_copy(update={"parts": {"hops": 0.5, "distractors": 0.4}})
    found = hardness([sample(score=0.0), later.model_copy(update={"difficulty": more})])
    assert found.parts == {"distractors": 0.4, "hops": 0.25}


def test_what_a_set_can_show() -> None:
    """(1.96 + 0.84) * sqrt(2 * 0.16 / n); the same samples halve the variance; four times the samples halve it all."""
    found = detectable(100)
    assert found.unpaired == pytest.approx(2.8016 * math.sqrt(0.32 / 100), abs=1e-4)
    assert found.paired == pytest.approx((found.unpaired or 0) / math.sqrt(2), abs=1e-4)
    assert detectable(400).unpaired == pytest.approx((found.unpaired or 0) / 2, abs=1e-4)
    assert detectable(1).unpaired is None
    assert [row.samples for row in power(7, 0).table] == [50, 100, 200, 500] and power(7, 0).multi_hop is None


def test_the_account_is_the_manifests() -> None:
    """Refusals by check, the worst first; calls, tokens and cost; none without a manifest."""
    found = account(MANIFEST)
    assert found is not None
    assert found.rejections == {"hops": {"single_hop_leak": 4, "one_chunk": 1}, "format": {"empty": 2}}
    assert (found.calls, found.tokens, found.cost, found.from_disk) == (7, 1000, 0.25, 2)
    assert found.seconds == 2.0 and found.shortfalls == MANIFEST.shortfalls
    assert account(Testset(()).manifest) is None


def test_a_price_that_is_not_known_stays_unknown() -> None:
    """A cost of None is none of 0."""
    unpriced = account(MANIFEST.model_copy(update={"spent": {"total": {"requests": 1, "cost": None}}}))
    without = account(MANIFEST.model_copy(update={"spent": {}}))
    assert unpriced is not None and unpriced.cost is None
    assert without is not None and without.cost == 0.0


def test_an_empty_set_is_an_error_that_says_so() -> None:
    """There is nothing to divide by."""
    with pytest.raises(InputError, match="no samples"):
        measure(Testset(()))


def test_all_numbers_go_to_json_and_back() -> None:
    """With the documents and without, with a manifest and without."""
    for of in (None, corpus(PORT)):
        for testset in (Testset((sample(),)), Testset((sample(),), manifest=MANIFEST)):
            quality = measure(testset, of)
            assert Quality.model_validate_json(quality.model_dump_json()) == quality


def test_what_needs_the_documents_is_named() -> None:
    """And asked for in the report."""
    without, with_documents = measure(Testset((sample(),))), measure(Testset((sample(),)), corpus(PORT))
    assert "BM25 ranks" in without.not_measured and with_documents.not_measured == ("topics", "entities")
    assert "--corpus FOLDER" in shown(without)
    assert "topics, entities: give --graph" in shown(with_documents) and "--corpus" not in shown(with_documents)


def test_a_verdict_is_met_missed_or_not_measured() -> None:
    """At least for shares that should be high, at most for the others."""
    quality = measure(Testset((sample(), sample("Which log is written?", "x"))))
    found = {verdict.name: verdict for verdict in verdicts(quality, {"samples": 3, "deictic": None})}
    assert found["grounded"].met is None and found["deictic"].met is True
    assert found["most_common_opening"].met is False and found["samples"].met is False
    assert "leave_one_out" not in found


def test_every_target_can_be_required_with_a_number() -> None:
    """A number on the bound meets it, on either side."""
    quality = measure(Testset((sample(), sample("Which log?", "x", (GATEWAY, PORT)))), corpus(PORT, GATEWAY))
    values = {name: target.value(quality) for name, target in TARGETS.items()}
    assert None not in values.values()
    assert all(verdict.met for verdict in verdicts(quality, values))


def test_requirements_are_read() -> None:
    """``all`` is every target with a bound of ours, and a later number wins."""
    found = requirements(["all", "copied_runs=0.5"])
    assert found["copied_runs"] == 0.5 and found["grounded"] is None and "samples" not in found


@pytest.mark.parametrize(
    ("pair", "message"),
    [("nonsense", "nothing called 'nonsense'"), ("samples", "no bound of its own"), ("deictic=no", "no number")],
)
def test_a_requirement_that_means_nothing_is_an_error(pair: str, message: str) -> None:
    """That says what may be written."""
    with pytest.raises(SettingsError, match=message):
        requirements([pair])


def test_the_report_is_plain_and_fits_80_columns() -> None:
    """Everything there is to show: text with brackets stays text, and a shortfall is never silent."""
    samples = (
        sample("What is [bold]red[/bold] in this page?"),
        sample("ห้องเย็นคืออะไร", "สิบสองตัน", language="th"),
        sample("Welcher Port?", "8080", (GATEWAY, PORT), language="de"),
    )
    text = shown(measure(Testset(samples, manifest=MANIFEST), corpus(PORT, GATEWAY)))
    assert "\x1b" not in text and max(map(len, text.splitlines())) <= 80
    assert "no more paths" in text and "single hop leak 4" in text and "$0.2500" in text
    assert "not met" in text and "1 in scripts without blanks" in text


def test_the_same_set_gives_the_same_numbers() -> None:
    """For the same seed."""
    testset = Testset((sample(), sample("Which log?", "x")))
    documents = corpus(PORT, GATEWAY, *(f"The {n} server serves clients of kind {n} daily." for n in range(9)))
    assert measure(testset, documents, seed=3) == measure(testset, documents, seed=3)
