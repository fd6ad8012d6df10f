"""The whole chain, on the example handbook and on small folders."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from kgsynth import Testset
from kgsynth.errors import InputError, SettingsError
from kgsynth.graph.store import load, save
from kgsynth.language.words import squeezed
from kgsynth.pipeline import build, generate
from kgsynth.readers import read_folder
from kgsynth.types import Document, EdgeKind, Evidence, Persona, QueryType, Sample

HANDBOOK = Path(__file__).parent.parent / "fixtures" / "handbook"
PRODUCTS = HANDBOOK / "products"
SIZE = 20


@cache
def handbook() -> Testset:
    """Asked for once for all tests; nothing changes it."""
    return generate(HANDBOOK, size=SIZE)


@cache
def texts(folder: Path) -> Mapping[str, Document]:
    """The documents of a folder by id, read again."""
    return {document.id: document for document in read_folder(folder)[0]}


def folder(root: Path, files: Mapping[str, str]) -> Path:
    """Files below a folder, written."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def points_at(evidence: Evidence, source: Path) -> str:
    """What stands where a span points."""
    document = texts(source)[evidence.document_id]
    assert document.source == evidence.source
    return document.text[evidence.start : evidence.end]


def multi_hop(testset: Testset) -> list[Sample]:
    return [sample for sample in testset.samples if sample.query_type is QueryType.MULTI_HOP]


# ------------------------------------------------------------------------------------------------ the handbook


def test_the_handbook_gives_as_many_samples_as_were_asked_for() -> None:
    """Of both sorts, each once."""
    samples = handbook().samples
    assert len(samples) == SIZE
    assert len({sample.id for sample in samples}) == SIZE
    assert {sample.query_type for sample in samples} == set(QueryType)


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    """In another process, where sets have another order."""
    here, there = tmp_path / "here.jsonl", tmp_path / "there.jsonl"
    handbook().save(here)
    command = [sys.executable, "-m", "kgsynth", "generate", str(HANDBOOK), "-n", str(SIZE), "-o", str(there), "--quiet"]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": "4711"})
    assert here.read_bytes() == there.read_bytes()


def test_evidence_is_what_its_span_points_at() -> None:
    """R7, R11: read again, the documents have the text of each evidence at its place."""
    for sample in handbook().samples:
        assert sample.evidence
        for evidence in sample.evidence:
            assert points_at(evidence, HANDBOOK) == evidence.text
            assert evidence.text.strip()


def test_contexts_hold_the_evidence() -> None:
    """Each context is a stretch of a document, and each evidence stands in one of them."""
    whole = [document.text for document in texts(HANDBOOK).values()]
    for sample in handbook().samples:
        assert len(sample.reference_contexts) == len(sample.reference_context_ids) == sample.hops
        assert all(any(context in text for text in whole) for context in sample.reference_contexts)
        assert all(
            any(evidence.text in context for context in sample.reference_contexts) for evidence in sample.evidence
        )
        assert set(sample.documents) == {evidence.source for evidence in sample.evidence}


def test_every_sample_fits_the_schema() -> None:
    """R42: written and read, it is the same."""
    for sample in handbook().samples:
        assert Sample.model_validate_json(sample.model_dump_json()) == sample
        assert sample.user_input and sample.clean_user_input.endswith("?") and sample.reference
        assert sample.schema_version >= 1
        assert sample.checks_passed
        assert 0 <= sample.difficulty.score <= 1


def test_a_single_hop_sample_has_one_chunk() -> None:
    """R21."""
    for sample in handbook().samples:
        if sample.query_type is QueryType.SINGLE_HOP:
            assert sample.hops == len(sample.reference_contexts) == 1
            assert sample.path == ()


def test_a_multi_hop_sample_has_several_chunks() -> None:
    """R22: with evidence in each."""
    assert multi_hop(handbook())
    for sample in multi_hop(handbook()):
        assert sample.hops >= 2
        for context in sample.reference_contexts:
            assert any(evidence.text in context for evidence in sample.evidence)


