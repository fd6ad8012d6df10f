"""What is written about the plug-in runs as it stands there: docs/pytest.md, and the example around LangChain."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from plugin.conftest import HANDBOOK, OTHERS

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "langchain_rag_regression"
SEARCH = """
from pathlib import Path

from kgsynth.embeddings.lexical import LexicalIndex

texts = [text for path in sorted(Path("docs").rglob("*.md")) for text in path.read_text("utf-8").split("\\n\\n")]
index = LexicalIndex(texts)

def top_passages(question):
    return [texts[row] for row, _ in index.search(question, 10)]
"""
ENVIRONMENT = {
    **os.environ,
    "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    "PYTEST_ADDOPTS": " ".join(OTHERS),
}


def ten_lines() -> tuple[str, list[str]]:
    """The test and the commands under the heading of that name, but for comments and blank lines."""
    section = (ROOT / "docs" / "pytest.md").read_text(encoding="utf-8").split("## ")[1]
    assert section.startswith("Ten lines")
    code = "".join(re.findall(r"```python\n(.*?)```", section, re.DOTALL))
    commands = "".join(re.findall(r"```sh\n(.*?)```", section, re.DOTALL)).splitlines()
    return code, [command for command in commands if command.strip()]


def shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, shell=True, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, timeout=120, check=False
    )


def test_the_ten_lines_catch_a_broken_retriever(tmp_path: Path) -> None:
    """From the installation, which has taken place, to the failing run."""
    code, (install, *commands, last) = ten_lines()
    assert len([line for line in code.splitlines() if line.strip()]) + len(commands) + 2 <= 10
    assert install == "pip install kgsynth pytest"
    shutil.copytree(HANDBOOK, tmp_path / "docs")
    (tmp_path / "search.py").write_text(SEARCH, encoding="utf-8")
    (tmp_path / "test_search.py").write_text(code, encoding="utf-8")
    for command in commands:
        done = shell(command, tmp_path)
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    failed = shell(last, tmp_path)
    assert failed.returncode == 1, failed.stdout + failed.stderr
    assert "kgsynth: regression" in failed.stdout and "evidence_recall fell by" in failed.stdout
    assert "40 passed" in failed.stdout


@pytest.mark.parametrize(("chunk", "status"), [("", 0), ("300", 1)])
def test_the_example_catches_a_smaller_chunk_size(chunk: str, status: int) -> None:
    """It passes as it is, and fails where the pieces are too small."""
    size = {"CHUNK": chunk} if chunk else {}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider"],
        cwd=EXAMPLE,
        env={**ENVIRONMENT, **size, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == status, done.stdout + done.stderr
    assert "30 passed" in done.stdout
    assert ("evidence_recall fell by" in done.stdout) is bool(status)


def test_the_readme_shows_the_same_test() -> None:
    """What it shows is what runs above."""
    assert ten_lines()[0] in (ROOT / "README.md").read_text(encoding="utf-8")
