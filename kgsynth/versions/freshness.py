"""Testset, documents of today -> which samples still stand, which moved, which are stale and why."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from kgsynth.errors import InputError, SettingsError
from kgsynth.settings import Settings
from kgsynth.sources import Source, read_source
from kgsynth.testset import Testset
from kgsynth.types import Document, Manifest, Sample, Skipped
from kgsynth.versions.anchoring import STALE, Anchors
from kgsynth.versions.passages import passage_of
from kgsynth.versions.tracing import Corpus, Standing, Trace, trace


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one sample.

    Attributes:
        sample: as it is in the set.
        traces: what became of each stretch of its evidence.
        anchored: the sample with its pointers at the documents of today; None where it is stale.
    """

    sample: Sample
    traces: tuple[Trace, ...]
    anchored: Sample | None

    @property
    def standing(self) -> Standing:
        if self.anchored is None:
            return Standing.STALE
        moved = any(each.standing is Standing.MOVED for each in self.traces)
        return Standing.MOVED if moved else Standing.FRESH

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why a sample is stale, as codes."""
        causes = dict.fromkeys(each.cause.value for each in self.traces if each.cause is not None)
        return tuple(causes) or (("passages_changed",) if self.standing is Standing.STALE else ())


@dataclass(frozen=True, slots=True)
class Documents:
    """What became of the documents that a set was made from.

    Attributes:
        new: names that the manifest has not; empty without a manifest, which alone knows all of the old.
        renamed: the old name -> the new one of the same text.
        unreadable: the name -> why it gave no document.
    """

    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    renamed: dict[str, str]
    unreadable: dict[str, str]


@dataclass(frozen=True, slots=True)
class Check:
    """What became of a test set: a verdict a sample, in their order, and what became of its documents.

    Attributes:
        unseen: ids of the documents that nothing was made from before: the new and the changed ones.
    """

    verdicts: tuple[Verdict, ...]
    documents: Documents
    unseen: frozenset[str]

    def of(self, standing: Standing) -> tuple[Verdict, ...]:
        """The verdicts of one standing."""
        return tuple(each for each in self.verdicts if each.standing is standing)

    @property
    def is_stale(self) -> bool:
        """Whether any sample is stale."""
        return bool(self.of(Standing.STALE))

    @property
    def counts(self) -> dict[Standing, int]:
        """How many samples are fresh, moved and stale."""
        counter = Counter(each.standing for each in self.verdicts)
        return {standing: counter[standing] for standing in Standing}

    def marked(self) -> tuple[Sample, ...]:
        """The samples as they are, with the flag ``stale`` on those that are, and on no other."""
        return tuple(_marked(each) for each in self.verdicts)


def check(testset: Testset, source: Source, *, encoding: str | None = None) -> Check:
    """Which samples still stand in what they were made from, as that is now.

    It is read with the settings of the manifest, as generation read it.

    Args:
        source: anything that `kgsynth.generate` takes: a folder, a list of documents, a loader.
        encoding: of text files, if it is another than it was.

    Raises:
        InputError: there is no such folder, or nothing in it can be read.

    Example:
        >>> from kgsynth import Testset
        >>> report = check(Testset.load("eval.jsonl"), "docs/")         # doctest: +SKIP
        >>> [each.sample.user_input for each in report.of(Standing.STALE)]  # doctest: +SKIP
    """
    settings = settings_of(testset.manifest)
    documents, skipped = read_source(
        source, settings=settings.model_copy(update={"encoding": encoding or settings.encoding})
    )
    if not documents:
        reasons = "; ".join(f"{each.source}: {each.reason}" for each in skipped[:3])
        raise InputError(f"nothing could be read to check against ({reasons or 'there is nothing'}): check the path")
    return check_documents(testset, documents, skipped, chunk_tokens=settings.chunk_tokens)


def check_documents(
    testset: Testset, documents: Sequence[Document], skipped: Iterable[Skipped], *, chunk_tokens: int
) -> Check:
    """Which samples still stand in documents that were read already."""
    known = _known(testset)
    corpus = Corpus(documents, skipped, known=known)
    anchors = Anchors(corpus, chunk_tokens=chunk_tokens)
    verdicts = tuple(_verdict(sample, corpus, anchors) for sample in testset)
    unseen = frozenset(document.id for document in corpus.unseen)
    return Check(verdicts, _documents(known, corpus, new=bool(testset.manifest.documents)), unseen)


def settings_of(manifest: Manifest) -> Settings:
    """The settings that a set was made with; the defaults without a manifest.

    Raises:
        SettingsError: another version of kgsynth wrote it, with settings that this one does not know.
    """
    try:
        return Settings.model_validate(manifest.settings)
    except ValidationError as error:
        names = ", ".join(repr(".".join(map(str, each["loc"]))) for each in error.errors(include_url=False))
        raise SettingsError(
            f"the manifest was written by kgsynth {manifest.kgsynth_version}, and this version cannot use its "
            f"settings {names}: take them out of the manifest"
        ) from error


def _verdict(sample: Sample, corpus: Corpus, anchors: Anchors) -> Verdict:
    traces = tuple(trace(each, passage_of(sample, each), corpus) for each in sample.evidence)
    now = tuple(each.now for each in traces if each.now is not None)
    return Verdict(sample, traces, anchors.anchored(sample, now) if len(now) == len(traces) else None)


def _marked(verdict: Verdict) -> Sample:
    sample = verdict.sample
    flags = tuple(flag for flag in sample.flags if flag != STALE)
    if verdict.standing is Standing.STALE:
        flags = (*flags, STALE)
    return sample if flags == sample.flags else sample.model_copy(update={"flags": flags})


def _known(testset: Testset) -> dict[str, str]:
    """Name -> content hash of the documents before: from the manifest, or as far as evidence tells."""
    evidence = (each for sample in testset for each in sample.evidence)
    return dict(testset.manifest.documents) or {each.source: each.document_id for each in evidence}


def _documents(known: dict[str, str], corpus: Corpus, *, new: bool) -> Documents:
    missing = {source: id for source, id in sorted(known.items()) if source not in corpus.by_source}
    renamed = {source: corpus.by_id[id].source for source, id in missing.items() if id in corpus.by_id}
    added = sorted(corpus.by_source.keys() - known.keys() - set(renamed.values())) if new else []
    return Documents(
        new=tuple(added),
        changed=tuple(
            source
            for source, found in sorted(corpus.by_source.items())
            if source in known and known[source] not in {document.id for document in found}
        ),
        gone=tuple(source for source in missing if source not in renamed and source not in corpus.unread),
        renamed=renamed,
        unreadable={source: reason for source, reason in sorted(corpus.unread.items()) if source in known},
    )
