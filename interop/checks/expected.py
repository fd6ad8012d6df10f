"""What a check compares with: the test set as kgsynth wrote it. Runs inside a tool's own environment."""

import json
import sys
from importlib.metadata import version
from pathlib import Path

FOLDER = Path(sys.argv[1])  # the exports of one test set
TESTSET = FOLDER / "eval.jsonl"
SAMPLES = [json.loads(line) for line in TESTSET.read_text(encoding="utf-8").split("\n") if line]
ANSWERABLE = [sample for sample in SAMPLES if sample["question_kind"] != "unanswerable"]


def same(what: str, found: object, wanted: object) -> None:
    """Stop where a tool read something else than was written."""
    if found != wanted:
        sys.exit(f"{what}: read {found!r}, but {wanted!r} was written")


def field(name: str) -> list[object]:
    """One field of every sample."""
    return [sample[name] for sample in SAMPLES]


def report(package: str, said: str) -> None:
    """The last line of a check: the tool with its version, and what it read."""
    print(json.dumps({"tool": f"{package} {version(package)}", "said": said}))
