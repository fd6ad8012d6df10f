"""Which samples a test runs on, and what pytest calls them."""

import re
from collections import Counter
from pathlib import Path

import pytest

from kgsynth import QueryType, Sample, Testset
from kgsynth.plugin.selection import drawn, ids
from plugin.conftest import Run

TAKES = "def test_it(kgsynth_sample):\n    assert kgsynth_sample.user_input\n"


def marked(arguments: str) -> str:
    return f"import pytest\n\n@pytest.mark.kgsynth({arguments})\n{TAKES}"


def test_the_option_runs_a_test_for_each_sample(pytester: pytest.Pytester, suite: Path, run: Run) -> None:
    """One run a sample, the sample in hand."""
    pytester.makepyfile(test_option=TAKES, test_marked=marked("limit=3"))
    run("test_option.py", "test_marked.py", "--kgsynth-testset", "eval.jsonl").assert_outcomes(passed=12 + 3)


def test_without_a_test_set_it_is_skipped_with_a_hint(pytester: pytest.Pytester, run: Run) -> None:
    """A suite that is run without the option still runs, whether its tests are marked or not."""
    pytester.makepyfile(test_plain=TAKES, test_marked=marked('query_type="single_hop"'))
    result = run("-rs")
    result.assert_outcomes(skipped=2)
    result.stdout.fnmatch_lines(["*--kgsynth-testset FILE*"])


def test_ids_are_readable_unique_and_ascii(made: Testset) -> None:
    """Words of the question, and the sample's id."""
    found = ids(made.samples)
    assert len(set(found)) == len(found) == 12
    for name, sample in zip(found, made, strict=True):
        assert re.fullmatch(r"[a-z0-9-]+", name) and name.endswith(f"-{sample.id}")
        assert sample.clean_user_input.split()[0].lower().replace("'", "") in name


def test_ids_of_questions_in_other_scripts_are_their_sample_ids(made: Testset) -> None:
    """No word is left of Thai in ASCII; what has an accent loses it."""
    thai, french = (
        made.samples[0].model_copy(update={"clean_user_input": text})
        for text in ("พอร์ตใดที่เซิร์ฟเวอร์ใช้", "À quelle heure ferme l'accueil ?")
    )
    assert ids([thai, french])[0] == thai.id
    assert ids([french]) == [f"a-quelle-heure-ferme-laccueil-{french.id}"]


def test_a_sample_that_stands_twice_has_two_ids(made: Testset) -> None:
    """pytest would refuse two tests of one name."""
    first = made.samples[0]
    one, other = ids([first, first])
    assert other == f"{one}-2"


def test_the_marker_narrows_a_file(pytester: pytest.Pytester, suite: Path, made: Testset, run: Run) -> None:
    """By one value or several, on several axes."""
    counts = Counter(sample.query_type for sample in made)
    pytester.makepyfile(test_marked=marked('"eval.jsonl", query_type="multi_hop", hops=[2, 3]'))
    run("test_marked.py").assert_outcomes(passed=counts[QueryType.MULTI_HOP])
    assert 0 < counts[QueryType.MULTI_HOP] < 12


def test_nearer_marks_add_to_those_farther_out(pytester: pytest.Pytester, suite: Path, run: Run) -> None:
    """A module names the file, a class narrows it, a test overrides; tests that take no sample are left alone."""
    pytester.makepyfile(
        test_nested="""
        import pytest

        pytestmark = pytest.mark.kgsynth("eval.jsonl", limit=7)

        @pytest.mark.kgsynth(query_type="single_hop")
        class TestSingle:
            def test_all(self, kgsynth_sample):
                assert kgsynth_sample.hops == 1

            @pytest.mark.kgsynth(limit=2)
            def test_two(self, kgsynth_sample):
                assert kgsynth_sample.hops == 1

        def test_plain():
            pass
        """
    )
    result = run("test_nested.py", "-v")
    result.assert_outcomes(passed=7 + 2 + 1)


