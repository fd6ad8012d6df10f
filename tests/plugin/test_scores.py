"""What tests record: what they get back, and where it is found after the run."""

import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from kgsynth import Testset
from kgsynth.errors import InputError
from kgsynth.plugin.recording import Recorder, gathered
from kgsynth.scoring import Results, SampleScores, evaluate, score
from plugin.conftest import Run


def whole(testset: Testset) -> list[SampleScores]:
    """The scores of the oracle, sample by sample."""
    found = [score(sample, [evidence.text for evidence in sample.evidence]) for sample in testset]
    return sorted(found, key=lambda each: each.sample_id)


def test_scores_are_returned_by_name(made: Testset) -> None:
    """Those of the scoring module, and one's own beside them."""
    sample = made.samples[0]
    texts = [evidence.text for evidence in sample.evidence]
    scores = Recorder().record(sample, retrieved=iter(texts), answer=sample.reference, faithfulness=1)
    assert scores == {**score(sample, texts, sample.reference).metrics, "faithfulness": 1.0}
    assert scores["evidence_recall"] == scores["exact_match"] == 1.0


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "nothing to record"),
        ({"judge": "good"}, "judge='good': a metric is a number"),
        ({"judge": None}, "judge=None: a metric is a number"),
        ({"judge": float("nan")}, "finite"),
        ({"retrieved": [], "mrr": 1.0}, "'mrr' of the sample"),
        ({"retrieved": "one text"}, "a list of passages was expected"),
    ],
)
def test_what_cannot_be_recorded_is_told(made: Testset, given: dict[str, object], message: str) -> None:
    """At the call, in words."""
    with pytest.raises(InputError, match=message):
        Recorder().record(made.samples[0], **given)  # type: ignore[arg-type]


def test_a_score_is_recorded_once_in_a_test(made: Testset) -> None:
    """Other scores of the sample may follow."""
    recorder, sample = Recorder(), made.samples[0]
    recorder.record(sample, retrieved=[])
    assert "token_f1" in recorder.record(sample, answer="")
    with pytest.raises(InputError, match="record it once"):
        recorder.record(sample, retrieved=[])


def test_results_and_properties_are_what_scoring_gives(suite: Path, made: Testset, run: Run) -> None:
    """In the file of results, as `evaluate` makes it, and in that of JUnit."""
    result = run("--kgsynth-results", "out/results.json", "--junitxml", "junit.xml")
    result.assert_outcomes(passed=12)
    result.stdout.fnmatch_lines(["*Scores of 12 samples written to *results.json"])
    results = Results.load(suite / "out/results.json")
    assert list(results) == whole(made)
    texts = {sample.user_input: [evidence.text for evidence in sample.evidence] for sample in made}
    assert results.scores == evaluate(made, lambda question: texts[question]).scores
    found = sorted(properties(suite / "junit.xml"), key=lambda each: each["kgsynth_sample"])
    for each, own in zip(results, found, strict=True):
        rounded = {f"kgsynth_{name}": str(round(value, 6)) for name, value in each.metrics.items()}
        assert own == {"kgsynth_sample": each.sample_id, **rounded}


def properties(path: Path) -> list[dict[str, str]]:
    """The properties of each test case."""
    cases = ElementTree.parse(path).getroot().iter("testcase")
    return [{each.attrib["name"]: each.attrib["value"] for each in case.iter("property")} for case in cases]


def test_the_scores_of_tests_that_fail_count(pytester: pytest.Pytester, suite: Path, run: Run) -> None:
    """An assertion on them does not take them back."""
    pytester.makepyfile(
        test_search="""
        import pytest

        @pytest.mark.kgsynth("eval.jsonl")
        def test_search(kgsynth_sample, kgsynth_scores):
            scores = kgsynth_scores.record(kgsynth_sample, retrieved=[])
            assert scores["evidence_recall"] >= 0.5
        """
    )
    run("--kgsynth-results", "results.json").assert_outcomes(failed=12)
    assert {each.metrics["evidence_recall"] for each in Results.load(suite / "results.json")} == {0.0}