def test_a_path_joins_the_chunks_of_its_sample() -> None:
    """And its bridges stand in the text at both ends."""
    for sample in multi_hop(handbook()):
        context_of = dict(zip(sample.reference_context_ids, sample.reference_contexts, strict=True))
        assert {end for step in sample.path for end in (step.source, step.target)} == set(context_of)
        for step in sample.path:
            for name in step.entities:
                assert squeezed(name) in squeezed(context_of[step.source])
                assert squeezed(name) in squeezed(context_of[step.target])
            if step.kind is EdgeKind.SHARED_ENTITY:
                assert step.entities


def test_some_multi_hop_samples_join_two_documents() -> None:
    """R24."""
    assert any(len(sample.documents) > 1 for sample in multi_hop(handbook()))


def test_no_multi_hop_sample_joins_a_text_with_its_copy() -> None:
    """R13."""
    for sample in multi_hop(handbook()):
        assert len(set(sample.reference_contexts)) == sample.hops


def test_no_question_points_at_its_source() -> None:
    """R27."""
    pointing = re.compile(r"\b(?:this|the) (?:page|document|passage|text|section)\b|\babove\b", re.IGNORECASE)
    assert [sample for sample in handbook().samples if pointing.search(sample.clean_user_input)] == []


def test_a_missing_sample_is_accounted_for() -> None:
    """R26: what is not there of a kind is in the shortfalls, with a cause."""
    got = len(multi_hop(handbook()))
    short = [each for each in handbook().manifest.shortfalls if each.cell == QueryType.MULTI_HOP]
    assert got == 8 or [(each.wanted, each.got) for each in short] == [(8, got)]
    assert all(each.cause for each in handbook().manifest.shortfalls)


# ----------------------------------------------------------------------------------------------- the manifest


def test_the_manifest_tells_how_the_set_came_about() -> None:
    """R44."""
    manifest = handbook().manifest
    assert manifest.settings["size"] == SIZE
    assert manifest.documents == {document.source: document.id for document in texts(HANDBOOK).values()}
    assert manifest.counts["accepted"] == SIZE
    assert manifest.counts["drafts"] <= manifest.counts["scenarios"]
    assert sum(manifest.rejections.values()) == len(handbook().rejections)
    assert {"read", "chunk", "entities", "graph", "questions"} <= manifest.timings.keys()


def test_the_manifest_has_no_path_of_the_machine() -> None:
    """Neither the home nor where the folder lies: only paths inside the folder."""
    written = handbook().manifest.model_dump_json() + "".join(sample.model_dump_json() for sample in handbook().samples)
    assert str(Path.home()) + "/" not in written
    assert not any(str(parent) in written for parent in HANDBOOK.resolve().parents if len(parent.parts) > 1)


# --------------------------------------------------------------------------------------- a graph that was saved


@pytest.mark.parametrize("name", ["graph.json", "graph.json.gz"])
def test_a_saved_graph_gives_the_same_samples(tmp_path: Path, name: str) -> None:
    """R14: nothing is read, extracted or embedded again."""
    graph = build(PRODUCTS)
    save(graph, tmp_path / name)
    kept = load(tmp_path / name)
    assert kept == graph
    steps: list[str] = []
    again = generate(tmp_path / "nowhere", graph=kept, size=8, progress=lambda stage, done, total: steps.append(stage))
    assert again.samples == generate(PRODUCTS, size=8).samples
    assert set(steps) == {"questions"}


# ------------------------------------------------------------------------------------------------- small corpora

