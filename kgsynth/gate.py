"""Draft -> Sample, or a Rejection that says why. Nothing else makes a Sample."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from kgsynth.checks import Check, ChunkRanks
from kgsynth.checks.duplicates import Duplicates, sample_id
from kgsynth.checks.hops import evidence_chunks
from kgsynth.language.words import content_words
from kgsynth.types import Difficulty, Draft, Evidence, QueryType, Rejection, Sample, Span

SYNTHESIZER_NAMES = {
    QueryType.SINGLE_HOP: "single_hop_specific_query_synthesizer",
    QueryType.MULTI_HOP: "multi_hop_specific_query_synthesizer",
}
CONFLICT = "conflict"


class Gate:
    """The checks in order, each on what the last one passed.

    Args:
        checks: what to ask of a draft, cheapest first; see ``kgsynth.checks.default_checks``.
        ranks: a lexical search over the corpus, for two of the parts of a sample's difficulty.
        flags_of: what a reader of the sample should know, as a check has noted it.
        topics: chunk id -> the name of its topic.

    Attributes:
        counts: how many drafts each (check, reason) refused so far.
        conflicts: ids of samples whose question came again with another answer.
    """

    def __init__(
        self,
        checks: Sequence[Check],
        *,
        ranks: ChunkRanks | None = None,
        flags_of: Callable[[Draft], tuple[str, ...]] = lambda draft: (),
        topics: Mapping[str, str] | None = None,
    ) -> None:
        self._checks = tuple(checks)
        self._ranks = ranks
        self._flags_of = flags_of
        self._topics = topics or {}
        self.counts: Counter[tuple[str, str]] = Counter()
        self.conflicts: set[str] = set()

    def judge(self, drafts: Iterable[Draft]) -> Iterator[Sample | Rejection]:
        """A sample or a rejection for each draft, in their order."""
        drafts = list(drafts)
        refusals = self._refusals(drafts)
        for place, draft in enumerate(drafts):
            yield refusals[place] if place in refusals else self._sample(draft)

    def passes(self, draft: Draft) -> bool:
        """Whether a draft would pass. The last check, which remembers what it has passed, remembers nothing of it."""
        *others, last = self._checks
        fresh = not (isinstance(last, Duplicates) and last.repeats(draft))
        return all(check.check([draft]) == [None] for check in others) and fresh

    def flagged(self, samples: Iterable[Sample]) -> tuple[Sample, ...]:
        """The samples, with the flag ``conflict`` on those whose question came again with another answer."""
        return tuple(
            sample.model_copy(update={"flags": (*sample.flags, CONFLICT)}) if sample.id in self.conflicts else sample
            for sample in samples
        )

    def _refusals(self, drafts: Sequence[Draft]) -> dict[int, Rejection]:
        refusals: dict[int, Rejection] = {}
        for check in self._checks:
            places = [place for place in range(len(drafts)) if place not in refusals]
            reasons = check.check([drafts[place] for place in places])
            for place, reason in zip(places, reasons, strict=True):
                if reason is not None:
                    refusals[place] = self._refused(drafts[place], check.name, reason)
        return refusals

    def _refused(self, draft: Draft, check: str, reason: str) -> Rejection:
        code, _, detail = reason.partition(": ")
        self.counts[check, code] += 1
        if code == CONFLICT:
            self.conflicts.add(detail)
        return Rejection(scenario_id=draft.scenario.id, check=check, reason=reason, user_input=draft.user_input)

    def _sample(self, draft: Draft) -> Sample:
        scenario, chunks = draft.scenario, evidence_chunks(draft)
        return Sample(
            id=sample_id(draft),
            user_input=draft.user_input,
            clean_user_input=draft.clean_user_input,
            reference=draft.reference,
            reference_contexts=tuple(chunk.text for chunk in chunks),
            reference_context_ids=tuple(chunk.id for chunk in chunks),
            evidence=tuple(_evidence(draft, span) for span in draft.evidence),
            query_type=scenario.query_type,
            question_kind=draft.question_kind,
            hops=len(chunks),
            synthesizer_name=SYNTHESIZER_NAMES[scenario.query_type],
            persona_name=scenario.persona.name,
            query_style=scenario.query_style,
            query_length=scenario.query_length,
            language=scenario.chunks[0].language,
            difficulty=self._difficulty(draft),
            path=scenario.path,
            entities=scenario.entities,
            documents=tuple(dict.fromkeys(chunk.source for chunk in chunks)),
            engine=draft.engine,
            model=draft.model,
            prompt_version=draft.prompt_version,
            checks_passed=tuple(check.name for check in self._checks),
            flags=self._flags_of(draft),
            topics=tuple(dict.fromkeys(self._topics[chunk.id] for chunk in chunks if chunk.id in self._topics)),
            metadata={chunk.source: dict(chunk.metadata) for chunk in chunks if chunk.metadata},
        )

    def _difficulty(self, draft: Draft) -> Difficulty:
        """The mean of: hops beyond the first, words that the evidence lacks, how late a search finds a chunk of it, and
        how many other chunks it finds as soon."""
        beyond_first = max(0, len(evidence_chunks(draft)) - 1)
        parts = {"hops": min(1.0, beyond_first / 2), "lexical_distance": _lexical_distance(draft)}
        if self._ranks:
            parts |= {"distractors": _distraction(draft, self._ranks), "rank": _lateness(draft, self._ranks)}
        rounded = {name: round(part, 4) for name, part in parts.items()}
        return Difficulty(score=round(sum(rounded.values()) / len(rounded), 4), parts=rounded)


def _evidence(draft: Draft, span: Span) -> Evidence:
    chunk = next(chunk for chunk in draft.scenario.chunks if chunk.span.covers(span))
    text = chunk.text_of(span)
    return Evidence(source=chunk.source, document_id=span.document_id, start=span.start, end=span.end, text=text)


def _lexical_distance(draft: Draft) -> float:
    """The share of the question's content words that its evidence lacks."""
    language = draft.scenario.chunks[0].language
    asked = set(content_words(draft.clean_user_input, language))
    held = {word for text in draft.evidence_texts for word in content_words(text, language)}
    return len(asked - held) / len(asked) if asked else 0.0


def _distraction(draft: Draft, ranks: ChunkRanks) -> float:
    """0 where no other chunk scores nearly as high as the best of the evidence, 1 where all that are found do."""
    others = ranks.distractors(draft.clean_user_input, [chunk.id for chunk in evidence_chunks(draft)])
    return min(1.0, others / (ranks.depth - 1))


def _lateness(draft: Draft, ranks: ChunkRanks) -> float:
    """0 where a search finds the worst-placed chunk of the evidence first, 1 where it does not find it."""
    places = ranks.of(draft.clean_user_input, [chunk.id for chunk in evidence_chunks(draft)])
    return max((((place or ranks.depth) - 1) / (ranks.depth - 1) for place in places), default=1.0)
