"""The same texts give the same samples, whatever they come in; and chunks keep their ids."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from langchain_core.document_loaders import BaseLoader
from langchain_core.documents import Document as LangChainDocument
from langchain_text_splitters import MarkdownHeaderTextSplitter, RecursiveCharacterTextSplitter
from llama_index.core import SimpleDirectoryReader
from llama_index.core.node_parser import MarkdownNodeParser
from llama_index.core.schema import BaseNode, NodeWithScore, TextNode

from kgsynth import Testset, build, chunks_from, estimate, generate
from kgsynth.settings import Settings
from kgsynth.sources import Source, read_source
from kgsynth.types import Document, Sample, Skipped

FOLDER = Path(__file__).parent.parent.parent / "fixtures" / "handbook" / "company"
FILES = sorted(path for path in FOLDER.rglob("*") if path.is_file())
SIZE = 8


class FilesLoader(BaseLoader):
    """A loader as people write them: the text of each file as it is, last name first."""

    def __init__(self) -> None:
        self.loaded = 0

    def lazy_load(self) -> Iterator[LangChainDocument]:
        for path in reversed(FILES):
            self.loaded += 1
            yield LangChainDocument(page_content=text_of(path), metadata={"source": str(path), "owner": "docs team"})


class OldLoader:
    """A loader that has only ``load()``."""

    def load(self) -> list[LangChainDocument]:
        return FilesLoader().load()


def text_of(path: Path) -> str:
    return path.read_bytes().decode()


def name_of(path: Path) -> str:
    return path.relative_to(FOLDER).as_posix()


@cache
def from_folder() -> Testset:
    return generate(FOLDER, size=SIZE)


@cache
def from_loader() -> Testset:
    return generate(FilesLoader(), size=SIZE)


def without_metadata(testset: Testset) -> list[Sample]:
    return [sample.model_copy(update={"metadata": {}}) for sample in testset]


def read(source: Source) -> tuple[list[Document], list[Skipped]]:
    return read_source(source, settings=Settings())


def splits() -> list[LangChainDocument]:
    """Chunks with ids, cut by LangChain."""
    made = RecursiveCharacterTextSplitter(chunk_size=700, chunk_overlap=60).split_documents(FilesLoader().load())
    for number, split in enumerate(made):
        split.id = f"kb/{number}"
    return made


def nodes() -> list[BaseNode]:
    """Chunks with random ids, cut by LlamaIndex."""
    documents = SimpleDirectoryReader(str(FOLDER), recursive=True, required_exts=[".md"]).load_data()
    return list(MarkdownNodeParser().get_nodes_from_documents(documents))


# ------------------------------------------------------------------------------------------------ documents


def test_a_loader_gives_the_samples_of_the_folder() -> None:
    """R2: with another order of the files and absolute paths, all but the metadata is equal."""
    assert without_metadata(from_loader()) == without_metadata(from_folder())


def test_a_directory_reader_gives_the_samples_of_the_folder() -> None:
    """R2, with LlamaIndex's own reader, whose documents have random ids."""
    reader = SimpleDirectoryReader(str(FOLDER), recursive=True)
    assert without_metadata(generate(reader, size=SIZE)) == without_metadata(from_folder())


def test_pairs_give_the_samples_of_the_folder() -> None:
    """R2, from a generator that can be read once."""
    pairs = ((name_of(path), text_of(path)) for path in FILES)
    assert list(generate(pairs, size=SIZE)) == list(from_folder())


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(OldLoader(), id="load"),
        pytest.param(FilesLoader().load(), id="documents"),
        pytest.param(iter(FILES), id="paths"),
        pytest.param({name_of(path): text_of(path) for path in FILES}, id="mapping"),
        pytest.param([{"id": name_of(path), "text": text_of(path)} for path in FILES], id="rows"),
        pytest.param([TextNode(text=text_of(path), metadata={"file_path": str(path)}) for path in FILES], id="nodes"),
        pytest.param([TextNode(text=text_of(path), id_=name_of(path)) for path in FILES], id="named nodes"),
        pytest.param(read(FOLDER)[0], id="kgsynth"),
    ],
)
def test_every_door_gives_the_same_documents(source: Source) -> None:
    """Text, name, title, language and links, in one order."""
    expected, _ = read(FOLDER)
    found, skipped = read(source)
    assert skipped == []
    fields = ("id", "source", "text", "title", "language", "links", "body_start")
    assert [[getattr(each, name) for name in fields] for each in found] == [
        [getattr(each, name) for name in fields] for each in expected
    ]


def test_graphs_and_estimates_take_the_same_sources() -> None:
    """A graph from pairs is the graph of the folder."""
    pairs = [(name_of(path), text_of(path)) for path in FILES[:4]]
    paths = FILES[:4]
    assert build(pairs) == build(paths)
    assert (
        estimate(pairs, size=4, llm="openai:gpt-5-mini").total == estimate(paths, size=4, llm="openai:gpt-5-mini").total
    )


def test_metadata_comes_back_with_each_sample(tmp_path: Path) -> None:
    """That of each document with evidence, by its source; it survives the file."""
    testset = from_loader()
    for sample in testset:
        assert sample.metadata.keys() == set(sample.documents)
        assert all(about["owner"] == "docs team" for about in sample.metadata.values())
        assert all(name_of(Path(str(about["source"]))) == source for source, about in sample.metadata.items())
    testset.save(tmp_path / "eval.jsonl")
    assert Testset.load(tmp_path / "eval.jsonl").samples == testset.samples


