"""``kgsynth export`` as a process of its own, `Testset.export`, and the documents about both."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from export_samples import CORPUS, HARD, KESTREL, MANIFEST, MERLIN, MULTI, OPEN, SAMPLES, SINGLE, exported, text_of

from kgsynth import Testset
from kgsynth.chunking import chunk
from kgsynth.errors import SettingsError
from kgsynth.exporters.writing import FORMATS
from kgsynth.graph import build_graph, save
from kgsynth.readers import read_folder
from kgsynth.settings import Settings

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "kgsynth", "export"]
PLAIN = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1"}


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments], cwd=cwd, env=PLAIN, capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a test set, as `kgsynth generate` leaves it."""
    Testset(SAMPLES, manifest=MANIFEST).save(tmp_path / "eval.jsonl")
    return tmp_path


def test_help_has_a_line_for_each_format(tmp_path: Path) -> None:
    """And for no other."""
    shown = run("--help", cwd=tmp_path)
    assert shown.returncode == 0
    listed = re.findall(r"^\W*• ([a-z-]+): \S", shown.stdout, re.MULTILINE)
    assert listed == list(FORMATS)


def test_a_file_is_written(folder: Path) -> None:
    """And said, with the number of rows."""
    done = run("eval.jsonl", "--to", "deepeval", "-o", "new/goldens.json", cwd=folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, "Saved to new/goldens.json (5 rows)\n", "")
    assert (folder / "new" / "goldens.json").read_text(encoding="utf-8") == text_of(exported("deepeval", *SAMPLES))


def test_standard_output_has_the_bytes_of_the_file(folder: Path) -> None:
    """In UTF-8 whatever the locale, and nothing else."""
    environment = {**PLAIN, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [*COMMAND, "eval.jsonl", "--to", "csv", "-o", "-"], cwd=folder, env=environment, capture_output=True, check=True
    )
    Testset(SAMPLES).export("csv", folder / "table.csv")
    assert done.stdout == (folder / "table.csv").read_bytes() and done.stderr == b""


