"""The formats with a row for each sample: their fields, letter for letter, and what can be read back from them."""

import csv
import io
import json
from typing import Any

import pytest
import yaml
from export_samples import HARD, IN_KOREAN, KESTREL, MERLIN, MULTI, NASTY, OPEN, SAMPLES, SINGLE, exported, text_of
from hypothesis import given, settings
from hypothesis import strategies as st

from kgsynth.types import QueryStyle, Sample


def lines(form: str, *samples: Sample) -> list[dict[str, Any]]:
    """The rows of a format in JSON lines."""
    return [json.loads(line) for line in text_of(exported(form, *samples)).split("\n") if line]


def listed(form: str, *samples: Sample) -> list[dict[str, Any]]:
    """The rows of a format that is one JSON list."""
    rows = json.loads(text_of(exported(form, *samples)))
    assert isinstance(rows, list)
    return rows


def table(form: str, *samples: Sample) -> list[dict[str, str]]:
    """The rows of a format in CSV."""
    return list(csv.DictReader(io.StringIO(text_of(exported(form, *samples)), newline="")))


def cases_of(*samples: Sample) -> list[dict[str, Any]]:
    """The test cases of promptfoo."""
    rows = yaml.safe_load(text_of(exported("promptfoo", *samples)))
    assert isinstance(rows, list)
    return rows


def values(sample: Sample) -> dict[str, Any]:
    return sample.model_dump(mode="json")


# ----------------------------------------------------------------------------------------------------- fields


def test_ragas_has_the_columns_of_a_single_turn_sample() -> None:
    """No other column, as its reader would drop it; styles in ragas' names."""
    assert lines("ragas", MULTI) == [
        {
            "user_input": "What sends mail to teh server on port 8080?",
            "reference_contexts": [KESTREL, MERLIN],
            "reference_context_ids": ["ck", "cm"],
            "reference": "The Merlin gateway",
            "persona_name": "Practitioner",
            "query_style": "MISSPELLED",
            "query_length": "SHORT",
        }
    ]


def test_styles_that_ragas_lacks_keep_their_names() -> None:
    """Well-formed questions are its PERFECT_GRAMMAR."""
    found = [row["query_style"] for row in lines("ragas", SINGLE, HARD)]
    assert found == ["PERFECT_GRAMMAR", "INCOMPLETE"]
    named = {style: SINGLE.model_copy(update={"query_style": style}) for style in QueryStyle}
    assert all(lines("ragas", each)[0]["query_style"].isupper() for each in named.values())


def test_a_test_set_of_ragas_names_its_synthesizers() -> None:
    """Abstract questions over several passages have one of their own."""
    abstract = MULTI.model_copy(update={"question_kind": "abstract"})
    rows = lines("ragas-testset", SINGLE, MULTI, abstract)
    assert [row.pop("synthesizer_name") for row in rows] == [
        "single_hop_specific_query_synthesizer",
        "multi_hop_specific_query_synthesizer",
        "multi_hop_abstract_query_synthesizer",
    ]
    assert rows == lines("ragas", SINGLE, MULTI, abstract)


def test_deepeval_has_the_fields_of_a_saved_golden() -> None:
    """Snake case; what has no field is metadata."""
    (golden,) = listed("deepeval", SINGLE)
    metadata = golden.pop("additional_metadata")
    assert golden == {
        "input": SINGLE.user_input,
        "actual_output": None,
        "expected_output": "port 8080",
        "retrieval_context": None,
        "context": [KESTREL],
        "name": "s1",
        "comments": None,
        "source_file": "dk.md",
        "tools_called": None,
        "expected_tools": None,
        "custom_column_key_values": None,
    }
    assert metadata["evidence"] == values(SINGLE)["evidence"] and metadata["difficulty"]["score"] == 0.25


def test_a_golden_of_two_documents_has_no_source_file() -> None:
    """The field holds one name; the metadata has both."""
    (golden,) = listed("deepeval", MULTI)
    assert golden["source_file"] is None
    assert golden["additional_metadata"]["documents"] == ["dk.md", "dm.md"]


