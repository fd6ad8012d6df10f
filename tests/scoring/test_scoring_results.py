"""Results, their file, what they come to, and how two of them differ."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scoring_samples import DOCUMENTS, DOUBLE, SINGLE, UNANSWERABLE, sample

from kgsynth.errors import FileFormatError
from kgsynth.scoring import Failure, Results, SampleScores, compare, evaluate, score, summarise
from kgsynth.scoring.runs import score_file

UNIT = st.floats(0, 1)
SCORES = st.builds(
    SampleScores,
    sample_id=st.text(min_size=1, max_size=8),
    user_input=st.text(max_size=20),
    metrics=st.dictionaries(st.sampled_from(["mrr", "hit@3", "token_f1"]), UNIT),
    slices=st.dictionaries(st.sampled_from(["hops", "document"]), st.lists(st.text(max_size=5), min_size=1).map(tuple)),
)


def of(values: dict[str, float], metric: str = "mrr", **slices: str) -> Results:
    """A run with one metric, by sample id."""
    held = {axis: (value,) for axis, value in slices.items()}
    return Results(
        tuple(
            SampleScores(sample_id=key, user_input=key, metrics={metric: value}, slices=held)
            for key, value in values.items()
        )
    )


# ------------------------------------------------------------------------------------------------- the file


@given(st.lists(SCORES, max_size=5), st.text(max_size=10))
def test_what_is_saved_is_what_is_loaded(
    tmp_path_factory: pytest.TempPathFactory, held: list[SampleScores], name: str
) -> None:
    """Without loss, whatever stands in it."""
    path = tmp_path_factory.mktemp("scores") / "scores.json"
    results = Results(tuple(held), name, (Failure(sample_id="x", user_input="x?", cause="ValueError: x"),))
    results.save(path)
    assert Results.load(path) == results


def test_the_scores_are_in_the_order_of_the_ids(tmp_path: Path) -> None:
    """However they came, in the record and in its file, which says its version."""
    results = of({"c": 1, "a": 0, "b": 0.5})
    assert [each.sample_id for each in results] == ["a", "b", "c"]
    results.save(tmp_path / "scores.json")
    held = json.loads((tmp_path / "scores.json").read_text(encoding="utf-8"))
    assert held["schema_version"] == 1
    assert [each["sample_id"] for each in held["scores"]] == ["a", "b", "c"]


@pytest.mark.parametrize(
    "content",
    ["", "[]", '{"scores": []}\n{}', '{"scores": [{"sample_id": "a"}]}', '{"schema_version": 2, "scores": []}'],
)
def test_another_file_is_refused(tmp_path: Path, content: str) -> None:
    """With its name, and what would write such a file."""
    path = tmp_path / "other.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(FileFormatError, match=r"other\.json.*kgsynth score -o"):
        Results.load(path)


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    """In a line of its own."""
    with pytest.raises(FileFormatError, match="no scores at"):
        Results.load(tmp_path / "none.json")


# ------------------------------------------------------------------------------------------------- a summary


def test_a_mean_lies_in_its_interval() -> None:
    """And the interval is narrower with more samples, and nothing with equal ones."""
    few, many = (summarise(of({f"{n:04}": n % 2 for n in range(size)})).metrics["mrr"] for size in (20, 400))
    assert few.low < few.mean == 0.5 < few.high
    assert many.high - many.low < (few.high - few.low) / 2
    same = summarise(of({"a": 0.25, "b": 0.25})).metrics["mrr"]
    assert (same.low, same.mean, same.high, same.n) == (0.25, 0.25, 0.25, 2)


def test_the_same_seed_gives_the_same_intervals() -> None:
    """Whatever else is in the results; another seed gives others."""
    values = {f"{n:03}": n / 37 % 1 for n in range(60)}
    alone = summarise(of(values)).metrics["mrr"]
    both = Results(tuple(each.model_copy(update={"metrics": {**each.metrics, "a": 0.5}}) for each in of(values)))
    assert summarise(of(values)).metrics["mrr"] == alone
    assert summarise(both).metrics["mrr"] == alone
    assert summarise(of(values), seed=1).metrics["mrr"] != alone


def test_each_value_of_an_axis_has_its_own_numbers() -> None:
    """A sample of two documents counts in both."""
    results = Results((score(SINGLE, list(DOCUMENTS.values())), score(DOUBLE, [])))
    slices = summarise(results).slices
    assert slices["query_type"]["single_hop"]["evidence_recall"].mean == 1
    assert slices["query_type"]["multi_hop"]["evidence_recall"].mean == 0
    assert slices["document"]["guide/server.md"]["evidence_recall"].mean == 0.5
    assert slices["document"]["guide/viewer.md"]["evidence_recall"].n == 1


def test_a_metric_counts_the_samples_that_have_it() -> None:
    """A question without an answer has no recall and does not lower it."""
    results = Results((score(SINGLE, list(DOCUMENTS.values()), "port 8080"), score(UNANSWERABLE, [], "Unknown.")))
    metrics = summarise(results).metrics
    assert (metrics["evidence_recall"].mean, metrics["evidence_recall"].n) == (1, 1)
    assert (metrics["refusal"].mean, metrics["refusal"].n) == (1, 1)


def test_no_results_come_to_nothing() -> None:
    """No numbers, no errors."""
    summary = summarise(Results(()))
    assert summary.metrics == {} and summary.slices == {} and summary.samples == 0


# ----------------------------------------------------------------------------------------------- a comparison


def test_two_runs_are_compared_sample_by_sample() -> None:
    """Who lost, who won, who is in one of them only."""
    comparison = compare(of({"a": 1, "b": 0.5, "c": 0, "x": 1}), of({"a": 0, "b": 1, "c": 0, "y": 1}))
    each = comparison.metrics["mrr"]
    assert (each.before, each.after, each.difference, each.n) == (0.5, 0.333333, -0.166667, 3)
    assert (each.lost, each.won) == (("a",), ("b",))
    assert (comparison.only_before, comparison.only_after) == (("x",), ("y",))


@pytest.mark.parametrize("n", [1, 3, 5])
def test_few_differences_are_weighed_exactly(n: int) -> None:
    """All of one sign: 2 of the 2**n ways to sign them are as far from 0."""
    same = {f"same {number}": 0.5 for number in range(4)}
    before, after = ({f"{number}": value for number in range(n)} | same for value in (0.2, 0.9))
    assert compare(of(before), of(after)).metrics["mrr"].p_value == 2 / 2**n


def test_a_difference_that_chance_would_make_is_told_from_one_that_it_would_not() -> None:
    """Sixty samples: all a little better; as many better as worse."""
    before = {f"{n:02}": 0.5 for n in range(60)}
    better = compare(of(before), of(dict.fromkeys(before, 0.6))).metrics["mrr"]
    mixed = compare(of(before), of({key: 0.5 + (-1) ** n * 0.3 for n, key in enumerate(before)})).metrics["mrr"]
    assert better.significant and better.p_value < 0.001 and better.low == better.high == pytest.approx(0.1)
    assert not mixed.significant and mixed.p_value > 0.9 and mixed.low < 0 < mixed.high


def test_a_run_does_not_differ_from_itself() -> None:
    """No difference, no doubt."""
    run = of({f"{n:02}": n / 50 for n in range(50)})
    each = compare(run, run).metrics["mrr"]
    assert (each.difference, each.low, each.high, each.p_value, each.lost, each.won) == (0, 0, 0, 1, (), ())


def test_runs_without_a_common_sample_have_no_differences() -> None:
    """All is told as being in one only."""
    comparison = compare(of({"a": 1}), of({"b": 1}))
    assert comparison.metrics == {} and comparison.only_before == ("a",)


# ------------------------------------------------------------------------------------------------ evaluation


def test_a_retriever_is_asked_each_question() -> None:
    """As the sample puts it; only so many passages count."""
    asked: list[str] = []

    def retrieve(question: str) -> list[str]:
        asked.append(question)
        return list(DOCUMENTS.values())

    results = evaluate([SINGLE, DOUBLE], retrieve, ks=(2,), name="mine")
    assert asked == [SINGLE.user_input, DOUBLE.user_input]
    assert results.name == "mine" and all(each.metrics["recall@2"] == 1 for each in results)
    shallow = evaluate([DOUBLE], retrieve, depth=1)
    assert shallow.scores[0].metrics["evidence_recall"] < 1


def test_a_failing_call_is_a_record() -> None:
    """With the cause, and the others are scored."""

    def retrieve(question: str) -> list[str]:
        if question == SINGLE.user_input:
            raise KeyError("no\nindex")
        return list(DOCUMENTS.values())

    results = evaluate([SINGLE, DOUBLE], retrieve)
    assert [each.sample_id for each in results] == [DOUBLE.id]
    assert [(each.sample_id, each.cause.split(":")[0]) for each in results.failures] == [(SINGLE.id, "KeyError")]
    assert "\n" not in results.failures[0].cause


def test_a_reply_that_is_no_list_is_a_failure() -> None:
    """What came instead is said."""
    results = evaluate([SINGLE], lambda question: None)  # type: ignore[arg-type, return-value]
    assert "NoneType" in results.failures[0].cause and len(results) == 0


def test_progress_is_told() -> None:
    """After each question."""
    told: list[tuple[str, int, int]] = []
    evaluate([SINGLE, DOUBLE], lambda question: [], progress=lambda *each: told.append(each))
    assert told == [("score", 1, 2), ("score", 2, 2)]


# ---------------------------------------------------------------------------------------------------- a file


def lines(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_a_file_of_results_is_scored(tmp_path: Path) -> None:
    """By id or by question; ragas' names will do; what no line has is not scored."""
    path = lines(
        tmp_path / "run.jsonl",
        {"sample_id": SINGLE.id, "retrieved": list(DOCUMENTS.values())},
        {"user_input": DOUBLE.user_input, "retrieved_contexts": []},
    )
    run = score_file([SINGLE, DOUBLE], path)
    recalls = {each.sample_id: each.metrics["evidence_recall"] for each in run.results}
    assert recalls == {SINGLE.id: 1, DOUBLE.id: 0}
    assert not run.stray and not run.missing
    assert "token_f1" not in run.results.scores[0].metrics


