"""Test sets that a suite makes for itself, once."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from langchain_core.documents import Document

from kgsynth import Persona, Settings, Testset, build, chunks_from
from kgsynth.errors import InputError, SettingsError
from kgsynth.llms.records import Prompt, Reply
from kgsynth.plugin.generated import Generated, key_of
from plugin.conftest import HANDBOOK, Run

USES = """
from pathlib import Path
import os
import pytest

def tell(stage, done, total):
    Path(__file__).with_name(f"made-by-{os.getpid()}-{stage}").touch()

@pytest.mark.parametrize("number", range(4))
def test_it(kgsynth_testset, number):
    testset = kgsynth_testset("docs", size=4, workers=1, progress=tell)
    assert len(testset) == 4 and testset.manifest.settings["size"] == 4
    assert testset is kgsynth_testset("docs", size=4, workers=1)
"""
TEXT = "# Ports\n\nThe Kestrel server listens on port 8080 and writes its log to /var/log/kestrel.\n"


@pytest.fixture
def uses(pytester: pytest.Pytester) -> Path:
    """A suite that makes a set of a small folder beside it, and leaves a file behind when it does."""
    shutil.copytree(HANDBOOK / "products", pytester.path / "docs")
    pytester.makepyfile(test_uses=USES)
    pytester.makeini("[pytest]")
    return pytester.path


def makers(folder: Path) -> set[str]:
    """The processes that have made a set since this was last asked."""
    marks = list(folder.glob("made-by-*"))
    for mark in marks:
        mark.unlink()
    return {mark.name.split("-")[2] for mark in marks}


def test_the_second_run_makes_nothing(uses: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor does one from another folder; one with a changed document does, or with a cleared cache."""
    run().assert_outcomes(passed=4)
    assert len(makers(uses)) == 1
    run().assert_outcomes(passed=4)
    monkeypatch.chdir(uses.parent)
    run(str(uses)).assert_outcomes(passed=4)
    assert not makers(uses)
    with (uses / "docs" / "ermine-1.md").open("a", encoding="utf-8") as file:
        file.write("\nThe last line is new.\n")
    run(str(uses)).assert_outcomes(passed=4)
    assert len(makers(uses)) == 1
    run(str(uses), "--cache-clear").assert_outcomes(passed=4)
    assert len(makers(uses)) == 1


def test_one_worker_makes_it_for_all(uses: Path, run: Run) -> None:
    """The other waits; and neither makes anything in the run after."""
    run("-n", "2").assert_outcomes(passed=4)
    assert len(makers(uses)) == 1
    run().assert_outcomes(passed=4)
    assert not makers(uses)


def test_it_works_without_a_cache(uses: Path, run: Run) -> None:
    """Then each run makes its own, once."""
    for _ in range(2):
        run("-p", "no:cacheprovider").assert_outcomes(passed=4)
        assert len(makers(uses)) == 1
    assert not (uses / ".pytest_cache").exists()


def test_what_is_broken_on_disk_is_made_anew(pytester: pytest.Pytester, uses: Path) -> None:
    """And what is kept is the whole set, with its manifest."""
    first = _made(pytester, uses)
    (kept,) = (uses / ".pytest_cache").rglob("testset.jsonl")
    kept.write_text("{half a line", encoding="utf-8")
    again = _made(pytester, uses)
    assert again.samples == first.samples and kept.stat().st_size > 1000
    assert _made(pytester, uses) == again
    assert again.manifest.documents == first.manifest.documents


def _made(pytester: pytest.Pytester, folder: Path) -> Testset:
    """As in a run of its own."""
    return Generated(pytester.parseconfigure())(folder / "docs", size=4, workers=1)


def test_errors_are_those_of_generate(pytester: pytest.Pytester, uses: Path) -> None:
    """A bad setting, a folder that is not there."""
    generated = Generated(pytester.parseconfig())
    with pytest.raises(SettingsError, match="size"):
        generated(uses / "docs", size=0)
    with pytest.raises(InputError, match="no file or folder 'nowhere'"):
        generated("nowhere")


