"""datasets reads the folder, Parquet and plain, by its card; the objects of a test set hold the same."""

import csv
import json

import pandas
from datasets import load_dataset
from expected import FOLDER, SAMPLES, TESTSET, field, report, same

from kgsynth import Testset


def as_sample(row: dict[str, object]) -> dict[str, object]:
    """A row as a sample: what has no fixed form is JSON in it."""
    parts = json.loads(row["difficulty"]["parts"])
    return row | {"difficulty": row["difficulty"] | {"parts": parts}, "metadata": json.loads(row["metadata"])}


cache = str(FOLDER / "cache")
by_parquet = load_dataset(str(FOLDER / "huggingface"), split="test", cache_dir=cache)
by_lines = load_dataset(str(FOLDER / "huggingface-plain"), split="test", cache_dir=cache)
alone = load_dataset("parquet", data_files=str(FOLDER / "huggingface/data/test.parquet"), cache_dir=cache)["train"]
ours = Testset.load(TESTSET)
for found in (by_parquet, by_lines, alone, ours.to_datasets()):
    same("features", found.features, by_parquet.features)
    same("rows", [as_sample(row) for row in found], SAMPLES)
same("to_pandas()", ours.to_pandas().to_dict(orient="records"), SAMPLES)
table = pandas.read_csv(FOLDER / "table.csv", dtype=str, keep_default_na=False)
same("csv", list(table["user_input"]), field("user_input"))
same("csv evidence", [json.loads(cell) for cell in table["evidence"]], field("evidence"))
with open(FOLDER / "table.csv", encoding="utf-8", newline="") as file:
    same("csv by the standard library", [row["reference"] for row in csv.DictReader(file)], field("reference"))
report("datasets", f"Dataset with {by_parquet.num_rows} rows and {len(by_parquet.features)} features, four ways")