LODGE = """# Lodge Mobile

Lodge Mobile is an application that shows the readings of a gateway. Lodge Mobile was released in June 2023.
The log of Lodge Mobile is stored in /var/log/lodge. Readings are dear to those who keep Lodge Mobile on their phones.

## Replacing the Battery

The battery of the phone is behind a lid.

1. Open the lid of the battery.
2. Pull the old battery.
3. Insert the new battery and close the lid.
"""
BREAD = """# Baking

The Ferrara oven was built in March 1911. It was built by two brothers from the village.
The Ferrara oven holds 40 loaves. If the Ferrara oven is cold, the loaves are moved to the other room.
"""
FERRIES = """# Crossing

The Mistral ferry was launched in May 1987. The Mistral ferry carries 300 passengers.
"""


def multi_hop_missing(testset: Testset) -> str:
    """The cause of the one shortfall of multi-hop samples."""
    (short,) = [each for each in testset.manifest.shortfalls if each.cell == QueryType.MULTI_HOP]
    assert short.got == len(multi_hop(testset)) < short.wanted
    return short.cause


def test_a_single_document_ends_with_a_shortfall(tmp_path: Path) -> None:
    """R15: single-hop samples, and why the others are missing."""
    testset = generate(folder(tmp_path, {"lodge.md": LODGE}), size=5)
    assert testset.samples
    assert {sample.query_type for sample in testset.samples} == {QueryType.SINGLE_HOP}
    assert len(multi_hop_missing(testset)) > 20


def test_one_file_is_a_corpus(tmp_path: Path) -> None:
    """A path of a file does as well as a folder."""
    source = folder(tmp_path, {"lodge.md": LODGE}) / "lodge.md"
    assert generate(source, size=2).samples


def test_documents_with_nothing_in_common(tmp_path: Path) -> None:
    """R15: each is asked about by itself."""
    testset = generate(folder(tmp_path, {"bread.md": BREAD, "lodge.md": LODGE}), size=5, multi_hop=0.6)
    assert {document for sample in testset.samples for document in sample.documents} == {"bread.md", "lodge.md"}
    assert multi_hop_missing(testset)


def test_more_than_a_corpus_holds_ends(tmp_path: Path) -> None:
    """Three sentences do not give a thousand questions, and the account says how many they gave."""
    testset = generate(folder(tmp_path, {"ferries.md": FERRIES}), size=1000)
    assert 0 < len(testset.samples) < 50
    wanted = {each.cell: each.wanted for each in testset.manifest.shortfalls if each.axis == "query_type"}
    assert wanted == {"single_hop": 600, "multi_hop": 400}


def test_nothing_to_ask_is_an_empty_set(tmp_path: Path) -> None:
    """No error: the shortfall is the answer."""
    testset = generate(folder(tmp_path, {"a.md": "Well. So it goes.\n"}), size=2)
    assert testset.samples == ()
    assert {each.got for each in testset.manifest.shortfalls} == {0}


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    """And so is one that holds nothing readable."""
    with pytest.raises(InputError):
        generate(tmp_path)
    (tmp_path / "noise.md").write_bytes(b"\x00\xff\x00\xfe" * 50)
    with pytest.raises(InputError, match=r"noise\.md"):
        generate(tmp_path)


def test_a_setting_without_meaning_is_an_error(tmp_path: Path) -> None:
    """Before anything is read."""
    with pytest.raises(SettingsError):
        generate(tmp_path / "nowhere", size=0)
    with pytest.raises(SettingsError):
        generate(tmp_path / "nowhere", sise=5)


KOREAN = {
    "방화벽.md": "# 방화벽\n\n방화벽은 네트워크의 패킷을 거르는 프로그램입니다. 방화벽은 서버 앞에 놓인다.\n",
    "게이트웨이.md": "# 게이트웨이\n\n게이트웨이는 센서의 값을 모으는 장치이다. 값은 하루에 두 번 보낸다.\n",
}
THAI = {
    "wall.md": "# ไฟร์วอลล์\n\nไฟร์วอลล์ คือ โปรแกรมที่กรองแพ็กเก็ตของเครือข่ายคอมพิวเตอร์\n",
    "gate.md": "# เกตเวย์\n\nเกตเวย์ หมายถึง อุปกรณ์ที่รวบรวมค่าจากเซ็นเซอร์ทั้งหมดในอาคาร\n",
}