def test_a_reader_that_goes_away_is_no_error(folder: Path) -> None:
    """As with ``| head -1``."""
    many = [SINGLE.model_copy(update={"id": f"s{number}"}) for number in range(3_000)]
    Testset(tuple(many)).save(folder / "many.jsonl")
    command = [*COMMAND, "many.jsonl", "--to", "jsonl", "-o", "-"]
    with subprocess.Popen(command, cwd=folder, env=PLAIN, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        first = process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()
    assert json.loads(first)["id"] == "s0" and (process.returncode, said) == (0, b"")


def documents(folder: Path) -> dict[str, str]:
    """Two documents below ``docs`` with their ids by name."""
    (folder / "docs").mkdir()
    more = "".join(f"\n\nParagraph {number} is about something else than ports." for number in range(9))
    (folder / "docs" / "kestrel.txt").write_text(KESTREL + more, encoding="utf-8")
    (folder / "docs" / "merlin.txt").write_text(MERLIN, encoding="utf-8")
    return {document.source: document.id for document in read_folder(folder / "docs")[0]}


def test_the_passages_of_a_folder_are_the_corpus(folder: Path) -> None:
    """Cut as the manifest says, or as the option does."""
    ids = documents(folder)
    moved = [each.model_copy(update={"document_id": ids["kestrel.txt"]}) for each in SINGLE.evidence]
    Testset((SINGLE.model_copy(update={"evidence": tuple(moved)}),), manifest=MANIFEST).save(folder / "one.jsonl")
    done = run("one.jsonl", "--to", "beir", "-o", "beir", "--corpus", "docs", cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    (document,) = [each for each in read_folder(folder / "docs")[0] if each.source == "kestrel.txt"]
    piece, *_ = chunk(document, target_tokens=300)
    assert (folder / "beir" / "qrels" / "test.tsv").read_text(encoding="utf-8").endswith(f"\ns1\t{piece.id}\t1\n")
    small = run("one.jsonl", "--to", "beir", "-o", "small", "--corpus", "docs", "--chunk-tokens", "20", cwd=folder)
    assert small.returncode == 0
    corpora = [(folder / name / "corpus.jsonl").read_text(encoding="utf-8") for name in ("beir", "small")]
    assert corpora[0].count("\n") < corpora[1].count("\n")


def test_a_saved_graph_is_a_corpus(folder: Path) -> None:
    """With what it joins."""
    documents(folder)
    found, _ = read_folder(folder / "docs")
    pieces = [piece for document in found for piece in chunk(document)]
    graph = build_graph(found, pieces, [], settings=Settings(), embed=lambda texts: np.eye(len(texts), dtype="float32"))
    save(graph, folder / "graph.json")
    Testset((OPEN,), manifest=MANIFEST).save(folder / "open.jsonl")
    done = run("open.jsonl", "--to", "trec", "-o", "trec", "--graph", "graph.json", cwd=folder)
    assert done.returncode == 0 and "1 unanswerable" in done.stderr
    contents = (folder / "trec" / "corpus.jsonl").read_text(encoding="utf-8")
    assert KESTREL in contents and MERLIN in contents


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--to", "raggas", "-o", "x"], "did you mean 'ragas'?"),
        (["--to", "qqqq", "-o", "x"], "choose another: There are ragas, ragas-testset"),
        (["--to", "beir", "-o", "-"], "'beir' is a folder of files"),
        (["--to", "csv", "-o", "eval.jsonl"], "the test set itself"),
        (["--to", "ragas", "-o", "x", "--corpus", "."], "it is for beir, trec, sentence-transformers"),
        (["--to", "ragas", "-o", "x", "--plain"], "it is for huggingface"),
        (["--to", "beir", "-o", "x", "--corpus", ".", "--graph", "g.json"], "give one of them"),
        (["--to", "beir", "-o", "x", "--chunk-tokens", "100"], "--chunk-tokens is for --corpus"),
        (["--to", "beir", "-o", "x", "--graph", "none.json"], "none.json"),
        (["--to", "beir", "-o", "x", "--corpus", "nowhere"], "nowhere"),
    ],
)
def test_a_bad_call_is_one_line_and_writes_nothing(folder: Path, arguments: list[str], message: str) -> None:
    """What, where and what to do next."""
    before = {path: path.read_bytes() for path in folder.iterdir()}
    done = run("eval.jsonl", *arguments, cwd=folder)
    assert done.returncode == 2 and message in done.stderr
    assert done.stderr.startswith("error: ") and done.stderr.count("\n") == 1
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_a_folder_in_the_place_of_the_file_is_named(folder: Path) -> None:
    """Under its own name."""
    (folder / "taken").mkdir()
    done = run("eval.jsonl", "--to", "csv", "-o", "taken", cwd=folder)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1) and "directory: 'taken'" in done.stderr


def test_quiet_says_nothing(folder: Path) -> None:
    """Not even what was left out."""
    done = run("eval.jsonl", "--to", "beir", "-o", "beir", "-q", cwd=folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


# ------------------------------------------------------------------------------------------------- in Python


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_a_test_set_writes_every_format(form: str, tmp_path: Path) -> None:
    """The files that were promised, and no others; the same bytes each time."""
    form_of = FORMATS[form]
    corpus = CORPUS if form_of.corpus else None
    for name in ("first", "second"):
        Testset(SAMPLES, manifest=MANIFEST).export(form, tmp_path / name, corpus=corpus, plain=form_of.plain)
    found = {path.relative_to(tmp_path).parts: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    first = {parts[1:]: content for parts, content in found.items() if parts[0] == "first"}
    assert first == {parts[1:]: content for parts, content in found.items() if parts[0] == "second"}
    assert all(first.values()) and (len(first) > 1) == form_of.folder


def test_an_unknown_format_is_refused_in_python_too(tmp_path: Path) -> None:
    """With the nearest name."""
    with pytest.raises(SettingsError, match="did you mean 'promptfoo'"):
        Testset((HARD, MULTI)).export("Promptfo", tmp_path / "x")
    assert not list(tmp_path.iterdir())


# ---------------------------------------------------------------------------------------------------- documents


def test_the_document_has_every_format_and_the_versions_that_were_tried() -> None:
    """`make interop` writes both."""
    text = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")
    for form in FORMATS:
        assert f"`{form}`" in text, form
    versions = json.loads((ROOT / "interop" / "versions.json").read_text(encoding="utf-8"))
    for tool, version in versions.items():
        assert f"| {tool.replace('_', '-')} | {version} |" in text, tool
