"""Scores against a baseline: what fails a run, what is told, and what passes."""

import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from pathlib import Path

import pytest

from kgsynth import Testset
from kgsynth.plugin.outcomes import judged
from kgsynth.scoring import Results, SampleScores
from plugin.conftest import Run

BASELINE = ("--kgsynth-baseline", "baseline.json")


@pytest.fixture
def guarded(suite: Path, run: Run) -> Path:
    """A suite with the baseline of a retriever that finds everything."""
    result = run(*BASELINE, "--kgsynth-update-baseline")
    assert result.ret == 0
    result.stdout.fnmatch_lines(["*Baseline of 12 samples written to *baseline.json"])
    return suite


def results(**metrics: list[float]) -> Results:
    """A run over so many samples: the i-th has the i-th value of each metric."""
    count = len(next(iter(metrics.values())))
    return Results(
        tuple(
            SampleScores(
                sample_id=f"{place:02}",
                user_input=f"Q{place}",
                metrics={name: each[place] for name, each in metrics.items()},
            )
            for place in range(count)
        )
    )


def test_a_broken_retriever_fails_the_run(
    guarded: Path, made: Testset, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Although each test passes; what was lost is named."""
    monkeypatch.setenv("BLIND", "1")
    result = run(*BASELINE)
    result.assert_outcomes(passed=12)
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(
        ["=* kgsynth: regression =*", " evidence_recall fell by 1.000, from 1.000 to 0.000 (*; 0.02 is tolerated"]
    )
    result.stdout.fnmatch_lines(["*12 lost:", "*1.00 -> 0.00  * *", "*... and 2 more"])
    told = result.stdout.str()
    assert sum(sample.user_input[:60] in told for sample in made) >= 10


def test_two_workers_change_nothing(guarded: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names of tests, properties, results, what is told of the regression, and the status."""
    monkeypatch.setenv("BLIND", "1")
    found = []
    for workers in ([], ["-n", "2"]):
        result = run(*BASELINE, "--kgsynth-results", "results.json", "--junitxml", "junit.xml", *workers)
        cases = ElementTree.parse(guarded / "junit.xml").getroot().iter("testcase")
        properties = {case.attrib["name"]: [each.attrib for each in case.iter("property")] for case in cases}
        regression = result.stdout.str().partition("kgsynth: regression")[2].splitlines()[:-1]
        found.append((result.ret, properties, Results.load(guarded / "results.json"), regression))
    assert found[0] == found[1]
    assert found[0][0] == pytest.ExitCode.TESTS_FAILED and len(found[0][1]) == 12 and len(found[0][3]) > 10


def test_the_same_retriever_passes(guarded: Path, run: Run) -> None:
    """And the file is left as it was."""
    before = (guarded / "baseline.json").read_bytes()
    result = run(*BASELINE)
    assert result.ret == 0
    result.stdout.fnmatch_lines(["*Against baseline.json*", "*No certain fall of more than 0.02 in evidence_recall, *"])
    assert (guarded / "baseline.json").read_bytes() == before


def test_a_regression_is_told_under_qq(guarded: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The table is not, but no run fails without a reason."""
    monkeypatch.setenv("BLIND", "1")
    told = run(*BASELINE, "-qq").stdout.str()
    assert "evidence_recall fell by 1.000" in told and "By query type" not in told


def test_a_better_retriever_passes(suite: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is guarded is a fall."""
    monkeypatch.setenv("BLIND", "1")
    run(*BASELINE, "--kgsynth-update-baseline")
    monkeypatch.delenv("BLIND")
    result = run(*BASELINE)
    assert result.ret == 0
    result.stdout.fnmatch_lines(["*recall *0.000 1.000 +1.000*better"])


def test_failing_tests_keep_their_status(guarded: Path, pytester: pytest.Pytester, run: Run) -> None:
    """A run that fails for its tests fails, whatever the scores."""
    pytester.makepyfile(test_other="def test_other():\n    assert False\n")
    assert run(*BASELINE).ret == pytest.ExitCode.TESTS_FAILED


def test_samples_of_one_run_alone_are_told(guarded: Path, made: Testset, run: Run) -> None:
    """They are left out of the comparison."""
    lines = (guarded / "eval.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (guarded / "eval.jsonl").write_text("".join(lines[2:]), encoding="utf-8")
    result = run(*BASELINE)
    assert result.ret == 0
    result.stdout.fnmatch_lines(["*2 only in baseline.json, left out: *"])
    run(*BASELINE, "--kgsynth-update-baseline")
    (guarded / "eval.jsonl").write_text("".join(lines), encoding="utf-8")
    run(*BASELINE).stdout.fnmatch_lines(["*2 only in this run, left out: *"])


def test_a_baseline_of_another_set_fails_the_run(guarded: Path, run: Run) -> None:
    """A guard that compares nothing must not look like one that passed."""
    old = Results.load(guarded / "baseline.json")
    strange = [each.model_copy(update={"sample_id": f"other-{each.sample_id}"}) for each in old]
    replace(old, scores=tuple(strange)).save(guarded / "baseline.json")
    result = run(*BASELINE)
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["=* kgsynth: nothing to guard =*", "*is it another test set?*"])


def test_one_may_run_other_tests_alone(guarded: Path, pytester: pytest.Pytester, run: Run) -> None:
    """Nothing recorded, nothing compared: a line says so, and the run passes."""
    pytester.makepyfile(test_other="def test_other():\n    pass\n")
    result = run("test_other.py", *BASELINE)
    assert result.ret == 0
    result.stdout.fnmatch_lines(["kgsynth: no test recorded scores, so that nothing was compared"])
    assert "kgsynth:" not in run("test_other.py", *BASELINE, "-qq").stdout.str()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--kgsynth-baseline", "none.json"], "--kgsynth-baseline: no file '*none.json': write it with --kgsynth-up*"),
        (["--kgsynth-baseline", "eval.jsonl"], "'*eval.jsonl' holds no scores*"),
        (["--kgsynth-update-baseline"], "--kgsynth-update-baseline: say which file with --kgsynth-baseline FILE"),
        ([*BASELINE, "--kgsynth-tolerance=-1"], "--kgsynth-tolerance -1.0: 0 or more was expected"),
    ],
)
@pytest.mark.parametrize("workers", [[], ["-n", "2"]], ids=["one process", "two workers"])
def test_options_that_cannot_be_followed_are_one_line(
    suite: Path, run: Run, options: list[str], message: str, workers: list[str]
) -> None:
    """Before any test runs."""
    result = run(*options, *workers)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([f"ERROR: {message}"])
    assert "passed" not in result.stdout.str() and "Traceback" not in result.stderr.str()


