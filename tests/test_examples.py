"""The examples in the repository run as a user would run them, and need no network."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"

# Any look for an address is an error: an example that wants the network says so here.
NO_NETWORK = """
import runpy, socket, sys
def refuse(*args, **kwargs):
    raise OSError("this example asked for the network")
socket.getaddrinfo = socket.socket.connect = refuse
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""

# The cells of a notebook, one after the other, as Jupyter would run them.
ALL_CELLS = """
import json, sys
names = {"__name__": "__main__"}
for cell in json.load(open(sys.argv[1], encoding="utf-8"))["cells"]:
    if cell["cell_type"] == "code":
        exec("".join(cell["source"]), names)
"""


def run(*arguments: str, cwd: Path = ROOT, code: str = NO_NETWORK) -> str:
    """What an example prints."""
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_retrievers_are_compared_in_one_table() -> None:
    """Each search over pieces of each size has a rank of its own, best first, and recalls differ."""
    printed = run("examples/compare_retrievers.py", "fixtures/handbook/products", "-n", "12")
    rows = re.findall(r"^ *(\d+)\. (.+?), pieces of ([\d,]+) +([\d.]+) \(([\d.]+)-([\d.]+)\)", printed, re.MULTILINE)
    assert [int(rank) for rank, *_ in rows] == list(range(1, len(rows) + 1))
    searches = {(name, size) for _, name, size, *_ in rows}
    assert searches >= {(name, size) for name in ("BM25", "TF-IDF", "LSA") for size in ("300", "1,000", "3,000")}
    recalls = [float(mean) for _, _, _, mean, _, _ in rows]
    assert recalls == sorted(recalls, reverse=True) and recalls[0] > recalls[-1]
    assert all(float(low) <= float(mean) <= float(high) for _, _, _, mean, low, high in rows)


def test_a_llamaindex_index_is_scored_slice_by_slice() -> None:
    """The index finds some of the evidence, and both types of question are told apart."""
    printed = run("examples/llamaindex/score_index.py", "-n", "10")
    found = re.search(r"evidence recall +([\d.]+)", printed)
    assert found and 0 < float(found[1]) <= 1
    assert re.search(r"multi hop +4 ", printed) and re.search(r"single hop +6 ", printed)


def test_the_notebook_runs_from_its_first_cell_to_its_last() -> None:
    """Its cells run in a plain interpreter, and say what the notebook shows: so many questions, scores, targets."""
    printed = run("notebook.ipynb", cwd=EXAMPLES, code=ALL_CELLS)
    assert printed.startswith("30 questions; nothing is missing")
    assert re.search(r"evidence_recall +0\.\d+", printed) and re.search(r"grounded .* met", printed)


def test_the_notebook_was_run_and_holds_no_path_of_a_machine() -> None:
    """Each code cell that prints has its output, in order, and none has an error or an absolute path."""
    cells = json.loads((EXAMPLES / "notebook.ipynb").read_text(encoding="utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert [cell["execution_count"] for cell in code] == list(range(1, len(code) + 1))
    assert all(cell["outputs"] for cell in code if "print(" in "".join(cell["source"]))
    outputs = json.dumps([cell["outputs"] for cell in code])
    assert '"error"' not in outputs and not re.search(r"(/home/|/root/|/tmp/|/work/|[A-Z]:\\\\)", outputs)


FOLDERS = [path for path in sorted(EXAMPLES.iterdir()) if path.is_dir() and path.name[0] not in "._"]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_each_folder_says_how_it_is_run(folder: Path) -> None:
    """A folder of examples has a README with a command, and the list of examples names it."""
    assert "```sh" in (folder / "README.md").read_text(encoding="utf-8")
    assert f"{folder.name}/" in (EXAMPLES / "README.md").read_text(encoding="utf-8")


def test_a_perfect_retriever_scores_as_one_at_every_chunk_size() -> None:
    """With places, or with pieces that overlap, all evidence is found however the documents are cut."""
    command = [
        sys.executable,
        "benchmarks/chunk_sizes.py",
        "fixtures/handbook/products",
        "-n",
        "12",
        "--only",
        "oracle",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    rows = re.findall(r"^ +([\d,]+) +(\d+)% +(texts|places) +([\d.]+) +([\d.]+)$", done.stdout, re.MULTILINE)
    assert len(rows) == 24, done.stderr
    perfect = [row for row in rows if row[2] == "places" or row[1] != "0"]
    assert all((recall, hops) == ("1.0000", "1.0000") for *_, recall, hops in perfect)
