"""LangSmith's client takes the examples, and the CSV has the columns of an upload. There is no server to ask."""

import csv
import json

from expected import FOLDER, field, report, same
from langsmith.schemas import ExampleCreate

rows = json.loads((FOLDER / "langsmith.json").read_text(encoding="utf-8"))
examples = [ExampleCreate(**row).model_dump(by_alias=True) for row in rows]
same("inputs", [example["inputs"] for example in examples], [{"question": text} for text in field("user_input")])
same("outputs", [example["outputs"] for example in examples], [{"answer": text} for text in field("reference")])
same("metadata", [example["metadata"]["evidence"] for example in examples], field("evidence"))
with open(FOLDER / "langsmith.csv", encoding="utf-8", newline="") as file:
    table = list(csv.DictReader(file))
same("question", [row["question"] for row in table], field("user_input"))
same("answer", [row["answer"] for row in table], field("reference"))
same("id", [row["id"] for row in table], field("id"))
report("langsmith", f"{len(examples)} ExampleCreate, a CSV of {len(table)} rows")
