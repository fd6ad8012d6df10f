"""Chunks, and what joins them -> every candidate that can be made of them, whoever asks."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import permutations
from typing import Protocol

from kgsynth.engines.extractive.belonging.standing_alone import StandingAlone
from kgsynth.engines.extractive.belonging.subjects import respoken
from kgsynth.engines.extractive.candidates import Candidate
from kgsynth.engines.extractive.counts import counts
from kgsynth.engines.extractive.facts import Fact, Purpose, Statement
from kgsynth.engines.extractive.further import further
from kgsynth.engines.extractive.listings import listings
from kgsynth.engines.extractive.names_beside import NamesBeside
from kgsynth.engines.extractive.other_languages import definition_candidates
from kgsynth.engines.extractive.reading.option_rows import with_rows
from kgsynth.engines.extractive.reading.passage import Passage
from kgsynth.engines.extractive.reading.passages import Reader
from kgsynth.engines.extractive.scope import Corpus, in_scope
from kgsynth.engines.extractive.several.bridges import bridges, chains, describe
from kgsynth.engines.extractive.several.commonalities import commonalities
from kgsynth.engines.extractive.several.comparisons import comparisons
from kgsynth.engines.extractive.several.handed_on import handed_on
from kgsynth.engines.extractive.several.limits import limits
from kgsynth.engines.extractive.several.pointers import pointed
from kgsynth.engines.extractive.several.references import references
from kgsynth.engines.extractive.several.riddles import Riddles
from kgsynth.engines.extractive.several.same_option import same_option
from kgsynth.engines.extractive.several.series import series
from kgsynth.engines.extractive.sifting.agreeing import agreeing
from kgsynth.engines.extractive.sifting.news import tells
from kgsynth.engines.extractive.sifting.only_ones import OnlyOnes
from kgsynth.engines.extractive.sifting.singling_out import singles_out
from kgsynth.engines.extractive.sifting.soundness import is_sound
from kgsynth.engines.extractive.sifting.twins import Twins
from kgsynth.engines.extractive.sifting.whole_answers import whole
from kgsynth.engines.extractive.single_hop import ask, is_about_the_page
from kgsynth.engines.extractive.usual import usual_words
from kgsynth.engines.extractive.yes_no import yes_no
from kgsynth.language.short_names import short_name
from kgsynth.types import Chunk, EdgeKind, PathEdge

_A_PAIR, _IN_A_CHAIN = 2, 3  # chunks
_MUCH = 0.08  # of the chunks: a word that so many have tells of no two things that they belong together
_KNOWN_TO_ALL = 12  # chunks with a name that whoever reads the corpus would say
_AROUND = 30  # the last facts of a sort among which one has siblings


class Evidence(Protocol):
    """One chunk, or several and what joins them: a scenario has them, and a route before it is one."""

    @property
    def chunks(self) -> tuple[Chunk, ...]: ...

    @property
    def path(self) -> tuple[PathEdge, ...]: ...

    @property
    def entities(self) -> tuple[str, ...]: ...


class Made:
    """The candidates of all evidence that was read, made once.

    Args:
        subject: what the whole corpus is about, or an empty string.
        corpus: what its pages are about.

    Attributes:
        short: how the corpus shortens the subject, where it does.
        facts: what each chunk that was asked sentence by sentence states, by its id.
    """

    def __init__(self, *, subject: str, corpus: Corpus, spacy_model: str | None = None) -> None:
        organisation = corpus.scenes.organisation
        self._subject = "" if subject == organisation else subject  # nothing is "in" a company
        self._corpus = corpus
        self.short = short_name(self._subject, corpus.texts)
        self._alone = StandingAlone(corpus, self._subject, self.short)
        self._twins = Twins(corpus.texts, self._subject)
        self._kinds = {name: told.noun for name, told in corpus.titled_kinds.items()}
        self._common = {word for word, share in usual_words(corpus.texts).items() if share >= _MUCH}
        self._reader = Reader(
            subject=self._subject,
            organisation=organisation,
            titles=corpus.titled_kinds,
            repeated=corpus.repeated,
            spacy_model=spacy_model,
        )
        self._known = OnlyOnes(corpus.texts)
        self._beside = NamesBeside(corpus.texts)
        self._leads: dict[str, tuple[Fact, ...]] = {}
        self._riddles = Riddles(self._subject, lambda name: corpus.has(name, _KNOWN_TO_ALL))
        self._tabular: dict[str, Passage] = {}
        self.facts: dict[str, tuple[Fact, ...]] = {}
        self._further: dict[str, tuple[Candidate, ...]] = {}
        self._singles: dict[str, tuple[Candidate, ...]] = {}
        self._asked: dict[str, tuple[Candidate, ...]] = {}
        self._asked_last: dict[str, tuple[Candidate, ...]] = {}
        self._multiple: dict[tuple[str, ...], tuple[Candidate, ...]] = {}
        self._multiple_further: dict[tuple[str, ...], tuple[Candidate, ...]] = {}
        self._purposes: defaultdict[tuple[str, str], deque[Purpose]] = defaultdict(lambda: deque(maxlen=_AROUND))

    def read(self, evidence: Sequence[Evidence]) -> None:
        """Read all chunks; parse those that are asked of sentence by sentence."""
        pieces = {chunk.id: chunk for each in evidence for chunk in each.chunks}
        fresh = [chunk for chunk in pieces.values() if chunk.id not in self._leads]
        self._reader.read(fresh)
        for chunk in fresh:
            told = self._reader.told(chunk)
            self._leads[chunk.id] = tuple(fact for fact in told if describe(fact, self._subject) is not None)
            self._riddles.add(told)
            for fact in told:
                if isinstance(fact, Purpose):
                    self._purposes[fact.name.kind, fact.name.owner].append(fact)
        asked = {chunk.id: chunk for each in evidence for chunk in self._asked_whole(each)}
        unparsed = [chunk for chunk in asked.values() if chunk.id not in self.facts]
        self._reader.parse(unparsed)
        self.facts |= {chunk.id: self._reader.facts(chunk) for chunk in unparsed}

    def _asked_whole(self, evidence: Evidence) -> Iterator[Chunk]:
        """The chunks any sentence of which may be asked about: a single one, and where a described name leads to."""
        *others, last = evidence.chunks
        if not others:
            yield last
        for here, there in permutations(dict.fromkeys((evidence.chunks[0], last)), 2):
            if len(evidence.chunks) == _IN_A_CHAIN or self._led(here, there):
                yield there

    def _led(self, here: Chunk, there: Chunk) -> list[Fact]:
        """What one chunk describes of the names in another."""
        return [fact for fact in self._leads[here.id] if _names(there, fact.name.text)]

    def of(self, evidence: Evidence) -> tuple[Candidate, ...]:
        """All candidates of evidence that was read."""
        return self._asked_alone(evidence.chunks[0]) if len(evidence.chunks) == 1 else self._over_several(evidence)

    def _asked_alone(self, chunk: Chunk) -> tuple[Candidate, ...]:
        """The candidates of one chunk that are asked as they are, not as a half of another question."""
        if chunk.id not in self._asked:
            self._asked[chunk.id] = tuple(self._standing_alone(self._single(chunk)))
        return self._asked[chunk.id]

    def _asked_alone_last(self, chunk: Chunk) -> tuple[Candidate, ...]:
        if chunk.id not in self._asked_last:
            self._asked_last[chunk.id] = tuple(self._standing_alone(self._further_of(chunk)))
        return self._asked_last[chunk.id]

    def _standing_alone(self, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
        return (self._respoken(each) for each in map(self._alone.of, candidates) if each is not None)

    def read_further(self, evidence: Sequence[Evidence]) -> None:
        """Parse what is left of chunks that were read, for their further candidates."""
        wanted = {chunk.id: chunk for each in evidence for chunk in self._asked_further(each)}
        unparsed = [chunk for chunk in wanted.values() if chunk.id not in self.facts]
        self._reader.parse(unparsed)
        self.facts |= {chunk.id: self._reader.facts(chunk) for chunk in unparsed}
        self._reader.parse_rest([chunk for chunk in wanted.values() if chunk.id not in self._further])

    def _asked_further(self, evidence: Evidence) -> Iterator[Chunk]:
        """The chunks whose further candidates are wanted: a single one, and two of which one explains a name."""
        if len(evidence.chunks) == 1:
            yield evidence.chunks[0]
        elif len(evidence.chunks) == _A_PAIR and self._explain(evidence.chunks):
            yield from evidence.chunks

    def _explain(self, chunks: Sequence[Chunk]) -> bool:
        """Whether one of two chunks lets a name in the other be meant without it."""
        return any(self._riddled(here, there) for here, there in permutations(chunks))

    def _riddled(self, here: Chunk, there: Chunk) -> list[Fact]:
        """What one chunk tells of names in another, by which they can be meant."""
        return [fact for fact in self._riddles.of(here) if _names(there, fact.name.text)]

    def further(self, evidence: Evidence) -> tuple[Candidate, ...]:
        """The candidates of evidence that are asked once better ones are spent."""
        if evidence.chunks[0].language != "en":
            return ()
        if len(evidence.chunks) == 1:
            return self._asked_alone_last(evidence.chunks[0])
        ids = tuple(chunk.id for chunk in evidence.chunks)
        if ids not in self._multiple_further:
            joined = self._joined_further(evidence.chunks) if len(ids) == _A_PAIR else ()
            self._multiple_further[ids] = tuple(map(self._respoken, joined))
        return self._multiple_further[ids]

    def _joined_further(self, chunks: Sequence[Chunk]) -> Iterator[Candidate]:
        first, second = (self._reader.told(chunk) for chunk in chunks)
        yield from commonalities(first, second, self._subject)
        for here, there in permutations(chunks):
            if riddled := self._riddled(here, there):
                asked = (*self._single(there), *self._further_of(there))
                yield from self._riddles.bridges(riddled, asked, self._subject)

    def _further_of(self, chunk: Chunk) -> tuple[Candidate, ...]:
        if chunk.id not in self._further:
            known = {_told(text) for each in self._single(chunk) for text in (each.question, each.reference)}
            asked = _told_whole(self._asked_at_last(chunk))
            sound = (each for each in asked if tells(each) and is_sound(each) and singles_out(each))
            placed = map(self._respoken, in_scope(sound, self._corpus, self._subject))
            self._further[chunk.id] = tuple(_not_told(placed, known))
        return self._further[chunk.id]

    def _asked_at_last(self, chunk: Chunk) -> Iterator[Candidate]:
        for fact in self._understood(self._reader.late(chunk)):
            yield from ask(fact, self._subject)
        scene = self._corpus.scenes.scene(chunk)
        for said in self._further_said(chunk):
            yield from further(said, self._subject, self._known, scene, self._beside)

    def _further_said(self, chunk: Chunk) -> Iterator[Statement]:
        """The statements of a chunk that are not about its page."""
        return (said for said in self._reader.statements(chunk) if not is_about_the_page(said))

    def _single(self, chunk: Chunk) -> tuple[Candidate, ...]:
        if chunk.id not in self._singles:
            told = list(self._asked_of(chunk))
            asked = (
                each
                for each in _told_whole(each for each in told if not each.as_asked)
                if chunk.language != "en" or (tells(each) and is_sound(each))
            )
            known = (
                *(each for each in told if each.as_asked),
                *agreeing(in_scope(asked, self._corpus, self._subject)),
            )
            self._singles[chunk.id] = tuple(self._respoken(each) for each in known if not self._twins.has(each))
        return self._singles[chunk.id]

    def _asked_of(self, chunk: Chunk) -> Iterator[Candidate]:
        if chunk.language != "en":
            yield from definition_candidates(chunk)
        facts = self._understood(self.facts[chunk.id])
        for fact in facts:
            yield from ask(fact, self._subject)
        sorts = {(fact.name.kind, fact.name.owner): None for fact in facts if isinstance(fact, Purpose)}
        around = [each for sort in sorts for each in self._purposes[sort] if each.chunk.id != chunk.id]
        yield from yes_no(facts, self._subject, around)
        yield from listings(chunk)
        yield from counts(chunk)

    def _understood(self, facts: Iterable[Fact]) -> list[Fact]:
        """The facts that tell of more than one act or their page, each of a name by which the corpus knows it."""
        callings = self._corpus.callings
        told = (fact for fact in facts if not is_about_the_page(fact) and not callings.is_one_act(fact))
        return [callings.known(fact) for fact in told]

    def _over_several(self, evidence: Evidence) -> tuple[Candidate, ...]:
        ids = tuple(chunk.id for chunk in evidence.chunks)
        if ids not in self._multiple:
            self._multiple[ids] = tuple(map(self._respoken, self._joined(evidence)))
        return self._multiple[ids]

    def _respoken(self, candidate: Candidate) -> Candidate:
        return respoken(candidate, self._subject, self._corpus.language, self.short)

    def _joined(self, evidence: Evidence) -> Iterator[Candidate]:
        passages = [self._with_rows(chunk) for chunk in evidence.chunks]
        yield from self._corpus.across.candidates(passages, self._subject)
        if len(evidence.chunks) > _A_PAIR:
            yield from series([self._reader.told(chunk) for chunk in evidence.chunks], self._kinds)
        if len(evidence.chunks) == _IN_A_CHAIN:
            yield from self._chained(evidence.chunks)
        elif len(evidence.chunks) == _A_PAIR:
            yield from self._paired(evidence)

    def _with_rows(self, chunk: Chunk) -> Passage:
        if chunk.id not in self._tabular:
            self._tabular[chunk.id] = with_rows(self._reader.passage(chunk))
        return self._tabular[chunk.id]

    def _paired(self, evidence: Evidence) -> Iterator[Candidate]:
        for here, there in permutations((evidence.chunks[0], evidence.chunks[-1])):
            leads = self._led(here, there)
            if leads:
                yield from bridges(leads, self._single(there), self._subject)
            yield from pointed(here, there, self._subject)
            ends = self._reader.passage(here), self._reader.passage(there)
            yield from references(*ends, evidence.entities, self._subject)
        siblings = any(edge.kind is EdgeKind.SIBLING for edge in evidence.path)
        names = evidence.entities if siblings else ()
        first, second = (self._reader.told(chunk) for chunk in (evidence.chunks[0], evidence.chunks[-1]))
        kinds = self._kinds
        yield from comparisons(first, second, names, subject=self._subject, common=self._common, kinds=kinds)
        ends = self._with_rows(evidence.chunks[0]), self._with_rows(evidence.chunks[-1])
        yield from same_option(*ends, names, self._subject)
        for handing, taking in permutations(ends):
            yield from handed_on(handing, taking, self._subject)
        yield from limits(*ends, self._subject)

    def _chained(self, chunks: Sequence[Chunk]) -> Iterator[Candidate]:
        for order in (chunks, chunks[::-1]):
            first, second = (self._leads[chunk.id] for chunk in order[:2])
            yield from chains(first, second, self._single(order[2]), self._subject)


def _told_whole(candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """The candidates whose answers tell all that their sentences do, or could be made to."""
    return (each for each in map(whole, candidates) if each is not None)


def _not_told(candidates: Iterable[Candidate], known: set[str]) -> Iterator[Candidate]:
    """The candidates of which neither question nor answer is known; each makes its own known."""
    for each in candidates:
        texts = {_told(each.question), _told(each.reference)}
        if not known & texts:
            known |= texts
            yield each


def _told(text: str) -> str:
    """A question or an answer, its last mark and its capitals left out."""
    return text.rstrip("?.").lower()


def _names(chunk: Chunk, name: str) -> bool:
    """Whether a chunk's text or titles hold a name."""
    return name in chunk.text or any(name in title for title in (chunk.title, *chunk.headings))
