"""BEIR's loader reads the folder, and its evaluation scores a perfect run as perfect."""

from beir.datasets.data_loader import GenericDataLoader
from beir.retrieval.evaluation import EvaluateRetrieval
from expected import ANSWERABLE, FOLDER, report, same

said = []
for folder in sorted(FOLDER.glob("beir*")):
    corpus, queries, qrels = GenericDataLoader(str(folder)).load(split="test")
    same("queries", queries, {sample["id"]: sample["user_input"] for sample in ANSWERABLE})
    found = {document for relevant in qrels.values() for document in relevant}
    same("passages that the corpus lacks", found - corpus.keys(), set())
    run = {query: dict.fromkeys(relevant, 1.0) for query, relevant in qrels.items()}
    ndcg, _, recall, _ = EvaluateRetrieval.evaluate(qrels, run, [10])
    same("scores of a perfect run", (ndcg["NDCG@10"], recall["Recall@10"]), (1.0, 1.0))
    said.append(f"{folder.name}: {len(corpus)} passages, {len(queries)} queries")
report("beir", "; ".join(said))
