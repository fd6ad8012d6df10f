"""Difference, Check, Refreshed -> values that JSON can hold, for scripts."""

from dataclasses import asdict
from typing import TYPE_CHECKING

from pydantic import JsonValue

from kgsynth.types import Evidence, Sample
from kgsynth.versions.tracing import Trace

if TYPE_CHECKING:
    from kgsynth.versions.difference import Difference
    from kgsynth.versions.freshness import Check, Verdict
    from kgsynth.versions.replacing import Refreshed

Values = dict[str, JsonValue]


def difference_values(difference: "Difference") -> Values:
    """Counts, counts by kind, and every sample that differs."""
    return {
        "differs": bool(difference),
        "counts": {name: len(getattr(difference, name)) for name in ("kept", "changed", "added", "removed")},
        "kinds": [
            {"query_type": query_type, "question_kind": kind, **counts}
            for (query_type, kind), counts in difference.by_kind().items()
        ],
        "added": [_sample(each) for each in difference.added],
        "removed": [_sample(each) for each in difference.removed],
        "changed": [{**_sample(each.new), "fields": list(each.fields)} for each in difference.changed],
        "asked_again": [
            {"old": _sample(each.old), "new": _sample(each.new), "changes": list(each.changes)}
            for each in difference.asked_again
        ],
    }


def check_values(check: "Check") -> Values:
    """Counts, what became of the documents, and of every sample."""
    documents = asdict(check.documents)
    return {
        "counts": {standing.value: count for standing, count in check.counts.items()},
        "documents": {name: list(each) if isinstance(each, tuple) else each for name, each in documents.items()},
        "samples": [_verdict(each) for each in check.verdicts],
    }


def refreshed_values(refreshed: "Refreshed") -> Values:
    """The account, and what became of the old samples."""
    names = ("kept", "moved", "replaced", "added", "short", "changed")
    return {**{name: getattr(refreshed, name) for name in names}, "check": check_values(refreshed.check)}


def _sample(sample: Sample) -> Values:
    return {
        "id": sample.id,
        "query_type": sample.query_type.value,
        "question_kind": sample.question_kind,
        "user_input": sample.user_input,
        "reference": sample.reference,
    }


def _verdict(verdict: "Verdict") -> Values:
    return {
        "id": verdict.sample.id,
        "user_input": verdict.sample.user_input,
        "standing": verdict.standing.value,
        "reasons": list(verdict.reasons),
        "evidence": [_trace(each) for each in verdict.traces],
    }


def _trace(trace: Trace) -> Values:
    values: Values = {"was": _evidence(trace.evidence), "standing": trace.standing.value}
    if trace.now is not None:
        return {**values, "now": _evidence(trace.now)}
    reason = trace.cause.value if trace.cause is not None else ""
    nearest = _evidence(trace.nearest) if trace.nearest is not None else None
    return {**values, "reason": reason, "detail": trace.detail, "nearest": nearest, "likeness": trace.likeness}


def _evidence(evidence: Evidence) -> Values:
    return evidence.model_dump(mode="json")