def test_answers_alone_are_scored_alone(tmp_path: Path) -> None:
    """No retrieval, no scores of it."""
    run = score_file([SINGLE], lines(tmp_path / "run.jsonl", {"sample_id": SINGLE.id, "answer": "port 8080"}))
    assert run.results.scores[0].metrics["exact_match"] == 1
    assert "evidence_recall" not in run.results.scores[0].metrics


def test_what_fits_no_sample_is_told_with_its_line(tmp_path: Path) -> None:
    """And a sample without a line counts as nothing retrieved."""
    path = lines(
        tmp_path / "run.jsonl",
        {"sample_id": "nobody", "retrieved": []},
        {"sample_id": SINGLE.id, "retrieved": list(DOCUMENTS.values())},
        {"user_input": "Who?", "retrieved": []},
        {"sample_id": SINGLE.id, "retrieved": []},
    )
    run = score_file([SINGLE, DOUBLE], path)
    assert [said.split(":")[0] for said in run.stray] == ["line 1", "line 3", "line 4"]
    assert run.missing == (DOUBLE.id,)
    assert {each.sample_id: each.metrics["evidence_recall"] for each in run.results} == {SINGLE.id: 1, DOUBLE.id: 0}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{}", "line 1: give it"),
        ("\n[1]", "line 2: an object"),
        ("nonsense", "line 1: no JSON"),
        ('{"sample_id": "a", "retrieved": "one text"}', "line 1: 'retrieved' is str"),
        ('{"sample_id": "a", "retrieved": [7]}', "line 1: a retrieved item is int"),
        ('{"sample_id": "a", "answer": 7}', "line 1: 'answer' is int"),
        ('{"sample_id": "a", "answer": "x"}', "no line fits a sample"),
        ("", "no line fits a sample"),
    ],
)
def test_a_file_that_is_none_is_refused(tmp_path: Path, content: str, message: str) -> None:
    """With the line, and what is wrong there."""
    path = tmp_path / "run.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(FileFormatError, match=message):
        score_file([SINGLE], path)


def test_a_sample_of_the_set_is_in_its_slices() -> None:
    """All axes that it has a value on."""
    made = sample(("guide/server.md", "port 8080"), entities=("Kestrel",)).model_copy(update={"topics": ("servers",)})
    held = score(made, []).slices
    assert held["topic"] == ("servers",)
    assert held["document"] == ("guide/server.md",) and held["entity"] == ("Kestrel",) and held["hops"] == ("1",)
