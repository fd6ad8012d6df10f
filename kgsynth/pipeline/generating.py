"""KnowledgeGraph -> Testset."""

from collections.abc import Callable, Sequence
from typing import Any

from kgsynth.graph import KnowledgeGraph
from kgsynth.llms.prompts import PromptTexts
from kgsynth.llms.roles import Models
from kgsynth.personas import BUILT_IN
from kgsynth.pipeline.account import refusals
from kgsynth.pipeline.building import built
from kgsynth.pipeline.collecting import seldom_collected
from kgsynth.pipeline.run import Progress, Run, Status, run_of
from kgsynth.pipeline.unanswerable import fill_unanswerable
from kgsynth.pipeline.workshop import workshop
from kgsynth.readership import readership
from kgsynth.scenarios import Slot, answerable, asked_meanwhile, routes, slots, unanswerable
from kgsynth.settings import Settings
from kgsynth.sources import Source
from kgsynth.testset import Testset
from kgsynth.types import Persona


def generate(
    source: Source,
    *,
    settings: Settings | None = None,
    graph: KnowledgeGraph | None = None,
    llm: object | None = None,
    answer_llm: object | None = None,
    judge_llm: object | None = None,
    progress: Progress | None = None,
    status: Status | None = None,
    **overrides: Any,
) -> Testset:
    """A checked evaluation set from a folder of documents.

    Args:
        source: a folder, or one file; a list or an iterator of texts, of (id, text, metadata), or of documents or
            nodes of LangChain or LlamaIndex; a loader of theirs; or chunks with ids of their own, as `chunks_from`
            gives them. docs/inputs.md has each.
        settings: every threshold; keyword arguments (``size=100``) override single ones.
        graph: a graph that was built before; then nothing is read, extracted or embedded.
        llm: who writes the questions: ``"openai:MODEL"``, a chat model of LangChain, an LLM of LlamaIndex, or a
            function from `kgsynth.llms.records.Prompt` to `Reply`. Without one, no model is needed.
        answer_llm, judge_llm: who verifies, with ``verify="llm"``; the writer where not given.
        progress: called with (stage, done, total) now and then.
        status: called with a line of text on what is spent, and on what is being waited for.

    Raises:
        InputError: nothing in ``source`` could be read, or it is of a kind that is not known.
        SettingsError: a setting has no meaning.
        LLMError: the model cannot be asked (no key, no such model), or no reply of it was of use.

    Example:
        >>> from kgsynth import generate
        >>> testset = generate("docs/", size=50)        # doctest: +SKIP
        >>> testset.save("eval.jsonl")                  # doctest: +SKIP
    """
    run = run_of(settings, overrides, models=(llm, answer_llm, judge_llm), progress=progress, status=status)
    texts = PromptTexts.load(run.settings.prompts)
    with run.opened() as models, seldom_collected():
        return _testset(built(source, run) if graph is None else graph, run, models, texts)


def _testset(graph: KnowledgeGraph, run: Run, models: Models | None, texts: PromptTexts) -> Testset:
    settings = run.settings
    with run.timed("plan"):
        personas = _personas(graph, settings, models, texts)
        shop = workshop(graph, run, models, texts)
        engine, offered = shop.engine(), routes(graph, settings, choice=models is not None)
        first = () if settings.personas or models is None else asked_meanwhile(slots(settings, BUILT_IN))
        filling = shop.filling(first, offered, engine)
        filling.start()
        wanted = slots(settings, personas())
        filling.join(_beside(first, answerable(wanted)))
    with run.timed("questions"):
        filling.run()
        shop.require_samples(filling)
        is_done = filling.interrupted or not settings.unanswerable
        more, short = ((), ()) if is_done else fill_unanswerable(unanswerable(wanted), shop, engine, offered)
        shortfalls = (*filling.shortfalls(supply=shop.supply), *short)
    fillings = (filling, *more)
    samples = shop.gate.flagged(sample for each in fillings for sample in each.samples())
    return Testset(samples, refusals(fillings), shop.manifest(fillings, shortfalls))


def _beside(first: Sequence[Slot], slots: Sequence[Slot]) -> tuple[Slot, ...]:
    """The slots without those that have the numbers of the first."""
    numbers = {slot.number for slot in first}
    return tuple(slot for slot in slots if slot.number not in numbers)


def _personas(
    graph: KnowledgeGraph, settings: Settings, models: Models | None, texts: PromptTexts
) -> Callable[[], Sequence[Persona]]:
    """Those that were given; else who would read the corpus, by one call that is on its way while the rest is planned;
    the built-in ladder where there is no model, or it gives nothing."""
    if settings.personas or models is None:
        return lambda: settings.personas or BUILT_IN
    readers = readership(graph, models.batches["questions"].ahead, texts=texts, seed=settings.seed)
    return lambda: readers() or BUILT_IN
