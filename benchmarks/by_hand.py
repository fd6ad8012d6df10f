"""Questions written by readers instead of a model: what the prompts are worth where no model can be reached.

    python benchmarks/by_hand.py round/ handbook.graph.json docs/ -n 10 --seed 7

Writes each prompt of a run that has no reply yet to ``round/asked/N.md``. Let somebody who sees nothing but that file
write the JSON that it asks for to ``round/replies/N.json``, and run the same command again: repairs and second readings
come next. The set so far is in ``round/set.jsonl``, and its account is printed.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from kgsynth import generate
from kgsynth.graph import KnowledgeGraph, load
from kgsynth.llms.pool import Pool
from kgsynth.llms.prompts import PromptTexts
from kgsynth.llms.records import Prompt, Reply
from kgsynth.llms.request import content_key
from kgsynth.llms.scripted import Scripted, Written
from kgsynth.readership import readership_prompt
from kgsynth.testset import Testset

_NOT_YET = Reply("", error="budget: a reply has to be written first")
"""Ends a run as a spent budget does: what came until then is kept."""


class ByHand:
    """A folder of prompts and replies, as a model."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._index = folder / "asked.json"
        self._numbers: dict[str, int] = json.loads(self._index.read_text()) if self._index.exists() else {}
        self.roles: Counter[str] = Counter()
        self.first: list[str] = []  # replies to requests for questions, without repairs
        self.pending: list[int] = []

    def __call__(self, prompt: Prompt) -> Written:
        number = self._numbers.setdefault(content_key(prompt), len(self._numbers) + 1)
        reply = self._folder / "replies" / f"{number}.json"
        if reply.exists():
            self.roles[prompt.role] += 1
            text = reply.read_text(encoding="utf-8")
            self.first += [text] * (prompt.role == "questions")
            return text
        self.pending.append(number)
        asked = self._folder / "asked" / f"{number}.md"
        asked.parent.mkdir(parents=True, exist_ok=True)
        asked.write_text(f"{prompt.system}\n\n---\n\n{prompt.user}\n", encoding="utf-8")
        return _NOT_YET

    def close(self) -> None:
        """Remember which prompt has which number."""
        self._index.write_text(json.dumps(self._numbers))


def main() -> None:
    """Go as far as there are replies."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("round", type=Path, help="the folder of prompts and replies")
    parser.add_argument("graph", type=Path, help="a saved graph of the documents")
    parser.add_argument("source", type=Path, help="the documents")
    parser.add_argument("-n", "--size", type=int, default=10)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--verify", default="lexical", choices=["none", "lexical", "critique", "llm"])
    options = parser.parse_args()
    options.round.mkdir(parents=True, exist_ok=True)
    by_hand = ByHand(options.round)
    testset = run(load(options.graph), by_hand, options)
    by_hand.close()
    if by_hand.pending:
        print("waiting for", *(f"{each}.json" for each in sorted(set(by_hand.pending))))
    if testset is not None:
        testset.save(options.round / "set.jsonl")
        print("\n".join(account(testset, by_hand)))


def run(graph: KnowledgeGraph, by_hand: ByHand, options: argparse.Namespace) -> Testset | None:
    """The set, as far as it goes; None while nobody has said who would read the documents."""
    model = Scripted(by_hand)
    list(Pool(model)([readership_prompt(graph, texts=PromptTexts.load(None), seed=options.seed)]))
    if by_hand.pending:
        return None
    kept = {"size": options.size, "seed": options.seed, "verify": options.verify, "llm": model, "cache": False}
    return generate(options.source, graph=graph, multi_hop=0.5, query_styles={"well_formed": 1.0}, **kept)


def account(testset: Testset, by_hand: ByHand) -> Iterator[str]:
    """Requests by role, what became of the first replies, what was refused and why, and what is missing."""
    types = Counter(sample.query_type.value for sample in testset.samples)
    yield f"{len(testset.samples)} samples ({_told(types)}); replies used: {_told(by_hand.roles)}"
    fates = Counter(_fate(text, testset) for text in by_hand.first)
    yield f"first replies to requests for questions: {len(by_hand.first)} ({_told(fates)})"
    refused = Counter(f"{each.check}: {each.reason.partition(':')[0]}" for each in testset.rejections)
    yield f"refused: {_told(refused) or 'none'}"
    yield from _missing(testset)


def _fate(text: str, testset: Testset) -> str:
    """What became of a reply: its first question was taken, its second, both were refused, or nobody wanted them."""
    written = json.loads(text)
    taken = {sample.clean_user_input for sample in testset.samples}
    refused = {each.user_input for each in testset.rejections}
    first, *instead = (" ".join(each["question"].split()) for each in (written, *written.get("instead", ())))
    if first in taken:
        return "first taken"
    if taken & set(instead):
        return "second taken"
    return "refused" if first in refused or not first else "of no use any more"


def _missing(testset: Testset) -> Sequence[str]:
    return [f"{each.axis} {each.cell}: {each.got} of {each.wanted}" for each in testset.manifest.shortfalls]


def _told(counts: Counter[str]) -> str:
    return ", ".join(f"{count} {name}" for name, count in sorted(counts.items()))


if __name__ == "__main__":
    main()