# ------------------------------------------------------------------------------------------------- the key


def test_the_key_of_a_folder_is_its_content(tmp_path: Path) -> None:
    """Names and bytes, not times."""
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "a.md").write_text(TEXT, encoding="utf-8")
    first = key_of(docs)
    shutil.copytree(docs, tmp_path / "elsewhere" / "docs")
    assert key_of(tmp_path / "elsewhere" / "docs") == key_of(str(docs)) == first
    (docs / "a.md").rename(docs / "b.md")
    renamed = key_of(docs)
    (docs / "c.md").write_text("More.", encoding="utf-8")
    assert len({first, renamed, key_of(docs), key_of(docs / "b.md")}) == 4


@pytest.mark.parametrize(
    "other",
    [
        {"size": 51},
        {"seed": 1},
        {"settings": Settings(chunk_tokens=200)},
        {"personas": (Persona(name="Fitter"),)},
        {"llm": "openai:some-model"},
    ],
)
def test_the_key_holds_every_setting(other: dict[str, object]) -> None:
    """And a setting that is given as it is by default changes nothing."""
    plain = key_of([TEXT])
    assert plain == key_of([TEXT], size=50, seed=0) == key_of([TEXT], settings=Settings())
    assert key_of([TEXT], **other) != plain  # type: ignore[arg-type]


def test_models_are_told_apart_by_their_names() -> None:
    """Functions by theirs; who hears of the progress changes nothing."""

    def one(prompt: Prompt) -> Reply:
        raise NotImplementedError

    def other(prompt: Prompt) -> Reply:
        raise NotImplementedError

    keys = {key_of([TEXT], llm=one), key_of([TEXT], llm=other), key_of([TEXT], llm=one, judge_llm=other)}
    assert len(keys) == 3
    assert key_of([TEXT], llm=one, progress=print, status=print) in keys


class _Loader:
    """Loads anew each time, as LangChain's do."""

    def __init__(self, text: str) -> None:
        self.text = text

    def lazy_load(self) -> Iterator[Document]:
        yield Document(self.text, metadata={"source": "ports.md"})


@pytest.mark.parametrize(
    "source",
    [
        lambda text: [text],
        lambda text: [("ports", text, {"version": 2})],
        lambda text: [Document(text, metadata={"source": "ports.md"})],
        _Loader,
        lambda text: chunks_from([("ports", text)]),
    ],
    ids=["texts", "records", "documents", "loader", "chunks"],
)
def test_the_key_of_other_sources_is_their_content(source: Callable[[str], object]) -> None:
    """Made anew of the same texts it is the same."""
    assert key_of(source(TEXT)) == key_of(source(TEXT)) != key_of(source(TEXT + "\nMore.\n"))  # type: ignore[arg-type]


def test_metadata_is_content() -> None:
    """It comes back in the samples."""
    one, other = ([Document(TEXT, metadata={"source": "a.md", "version": number})] for number in (1, 2))
    assert key_of(one) != key_of(other)


def test_the_key_of_a_graph_is_what_it_holds(tmp_path: Path) -> None:
    """However it came about."""
    pages = HANDBOOK / "products"
    graph = build(pages, workers=1)
    assert key_of(pages, graph=graph) == key_of("elsewhere", graph=build(pages, workers=1))
    assert key_of(pages, graph=graph) != key_of(pages, graph=build(pages, workers=1, chunk_tokens=100))


def test_what_can_be_read_once_is_read_once(pytester: pytest.Pytester) -> None:
    """An iterator is not empty when its turn comes to be asked about."""
    pages = sorted((HANDBOOK / "products").glob("*.md"))
    generated = Generated(pytester.parseconfig("-p", "no:cacheprovider"))
    testset = generated((path.read_text(encoding="utf-8") for path in pages), size=3, workers=1)
    assert len(testset) == 3
    listed = generated([path.read_text(encoding="utf-8") for path in pages], size=3, workers=1)
    assert listed is testset
