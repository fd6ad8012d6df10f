"""giskard reads the QATestset and groups it by type of question and topic."""

from expected import FOLDER, SAMPLES, field, report, same
from giskard.rag import QATestset

testset = QATestset.load(FOLDER / "giskard.jsonl")
frame = testset.to_pandas()
same("id", list(frame.index), field("id"))
same("question", list(frame["question"]), field("user_input"))
same("reference_answer", list(frame["reference_answer"]), field("reference"))
for text, sample in zip(frame["reference_context"], SAMPLES, strict=True):
    same("contexts", all(context in text for context in sample["reference_contexts"]), True)
types = testset.get_metadata_values("question_type")
same("unknown types of question", set(types) - {"simple", "multi-context", "out of scope"}, set())
report("giskard", f"QATestset with {len(testset)} questions: {', '.join(types)}")