def test_a_file_lies_beside_the_test_or_in_the_root(pytester: pytest.Pytester, suite: Path, run: Run) -> None:
    """Beside the test comes first."""
    pytester.makeini("[pytest]")
    below = pytester.mkpydir("below")
    (below / "test_below.py").write_text(marked('"eval.jsonl"'), encoding="utf-8")
    run("below").assert_outcomes(passed=12)
    lines = (suite / "eval.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (below / "eval.jsonl").write_text("".join(lines[:3]), encoding="utf-8")
    run("below").assert_outcomes(passed=3)


def test_a_draw_is_the_same_each_time_and_spread(made: Testset) -> None:
    """Not the first ones: each kind of question has its share, and a sample more or less changes little."""
    half = drawn(made.samples, 6)
    assert half == drawn(made.samples, 6) == drawn(tuple(reversed(made.samples)), 6)[::-1]
    assert half != list(made.samples[:6])
    shares = Counter(sample.query_type for sample in made)
    for query_type, count in Counter(sample.query_type for sample in half).items():
        assert abs(count - shares[query_type] / 2) <= 1
    assert drawn(made.samples, 12) == drawn(made.samples, 99) == drawn(made.samples, None) == list(made.samples)
    assert [len(drawn(made.samples, limit)) for limit in range(1, 13)] == list(range(1, 13))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ('"none.jsonl"', "no file '*none.jsonl'"),
        ('"broken.jsonl"', "'*broken.jsonl', line 1: *"),
        ('"."', "is no file: name the .jsonl"),
        ('"eval.jsonl", "more.jsonl"', "takes one file"),
        ('"eval.jsonl", kind="fact"', "kind=...): what can be named is query_type, hops"),
        ('"eval.jsonl", query_type="multihop"', "'multihop'): what there is is single_hop, multi_hop"),
        ('"eval.jsonl", limit=0', "limit=0): a whole number above 0"),
    ],
)
def test_a_marker_that_cannot_be_followed_is_one_line(
    pytester: pytest.Pytester, suite: Path, run: Run, arguments: str, message: str
) -> None:
    """An error of that file's collection, without a traceback."""
    (suite / "broken.jsonl").write_text("{}\n", encoding="utf-8")
    pytester.makepyfile(test_marked=marked(arguments))
    result = run("test_marked.py")
    result.assert_outcomes(errors=1)
    assert result.ret == pytest.ExitCode.INTERRUPTED
    pattern = re.escape(message).replace(r"\*", ".*")
    start = next(place for place, line in enumerate(result.outlines) if "ERROR collecting" in line)
    assert re.search(pattern, result.outlines[start + 1])
    assert result.outlines[start + 2].startswith("=====")


def test_a_marked_test_that_takes_no_sample_is_told(pytester: pytest.Pytester, suite: Path, run: Run) -> None:
    """It would run once and ask nothing."""
    pytester.makepyfile(test_forgot='import pytest\n\n@pytest.mark.kgsynth("eval.jsonl")\ndef test_it():\n    pass\n')
    result = run("test_forgot.py")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["test_it() is marked with kgsynth: let it take `kgsynth_sample`"])


def test_an_empty_selection_is_skipped_with_what_there_is(pytester: pytest.Pytester, suite: Path, run: Run) -> None:
    """Or fails, where the suite says so of tests without parameters."""
    pytester.makepyfile(test_marked=marked('"eval.jsonl", language="ko"'))
    result = run("test_marked.py", "-rs")
    result.assert_outcomes(skipped=1)
    result.stdout.fnmatch_lines(["*no sample of eval.jsonl has language=ko (there is language: en)"])
    run("test_marked.py", "-o", "empty_parameter_set_mark=xfail").assert_outcomes(xfailed=1)
    run("test_marked.py", "-o", "empty_parameter_set_mark=fail_at_collect").assert_outcomes(errors=1)


def test_a_missing_file_of_the_option_is_one_line(pytester: pytest.Pytester, run: Run) -> None:
    """Before anything runs."""
    pytester.makepyfile(TAKES)
    result = run("--kgsynth-testset", "none.jsonl")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert next(line for line in result.errlines if line).startswith("ERROR: --kgsynth-testset: no file")


def test_the_option_is_found_from_a_folder_below(
    pytester: pytest.Pytester, suite: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that it can stand in addopts."""
    pytester.makeini("[pytest]\naddopts = --kgsynth-testset eval.jsonl")
    below = pytester.mkpydir("below")
    (below / "test_below.py").write_text(TAKES, encoding="utf-8")
    monkeypatch.chdir(below)
    run().assert_outcomes(passed=12)


def test_the_marker_is_listed(pytester: pytest.Pytester, run: Run) -> None:
    """With all that it takes; and --strict-markers knows it."""
    run("--markers").stdout.fnmatch_lines(["@pytest.mark.kgsynth(file, query_type=..., *limit=...):*"])


def test_a_sample_is_what_the_file_holds(pytester: pytest.Pytester, suite: Path, made: Testset, run: Run) -> None:
    """A record with types, not a dictionary."""
    sample: Sample = made.samples[0]
    body = "assert type(kgsynth_sample).__name__ == 'Sample' and kgsynth_sample.evidence"
    pytester.makepyfile(
        test_marked=marked('"eval.jsonl"') + f"    {body}\n    assert kgsynth_sample.language == {sample.language!r}\n"
    )
    run("test_marked.py").assert_outcomes(passed=12)
