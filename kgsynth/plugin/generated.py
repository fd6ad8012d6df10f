"""Documents + settings -> a test set, from pytest's cache where it was made before."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kgsynth import __version__
from kgsynth.errors import FileFormatError, SettingsError
from kgsynth.llms.opening import open_model
from kgsynth.llms.prompts import PromptTexts
from kgsynth.plugin.paths import of_option
from kgsynth.readers.files import source_name, walk
from kgsynth.settings import Settings
from kgsynth.sources import Chunked, Source, read_source
from kgsynth.testset import Testset
from kgsynth.types import content_id

if TYPE_CHECKING:
    from kgsynth.graph import KnowledgeGraph

try:
    import fcntl
except ImportError:  # Windows: two workers may then make the same set at once, and the first one's stays.
    fcntl = None  # type: ignore[assignment]

_NAME = "testset.jsonl"
_UNSAID = ("progress", "status")  # they change nothing of what is made


class Generated:
    """`kgsynth.generate`, but what was made before is not made again.

    Example:
        testset = kgsynth_testset("docs/", size=50)
    """

    def __init__(self, config: pytest.Config) -> None:
        self._places = of_option(config)
        self._cache = _cache_of(config)
        self._made: dict[str, Testset] = {}

    def __call__(
        self,
        source: Source,
        *,
        settings: Settings | None = None,
        graph: "KnowledgeGraph | None" = None,
        **given: Any,
    ) -> Testset:
        """The test set of some documents. Arguments as for `kgsynth.generate`.

        A relative path counts from where pytest was called, else from the root of the suite.
        """
        source = self._found(_lasting(source))
        key = key_of(source, settings=settings, graph=graph, **given)
        if key not in self._made:
            self._made[key] = self._kept(key, lambda: _generated(source, settings=settings, graph=graph, **given))
        return self._made[key]

    def _found(self, source: Source) -> Source:
        if not isinstance(source, str | os.PathLike):
            return source
        return next((path for place in self._places if (path := place / source).exists()), source)

    def _kept(self, key: str, make: Callable[[], Testset]) -> Testset:
        if self._cache is None:
            return make()
        with _locked(self._cache / f"{key}.lock"):
            folder = self._cache / key
            found = _loaded(folder)
            if found is None:
                found = make()
                _keep(found, folder)
        return found


def _lasting(source: Source) -> Source:
    """What can be read twice: once to tell whether it has changed, once to make a set of it."""
    if isinstance(source, Chunked) and isinstance(source.source, Iterator):
        return Chunked(list(source.source))
    return list(source) if isinstance(source, Iterator) else source


def _generated(source: Source, **given: Any) -> Testset:
    from kgsynth.pipeline import generate

    testset = generate(source, **given)
    if testset.interrupted:
        raise KeyboardInterrupt
    return testset


# ---------------------------------------------------------------------------------------------- what differs


def key_of(
    source: Source, *, settings: Settings | None = None, graph: "KnowledgeGraph | None" = None, **given: Any
) -> str:
    """What differs if another set would be made: the content of the documents, a setting, a model, the version."""
    return content_id(__version__, _settings_key(settings, given), _source_key(source, graph, settings, given))


def _settings_key(settings: Settings | None, given: Mapping[str, Any]) -> str:
    """Every setting, whether it was given or not; of a model its name, of prompts a hash."""
    models = {name: _model(each) for name, each in given.items() if name.endswith("llm") and each is not None}
    whole = _settings(settings, given)
    prompts = PromptTexts.load(whole.prompts).version if models or whole.llm else ""
    return "\x1e".join([whole.model_dump_json(), prompts, *(f"{name}={each}" for name, each in sorted(models.items()))])


def _settings(settings: Settings | None, given: Mapping[str, Any]) -> Settings:
    plain = {name: each for name, each in given.items() if name not in _UNSAID and not name.endswith("llm")}
    try:
        return Settings(**{**(dict(settings) if settings is not None else {}), **plain})
    except ValueError as error:
        raise SettingsError(str(error)) from error


def _model(model: object) -> str:
    if isinstance(model, str):
        return model
    ask = open_model(model)
    name = getattr(ask, "name", None) or getattr(ask, "__qualname__", "")
    return f"{type(model).__module__}.{type(model).__qualname__} {name}"


def _source_key(
    source: Source, graph: "KnowledgeGraph | None", settings: Settings | None, given: Mapping[str, Any]
) -> str:
    if graph is not None:
        return _graph_key(graph)
    if isinstance(source, str | os.PathLike) and os.path.exists(source):
        return _files_key(Path(source))
    documents, skipped = read_source(source, settings=_settings(settings, given))
    parts = [f"{each.source}\x1e{each.id}\x1e{each.title}\x1e{each.language}\x1e{each.chunk_id}" for each in documents]
    known = [repr(sorted(each.metadata.items())) for each in documents]
    return content_id(*parts, *known, *map(repr, skipped))


def _files_key(path: Path) -> str:
    """The names and the bytes of all files: nothing need be read as a document to see that it is the same."""
    digest = sha256(path.name.encode("utf-8", "surrogateescape"))
    for each in [path] if path.is_file() else walk(path):
        digest.update(f"\x1e{source_name(each, path)}\x1e".encode())
        with suppress(OSError), each.open("rb") as file:  # what cannot be read gives no document either
            while block := file.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()


def _graph_key(graph: "KnowledgeGraph") -> str:
    nodes = [f"{each.source}\x1e{each.id}" for each in graph.documents()] + [each.id for each in graph.chunks()]
    return content_id("graph", *nodes, *(repr(edge) for edge in graph.edges()))


# ----------------------------------------------------------------------------------------------------- disk


def _cache_of(config: pytest.Config) -> Path | None:
    """Where sets are kept; nowhere, where pytest keeps nothing (``-p no:cacheprovider``) or may not write."""
    cache: pytest.Cache | None = getattr(config, "cache", None)
    if cache is None:
        return None
    try:
        return cache.mkdir("kgsynth")
    except OSError:
        return None


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """One process at a time: others wait for what it makes. The lock of a process that dies is free."""
    with path.open("wb") as file:
        if fcntl is not None:
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _loaded(folder: Path) -> Testset | None:
    """What was kept; None if there is nothing, or nothing whole."""
    try:
        return Testset.load(folder / _NAME)
    except FileFormatError:
        shutil.rmtree(folder, ignore_errors=True)
        return None


def _keep(testset: Testset, folder: Path) -> None:
    """Write a set beside its place and give it its name when it is whole: samples and manifest belong together."""
    made = Path(tempfile.mkdtemp(dir=folder.parent))
    testset.save(made / _NAME, rejections=True)
    try:
        made.rename(folder)
    except OSError:  # another process was first
        shutil.rmtree(made)