def test_giskard_has_one_text_for_all_contexts() -> None:
    """Each with its id, as giskard writes them; the report groups by type and topic."""
    (row,) = lines("giskard", MULTI)
    metadata = row.pop("metadata")
    assert row == {
        "id": "s2",
        "question": MULTI.user_input,
        "reference_answer": "The Merlin gateway",
        "reference_context": f"Document ck: {KESTREL}\n\nDocument cm: {MERLIN}",
        "conversation_history": [],
    }
    told = {name: metadata[name] for name in ("question_type", "topic", "seed_document_id", "hops", "query_style")}
    assert told == {
        "question_type": "multi-context", "topic": "dk.md", "seed_document_id": "ck", "hops": 2,
        "query_style": "misspelled",
    }  # fmt: skip


def test_giskard_knows_its_types_of_question_only() -> None:
    """Its report stops at a name that it does not know."""
    found = [row["metadata"]["question_type"] for row in lines("giskard", SINGLE, MULTI, OPEN)]
    assert found == ["simple", "multi-context", "out of scope"]


def test_langsmith_has_inputs_outputs_metadata_and_a_split() -> None:
    """Nothing else, as its client refuses what it does not know."""
    (example,) = listed("langsmith", MULTI)
    assert set(example) == {"inputs", "outputs", "metadata", "split"}
    assert (example["inputs"], example["outputs"]) == (
        {"question": MULTI.user_input},
        {"answer": "The Merlin gateway"},
    )
    assert example["split"] == "test" and example["metadata"]["id"] == "s2"


def test_the_csv_for_langsmith_has_its_keys_first() -> None:
    """All other columns are metadata, lists as JSON."""
    (row,) = table("langsmith-csv", MULTI)
    assert list(row)[:2] == ["question", "answer"] and not {"user_input", "reference"} & set(row)
    assert json.loads(row["path"]) == values(MULTI)["path"]


def test_llamaindex_has_examples_and_who_wrote_them() -> None:
    """A model by its name, else the engine."""
    data = json.loads(text_of(exported("llamaindex", SINGLE, SINGLE.model_copy(update={"model": "gpt-x"}))))
    first, second = data["examples"]
    assert first == {
        "query": SINGLE.user_input,
        "query_by": {"model_name": "kgsynth extractive", "type": "ai"},
        "reference_contexts": [KESTREL],
        "reference_answer": "port 8080",
        "reference_answer_by": {"model_name": "kgsynth extractive", "type": "ai"},
    }
    assert second["query_by"]["model_name"] == "gpt-x"


def test_promptfoo_asserts_the_answer_by_its_variable() -> None:
    """A value would be read as a template, a variable is not."""
    (test,) = cases_of(HARD)
    assert test["description"] == "s5"
    assert test["vars"] == {"question": NASTY, "reference": "@SUM(A1)\n-2 | 0o17"}
    assert test["assert"] == [{"type": "factuality", "value": "{{reference}}"}]
    assert test["metadata"]["evidence"] == values(HARD)["evidence"]


def test_promptfoo_loads_no_file_for_an_answer_that_names_one() -> None:
    """A blank comes before it, in metadata, too."""
    text = "file:///etc/kestrel.conf"
    (test,) = cases_of(SINGLE.model_copy(update={"reference": text, "reference_contexts": (text,)}))
    assert test["vars"]["reference"] == f" {text}" and test["metadata"]["reference_contexts"] == [f" {text}"]


def test_texts_that_look_like_numbers_are_in_quotes() -> None:
    """0o17 is a text for one version of YAML and a number for another; no line is cut."""
    written = text_of(exported("promptfoo", SINGLE.model_copy(update={"reference": "0o17"})))
    assert '    reference: "0o17"\n' in written and f'    - "{KESTREL}"\n' in written


# ---------------------------------------------------------------------------------------------- unanswerable


def test_a_question_without_an_answer_is_in_every_format_of_rows() -> None:
    """With no context, and the answer that says so."""
    assert lines("ragas", OPEN)[0]["reference_contexts"] == []
    assert listed("deepeval", OPEN)[0]["context"] == [] and listed("deepeval", OPEN)[0]["source_file"] is None
    assert lines("giskard", OPEN)[0]["reference_context"] == ""
    assert listed("langsmith", OPEN)[0]["metadata"]["question_kind"] == "unanswerable"


