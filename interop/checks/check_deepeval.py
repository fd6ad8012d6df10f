"""deepeval reads the goldens, and writes them as we did; `Testset.to_deepeval` gives the same."""

import json
import tempfile
from pathlib import Path

from deepeval.dataset import EvaluationDataset
from expected import FOLDER, TESTSET, field, report, same

from kgsynth import Testset

dataset = EvaluationDataset()
dataset.add_goldens_from_json_file(str(FOLDER / "deepeval.json"))
goldens = dataset.goldens
same("input", [golden.input for golden in goldens], field("user_input"))
same("expected_output", [golden.expected_output for golden in goldens], field("reference"))
same("context", [golden.context for golden in goldens], field("reference_contexts"))
same("name", [golden.name for golden in goldens], field("id"))
same("evidence", [golden.additional_metadata["evidence"] for golden in goldens], field("evidence"))
with tempfile.TemporaryDirectory() as folder:
    saved = json.loads(Path(dataset.save_as("json", folder, "again")).read_text(encoding="utf-8"))
ours = json.loads((FOLDER / "deepeval.json").read_text(encoding="utf-8"))
same("saved again", [{name: row[name] for name in ours[0]} for row in saved], ours)
same("to_deepeval()", [golden.input for golden in Testset.load(TESTSET).to_deepeval().goldens], field("user_input"))
report("deepeval", f"EvaluationDataset with {len(goldens)} goldens")
