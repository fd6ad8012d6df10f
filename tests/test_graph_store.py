"""KnowledgeGraph <-> file: nothing is lost, and what is not ours is refused with advice."""

import gzip
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from records import chunk

from kgsynth.errors import FileFormatError
from kgsynth.graph import KnowledgeGraph, build_graph, load, save
from kgsynth.settings import Settings
from kgsynth.types import Document, Link, Mention, Span


def alike(texts: Sequence[str]) -> NDArray[np.float32]:
    return np.ones((len(texts), 1), dtype=np.float32)


def graph_of(texts: Sequence[str], names: Sequence[str]) -> KnowledgeGraph:
    """A document and chunk per text; every chunk mentions all names."""
    pieces = [chunk(text, f"d{n}") for n, text in enumerate(texts)]
    documents = [
        Document(p.document_id, p.text, p.source, metadata={"tags": ["x"], "n": 1}, links=(Link(0, 1, "y"),))
        for p in pieces
    ]
    mentions = [Mention(name, "TERM", Span(p.document_id, 0, 1), p.id) for p in pieces for name in names]
    return build_graph(documents, pieces, mentions, settings=Settings(), embed=alike)


@pytest.mark.parametrize("name", ["graph.json", "graph.json.gz"])
def test_a_loaded_graph_equals_the_saved_one(tmp_path: Path, name: str) -> None:
    """Records, edges, topics and their order survive."""
    graph = graph_of(["One text.", "Another text.", "One text."], ["some name", "other name"])
    save(graph, tmp_path / name)
    loaded = load(tmp_path / name)
    assert loaded == graph
    assert loaded.documents() == graph.documents() and loaded.chunks() == graph.chunks()
    assert loaded.entities() == graph.entities() and loaded.topics() == graph.topics()
    assert list(loaded.edges()) == list(graph.edges()) and list(loaded.paths()) == list(graph.paths())


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=20), max_size=4), st.lists(st.text(max_size=12), max_size=4))
def test_any_text_survives(texts: list[str], names: list[str]) -> None:
    """Whatever the characters, and whatever the names."""
    graph = graph_of(texts, names)
    with TemporaryDirectory() as folder:
        save(graph, Path(folder) / "graph.json.gz")
        assert load(Path(folder) / "graph.json.gz") == graph


def test_a_lone_surrogate_survives(tmp_path: Path) -> None:
    """Text that no codec writes by itself is kept."""
    graph = graph_of(["odd \ud800 text"], [])
    save(graph, tmp_path / "graph.json")
    assert load(tmp_path / "graph.json") == graph


@pytest.mark.parametrize("name", ["graph.json", "graph.json.gz"])
def test_saving_again_gives_the_same_bytes(tmp_path: Path, name: str) -> None:
    """No time stamp, no other order."""
    graph = graph_of(["One text.", "Another text."], ["some name"])
    save(graph, tmp_path / name)
    first = (tmp_path / name).read_bytes()
    save(load(tmp_path / name), tmp_path / name)
    assert (tmp_path / name).read_bytes() == first


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"hello", "is no JSON file"),
        (b"\xff\xfe\x00", "is no JSON file"),
        (gzip.compress(b"{}", mtime=0)[:-4], "is no JSON file"),
        (gzip.compress(b"{}" * 500, mtime=0)[:20] + b"xxxxxxxxxx", "is no JSON file"),
        (b"[1, 2]", "is no graph of kgsynth's"),
        (b'{"format": "other"}', "is no graph of kgsynth's"),
        (b'{"format": "kgsynth graph", "version": 99}', "has version 99"),
        (b'{"format": "kgsynth graph", "version": 1}', "is damaged"),
    ],
)
def test_a_file_that_is_not_ours_is_refused_with_advice(tmp_path: Path, content: bytes, complaint: str) -> None:
    """The error names the file, what is wrong with it, and how to make a right one."""
    (tmp_path / "x.json").write_bytes(content)
    with pytest.raises(FileFormatError, match=rf"x\.json' {complaint}.*kgsynth graph FOLDER"):
        load(tmp_path / "x.json")
