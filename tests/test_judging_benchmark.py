"""The benchmark of judging draws what readers judge, and counts what they found."""

import json
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parent.parent / "benchmarks" / "judging.py"
MARKS = ("grammatical", "standalone", "answerable", "right", "one_answer", "natural", "every_hop")


def a_set(path: Path, multi: int, single: int) -> Path:
    """A file of samples, as far as readers are shown them."""
    rows = [
        {
            "clean_user_input": f"Where is sluice {number} kept?",
            "reference": "In the lock house.",
            "query_type": "multi_hop" if number < multi else "single_hop",
            "persona_name": "Novice",
            "evidence": [{"source": "lock.md", "text": f"Sluice {number} is kept in the lock house."}],
        }
        for number in range(multi + single)
    ]
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The script, as one would call it."""
    command = [sys.executable, str(SCRIPT), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_half_of_what_is_drawn_is_multi_hop_and_readers_do_not_share(tmp_path: Path) -> None:
    """Eight of a set for two readers: four multi-hop, four to each, no question twice, the same with the same seed."""
    given = a_set(tmp_path / "set.jsonl", multi=10, single=10)
    for folder in ("one", "again"):
        run("draw", tmp_path / folder, given, "-n", "8", "--seed", "3", "--readers", "2").check_returncode()
    parts = json.loads((tmp_path / "one" / "rows.json").read_text())
    rows = [row for part in parts for row in part]
    assert [len(part) for part in parts] == [4, 4]
    assert sum(row["query_type"] == "multi_hop" for row in rows) == 4
    assert len({row["clean_user_input"] for row in rows}) == 8
    assert (tmp_path / "one" / "2.md").read_text() == (tmp_path / "again" / "2.md").read_text()
    assert parts[0][0]["clean_user_input"] in (tmp_path / "one" / "1.md").read_text()


def test_a_question_is_good_if_every_mark_that_applies_is_true(tmp_path: Path) -> None:
    """Of four questions one lacks a mark; a single-hop one needs no second piece of evidence."""
    given = a_set(tmp_path / "set.jsonl", multi=2, single=2)
    run("draw", tmp_path / "round", given, "-n", "4").check_returncode()
    [rows] = json.loads((tmp_path / "round" / "rows.json").read_text())
    marks = [
        dict.fromkeys(MARKS, True) | {"every_hop": row["query_type"] == "multi_hop", "item": number, "why": ""}
        for number, row in enumerate(rows, 1)
    ]
    marks[0] |= {"natural": False, "why": "who would ask?"}
    (tmp_path / "round" / "1.json").write_text(json.dumps(marks))
    told = run("count", tmp_path / "round")
    assert "natural       0.75 of 4 [0.30 - 0.95]" in told.stdout
    assert "every_hop     1.00 of 2" in told.stdout
    assert "good          0.75 of 4" in told.stdout
    assert told.stdout.rstrip().endswith("who would ask?")


def test_a_reader_who_left_questions_out_is_told(tmp_path: Path) -> None:
    """One object for three questions is an error, not a share of one."""
    run("draw", tmp_path / "round", a_set(tmp_path / "set.jsonl", multi=0, single=3), "-n", "3").check_returncode()
    (tmp_path / "round" / "1.json").write_text(json.dumps([dict.fromkeys(MARKS, True)]))
    told = run("count", tmp_path / "round")
    assert told.returncode == 1
    assert "1 objects for 3 questions" in told.stderr
