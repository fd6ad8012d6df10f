"""Versions of a test set: what differs between two, and what of one still stands in the documents of today."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kgsynth.versions.difference import AskedAgain as AskedAgain
    from kgsynth.versions.difference import Difference as Difference
    from kgsynth.versions.difference import Pair as Pair
    from kgsynth.versions.difference import diff as diff
    from kgsynth.versions.freshness import Check as Check
    from kgsynth.versions.freshness import Documents as Documents
    from kgsynth.versions.freshness import Verdict as Verdict
    from kgsynth.versions.freshness import check as check
    from kgsynth.versions.replacing import Refreshed as Refreshed
    from kgsynth.versions.tracing import Cause as Cause
    from kgsynth.versions.tracing import Standing as Standing
    from kgsynth.versions.tracing import Trace as Trace

# Where each public name lives. Imported when first asked for: to compare two files, no reader and no graph is needed.
_HOMES = {
    "AskedAgain": "difference",
    "Difference": "difference",
    "Pair": "difference",
    "diff": "difference",
    "Check": "freshness",
    "Documents": "freshness",
    "Verdict": "freshness",
    "check": "freshness",
    "Refreshed": "replacing",
    "Cause": "tracing",
    "Standing": "tracing",
    "Trace": "tracing",
}

__all__ = [*_HOMES]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(_HOMES)
