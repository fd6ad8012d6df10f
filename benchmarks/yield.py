"""How many good questions prose gives without a language model: accepted candidates for each prose paragraph.

    python benchmarks/yield.py /usr/share/doc/debian-handbook/html/en-US
    python benchmarks/yield.py handbook.graph.json fixtures/handbook

A prose paragraph is a block that Markdown calls a paragraph, outside lists, definitions, tables and quotes, with at
least 20 words, most of them outside links and code. One that stands word for word in several places counts once, as
the question that it gives does. An accepted candidate is a question that the whole gate accepts
with its default checks, in one of the ways the engine would put it, and that is no duplicate of another by the same
checks. Every chunk of the sampled pages is asked for all it can give: no quotas, no rations, no persona. A question
counts for prose only if all of its evidence stands in prose paragraphs; what lists, tables and headings give is told
beside. The search, and what the corpus says elsewhere, are those of the whole corpus, not of the sample.

Beside that, and by the same rules, it tells how many questions over two or more chunks have all their evidence in prose
paragraphs, over the paths between the sampled pages that a run would offer; and both together over the paragraphs.

With ``--unsifted`` every sieve of the engine is taken out, and the gate alone judges: no more than this, good and bad,
can its rules form at all.
"""

import argparse
import json
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from random import Random
from time import process_time

from kgsynth.checks import ChunkRanks, default_checks, searchable
from kgsynth.embeddings.lexical import LexicalIndex
from kgsynth.engines.extractive import made as made_module
from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.drafts import draft_of
from kgsynth.engines.extractive.facts import Fact
from kgsynth.engines.extractive.made import Made
from kgsynth.engines.extractive.rewording import Openings, ranked
from kgsynth.engines.extractive.scope import Corpus
from kgsynth.gate import Gate
from kgsynth.graph import KnowledgeGraph, load
from kgsynth.language.markdown import Block, BlockKind, blocks, plain
from kgsynth.pipeline.building import documents_in, graph_of
from kgsynth.pipeline.run import run_of
from kgsynth.routes import Route, multi_routes
from kgsynth.settings import Settings
from kgsynth.sources import chunks_of
from kgsynth.subject import subject_of
from kgsynth.types import Chunk, Document, Draft, Persona, QueryLength, QueryStyle, QueryType, Rejection, Scenario, Span

TARGET = 0.4
FEWEST_WORDS = 20
PROSE = "prose paragraph"
WAYS = 8  # in which one question is offered to the gate, the best first, as the engine does
READER = Persona(name="Reader", expertise="practitioner")


@dataclass
class Yield:
    """What one corpus gave.

    Attributes:
        ends: how far prose paragraphs came, by the last step that each reached.
        accepted: (kind of block, kind of question) -> questions.
        several: kind of question -> questions over several chunks whose evidence is prose.
        sentences: how many stretches of prose are asked about at all.
        refused: check and reason -> candidates of prose that no wording brought past the gate.
        drafts: the accepted questions of prose.
    """

    name: str
    pages: int = 0
    paragraphs: int = 0
    seconds: float = 0.0
    ends: Counter[str] = field(default_factory=Counter)
    accepted: Counter[tuple[str, str]] = field(default_factory=Counter)
    several: Counter[str] = field(default_factory=Counter)
    sentences: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    drafts: list[Draft] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Accepted candidates of prose for each prose paragraph."""
        return self._of_prose / max(1, self.paragraphs)

    @property
    def rate_of_all(self) -> float:
        """The same, with those over several chunks."""
        return (self._of_prose + self.several.total()) / max(1, self.paragraphs)

    @property
    def _of_prose(self) -> int:
        return sum(n for (block, _), n in self.accepted.items() if block == PROSE)


def main() -> None:
    """Print a table for each corpus, and met or MISSED."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="+", type=Path, metavar="FOLDER|GRAPH", help="documents, or a saved graph")
    parser.add_argument("--pages", type=int, default=100, help="pages that are asked, of larger corpora")
    parser.add_argument("--seed", type=int, default=0, help="of the draw of the pages")
    parser.add_argument("--show", action="store_true", help="print the accepted questions of prose as well")
    parser.add_argument("--save", type=Path, metavar="FILE", help="write them to a .jsonl that judging.py draws from")
    parser.add_argument("--unsifted", action="store_true", help="all that the rules can form, good or bad")
    arguments = parser.parse_args()
    if arguments.unsifted:
        _take_out_the_sieves()
    missed, drafts = False, list[Draft]()
    for path in arguments.corpora:
        found = measured(path, arguments.pages, arguments.seed)
        for draft in found.drafts if arguments.show else ():
            print(f"[{draft.question_kind}] {draft.user_input}\n    -> {draft.reference}")
        print("\n".join(table(found)), end="\n\n")
        drafts += found.drafts
        missed |= found.rate < TARGET
    if arguments.save:
        arguments.save.write_text("".join(f"{json.dumps(_row(draft))}\n" for draft in drafts), encoding="utf-8")
    sys.exit(missed)