@pytest.mark.parametrize(("language", "files"), [("ko", KOREAN), ("th", THAI)])
def test_a_corpus_in_another_language(tmp_path: Path, language: str, files: Mapping[str, str]) -> None:
    """R46: asked in that language, with evidence as exact as in English."""
    testset = generate(folder(tmp_path, files), size=2, multi_hop=0)
    assert len(testset.samples) == 2
    for sample in testset.samples:
        assert sample.language == language
        assert all(points_at(evidence, tmp_path) == evidence.text for evidence in sample.evidence)
        letters = [letter for letter in sample.clean_user_input if letter.isalpha()]
        assert sum(ord(letter) > 0x7F for letter in letters) >= 0.8 * len(letters)


def test_languages_in_one_folder_are_not_mixed_in_a_question(tmp_path: Path) -> None:
    """R46b."""
    testset = generate(folder(tmp_path, {**KOREAN, **THAI, "lodge.md": LODGE, "ferries.md": FERRIES}), size=10)
    languages = {document.source: document.language for document in texts(tmp_path).values()}
    assert len({sample.language for sample in testset.samples}) == 3
    for sample in testset.samples:
        assert {languages[source] for source in sample.documents} == {sample.language}


# ------------------------------------------------------------------------------------------------------ settings


@pytest.mark.parametrize("chunk_tokens", [200, 800])
def test_evidence_is_valid_whatever_the_size_of_chunks(chunk_tokens: int) -> None:
    """R7: the spans are of the document, so one set scores any other chunking."""
    testset = generate(PRODUCTS, size=12, chunk_tokens=chunk_tokens)
    assert {sample.query_type for sample in testset.samples} == set(QueryType)
    for sample in testset.samples:
        assert all(points_at(evidence, PRODUCTS) == evidence.text for evidence in sample.evidence)


def test_another_seed_gives_another_set() -> None:
    """And the same seed the same."""
    first, again, other = (generate(PRODUCTS, size=8, seed=seed).samples for seed in (1, 1, 2))
    assert first == again
    assert first != other


def test_personas_and_styles_are_as_given() -> None:
    """R16, R18: the user's personas, and the styles that were given a weight."""
    personas = (Persona(name="Nurse", expertise="novice"), Persona(name="Pilot", expertise="expert"))
    testset = generate(PRODUCTS, size=8, personas=personas, query_styles={"conversational": 1})
    assert {sample.persona_name for sample in testset.samples} == {"Nurse", "Pilot"}
    assert {sample.query_style for sample in testset.samples} == {"conversational"}


def test_a_sample_keeps_its_id_when_files_are_renamed(tmp_path: Path) -> None:
    """The id is of the question and the content of the documents, not of their names or order."""
    files = sorted(path for path in PRODUCTS.iterdir() if path.suffix == ".md")
    for number, path in enumerate(reversed(files)):
        (tmp_path / "before").mkdir(exist_ok=True)
        (tmp_path / "after").mkdir(exist_ok=True)
        (tmp_path / "before" / path.name).write_bytes(path.read_bytes())
        (tmp_path / "after" / f"{number}-{path.name}").write_bytes(path.read_bytes())
    before, after = (_ids(generate(tmp_path / name, size=30)) for name in ("before", "after"))
    common = before.keys() & after.keys()
    assert len(common) >= 3 and any(len(texts) > 1 for _, _, texts in common)
    assert all(before[key] == after[key] for key in common)


def _ids(testset: Testset) -> dict[tuple[str, str, tuple[str, ...]], str]:
    return {
        (sample.user_input, sample.reference, tuple(sorted(evidence.text for evidence in sample.evidence))): sample.id
        for sample in testset.samples
    }
