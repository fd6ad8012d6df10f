"""Check -> what a refresh has to make, and what it made -> the new test set with an account."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kgsynth.errors import SettingsError
from kgsynth.personas import BUILT_IN
from kgsynth.routes import Route
from kgsynth.scenarios import Routes, Slot, slots
from kgsynth.settings import Settings
from kgsynth.testset import Testset
from kgsynth.types import (
    Chunk,
    Document,
    Draft,
    Manifest,
    Persona,
    Rejection,
    Sample,
    Scenario,
    Shortfall,
    Skipped,
    Span,
    content_id,
)
from kgsynth.versions.freshness import Check
from kgsynth.versions.passages import passage_id, passage_of
from kgsynth.versions.tracing import Standing


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a refresh has to make.

    Attributes:
        kept: the samples that stand, with their pointers at the documents of today, by their place in the old set.
        places: of the samples that are dropped.
        slots: one for each that is dropped, with its type, persona, style and length; then those of a larger set.
        added: more, from what is new.
    """

    kept: Mapping[int, Sample]
    places: tuple[int, ...]
    slots: tuple[Slot, ...]
    added: tuple[Slot, ...]

    def __bool__(self) -> bool:
        """Whether there is anything to make."""
        return bool(self.slots or self.added)


@dataclass(frozen=True, slots=True)
class Refreshed:
    """A test set over the documents of today, and how it came of the old one.

    Attributes:
        check: what became of the old samples.
        kept, moved: samples that stand where they stood, and elsewhere; both with their ids.
        replaced, added: samples made for stale ones, and beyond these.
        short: how many are wanting.
        changed: whether there is anything to save: other samples, or a shortfall to tell of.
    """

    testset: Testset
    check: Check
    kept: int
    moved: int
    replaced: int
    added: int
    short: int
    changed: bool


def size_of(testset: Testset, size: int | None, add: int) -> int:
    """How many samples the settings of a refreshed set speak of: as many as before where nothing is said."""
    if add < 0:
        raise SettingsError(f"--add {add}: give how many samples more")
    return max(1, (len(testset) if size is None else size) + add)


def wanted(testset: Testset, check: Check, settings: Settings, *, size: int | None, add: int) -> Wanted:
    """What is missing of as many samples as are asked for, or as there were.

    Raises:
        SettingsError: fewer are asked for than still stand.
    """
    kept = {place: each.anchored for place, each in enumerate(check.verdicts) if each.anchored is not None}
    missing = (len(testset) if size is None else size) - len(kept)
    if missing < 0:
        raise SettingsError(f"{len(kept)} samples still stand: ask for that many or more with --size")
    dropped = [(place, each.sample) for place, each in enumerate(check.verdicts) if place not in kept]
    replaced = [_slot(sample, settings) for _, sample in dropped[:missing]]
    more = _more(missing - len(replaced), testset, settings)
    return Wanted(
        kept=kept,
        places=tuple(place for place, _ in dropped),
        slots=(*replaced, *more),
        added=tuple(_more(add, testset, settings)),
    )


def require_writer(testset: Testset, *, has_model: bool) -> None:
    """Complain where a model wrote a set and none is named to go on."""
    engines = {sample.engine for sample in testset}
    if engines and "extractive" not in engines and not has_model:
        model = next(iter(sorted({sample.model for sample in testset if sample.model})), "a model")
        raise SettingsError(
            f"{model} wrote this set, and no setting says how to reach it: name it with --llm openai:MODEL"
        )


def _slot(sample: Sample, settings: Settings) -> Slot:
    persona = _persona(sample.persona_name, settings)
    return Slot(0, sample.query_type, persona, sample.query_style, sample.query_length)


def _persona(name: str, settings: Settings) -> Persona:
    """The persona of that name; where a model thought of it once, its name is all there is."""
    known = {persona.name: persona for persona in (*BUILT_IN, *settings.personas)}
    return known.get(name) or (Persona(name=name) if name else BUILT_IN[0])


def _more(count: int, testset: Testset, settings: Settings) -> list[Slot]:
    """Slots to the quotas of the settings, for who asks already."""
    if count <= 0:
        return []
    names = sorted({sample.persona_name for sample in testset})
    personas = settings.personas or tuple(_persona(name, settings) for name in names) or BUILT_IN
    return list(slots(settings.model_copy(update={"size": count, "unanswerable": 0.0}), personas))


# ------------------------------------------------------------------------------------------- where to look first


def unseen_first(routes: Routes, samples: Iterable[Sample], unseen: frozenset[str]) -> Routes:
    """The routes through new and changed documents first; of all, those last that the samples ask of most."""
    used = Counter(context for sample in samples for context in sample.reference_context_ids)

    def turn(route: Route) -> tuple[bool, int]:
        return not _is_of(route, unseen), max(used[chunk.id] for chunk in route.chunks)

    return {kind: tuple(tuple(sorted(family, key=turn)) for family in of) for kind, of in routes.items()}