def _take_out_the_sieves() -> None:
    """From here on a candidate is neither dropped nor mended before it comes to the gate."""
    for sieve in ("tells", "is_sound", "singles_out"):
        setattr(made_module, sieve, lambda candidate: True)
    for sieve in ("whole", "agreeing"):
        setattr(made_module, sieve, lambda given: given)
    made_module.in_scope = lambda candidates, *_: candidates
    made_module.is_about_the_page = lambda fact: False
    made_module.Twins.has = lambda *_: False
    made_module.StandingAlone.of = lambda _, candidate: candidate


def _row(draft: Draft) -> dict[str, object]:
    """What a reader who judges a question is shown, under the names that samples have."""
    sources = {chunk.document_id: chunk.source for chunk in draft.scenario.chunks}
    return {
        "clean_user_input": draft.user_input,
        "reference": draft.reference,
        "query_type": str(draft.scenario.query_type),
        "question_kind": draft.question_kind,
        "persona_name": READER.name,
        "evidence": [
            {"source": sources[span.document_id], "text": text}
            for span, text in zip(draft.evidence, draft.evidence_texts, strict=True)
        ],
    }


# ---------------------------------------------------------------------------------------------- the corpus


def measured(path: Path, pages: int, seed: int) -> Yield:
    """One corpus, asked for all that its sampled pages can give."""
    documents, chunks, graph, sampled = _corpus(path, pages, seed)
    subject = subject_of(graph)
    begun = process_time()
    asked = [chunk for chunk in chunks if chunk.document_id in sampled and chunk.language == "en"]
    layouts = _laid_out(document for document in documents if document.id in sampled)
    found = Yield(path.stem if path.is_file() else str(path), pages=len(sampled))
    found.paragraphs = sum(len(layout.paragraphs) for layout in layouts.values())
    made = Made(subject=subject, corpus=Corpus.of(chunks))
    made.read([_scenario(chunk) for chunk in asked])
    made.read_further([_scenario(chunk) for chunk in asked])
    gate = _gate(chunks)
    reached: dict[Span, str] = {}
    asked_about: set[Span] = set()
    for chunk in asked:
        layout = layouts[chunk.document_id]
        _note(reached, layout, made.facts[chunk.id], "fact, but no question")
        for candidate in (*made.of(_scenario(chunk)), *made.further(_scenario(chunk))):
            verdict = _judged(candidate, gate)
            where = layout.where(candidate.evidence)
            for span in candidate.evidence if where == PROSE else ():
                paragraph = layout.paragraph(span)
                if isinstance(verdict, Rejection):
                    reached[paragraph] = max(reached.get(paragraph, ""), "question, but refused", key=_FAR.index)
                else:
                    reached[paragraph] = "question"
            if isinstance(verdict, Rejection):
                found.refused[f"{verdict.check}: {verdict.reason.partition(':')[0]}"] += where == PROSE
                continue
            found.accepted[where, candidate.kind] += 1
            if where == PROSE:
                asked_about.update(candidate.evidence[:1])
                found.drafts.append(verdict)
    found.sentences = len(asked_about)
    found.drafts += _over_several(graph, sampled, made, gate, layouts)
    found.several.update(draft.question_kind for draft in found.drafts if len(draft.scenario.chunks) > 1)
    found.ends.update(reached.get(span, "") for layout in layouts.values() for span in layout.paragraphs)
    found.seconds = process_time() - begun
    return found