def test_front_matter_and_the_loader_know_one_document() -> None:
    """The keys of both; the loader's value where both have one."""
    text = "---\nowner: Ann\nteam: red\n---\n# Kestrel\n\nKestrel serves files.\n"
    (document,), _ = read([LangChainDocument(page_content=text, metadata={"source": "a.md", "team": "blue"})])
    assert document.metadata == {"owner": "Ann", "team": "blue", "source": "a.md"}


def test_a_loader_is_asked_once() -> None:
    """Each of its documents is taken one time."""
    loader = FilesLoader()
    read(loader)
    assert loader.loaded == len(FILES)


def test_one_document_alone_is_a_source() -> None:
    """No list is needed around it."""
    node = TextNode(text="Kestrel serves files on port 8080.", id_="kestrel")
    for source in (LangChainDocument(page_content=node.text, id="kestrel"), node, NodeWithScore(node=node, score=0.5)):
        (document,), _ = read(source)
        assert (document.source, document.text) == ("kestrel", node.text)


# --------------------------------------------------------------------------------------------------- chunks


def test_chunks_keep_their_ids_and_their_text() -> None:
    """What a sample refers to is the caller's chunk, and the offsets of its evidence count in that chunk's text."""
    chunks = splits()
    texts = {chunk.id: chunk.page_content for chunk in chunks}
    testset = generate(chunks_from(chunks), size=SIZE)
    assert len(testset) == SIZE
    for sample in testset:
        for chunk_id, context in zip(sample.reference_context_ids, sample.reference_contexts, strict=True):
            assert texts[chunk_id].strip() == context.strip() or texts[chunk_id].endswith(context)
        for evidence in sample.evidence:
            assert evidence.source in sample.reference_context_ids
            assert texts[evidence.source][evidence.start : evidence.end] == evidence.text


def test_nodes_keep_their_ids() -> None:
    """Also from a mapping of ids to nodes, as a docstore of LlamaIndex has it."""
    made = nodes()
    by_id = {node.node_id: node for node in made}
    testset = generate(chunks_from(by_id), size=4)
    assert len(testset) == 4
    assert {each for sample in testset for each in sample.reference_context_ids} <= by_id.keys()
    with_words = [node.node_id for node in made if not node.get_content().startswith("---")]
    assert [each.chunk_id for each in read(chunks_from(made))[0]] == with_words


def test_no_chunk_is_cut() -> None:
    """However small the chunks that were asked for."""
    text = "\n\n".join(f"## Part {number}\n\nThe Kestrel {number} weighs {number} kg." for number in range(1, 60))
    (chunk,) = build(chunks_from([("all", text)]), chunk_tokens=16).chunks()
    assert (chunk.id, chunk.text) == ("all", text)


def test_a_chunk_without_an_id_is_called_by_its_place() -> None:
    """In its source, or among all."""
    source = {"source": "docs/guide.md"}
    chunks = [("", "one kestrel", source), {"text": "two owls", "metadata": source}, {"text": "three jays"}]
    documents, skipped = read(chunks_from(chunks[1:]))
    assert [each.chunk_id for each in documents] == ["chunk-0002", "guide.md"]
    both, _ = read(
        chunks_from([LangChainDocument(page_content=t, metadata=source) for t in ("one kestrel", "two owls")])
    )
    assert [each.chunk_id for each in both] == ["guide.md#1", "guide.md#2"]
    assert skipped == []


def test_an_id_cannot_mean_two_chunks() -> None:
    """The second is left out with a record."""
    documents, skipped = read(chunks_from([("a", "one kestrel"), ("a", "two owls"), ("b", "three jays")]))
    assert [each.chunk_id for each in documents] == ["a", "b"]
    assert skipped == [Skipped("chunk-0002", "its id 'a' is that of an earlier chunk")]


def test_a_chunk_may_have_the_id_of_its_document() -> None:
    """As when documents of kgsynth's are given as chunks: the graph keeps both apart."""
    graph = build(chunks_from(read(FOLDER)[0]))
    assert len(graph.chunks()) == len(graph.documents()) == len(FILES)
    assert {each.id for each in graph.chunks()} == {each.id for each in read(FOLDER)[0]}


def test_headings_that_a_splitter_cut_off_are_known() -> None:
    """They stand above the headings in the chunk."""
    splitter = MarkdownHeaderTextSplitter([("#", "Header 1"), ("##", "Header 2")])
    made = splitter.split_text("# Kestrel\n\n## Ports\n\n### HTTP\n\nThe server listens on port 8080.")
    (chunk,) = build(chunks_from(made)).chunks()
    assert chunk.headings == ("Kestrel", "Ports", "HTTP")


def test_chunks_of_one_source_share_its_title_and_language() -> None:
    """The heading of the first is the title of all, and all of the text says what language it is."""
    texts = ["# Der Turmfalke\n\nDer Turmfalke ist ein Vogel und brütet gern an hohen Türmen.", "Ja. OK. Super."]
    made = [LangChainDocument(page_content=text, metadata={"source": "vogel.md"}) for text in texts]
    documents, _ = read(chunks_from(made))
    assert [(each.title, each.language) for each in documents] == [("Der Turmfalke", "de")] * 2
