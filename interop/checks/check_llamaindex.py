"""LlamaIndex reads the LabelledRagDataset."""

from expected import FOLDER, field, report, same
from llama_index.core.llama_dataset import LabelledRagDataset

dataset = LabelledRagDataset.from_json(str(FOLDER / "llamaindex.json"))
same("query", [example.query for example in dataset.examples], field("user_input"))
same("reference_answer", [example.reference_answer for example in dataset.examples], field("reference"))
same("reference_contexts", [example.reference_contexts for example in dataset.examples], field("reference_contexts"))
report("llama-index-core", f"LabelledRagDataset with {len(dataset.examples)} examples")