def _over_several(
    graph: KnowledgeGraph, sampled: set[str], made: Made, gate: Gate, layouts: Mapping[str, "Layout"]
) -> Iterator[Draft]:
    """The accepted questions over the paths between sampled pages all of whose evidence is prose."""
    families = multi_routes(graph, Random(0))
    asked = [route for family in families for route in family if {each.document_id for each in route.chunks} <= sampled]
    made.read(asked)
    made.read_further(asked)
    for route in asked:
        for candidate in (*made.of(route), *made.further(route)):
            if all(layouts[span.document_id].where((span,)) == PROSE for span in candidate.evidence):
                verdict = _judged(candidate, gate, route)
                if isinstance(verdict, Draft):
                    yield verdict


_FAR = ("", "fact, but no question", "question, but refused", "question")


def _note(reached: dict[Span, str], layout: "Layout", facts: Sequence[Fact], step: str) -> None:
    for fact in facts:
        if layout.where(fact.evidence) == PROSE:
            reached.setdefault(layout.paragraph(fact.evidence[0]), step)


def _corpus(path: Path, pages: int, seed: int) -> tuple[Sequence[Document], Sequence[Chunk], KnowledgeGraph, set[str]]:
    """All documents and chunks, the graph of at least those pages that are asked, and the ids of these."""
    if path.is_file():
        graph = load(path)
        documents = graph.documents()
        return documents, graph.chunks(), graph, _sample(documents, pages, seed)
    run = run_of(None, {})
    documents = documents_in(path, run)
    sampled = _sample(documents, pages, seed)
    chunks = [piece for document in documents for piece in chunks_of(document, target_tokens=run.settings.chunk_tokens)]
    return documents, chunks, graph_of([document for document in documents if document.id in sampled], run), sampled


def _sample(documents: Sequence[Document], pages: int, seed: int) -> set[str]:
    ids = sorted(document.id for document in documents)
    return set(ids if len(ids) <= pages else Random(seed).sample(ids, pages))


# ------------------------------------------------------------------------------------------- its paragraphs


def _laid_out(documents: Iterable[Document]) -> dict[str, "Layout"]:
    """The layout of each document, by its id; a paragraph is one of the first document that has it."""
    known: set[str] = set()
    return {document.id: Layout(document, known) for document in documents}


class Layout:
    """The blocks of one document, and which of them are prose paragraphs.

    Args:
        known: the words of the paragraphs that were met before, which are not counted again; those met here are added.
    """

    def __init__(self, document: Document, known: set[str]) -> None:
        self._document = document
        self._blocks = blocks(document.text, document.body_start)
        self._starts = [block.start for block in self._blocks]
        self.paragraphs = [Span(document.id, block.start, block.end) for block in self._first_met(known)]

    def _first_met(self, known: set[str]) -> Iterator[Block]:
        for block in self._blocks:
            if _is_prose(self._document.text, block):
                said = " ".join(plain(self._document.text, block.start, block.end).text.split())
                if said not in known:
                    known.add(said)
                    yield block

    def where(self, spans: Sequence[Span]) -> str:
        """The kind of block that evidence stands in; for several, the first that is no prose."""
        kinds = [self._kind(self._block(span)) for span in spans]
        return next((kind for kind in kinds if kind != PROSE), PROSE)

    def paragraph(self, span: Span) -> Span:
        """The block around a span."""
        block = self._block(span)
        return Span(self._document.id, block.start, block.end)

    def _block(self, span: Span) -> Block:
        return self._blocks[bisect_right(self._starts, span.start) - 1]

    def _kind(self, block: Block) -> str:
        if _is_prose(self._document.text, block):
            return PROSE
        inner = "in a list" if block.level else "short"
        return f"paragraph, {inner}" if block.kind is BlockKind.PARAGRAPH else block.kind.value.replace("_", " ")


def _is_prose(text: str, block: Block) -> bool:
    if block.kind is not BlockKind.PARAGRAPH or block.level:
        return False
    said = plain(text, block.start, block.end)
    words = len(said.text.split())
    code = sum(len(said.text[start:end].split()) for start, end in said.code)
    linked = sum(len(label.split()) for label in _labels(text[block.start : block.end]))
    return words >= FEWEST_WORDS and 2 * (code + linked) <= words


