"""Formats with a schema, and objects of other packages: columns, cards, and what is said where a package is missing."""

import json
import sys
from importlib.util import find_spec
from typing import Any

import pytest
import yaml
from export_samples import IN_KOREAN, MANIFEST, MULTI, OPEN, SAMPLES, SINGLE, exported, text_of

from kgsynth import Testset
from kgsynth.errors import MissingExtraError
from kgsynth.exporters.columns import columns, row
from kgsynth.types import Sample


def front_matter(card: str) -> dict[str, Any]:
    """The YAML at the head of a dataset card."""
    _, front, _ = card.split("---\n", 2)
    parsed = yaml.safe_load(front)
    assert isinstance(parsed, dict)
    return parsed


def test_every_field_is_a_column_of_a_fixed_kind() -> None:
    """What has no fixed form is a text that holds JSON."""
    found = columns()
    assert set(found) == set(Sample.model_fields)
    assert (found["hops"], found["user_input"], found["query_style"]) == ("int64", "string", "string")
    assert found["reference_contexts"] == ["string"]
    assert found["evidence"] == [
        {"source": "string", "document_id": "string", "start": "int64", "end": "int64", "text": "string"}
    ]
    assert found["difficulty"] == {"score": "float64", "parts": "json"}


def of_kind(value: object, kind: Any) -> bool:
    """Whether a value is what its column says."""
    if isinstance(kind, list):
        return isinstance(value, list) and all(of_kind(each, kind[0]) for each in value)
    if isinstance(kind, dict):
        return isinstance(value, dict) and all(of_kind(value[name], inner) for name, inner in kind.items())
    return isinstance(value, {"int64": int, "float64": float, "bool": bool}.get(kind, str))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.id)
def test_a_row_has_the_kinds_of_its_columns_and_comes_back(sample: Sample) -> None:
    """Every field, so that a sample can be made of it again."""
    found = row(sample)
    assert all(of_kind(found[name], kind) for name, kind in columns().items())
    plain: dict[str, Any] = json.loads(json.dumps(found))
    plain["difficulty"]["parts"] = json.loads(plain["difficulty"]["parts"])
    read = {name: json.loads(value) if columns()[name] == "json" else value for name, value in plain.items()}
    assert Sample(**read) == sample


def test_a_card_names_data_features_and_languages() -> None:
    """As the Hub reads them."""
    export = exported("huggingface", *SAMPLES, plain=True)
    assert set(export.files) == {"data/test.jsonl", "README.md"}
    front = front_matter(text_of(export, "README.md"))
    assert front["language"] == ["en", "ko"] and front["size_categories"] == ["n<1K"]
    assert front["configs"] == [
        {"config_name": "default", "data_files": [{"split": "test", "path": "data/test.jsonl"}]}
    ]
    features = {feature["name"]: feature for feature in front["dataset_info"]["features"]}
    assert set(features) == set(Sample.model_fields)
    assert features["documents"] == {"name": "documents", "list": "string"}
    assert features["evidence"]["list"][2] == {"name": "start", "dtype": "int64"}
    assert features["difficulty"]["struct"] == [
        {"name": "score", "dtype": "float64"},
        {"name": "parts", "dtype": "string"},
    ]


def test_a_card_counts_and_says_how_the_set_was_made() -> None:
    """Samples by hops, kind, style and language; version, seed and writer."""
    card = text_of(exported("huggingface", *SAMPLES, plain=True), "README.md")
    for line in ("| samples | 5 |", "| multi-hop | 1 |", "| documents asked of | 3 |", "| language: ko | 1 |",
                 "| question_kind: unanswerable | 1 |", "| query_style: misspelled | 1 |"):  # fmt: skip
        assert f"\n{line}\n" in card
    assert "By kgsynth 0.1.0, with seed 7. Written by: extractive. From 2 documents." in card


def test_plain_data_have_a_line_for_each_sample() -> None:
    """Texts as they are."""
    written = text_of(exported("huggingface", IN_KOREAN, MULTI, plain=True), "data/test.jsonl")
    assert [json.loads(line)["id"] for line in written.splitlines()] == ["s4", "s2"]
    assert IN_KOREAN.user_input in written


@pytest.mark.skipif(find_spec("pyarrow") is None, reason="pyarrow is not installed")
def test_parquet_holds_every_field(tmp_path: Any) -> None:
    """With the kinds of the columns."""
    from pyarrow import parquet

    Testset(SAMPLES, manifest=MANIFEST).export("huggingface", tmp_path)
    read = parquet.read_table(tmp_path / "data" / "test.parquet").to_pylist()
    assert read == [row(sample) for sample in SAMPLES]


# ---------------------------------------------------------------------------------------------------- objects


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which none of the optional packages is installed."""
    for name in ("pandas", "pyarrow", "datasets", "ragas", "deepeval", "deepeval.dataset"):
        monkeypatch.setitem(sys.modules, name, None)


@pytest.mark.parametrize(
    ("method", "package", "extra"),
    [
        ("to_pandas", "pandas", "pandas"),
        ("to_datasets", "datasets", "datasets"),
        ("to_ragas", "ragas", "ragas"),
        ("to_deepeval", "deepeval", "deepeval"),
    ],
)
def test_a_missing_package_is_named_with_its_command(without: None, method: str, package: str, extra: str) -> None:
    """The exact one to type."""
    with pytest.raises(MissingExtraError) as raised:
        getattr(Testset((SINGLE,)), method)()
    assert str(raised.value) == f'{package} is not installed. Install it with: pip install "kgsynth[{extra}]"'


def test_parquet_without_pyarrow_is_refused(without: None) -> None:
    """JSON lines need no package."""
    with pytest.raises(MissingExtraError, match=r'pip install "kgsynth\[parquet\]"'):
        exported("huggingface", SINGLE)
    assert exported("huggingface", SINGLE, OPEN, plain=True).rows == 2


@pytest.mark.skipif(find_spec("pandas") is None, reason="pandas is not installed")
def test_a_frame_has_a_column_for_each_field() -> None:
    """Also where there is no row."""
    frame = Testset(SAMPLES).to_pandas()
    assert list(frame.columns) == list(Testset(()).to_pandas().columns) == list(Sample.model_fields)
    assert frame.to_dict(orient="records") == [sample.model_dump(mode="json") for sample in SAMPLES]