def test_help_works_beside_options_that_cannot_be_followed(suite: Path, run: Run) -> None:
    """They may stand in addopts."""
    assert run("--help", *BASELINE).ret == 0


def test_a_metric_that_was_named_and_is_not_there_fails_the_run(guarded: Path, run: Run) -> None:
    """A misspelled guard is none."""
    result = run(*BASELINE, "--kgsynth-metrics", "evidence_recall,mmr")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["*--kgsynth-metrics mmr: no sample has it*"])
    assert run(*BASELINE, "--kgsynth-metrics", "evidence_recall, recall@3").ret == 0


def test_a_baseline_is_found_from_below_and_replaced_in_its_place(
    guarded: Path, pytester: pytest.Pytester, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that the option can stand in addopts."""
    pytester.makeini("[pytest]\naddopts = --kgsynth-baseline baseline.json")
    below = pytester.mkdir("below")
    (below / "test_below.py").write_text(
        (guarded / "test_search.py").read_text(encoding="utf-8").replace('eval.jsonl"', 'eval.jsonl", limit=8'),
        encoding="utf-8",
    )
    monkeypatch.chdir(below)
    assert run().ret == 0
    run("--kgsynth-update-baseline")
    assert len(Results.load(guarded / "baseline.json")) == 8 and not (below / "baseline.json").exists()


# ---------------------------------------------------------------------------------------------- the verdict


def test_a_fall_within_the_tolerance_passes() -> None:
    """However certain it is."""
    before, after = results(mrr=[0.5] * 20), results(mrr=[0.49] * 20)
    assert not judged(before, after, tolerance=0.02).failed
    assert judged(before, after, tolerance=0.005).fallen == ("mrr",)


def test_a_fall_that_may_be_chance_passes_and_is_told() -> None:
    """Five samples of twenty that differ cannot be enough, six can."""
    five = judged(results(mrr=[1.0] * 20), results(mrr=[0.0] * 5 + [1.0] * 15), tolerance=0.02)
    assert five.doubtful == ("mrr",) and not five.failed
    six = judged(results(mrr=[1.0] * 20), results(mrr=[0.0] * 6 + [1.0] * 14), tolerance=0.02)
    assert six.fallen == ("mrr",) and six.failed


def test_what_is_guarded_by_default() -> None:
    """The usual ones and one's own; not those that fall where passages merely get longer, nor each rank."""
    high, low = [1.0] * 20, [0.0] * 20
    names = {"evidence_recall": high, "evidence_precision": high, "recall@5": high, "judge": high}
    after = results(**dict.fromkeys(names, low))
    assert judged(results(**names), after, tolerance=0.02).fallen == ("evidence_recall", "judge")
    assert set(judged(results(**names), after, tolerance=0.02, metrics=["all"]).fallen) == names.keys()
    assert judged(results(**names), after, tolerance=0.02, metrics=["recall@5"]).fallen == ("recall@5",)


def test_metrics_that_are_no_longer_recorded_are_named() -> None:
    """They fail nothing unless they are asked for."""
    before, after = results(mrr=[1.0] * 9, judge=[1.0] * 9), results(mrr=[1.0] * 9)
    verdict = judged(before, after, tolerance=0.02)
    assert verdict.gone == ("judge",) and not verdict.failed
    assert judged(before, after, tolerance=0.02, metrics=["judge"]).unknown == ("judge",)
