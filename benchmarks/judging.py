"""Questions for readers to judge, and what they found: the share of good ones with its interval.

    python benchmarks/judging.py draw round/ postgresql.jsonl git.jsonl -n 68 --seed 7 --readers 2
    python benchmarks/judging.py count round/

``draw`` takes questions of test sets at random, as many from each, half of them multi-hop where there are so many. It
writes ``round/1.md`` and so on, a file for each reader: question, answer, evidence and its file, in random order. A
reader who has not seen the code writes ``round/1.json``, a list of objects, true or false for each mark. ``count``
prints the share of each mark with its 95 % Wilson interval, then every question that is not good, with the reason.
"""

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

from scipy.stats import binomtest

Row = Mapping[str, Any]

MARKS = {
    "grammatical": "a careful writer would leave its form as it is",
    "standalone": "who has never seen the page knows what is asked, and about which thing",
    "answerable": "the evidence settles it, under the name of its page, with nothing added from elsewhere",
    "right": "the answer is true of the evidence, complete, and answers this question in type, unit and polarity",
    "one_answer": "no other reading of it, and no other place in the documents, gives a different right answer",
    "natural": "a person of that role would ask it of such documents, in such words; no sentence turned round",
    "every_hop": "(several pieces) with any piece covered up it has no answer; not two questions joined by 'and'",
}
OF_SEVERAL = "every_hop"
MULTI = "multi_hop"
HEAD = """# Questions to judge

Judge each by itself, strictly and fairly, as somebody who knows the field. You may search the documents to see whether
another place gives another answer. Write a JSON list with one object for each question, in order:
{{"item": 1, {marks}, "why": "for each false mark, the reason in a few words"}}

A mark is true when:

{table}
"""


def main() -> None:
    """Draw, or count."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    drawing = commands.add_parser("draw", help="write the files of the readers")
    drawing.add_argument("round", type=Path, help="the folder of their files")
    drawing.add_argument("sets", nargs="+", type=Path, metavar="SET", help="a .jsonl of samples, or of yield.py --save")
    drawing.add_argument("-n", "--size", type=int, default=100)
    drawing.add_argument("--seed", type=int, default=0)
    drawing.add_argument("--readers", type=int, default=1)
    drawing.set_defaults(run=lambda given: draw(given.round, given.sets, given.size, given.seed, given.readers))
    counting = commands.add_parser("count", help="print what they found")
    counting.add_argument("rounds", nargs="+", type=Path, help="folders that the readers have written into")
    counting.set_defaults(run=lambda given: print("\n".join(table(list(judged(given.rounds))))))
    given = parser.parse_args()
    given.run(given)


# ---------------------------------------------------------------------------------------------------- drawing


def draw(folder: Path, sets: Sequence[Path], size: int, seed: int, readers: int) -> None:
    """Write a file of questions for each reader, and ``rows.json`` with what they do not see."""
    random = Random(seed)
    rows = [row for path in sets for row in _drawn(path, size // len(sets), random)]
    random.shuffle(rows)
    folder.mkdir(parents=True, exist_ok=True)
    parts = [rows[number::readers] for number in range(readers)]
    marks = ", ".join(f'"{mark}": true' for mark in MARKS)
    means = "\n".join(f"- **{mark}**: {meaning}" for mark, meaning in MARKS.items())
    head = HEAD.format(marks=marks, table=means)
    for number, part in enumerate(parts, 1):
        items = "\n".join(_item(place, row) for place, row in enumerate(part, 1))
        (folder / f"{number}.md").write_text(f"{head}\n{items}", encoding="utf-8")
    (folder / "rows.json").write_text(json.dumps(parts, ensure_ascii=False, indent=1), encoding="utf-8")
    print(f"{len(rows)} questions for {readers} readers in {folder}")


def _drawn(path: Path, size: int, random: Random) -> list[Row]:
    """Some questions of a set, half of them multi-hop if it has so many."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    several = [row for row in rows if row["query_type"] == MULTI]
    single = [row for row in rows if row["query_type"] != MULTI]
    of_several = random.sample(several, min(size // 2, len(several)))
    return of_several + random.sample(single, min(size - len(of_several), len(single)))


def _item(place: int, row: Row) -> str:
    several = "several pieces" if row["query_type"] == MULTI else "one piece"
    evidence = "\n\n".join(f"Evidence from {each['source']}:\n\n{each['text']}" for each in row["evidence"])
    return (
        f"## {place}\n\nAsked by: {row['persona_name']}. Over {several}.\n\nQuestion: {row['clean_user_input']}\n\n"
        f"Answer: {row['reference']}\n\n{evidence}\n"
    )


# --------------------------------------------------------------------------------------------------- counting


def judged(folders: Sequence[Path]) -> Iterator[tuple[Row, Row]]:
    """Each question with its marks, as far as the readers have written them.

    Raises:
        SystemExit: a reader wrote more or fewer objects than there are questions.
    """
    for folder in folders:
        for number, part in enumerate(json.loads((folder / "rows.json").read_text(encoding="utf-8")), 1):
            path = folder / f"{number}.json"
            marks = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
            if marks and len(marks) != len(part):
                raise SystemExit(f"{path} has {len(marks)} objects for {len(part)} questions")
            yield from zip(part, marks, strict=False)


def table(found: Sequence[tuple[Row, Row]]) -> Iterator[str]:
    """The share of each mark, of the good ones by type, and every question that is not good."""
    for mark in MARKS:
        those = [marks[mark] for row, marks in found if mark != OF_SEVERAL or row["query_type"] == MULTI]
        yield f"{mark:<14}{_share(sum(those), len(those))}"
    for name, types in (("good", {MULTI, "single_hop"}), ("  multi-hop", {MULTI}), ("  single-hop", {"single_hop"})):
        those = [is_good(row, marks) for row, marks in found if row["query_type"] in types]
        yield f"{name:<14}{_share(sum(those), len(those))}"
    for row, marks in found:
        if not is_good(row, marks):
            lacks = ", ".join(mark for mark in MARKS if not marks[mark])
            yield f"\n[{lacks}] {row['clean_user_input']}\n    -> {row['reference']}\n    {marks['why']}"


def is_good(row: Row, marks: Row) -> bool:
    return all(marks[mark] for mark in MARKS if mark != OF_SEVERAL or row["query_type"] == MULTI)


def _share(yes: int, of: int) -> str:
    if not of:
        return "-"
    interval = binomtest(yes, of).proportion_ci(method="wilson")
    return f"{yes / of:.2f} of {of} [{interval.low:.2f} - {interval.high:.2f}]"


if __name__ == "__main__":
    main()
