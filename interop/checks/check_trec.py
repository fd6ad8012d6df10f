"""trec_eval, through ir-measures, reads the qrels and scores a perfect run of the topics as perfect."""

import csv
import json

import ir_measures
from expected import ANSWERABLE, FOLDER, SAMPLES, report, same

qrels = list(ir_measures.read_trec_qrels(str(FOLDER / "trec/qrels.txt")))
with open(FOLDER / "trec/topics.tsv", encoding="utf-8", newline="") as file:
    topics = dict(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
same("topics", topics, {sample["id"]: " ".join(sample["user_input"].split()) for sample in SAMPLES})
corpus = (FOLDER / "trec/corpus.jsonl").read_text(encoding="utf-8").split("\n")
documents = {json.loads(line)["id"] for line in corpus if line}
same("passages that the corpus lacks", {each.doc_id for each in qrels} - documents, set())
same("queries with a relevant passage", {each.query_id for each in qrels}, {sample["id"] for sample in ANSWERABLE})
run = [ir_measures.ScoredDoc(each.query_id, each.doc_id, 1.0) for each in qrels]
scores = ir_measures.calc_aggregate([ir_measures.nDCG @ 10, ir_measures.R @ 10], qrels, run)
same(
    "scores of a perfect run", {str(name): round(score, 6) for name, score in scores.items()}, {"nDCG@10": 1, "R@10": 1}
)
report("ir-measures", f"{len(qrels)} qrels of {len(topics)} topics; nDCG@10 of a perfect run is 1")
