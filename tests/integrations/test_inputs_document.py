"""The snippets of docs/inputs.md run as they stand there."""

import re
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
SNIPPETS = re.findall(r"^```python\n(.*?)^```", (ROOT / "docs" / "inputs.md").read_text(encoding="utf-8"), re.M | re.S)
PRODUCTS = ROOT / "fixtures" / "handbook" / "products"


@pytest.mark.filterwarnings("ignore:.*langchain-community:DeprecationWarning")
@pytest.mark.parametrize("snippet", SNIPPETS)
def test_a_snippet_runs(snippet: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder with a few documents below docs/, and gives samples if it makes any."""
    if "langchain_community" in snippet and find_spec("langchain_community") is None:
        pytest.skip("langchain-community is not installed")
    (tmp_path / "docs").mkdir()
    for name in ("stoat-2.md", "pika-2.md", "ermine-1.md", "lodge-g4.md"):
        shutil.copy(PRODUCTS / name, tmp_path / "docs")
    monkeypatch.chdir(tmp_path)
    found: dict[str, object] = {"Path": Path}
    exec(compile(snippet, "docs/inputs.md", "exec"), found)
    testset = found.get("testset", (1,))
    assert len(testset) > 0  # type: ignore[arg-type]
