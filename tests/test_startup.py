"""Importing the package loads nothing heavy; `kgsynth --help` loads what the command line needs and no more."""

import json
import subprocess
import sys

import pytest

HEAVY = {"spacy", "thinc", "sklearn", "scipy", "numpy", "networkx", "torch", "transformers", "openai", "lxml", "pandas"}
HELP = "from kgsynth.cli import app; sys.argv = ['kgsynth', '--help']; app(standalone_mode=False)"


@pytest.mark.parametrize(
    "code",
    ["import kgsynth", "from kgsynth import Settings, Testset, Document, Persona", HELP],
)
def test_nothing_heavy_is_imported(code: str) -> None:
    """Neither a model nor a library for numbers, until something is read or asked."""
    shown = f"import json, sys\n{code}\nprint(json.dumps(list(sys.modules)), file=sys.stderr)"
    run = subprocess.run([sys.executable, "-c", shown], capture_output=True, text=True, check=True)
    assert {name.partition(".")[0] for name in json.loads(run.stderr)} & HEAVY == set()
