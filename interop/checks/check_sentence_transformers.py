"""datasets reads the triplets, and sentence-transformers trains a small model of random weights on them."""

from datasets import load_dataset
from expected import FOLDER, SAMPLES, report, same
from sentence_transformers import InputExample, SentenceTransformer
from sentence_transformers.evaluation import TripletEvaluator
from sentence_transformers.losses import MultipleNegativesRankingLoss
from sentence_transformers.models import StaticEmbedding
from tokenizers import Tokenizer, models, pre_tokenizers, trainers

rows = load_dataset("json", data_files=str(FOLDER / "triplets.jsonl"), cache_dir=str(FOLDER / "cache"))["train"]
same("columns", rows.column_names, ["anchor", "positive", "negative"])
contexts = {text for sample in SAMPLES for text in sample["reference_contexts"]}
questions = {sample["user_input"] for sample in SAMPLES}
for row in rows:
    same("anchor and positive", (row["anchor"] in questions, row["positive"] in contexts), (True, True))
    example = InputExample(texts=[row["anchor"], row["positive"], row["negative"]])
    same("texts", len(set(example.texts)), 3)

tokenizer = Tokenizer(models.WordLevel(unk_token="[UNK]"))
tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
tokenizer.train_from_iterator(
    (text for row in rows for text in row.values()), trainers.WordLevelTrainer(special_tokens=["[UNK]"])
)
model = SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_dim=32)], device="cpu")
columns = [model.preprocess(list(rows[name])) for name in rows.column_names]
loss = MultipleNegativesRankingLoss(model)(columns, None)
loss.backward()
accuracy = TripletEvaluator(list(rows["anchor"]), list(rows["positive"]), list(rows["negative"]))(model)
same("kinds of score", bool(accuracy), True)
report("sentence-transformers", f"{rows.num_rows} triplets; a loss of {loss.item():.2f} goes backward")
