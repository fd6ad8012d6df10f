"""A folder of documents with its test set, and the command line as a process of its own."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kgsynth import Sample, Testset, generate
from kgsynth.types import Evidence, QueryType

HANDBOOK = Path(__file__).parent.parent.parent / "fixtures" / "handbook"
SIZE = 12


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    returncode: int
    stdout: str
    stderr: str

    def json(self) -> Any:
        assert self.stdout, self.stderr
        return json.loads(self.stdout)


def run(*arguments: str | Path, cwd: Path | None = None) -> Done:
    """Call ``kgsynth`` on a wide terminal without colours."""
    plain = {**os.environ, "COLUMNS": "200", "NO_COLOR": "1"}
    command = [sys.executable, "-m", "kgsynth", *map(str, arguments)]
    done = subprocess.run(
        command, cwd=cwd, env=plain, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False
    )
    return Done(done.returncode, done.stdout, done.stderr)


@dataclass(frozen=True)
class Project:
    """A folder of documents, and the test set beside it."""

    docs: Path
    file: Path

    def testset(self) -> Testset:
        return Testset.load(self.file)

    def change(self, source: str, how: Callable[[str], str]) -> None:
        """Another text for a document; nothing else touches its line ends."""
        path = self.docs / source
        path.write_bytes(how(path.read_bytes().decode("utf-8")).encode("utf-8"))

    def single(self) -> tuple[Sample, Evidence]:
        """A single-hop sample whose only evidence is a line or less of a Markdown file, and that."""
        return next(
            (sample, sample.evidence[0])
            for sample in self.testset()
            if sample.query_type is QueryType.SINGLE_HOP and len(sample.evidence) == 1
            if sample.evidence[0].source.endswith(".md") and "\n" not in sample.evidence[0].text
        )

    def multi(self) -> Sample:
        """A multi-hop sample over two Markdown files."""
        return next(
            sample
            for sample in self.testset()
            if sample.query_type is QueryType.MULTI_HOP and len(sample.documents) == 2
            if all(source.endswith(".md") for source in sample.documents)
        )

    def asking_of(self, *sources: str) -> set[str]:
        """The ids of the samples with evidence in one of these documents."""
        return {sample.id for sample in self.testset() if any(each.source in sources for each in sample.evidence)}


def make_project(folder: Path) -> Project:
    """Part of the handbook and a test set of it."""
    for name in ("products", "company/sites"):
        shutil.copytree(HANDBOOK / name, folder / "docs" / name)
    project = Project(folder / "docs", folder / "eval.jsonl")
    generate(project.docs, size=SIZE, workers=1).save(project.file)
    return project


def copy_of(project: Project, folder: Path) -> Project:
    """A project to change."""
    shutil.copytree(project.docs.parent, folder, dirs_exist_ok=True)
    return Project(folder / "docs", folder / "eval.jsonl")
