"""What an exporter is given, what it gives, and what all of them say of a sample."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from kgsynth.files import Content
from kgsynth.types import UNANSWERABLE, Chunk, Manifest, Sample

THE_FILE = ""  # the name of the one file of a format that has no folder

Row = dict[str, object]


class Corpus(Protocol):
    """Passages to search: a `KnowledgeGraph`, or `Passages` where nothing joins them."""

    def chunks(self) -> tuple[Chunk, ...]:
        """All passages, in order."""
        ...

    def joined_to(self, chunk_id: str) -> tuple[str, ...]:
        """The ids of the passages that one is joined to."""
        ...


@dataclass(frozen=True, slots=True)
class Passages:
    """A corpus without a graph."""

    pieces: tuple[Chunk, ...]

    def chunks(self) -> tuple[Chunk, ...]:
        """All passages, in order."""
        return self.pieces

    def joined_to(self, chunk_id: str) -> tuple[str, ...]:
        """None: nothing joins them."""
        return ()


@dataclass(frozen=True, slots=True)
class Given:
    """What an exporter may draw on.

    Attributes:
        corpus: what is searched, for the formats that hold it; else the reference contexts are all there is.
        plain: write JSON lines where the format would rather have Parquet.
    """

    samples: tuple[Sample, ...]
    manifest: Manifest
    corpus: Corpus | None = None
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Exported:
    """The files of an export, before they are written.

    Attributes:
        files: content by name below the folder, or under ``THE_FILE``.
        rows: how many samples, or triplets, are in it.
        notes: what had to be left out, a line each.
    """

    files: Mapping[str, Content]
    rows: int
    notes: tuple[str, ...] = ()


Export = Callable[[Given], Exported]


def one_file(samples: tuple[Sample, ...], content: Content) -> Exported:
    """An export that is one file with a row for each sample."""
    return Exported({THE_FILE: content}, len(samples))


def answerable(sample: Sample) -> bool:
    """Whether the documents answer it; its reference contexts are evidence only then."""
    return sample.question_kind != UNANSWERABLE


def rest(sample: Sample, *held: str) -> Row:
    """Every field of a sample that a format has no place of its own for, as plain JSON values."""
    return {name: value for name, value in sample.model_dump(mode="json").items() if name not in held}


def json_lines(rows: Iterable[Row]) -> Iterator[str]:
    """A line of JSON for each row."""
    return (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def json_list(rows: Iterable[Row]) -> Iterator[str]:
    """One list of JSON objects, each on lines of its own."""
    opening = "[\n"
    for row in rows:
        yield opening + _indented(json.dumps(row, ensure_ascii=False, indent=2))
        opening = ",\n"
    yield "[]\n" if opening == "[\n" else "\n]\n"


def _indented(text: str) -> str:
    # Safe for the texts inside: JSON writes their line ends as \n.
    return "  " + text.replace("\n", "\n  ")
