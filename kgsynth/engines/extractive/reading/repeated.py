"""Chunks -> the entries that several pages include word by word, and the one page that is taken for theirs.

What forty pages of commands say of ``--dry-run`` in the same words is true of none of them in particular: it is read
once, on the page with the most entries.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from kgsynth.language.headed import headed
from kgsynth.types import Chunk

_TOLD = 80  # characters of what is said, by which two entries are one


def repeated_entries(chunks: Iterable[Chunk]) -> Mapping[str, frozenset[str]]:
    """The names of the entries in each chunk, by its id, that another page is taken to be the home of."""
    places: defaultdict[tuple[str, str], list[Chunk]] = defaultdict(list)
    size: Counter[str] = Counter()
    for chunk in chunks:
        for name, said in headed(chunk.text):
            places[name, " ".join(said.split())[:_TOLD]].append(chunk)
            size[chunk.document_id] += 1
    left_out: defaultdict[str, set[str]] = defaultdict(set)
    for (name, _), holders in places.items():
        home = max(holders, key=lambda chunk: (size[chunk.document_id], chunk.source)).document_id
        for chunk in holders:
            if chunk.document_id != home:
                left_out[chunk.id].add(name)
    return {chunk_id: frozenset(names) for chunk_id, names in left_out.items()}
