"""A test set goes to a file and comes back without loss."""

import csv
import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgsynth.errors import FileFormatError
from kgsynth.testset import Testset
from kgsynth.types import Difficulty, Evidence, Manifest, QueryLength, QueryStyle, QueryType, Rejection, Sample

TEXT = st.text(max_size=30)
EVIDENCE = st.builds(
    Evidence, source=TEXT, document_id=TEXT, start=st.integers(0, 9), end=st.integers(10, 99), text=TEXT
)
SAMPLES = st.builds(
    Sample,
    id=TEXT,
    user_input=TEXT,
    clean_user_input=TEXT,
    reference=TEXT,
    reference_contexts=st.lists(TEXT, max_size=2).map(tuple),
    reference_context_ids=st.lists(TEXT, max_size=2).map(tuple),
    evidence=st.lists(EVIDENCE, max_size=2).map(tuple),
    query_type=st.sampled_from(QueryType),
    question_kind=TEXT,
    hops=st.integers(1, 4),
    synthesizer_name=TEXT,
    persona_name=TEXT,
    query_style=st.sampled_from(QueryStyle),
    query_length=st.sampled_from(QueryLength),
    language=st.just("en"),
    difficulty=st.builds(
        Difficulty,
        score=st.floats(0, 1),
        parts=st.dictionaries(TEXT, st.floats(0, 1), max_size=2),
    ),
    path=st.just(()),
    entities=st.lists(TEXT, max_size=2).map(tuple),
    documents=st.lists(TEXT, max_size=2).map(tuple),
    engine=TEXT,
    model=TEXT,
    prompt_version=TEXT,
    checks_passed=st.just(("format",)),
    flags=st.just(()),
)
MANIFEST = Manifest(kgsynth_version="0.1.0", settings={"size": 2}, seed=7, counts={"samples": 2})


def one_sample(question: str = "Which port?") -> Sample:
    return Sample(
        id="1",
        user_input=question,
        clean_user_input=question,
        reference="8080",
        reference_contexts=("Port 8080.",),
        reference_context_ids=("c1",),
        evidence=(Evidence(source="a.md", document_id="d1", start=0, end=10, text="Port 8080."),),
        query_type=QueryType.SINGLE_HOP,
        question_kind="fact",
        hops=1,
        synthesizer_name="single_hop_specific_query_synthesizer",
        persona_name="Practitioner",
        query_style=QueryStyle.WELL_FORMED,
        query_length=QueryLength.SHORT,
        language="en",
        difficulty=Difficulty(score=0.5, parts={"hops": 0.5}),
        documents=("a.md",),
        engine="extractive",
    )


@pytest.mark.parametrize("suffix", [".jsonl", ".json"])
@given(samples=st.lists(SAMPLES, max_size=3).map(tuple))
@settings(max_examples=30, deadline=None)
def test_what_is_saved_is_loaded(suffix: str, samples: tuple[Sample, ...]) -> None:
    """Whatever characters it holds, line separators included."""
    testset = Testset(samples, manifest=MANIFEST)
    with TemporaryDirectory() as folder:
        testset.save(Path(folder) / f"eval{suffix}")
        assert Testset.load(Path(folder) / f"eval{suffix}") == testset


def test_the_same_samples_are_the_same_bytes(tmp_path: Path) -> None:
    """One line each, in Unicode as it is, with Unix line ends."""
    Testset((one_sample("¿Qué puerto?"),)).save(tmp_path / "eval.jsonl")
    written = (tmp_path / "eval.jsonl").read_bytes()
    assert written.count(b"\n") == 1 and b"\r" not in written
    assert "¿Qué puerto?".encode() in written
    Testset.load(tmp_path / "eval.jsonl").save(tmp_path / "again.jsonl")
    assert (tmp_path / "again.jsonl").read_bytes() == written


def test_the_manifest_lies_beside_the_samples(tmp_path: Path) -> None:
    """And nothing else, unless asked for."""
    Testset((one_sample(),), manifest=MANIFEST).save(tmp_path / "eval.jsonl")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["eval.jsonl", "eval.manifest.json"]
    assert Testset.load(tmp_path / "eval.jsonl").manifest == MANIFEST


def test_rejections_are_written_on_request(tmp_path: Path) -> None:
    """And read back with the samples."""
    refused = Rejection(scenario_id="s1", check="format", reason="too_short", user_input="Port?")
    testset = Testset((one_sample(),), (refused,), MANIFEST)
    testset.save(tmp_path / "eval.jsonl", rejections=True)
    assert Testset.load(tmp_path / "eval.jsonl") == testset


def test_a_csv_holds_lists_as_json(tmp_path: Path) -> None:
    """So that a spreadsheet shows one row a sample, and nothing is lost."""
    Testset((one_sample(),)).save(tmp_path / "eval.csv")
    with open(tmp_path / "eval.csv", encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["user_input"] == "Which port?"
    assert json.loads(row["reference_contexts"]) == ["Port 8080."]
    assert json.loads(row["evidence"])[0]["source"] == "a.md"


def test_an_unknown_suffix_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    """The error names those that work."""
    with pytest.raises(FileFormatError, match=r"\.jsonl, \.json, \.csv"):
        Testset(()).save(tmp_path / "out" / "eval.xml")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("eval.jsonl", "{}\n", "line 1: .*Field required"),
        ("eval.jsonl", "not json\n", "line 1: Invalid JSON"),
        ("eval.json", "[1", "no JSON here"),
        ("eval.json", "{}", "a list of samples was expected"),
        ("eval.csv", "", "give the .jsonl or .json"),
    ],
)
def test_a_file_that_is_none_of_ours_says_where_and_why(tmp_path: Path, name: str, content: str, message: str) -> None:
    """Line or sample, and what is wrong there."""
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(FileFormatError, match=message):
        Testset.load(tmp_path / name)


def test_the_second_line_is_named(tmp_path: Path) -> None:
    """A good line before a bad one does not hide it."""
    (tmp_path / "eval.jsonl").write_text(one_sample().model_dump_json() + '\n{"id": 5}\n', encoding="utf-8")
    with pytest.raises(FileFormatError, match="line 2"):
        Testset.load(tmp_path / "eval.jsonl")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """With the advice to check the path."""
    with pytest.raises(FileFormatError, match="check the path"):
        Testset.load(tmp_path / "none.jsonl")