def test_promptfoo_asks_a_judge_whether_nothing_was_made_up() -> None:
    """There is no fact to compare with."""
    (assertion,) = cases_of(OPEN)[0]["assert"]
    assert assertion["type"] == "llm-rubric" and "{{" not in assertion["value"]


# ------------------------------------------------------------------------------------------------ round trips


def from_deepeval(row: dict[str, Any]) -> Sample:
    held = {"id": row["name"], "user_input": row["input"], "reference": row["expected_output"]}
    return Sample(**row["additional_metadata"], **held, reference_contexts=row["context"])


def from_langsmith(row: dict[str, Any]) -> Sample:
    return Sample(**row["metadata"], user_input=row["inputs"]["question"], reference=row["outputs"]["answer"])


def from_giskard(row: dict[str, Any]) -> Sample:
    held = {"id": row["id"], "user_input": row["question"], "reference": row["reference_answer"]}
    added = {"question_type", "topic", "seed_document_id"}
    return Sample(**{name: value for name, value in row["metadata"].items() if name not in added}, **held)


def from_promptfoo(row: dict[str, Any]) -> Sample:
    return Sample(**row["metadata"], user_input=row["vars"]["question"], reference=row["vars"]["reference"])


def from_csv(row: dict[str, str]) -> Sample:
    texts = {name for name, field in Sample.model_fields.items() if isinstance(values(SINGLE)[name], str)}
    return Sample(**{name: cell if name in texts else json.loads(cell) for name, cell in row.items()})


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.id)
def test_what_has_metadata_loses_nothing(sample: Sample) -> None:
    """Each field of a sample comes back, Korean, bars, tabs and line ends included."""
    assert from_deepeval(listed("deepeval", sample)[0]) == sample
    assert from_langsmith(listed("langsmith", sample)[0]) == sample
    assert from_giskard(lines("giskard", sample)[0]) == sample
    assert from_promptfoo(cases_of(sample)[0]) == sample
    assert from_csv(table("csv", sample)[0]) == sample
    assert Sample(**lines("jsonl", sample)[0]) == sample


TEXT = st.text(max_size=40)


@settings(max_examples=60, deadline=None)
@given(question=TEXT, answer=TEXT, context=TEXT)
def test_any_text_comes_back(question: str, answer: str, context: str) -> None:
    """Whatever characters it holds."""
    update = {"user_input": question, "reference": answer, "reference_contexts": (context,)}
    sample = SINGLE.model_copy(update=update)
    assert from_deepeval(listed("deepeval", sample)[0]) == sample
    assert from_csv(table("csv", sample)[0]) == sample
    (row,) = table("langsmith-csv", sample)
    assert (row["question"], row["answer"]) == (question, answer)
    (test,) = cases_of(sample)
    assert (test["vars"]["question"], test["metadata"]["reference_contexts"]) == (question, [context])


def test_cells_that_look_like_formulas_are_kept() -> None:
    """They are the question; to change them would be to change the test set."""
    written = text_of(exported("csv", HARD))
    assert table("csv", HARD)[0]["user_input"] == NASTY
    assert '"=1+1 | ""which"", \r\n{{ port }}\tis\rit?"' in written


def test_texts_are_written_as_they_are() -> None:
    """Not as escapes: a file can be read by a person, and searched."""
    for form in ("ragas", "deepeval", "giskard", "langsmith", "llamaindex", "promptfoo", "csv", "jsonl"):
        assert IN_KOREAN.user_input in text_of(exported(form, IN_KOREAN)), form


@pytest.mark.parametrize("form", ["deepeval", "langsmith", "llamaindex", "promptfoo", "ragas", "csv"])
def test_an_empty_test_set_is_an_empty_file_of_the_format(form: str) -> None:
    """A list without elements, a table without rows."""
    written = text_of(exported(form))
    if form in ("ragas", "csv"):
        assert len(written.splitlines()) == (form == "csv")
    else:
        data = yaml.safe_load(written)
        assert (data["examples"] if form == "llamaindex" else data) == []


def test_three_thousand_samples_are_as_many_rows() -> None:
    """Nothing grows with the square."""
    many = [SINGLE.model_copy(update={"id": f"s{number}"}) for number in range(3_000)]
    assert len(lines("ragas", *many)) == len(listed("deepeval", *many)) == len(table("csv", *many)) == 3_000
    assert exported("giskard", *many).rows == 3_000
