"""Samples -> a dataset for the Hugging Face Hub: a folder with the data and its card."""

import io
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from kgsynth.errors import MissingExtraError
from kgsynth.exporters.columns import JSON, Kind, columns, row
from kgsynth.exporters.records import Exported, Given, json_lines
from kgsynth.types import Manifest, QueryType, Sample

if TYPE_CHECKING:
    from datasets import Dataset
    from pyarrow import DataType

PARQUET, PLAIN = "data/test.parquet", "data/test.jsonl"
SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))
LARGEST = "n>1M"
TAGS = ["rag", "retrieval", "evaluation", "multi-hop", "synthetic", "kgsynth"]


def dataset(given: Given) -> Exported:
    """For ``datasets.load_dataset``, from the folder or from the Hub.

    Raises:
        MissingExtraError: pyarrow is not installed, and the data are not to be plain.
    """
    name = PLAIN if given.plain else PARQUET
    rows = map(row, given.samples)
    data = json_lines(rows) if given.plain else _parquet(given.samples)
    return Exported({name: data, "README.md": _card(given, name)}, len(given.samples))


def as_dataset(samples: Iterable[Sample]) -> "Dataset":
    """The samples as a ``Dataset`` of the package ``datasets``.

    Raises:
        MissingExtraError: datasets is not installed.
    """
    try:
        from datasets import Dataset, Features
    except ImportError as error:
        raise MissingExtraError("datasets", "datasets") from error
    import pyarrow

    schema = pyarrow.schema([(name, _arrow(kind)) for name, kind in columns().items()])
    return Dataset.from_list(list(map(row, samples)), features=Features.from_arrow_schema(schema))


# ------------------------------------------------------------------------------------------------------ data


def _parquet(samples: Iterable[Sample]) -> bytes:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise MissingExtraError("pyarrow", "parquet") from error
    schema = pyarrow.schema([(name, _arrow(kind)) for name, kind in columns().items()])
    file = io.BytesIO()
    parquet.write_table(pyarrow.Table.from_pylist(list(map(row, samples)), schema=schema), file)
    return file.getvalue()


def _arrow(kind: Kind) -> "DataType":
    import pyarrow

    if isinstance(kind, list):
        return pyarrow.list_(_arrow(kind[0]))
    if isinstance(kind, dict):
        return pyarrow.struct([(name, _arrow(inner)) for name, inner in kind.items()])
    return pyarrow.type_for_alias("string" if kind == JSON else kind)


# ------------------------------------------------------------------------------------------------------ card


def _card(given: Given, data: str) -> str:
    import yaml

    front = yaml.safe_dump(_front_matter(given, data), allow_unicode=True, sort_keys=False)
    return f"---\n{front}---\n\n{_body(given)}"


def _front_matter(given: Given, data: str) -> dict[str, object]:
    size = next((name for limit, name in SIZES if len(given.samples) < limit), LARGEST)
    return {
        "language": sorted({sample.language for sample in given.samples}),
        "task_categories": ["question-answering"],
        "size_categories": [size],
        "tags": TAGS,
        "configs": [{"config_name": "default", "data_files": [{"split": "test", "path": data}]}],
        "dataset_info": {"features": [_feature(name, kind) for name, kind in columns().items()]},
    }


def _feature(name: str, kind: Kind) -> dict[str, object]:
    if isinstance(kind, dict):
        return {"name": name, "struct": [_feature(*field) for field in kind.items()]}
    if isinstance(kind, list) and isinstance(kind[0], dict):
        return {"name": name, "list": [_feature(*field) for field in kind[0].items()]}
    if isinstance(kind, list):
        return {"name": name, "list": kind[0]}
    return {"name": name, "dtype": "string" if kind == JSON else kind}


def _body(given: Given) -> str:
    parts = [
        "# Evaluation set for retrieval-augmented generation",
        "Questions with reference answers, and the exact characters of the documents that hold each answer.",
        "## What is in it",
        _counted(_counts(given.samples)),
        "## How it was made",
        _made(given.manifest),
        "## How to read it",
        _USAGE,
        _FIELDS,
        "## Before you publish it",
        "Evidence and contexts are quotes from the documents: their licence holds for this set, too. Name it in the "
        "front matter.",
    ]
    return "\n\n".join(parts) + "\n"


_USAGE = """```python
from datasets import load_dataset

rows = load_dataset("PATH OR NAME OF THIS", split="test")
```"""
_FIELDS = """- `user_input`: the question; `clean_user_input`: the same before it was put in another style.
- `reference`: the answer.
- `evidence`: the characters `start` to `end` of the document `source`, and their `text`.
- `reference_contexts`: the passages around the evidence; `reference_context_ids`: their ids.
- `path`: what joins the passages of a question that needs several.
- `difficulty.parts`: JSON; the score is the mean of its numbers."""


def _counts(samples: Iterable[Sample]) -> dict[str, int]:
    """What a reader wants to know of a set, each with how many samples are so."""
    samples = tuple(samples)
    multi_hop = sum(sample.query_type is QueryType.MULTI_HOP for sample in samples)
    documents = {source for sample in samples for source in sample.documents}
    counts = {"samples": len(samples), "single-hop": len(samples) - multi_hop, "multi-hop": multi_hop}
    counts["documents asked of"] = len(documents)
    for axis in ("question_kind", "query_style", "language"):
        found = Counter(str(getattr(sample, axis)) for sample in samples)
        counts |= {f"{axis}: {value}": count for value, count in sorted(found.items())}
    return counts


def _counted(counts: Mapping[str, int]) -> str:
    rows = [f"| {name} | {count:,} |" for name, count in counts.items()]
    return "\n".join(["| | |", "|---|---:|", *rows])


def _made(manifest: Manifest) -> str:
    writers = sorted({name for name in manifest.models.values() if name}) or ["not known"]
    version = f" {manifest.kgsynth_version}" if manifest.kgsynth_version else ""
    parts = [f"By kgsynth{version}, with seed {manifest.seed}.", f"Written by: {', '.join(writers)}."]
    if manifest.documents:
        parts.append(f"From {len(manifest.documents):,} documents.")
    return " ".join(parts)