def test_several_tests_add_to_one_sample(pytester: pytest.Pytester, suite: Path, made: Testset, run: Run) -> None:
    """One records what was retrieved, another what was answered."""
    pytester.makepyfile(
        test_answer="""
        import pytest

        @pytest.mark.kgsynth("eval.jsonl")
        def test_answer(kgsynth_sample, kgsynth_scores):
            kgsynth_scores.record(kgsynth_sample, answer=kgsynth_sample.reference, judge=0.5)
        """
    )
    run("--kgsynth-results", "results.json").assert_outcomes(passed=24)
    results = Results.load(suite / "results.json")
    assert len(results) == 12
    assert all({"evidence_recall", "token_f1", "judge"} <= each.metrics.keys() for each in results)


def test_two_tests_that_record_the_same_fail_the_run(pytester: pytest.Pytester, suite: Path, run: Run) -> None:
    """Neither is dropped in silence; nothing is written."""
    source = (suite / "test_search.py").read_text(encoding="utf-8")
    pytester.makepyfile(test_twice=source)
    result = run("--kgsynth-results", "results.json")
    result.assert_outcomes(passed=24)
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["*test_search.py::* and test_twice.py::* both record *of one sample"])
    assert not (suite / "results.json").exists()


def test_one_test_may_record_the_whole_set(pytester: pytest.Pytester, suite: Path, run: Run) -> None:
    """Without the parameter; the JUnit file then has the means."""
    pytester.makepyfile(
        test_search="""
        from kgsynth import Testset

        def test_search(kgsynth_scores):
            for number, sample in enumerate(Testset.load("eval.jsonl")):
                kgsynth_scores.record(sample, judge=number % 2)
        """
    )
    run("--junitxml", "junit.xml").assert_outcomes(passed=1)
    assert properties(suite / "junit.xml") == [{"kgsynth_samples": "12", "kgsynth_judge": "0.5"}]


def test_a_table_ends_the_run(suite: Path, made: Testset, run: Run) -> None:
    """Means with intervals, and by type of question; not with -qq."""
    result = run()
    result.stdout.fnmatch_lines(["=* kgsynth =*", "*12 scored*", "*evidence recall*1.000*1.000-1.000*12"])
    result.stdout.fnmatch_lines(["*By query type*", "*multi hop*", "*single hop*"])
    run("-q").stdout.fnmatch_lines(["=* kgsynth =*"])
    for quiet in (["-qq"], ["--no-summary"]):
        assert "evidence recall" not in run(*quiet).stdout.str()


def test_the_table_has_the_colours_of_pytest(suite: Path, run: Run) -> None:
    """None where the output is a file."""
    assert "\x1b[" in run("--color=yes").stdout.str().partition(" kgsynth ")[2]
    assert "\x1b" not in run().stdout.str()


@pytest.mark.parametrize(("how", "status"), [("pytest.exit('enough')", 2), ("assert False", 1)], ids=["exit", "-x"])
def test_a_run_that_is_stopped_writes_nothing(
    pytester: pytest.Pytester, suite: Path, run: Run, how: str, status: int
) -> None:
    """Half of a set would pass for the whole later on."""
    source = (suite / "test_search.py").read_text(encoding="utf-8")
    pytester.makepyfile(test_search=f"{source}\ndef test_stop():\n    {how}\n")
    result = run("-x", "--kgsynth-results", "results.json", "--kgsynth-baseline", "b.json", "--kgsynth-update-baseline")
    assert result.ret == status
    result.stdout.fnmatch_lines(["*12 scored*", "*The run was stopped: nothing was written or compared"])
    assert not (suite / "results.json").exists() and not (suite / "b.json").exists()


def test_a_test_that_runs_again_replaces_its_scores(made: Testset) -> None:
    """As plug-ins do that give a test a second chance."""
    sample = made.samples[0]
    tries = []
    for value in (0.0, 1.0):
        recorder = Recorder()
        recorder.record(sample, judge=value)
        tries += [("test_it", text) for text in recorder.taken()]
        assert recorder.taken() == []
    found = gathered(tries)
    assert not found.clashes and [each.metrics for each in found.results] == [{"judge": 1.0}]


def test_results_that_cannot_be_written_fail_the_run(suite: Path, run: Run) -> None:
    """With the path and the cause, after the table."""
    (suite / "taken").write_text("a file", encoding="utf-8")
    result = run("--kgsynth-results", "taken/results.json")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["* 12 scored*", "*--kgsynth-results: cannot write '*taken/results.json': *"])
