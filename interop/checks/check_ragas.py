"""ragas reads its evaluation dataset and its test set; `Testset.to_ragas` gives the same."""

import json

from expected import FOLDER, TESTSET, field, report, same
from ragas import EvaluationDataset
from ragas.testset.synthesizers.testset_schema import Testset

from kgsynth import Testset as Ours

dataset = EvaluationDataset.from_jsonl(FOLDER / "ragas.jsonl")
for name in ("user_input", "reference", "reference_contexts", "reference_context_ids", "persona_name"):
    same(name, [getattr(row, name) for row in dataset], field(name))
lines = (FOLDER / "ragas-testset.jsonl").read_text(encoding="utf-8").split("\n")
testset = Testset.from_list([json.loads(line) for line in lines if line])
same("rows of the test set", testset.to_evaluation_dataset().to_list(), dataset.to_list())
known = {f"{kind}_query_synthesizer" for kind in ("single_hop_specific", "multi_hop_specific", "multi_hop_abstract")}
same("unknown synthesizers", {row.synthesizer_name for row in testset} - known, set())
same("to_ragas()", Ours.load(TESTSET).to_ragas().to_list(), dataset.to_list())
report("ragas", f"{dataset!r}; Testset with {len(testset)} samples")
