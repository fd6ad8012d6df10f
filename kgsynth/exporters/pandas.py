"""Samples -> a pandas table."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kgsynth.errors import MissingExtraError
from kgsynth.types import Sample

if TYPE_CHECKING:
    from pandas import DataFrame


def as_frame(samples: Iterable[Sample]) -> "DataFrame":
    """A row for each sample; lists and records stay lists and dictionaries.

    Raises:
        MissingExtraError: pandas is not installed.
    """
    try:
        from pandas import DataFrame
    except ImportError as error:
        raise MissingExtraError("pandas", "pandas") from error
    return DataFrame([sample.model_dump(mode="json") for sample in samples], columns=list(Sample.model_fields))
