"""A language code -> the spaCy pipeline that reads it: one that is named, ours for English, one installed, or none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

from threadpoolctl import ThreadpoolController

from kgsynth.errors import SettingsError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

_NAMES_LATER = "kgsynth names"


@cache
def load_pipeline(language: str, *, spacy_model: str | None = None) -> Language | None:
    """The pipeline for texts in a language, loaded once per process; None where nothing is installed for it.

    Args:
        language: an ISO 639-1 code.
        spacy_model: an installed pipeline package, or a folder with one, to use for every language.
    """
    if spacy_model is not None:
        return _load_named(spacy_model)
    if language == "en":
        return _load_bundled()
    installed = _installed_for(language)
    return _load_named(installed) if installed else None


def parsed(nlp: Language, texts: Iterable[str]) -> Iterator[Doc]:
    """Texts with their tags and trees. Their names are found when `name_type` is asked for one: few are ever."""
    later = nlp.get_pipe("ner") if nlp.has_pipe("ner") else None
    with _one_thread():
        for doc in nlp.pipe(texts, disable=["ner"]):
            doc.user_data[_NAMES_LATER] = later
            yield doc


def name_type(token: Token) -> str:
    """The sort of the name that a token is part of (``PERSON``); empty where it is part of none."""
    find = token.doc.user_data.pop(_NAMES_LATER, None)
    if find is not None:
        with _one_thread():
            find(token.doc)
    return token.ent_type_


def named_by(doc: Doc, find: Callable[[Doc], object]) -> Doc:
    """A text whose names something else finds when `name_type` is asked for one."""
    doc.user_data[_NAMES_LATER] = find
    return doc


@cache
def _libraries() -> ThreadpoolController:
    return ThreadpoolController()


@contextmanager
def _one_thread() -> Iterator[None]:
    """Meanwhile matrices are multiplied on one thread: as small as these are, two are slower."""
    with _libraries().limit(limits=1, user_api="blas"):
        yield


@cache
def _load_named(name: str) -> Language:
    import spacy

    try:
        with _quick_multiplication():
            return spacy.load(name)
    except OSError as error:
        raise SettingsError(
            f"spacy_model={name!r} is not installed. Install it (python -m spacy download {name}), "
            f"give the folder of a pipeline, or leave spacy_model out. Installed now: {_installed_text()}"
        ) from error


@cache
def _load_bundled() -> Language:
    from kgsynth.language.bundled import load_english

    with _quick_multiplication():
        return load_english()


@contextmanager
def _quick_multiplication() -> Iterator[None]:
    """Let models made meanwhile multiply matrices with NumPy's BLAS, half as fast again as the one spaCy brings."""
    from thinc.api import NumpyOps, get_current_ops, set_current_ops

    usual = get_current_ops()
    if type(usual) is NumpyOps:
        set_current_ops(NumpyOps(use_blis=False))
    try:
        yield
    finally:
        set_current_ops(usual)


def _installed_for(language: str) -> str | None:
    """The largest installed pipeline of a language by its name's ending: sm, md, lg, trf."""
    from spacy.util import get_installed_models

    ours = [name for name in get_installed_models() if name.startswith(f"{language}_")]
    return max(ours, key=_size_rank, default=None)


def _size_rank(name: str) -> tuple[int, str]:
    sizes = ("sm", "md", "lg", "trf")
    ending = name.rsplit("_", 1)[-1]
    return (sizes.index(ending) if ending in sizes else -1, name)


def _installed_text() -> str:
    from spacy.util import get_installed_models

    return ", ".join(sorted(get_installed_models())) or "none"
