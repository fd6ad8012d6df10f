"""The examples in the repository run as a user would run them."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_one_set_scores_three_chunk_sizes() -> None:
    """The example prints one line a chunk size, each with a recall above 0."""
    command = [sys.executable, "examples/bm25_at_any_chunk_size.py", "fixtures/handbook/products", "6"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    lines = done.stdout.strip().splitlines()
    assert len(lines) == 3
    assert all(float(line.split()[-1]) > 0 for line in lines)