def only_of(routes: Routes, documents: frozenset[str]) -> Routes:
    """The routes that touch one of these documents."""
    return {
        kind: tuple(tuple(route for route in family if _is_of(route, documents)) for family in of)
        for kind, of in routes.items()
    }


def _is_of(route: Route, documents: frozenset[str]) -> bool:
    return any(chunk.document_id in documents for chunk in route.chunks)


# -------------------------------------------------------------------------------------- what is not asked again


def drafts_of(samples: Iterable[Sample]) -> list[Draft]:
    """Samples as drafts again, for a check that compares others with them."""
    return [_draft(sample) for sample in samples]


def _draft(sample: Sample) -> Draft:
    scenario = Scenario(
        id=sample.id,
        query_type=sample.query_type,
        chunks=tuple(_chunks(sample)),
        persona=BUILT_IN[0],  # who asked is compared with nobody
        query_style=sample.query_style,
        query_length=sample.query_length,
        path=sample.path,
        entities=sample.entities,
    )
    return Draft(
        scenario=scenario,
        user_input=sample.user_input,
        clean_user_input=sample.clean_user_input,
        reference=sample.reference,
        evidence=tuple(Span(each.document_id, each.start, each.end) for each in sample.evidence),
        question_kind=sample.question_kind,
        engine=sample.engine,
        model=sample.model,
        prompt_version=sample.prompt_version,
    )


def _chunks(sample: Sample) -> Iterator[Chunk]:
    """The contexts that hold evidence; evidence in none of them is a chunk of its own."""
    seen: set[Span] = set()
    for evidence in sample.evidence:
        passage = passage_of(sample, evidence)
        span = passage.span if passage else Span(evidence.document_id, evidence.start, evidence.end)
        text = passage.text if passage else evidence.text
        if span not in seen:
            seen.add(span)
            yield Chunk(passage_id(span, text), span, text, source=evidence.source, language=sample.language)


# ------------------------------------------------------------------------------------------------- the new set


def refreshed(
    testset: Testset,
    check: Check,
    wanted: Wanted,
    manifest: Manifest,
    *,
    made: Sequence[Sample] = (),
    added: Sequence[Sample] = (),
    rejections: Sequence[Rejection] = (),
) -> Refreshed:
    """The set of what was kept and made, each replacement in the place of a sample that was dropped.

    Args:
        made, added: samples for the slots that were wanted, and for those that were wanted beyond.
        manifest: of the run that made them.
    """
    replaced = dict(zip(wanted.places, made, strict=False))
    together = {**wanted.kept, **replaced}
    samples = (*(together[place] for place in sorted(together)), *made[len(replaced) :], *added)
    counts = check.counts
    account = {
        "kept": counts[Standing.FRESH],
        "moved": counts[Standing.MOVED],
        "replaced": len(replaced),
        "added": len(made) - len(replaced) + len(added),
        "short": len(wanted.slots) + len(wanted.added) - len(made) - len(added),
    }
    changed = samples != testset.samples or account["short"] > 0
    record = {"samples": _digest(testset), "kgsynth_version": testset.manifest.kgsynth_version, **account}
    new = Testset(samples, tuple(rejections), manifest.model_copy(update={"refreshed": record}))
    return Refreshed(new if changed else testset, check, **account, changed=changed)


def of_today(testset: Testset, documents: Iterable[Document], skipped: Iterable[Skipped]) -> Manifest:
    """The manifest of a set for which nothing had to be made, with the documents of today."""
    return testset.manifest.model_copy(
        update={
            "documents": {document.source: document.id for document in documents},
            "skipped": {each.source: each.reason for each in skipped},
        }
    )


def over_all(shortfalls: Iterable[Shortfall], samples: Iterable[Sample]) -> tuple[Shortfall, ...]:
    """What is missing of the parts that were made, told of the whole set."""
    cells: dict[tuple[str, str], list[Shortfall]] = {}
    for short in shortfalls:
        cells.setdefault((short.axis, short.cell), []).append(short)
    held = Counter(cell for sample in samples for cell in _cells(sample))
    return tuple(_together(parts, held[key]) for key, parts in cells.items())


def _together(parts: Sequence[Shortfall], held: int) -> Shortfall:
    missing = sum(short.wanted - short.got for short in parts)
    cause = "; ".join(dict.fromkeys(short.cause for short in parts))
    return Shortfall(axis=parts[0].axis, cell=parts[0].cell, wanted=held + missing, got=held, cause=cause)


def _cells(sample: Sample) -> tuple[tuple[str, str], ...]:
    return ("query_type", sample.query_type.value), ("query_length", sample.query_length.value)


def _digest(testset: Testset) -> str:
    return content_id(*(sample.model_dump_json() for sample in testset))
