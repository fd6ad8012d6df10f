"""Chunks that are offered to a writer -> what the corpus says elsewhere on the same matter.

A question is put to the whole corpus. A writer that sees only its own passages cannot know that the next section, or a
page that a search would find as soon, answers it otherwise or more fully.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from kgsynth.checks import ChunkRanks, searchable
from kgsynth.checks.hops import evidence_chunks
from kgsynth.embeddings.lexical import LexicalIndex
from kgsynth.graph import KnowledgeGraph
from kgsynth.routes import is_thin, pages_of
from kgsynth.types import Chunk, Draft

_BESIDE = 2  # chunks next to the first of those that are offered, at most
_FOUND = 3  # chunks that a search finds for one, at most
_FOUND_EACH = 2  # likewise, where it is made for several
_EVERY = 3  # of many, a search is made for one in so many
_MANY = 6  # chunks that are offered
_RIVALS = 5  # chunks beside the evidence that a question is put to
_ASKED_WITH = 300  # characters of a chunk's text that it is searched for by, beside its titles


def search_over(graph: KnowledgeGraph) -> ChunkRanks:
    """A lexical search over the chunks of a corpus."""
    chunks = graph.chunks()
    return ChunkRanks(LexicalIndex([searchable(chunk) for chunk in chunks]), [chunk.id for chunk in chunks])


def rivals(graph: KnowledgeGraph, ranks: ChunkRanks, draft: Draft) -> tuple[Chunk, ...]:
    """The chunks that a search for a draft's question finds first, beside its evidence and copies of it.

    Args:
        ranks: a lexical search over the corpus.
    """
    own = [chunk.id for chunk in evidence_chunks(draft)]
    found = (each for each in ranks.first(draft.clean_user_input, ranks.depth) if each not in own)
    fresh = (each for each in found if not any(graph.is_duplicate(each, mine) for mine in own))
    return tuple(graph.chunk(each) for each in islice(fresh, _RIVALS))


class Elsewhere:
    """What the corpus says beside the chunks of a scenario.

    Args:
        ranks: a lexical search over the corpus.
    """

    def __init__(self, graph: KnowledgeGraph, ranks: ChunkRanks) -> None:
        self._graph = graph
        self._ranks = ranks
        self._pages = pages_of(graph)

    def __call__(self, chunks: Sequence[Chunk]) -> tuple[Chunk, ...]:
        """What goes on where these end, or stands next to the first; then what a search for it finds.

        Many chunks are several neighbourhoods: there a search is made for one in three.
        """
        offered = {chunk.id for chunk in chunks}
        if len(chunks) > _MANY:
            beside = [after for chunk in chunks for after in self._after(chunk)]
            centres, most = list(chunks[::_EVERY]), _FOUND_EACH
        else:
            centres, most = list(chunks[:1]), _FOUND
            beside = [chunk for chunk in self._beside(chunks[0]) if chunk.id not in offered][:_BESIDE]
        told = {chunk.id: chunk for chunk in beside if chunk.id not in offered}
        for centre in centres:
            found = (chunk for chunk in self._found(centre) if chunk.id not in offered | told.keys())
            told |= {chunk.id: chunk for chunk in islice(found, most)}
        return tuple(told.values())

    def _after(self, chunk: Chunk) -> Sequence[Chunk]:
        """What comes next on a page, if anything does: it often limits what was said."""
        page = self._pages[chunk.document_id]
        place = page.index(chunk)
        return [each for each in page[place + 1 : place + 2] if not is_thin(each)]

    def _beside(self, chunk: Chunk) -> Iterator[Chunk]:
        page = self._pages[chunk.document_id]
        place = page.index(chunk)
        near = sorted(range(len(page)), key=lambda other: (abs(other - place), other < place))
        return (page[other] for other in near if not is_thin(page[other]))

    def _found(self, chunk: Chunk) -> Iterator[Chunk]:
        asked = "\n".join((chunk.title, *chunk.headings, chunk.text[:_ASKED_WITH]))
        for chunk_id in self._ranks.first(asked, self._ranks.depth):
            other = self._graph.chunk(chunk_id)
            if other.language == chunk.language and not is_thin(other):
                yield other
