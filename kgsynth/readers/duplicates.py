"""Documents -> the same without near-duplicates: the first of each kind stays, the others become records.

MinHash over word shingles (character shingles where words have no spaces between them), in bands, so that the time
grows with the number of documents and not with its square. Candidates are compared by their whole signatures.
"""

import hashlib
import re
import zlib
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from kgsynth.types import Document, Skipped

SIMILAR = 0.9
_HASHES, _BAND = 128, 8  # 16 bands of 8: a pair at 0.9 shares one with a probability of 0.9999
_WORDS, _CHARACTERS = 5, 9
_SPACELESS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_WORD = re.compile(r"\w+")

Signature = NDArray[np.uint64]


def drop_duplicates(documents: Iterable[Document]) -> tuple[list[Document], list[Skipped]]:
    """The documents that are new, in order, and a record of each that repeats an earlier one."""
    kept: list[Document] = []
    skipped: list[Skipped] = []
    seen = _Seen()
    for document in documents:
        original = seen.twin_of(document)
        if original is None:
            kept.append(document)
        else:
            skipped.append(Skipped(document.source, f"near-duplicate of {original}"))
    return kept, skipped


class _Seen:
    """What is known of the documents so far."""

    def __init__(self) -> None:
        self._by_text: dict[bytes, str] = {}
        self._by_band: dict[tuple[int, bytes], list[int]] = {}
        self._signatures: list[Signature] = []
        self._sources: list[str] = []

    def twin_of(self, document: Document) -> str | None:
        """The source of an earlier document that says the same; otherwise this one is remembered."""
        words = _WORD.findall(document.text[document.body_start :].casefold())
        key = hashlib.sha256(" ".join(words).encode("utf-8", "replace")).digest()
        if key in self._by_text:
            return self._by_text[key]
        signature = _signature(_shingles(words))
        twin = self._most_similar(signature)
        if twin is None:
            self._by_text[key] = document.source
            self._remember(signature, document.source)
        return twin

    def _most_similar(self, signature: Signature) -> str | None:
        candidates = sorted({each for band in _bands(signature) for each in self._by_band.get(band, ())})
        for each in candidates:
            if np.mean(self._signatures[each] == signature) >= SIMILAR:
                return self._sources[each]
        return None

    def _remember(self, signature: Signature, source: str) -> None:
        for band in _bands(signature):
            self._by_band.setdefault(band, []).append(len(self._sources))
        self._signatures.append(signature)
        self._sources.append(source)


def _shingles(words: Sequence[str]) -> set[str]:
    text = " ".join(words)
    if len(_SPACELESS.findall(text)) * 2 > len(text):
        return {text[i : i + _CHARACTERS] for i in range(max(1, len(text) - _CHARACTERS + 1))}
    return {" ".join(words[i : i + _WORDS]) for i in range(max(1, len(words) - _WORDS + 1))}


def _signature(shingles: set[str]) -> Signature:
    """The least hash of the shingles under each of the hash functions."""
    hashes = np.fromiter((zlib.crc32(each.encode("utf-8", "replace")) for each in shingles), np.uint64, len(shingles))
    least = np.full(_HASHES, np.iinfo(np.uint64).max, np.uint64)
    for part in np.array_split(hashes, len(hashes) // 4096 + 1):  # bounded memory for a long book
        mixed = _mixed(part[None, :] ^ _SEEDS[:, None])
        least = np.minimum(least, mixed.min(axis=1))
    return least


def _mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Spreads 64-bit values evenly (the finaliser of SplitMix64; overflow is meant)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def _bands(signature: Signature) -> list[tuple[int, bytes]]:
    return [(i, signature[i : i + _BAND].tobytes()) for i in range(0, _HASHES, _BAND)]


_SEEDS = _mixed(np.arange(1, _HASHES + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15))
