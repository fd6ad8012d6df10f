"""Texts -> vectors by a sentence-transformers model: a local folder, or a name that is in the local cache already."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from kgsynth.errors import MissingExtraError


def load(model: str) -> Callable[[Sequence[str]], NDArray[np.float32]]:
    """An ``embed`` that uses the model. Loading takes seconds: the package brings torch."""
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise MissingExtraError("sentence-transformers", "sentence-transformers") from error
    encoder = SentenceTransformer(model)

    def embed(texts: Sequence[str]) -> NDArray[np.float32]:
        return np.asarray(encoder.encode(list(texts), normalize_embeddings=True, show_progress_bar=False), np.float32)

    return embed