def _labels(source: str) -> Iterator[str]:
    """The words of the links in a piece of Markdown."""
    for part in source.split("](")[:-1]:
        yield part.rpartition("[")[2]


# ------------------------------------------------------------------------------------------------ the gate


def _gate(chunks: Sequence[Chunk]) -> Gate:
    found_by = {chunk.id: searchable(chunk) for chunk in chunks}
    ranks = ChunkRanks(LexicalIndex(list(found_by.values())), list(found_by))
    texts = {chunk.id: chunk.text for chunk in chunks}
    return Gate(default_checks(Settings(), ranks=ranks, texts=texts, whole=found_by), ranks=ranks)


def _judged(candidate: Candidate, gate: Gate, route: Route | None = None) -> Draft | Rejection:
    """The draft that the gate took, in the first of its wordings that passes; else why the plain one was refused.

    Args:
        route: the path that the candidate comes of, where it is of several chunks.
    """
    scenario = _scenario(candidate.chunks[0]) if route is None else _scenario_of(route)
    ways = ranked(candidate, Openings(), scenario.query_length, scenario.query_style)
    for _, wording in islice(ways, WAYS):
        draft = draft_of(scenario, replace(candidate, question=wording.question), "extractive")
        if gate.passes(draft):
            [verdict] = gate.judge([draft])
            return verdict if isinstance(verdict, Rejection) else draft
    [verdict] = gate.judge([draft_of(scenario, candidate, "extractive")])
    return verdict if isinstance(verdict, Rejection) else draft_of(scenario, candidate, "extractive")


def _scenario(chunk: Chunk) -> Scenario:
    return Scenario(chunk.id, QueryType.SINGLE_HOP, (chunk,), READER, QueryStyle.WELL_FORMED, QueryLength.MEDIUM)


def _scenario_of(route: Route) -> Scenario:
    alone = _scenario(route.chunks[0])
    return replace(
        alone,
        id=route.id,
        query_type=QueryType.MULTI_HOP,
        chunks=route.chunks,
        path=route.path,
        entities=route.entities,
    )


# ----------------------------------------------------------------------------------------------- the table


def table(found: Yield) -> Iterator[str]:
    """What a corpus gave, by the kind of block and of question; how far its paragraphs came; the rate."""
    yield f"{found.name}: {found.pages} pages, {found.paragraphs} prose paragraphs, {found.seconds:.0f} CPU s"
    where = Counter[str]()
    for (block, _), count in found.accepted.items():
        where[block] += count
    columns = [block for block, _ in sorted(where.items(), key=lambda it: (it[0] != PROSE, -it[1], it[0]))]
    kinds = sorted({kind for _, kind in found.accepted}, key=lambda kind: (-found.accepted[PROSE, kind], kind))
    yield f"  {'accepted questions':<22}" + "".join(f"{column:>20}" for column in columns)
    for kind in kinds:
        yield f"  {kind:<22}" + "".join(f"{found.accepted[column, kind]:>20}" for column in columns)
    yield f"  {'all':<22}" + "".join(f"{where[column]:>20}" for column in columns)
    yield f"  asked about in prose: {found.sentences} sentences"
    yield "  prose paragraphs by the furthest they came:"
    for step in _FAR:
        count = found.ends[step]
        yield f"    {step or 'no fact read':<26}{count:>6}{count / max(1, found.paragraphs):>8.0%}"
    yield "  questions of prose that were refused: " + (
        ", ".join(f"{reason} {count}" for reason, count in found.refused.most_common(8) if count) or "none"
    )
    verdict = "met" if found.rate >= TARGET else "MISSED"
    yield f"  {found.rate:.2f} accepted for each prose paragraph, wanted {TARGET}: {verdict}"
    kinds = ", ".join(f"{kind} {count}" for kind, count in found.several.most_common()) or "none"
    yield f"  over several chunks of prose: {found.several.total()} ({kinds})"
    yield f"  {found.rate_of_all:.2f} for each prose paragraph with these"


if __name__ == "__main__":
    main()
