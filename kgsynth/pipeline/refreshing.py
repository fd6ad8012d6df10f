"""Testset -> the same over the documents of today: what stands is kept, what does not is replaced."""

from collections.abc import Sequence
from typing import Any

from kgsynth.filling import Filling
from kgsynth.llms.prompts import PromptTexts
from kgsynth.pipeline.account import refusals
from kgsynth.pipeline.building import documents_in, graph_of
from kgsynth.pipeline.run import Progress, Status, run_of
from kgsynth.pipeline.workshop import Workshop, workshop
from kgsynth.scenarios import Routes, Slot, routes
from kgsynth.sources import Source
from kgsynth.testset import Testset
from kgsynth.versions.freshness import Check, check_documents, settings_of
from kgsynth.versions.replacing import (
    Refreshed,
    Wanted,
    drafts_of,
    of_today,
    only_of,
    over_all,
    refreshed,
    require_writer,
    size_of,
    unseen_first,
    wanted,
)


def refresh(
    testset: Testset,
    source: Source,
    *,
    size: int | None = None,
    add: int = 0,
    llm: object | None = None,
    answer_llm: object | None = None,
    judge_llm: object | None = None,
    progress: Progress | None = None,
    status: Status | None = None,
    **overrides: Any,
) -> Refreshed:
    """The test set over the documents as they are now: what still stands is kept, what does not is replaced.

    Samples that stand keep their ids and words; where their evidence has moved, its offsets follow. Replacements have
    the type, persona, style and length of what they replace, come of new and changed documents first, and repeat no
    sample that is kept. Settings and seed are those of the manifest.

    Args:
        testset: a set that was made before; its manifest says from what, and how.
        source: what it was made from, as that is now.
        size: samples wanted; as many as before where not given.
        add: samples wanted beyond, from new and changed documents alone.
        llm, answer_llm, judge_llm, progress, status: as for `generate`; other settings by their names.

    Raises:
        InputError: nothing in ``source`` could be read.
        SettingsError: a setting has no meaning, or fewer samples are asked for than still stand.
        LLMError: the model cannot be asked (no key, no such model), or no reply of it was of use.
        KeyboardInterrupt: it was stopped; there is no half of a refreshed set.

    Example:
        >>> from kgsynth import Testset
        >>> refreshed = refresh(Testset.load("eval.jsonl"), "docs/")    # doctest: +SKIP
        >>> refreshed.testset.save("eval.jsonl")                        # doctest: +SKIP
    """
    overrides = {**overrides, "size": size_of(testset, size, add)}
    run = run_of(
        settings_of(testset.manifest),
        overrides,
        models=(llm, answer_llm, judge_llm),
        progress=progress,
        status=status,
    )
    texts = PromptTexts.load(run.settings.prompts)
    documents = documents_in(source, run)
    report = check_documents(testset, documents, run.skipped, chunk_tokens=run.settings.chunk_tokens)
    order = wanted(testset, report, run.settings, size=size, add=add)
    if not order:
        return refreshed(testset, report, order, of_today(testset, documents, run.skipped))
    require_writer(testset, has_model=run.wants_models)
    with run.opened() as models:
        graph = graph_of(documents, run)
        with run.timed("plan"):
            shop = workshop(graph, run, models, texts, kept=drafts_of(order.kept.values()))
        return _refreshed(testset, report, order, shop)


def _refreshed(old: Testset, report: Check, order: Wanted, shop: Workshop) -> Refreshed:
    """Additions first, as they may come of new and changed documents only; replacements of these before others."""
    run, kept = shop.run, tuple(order.kept.values())
    with run.timed("plan"):
        possible = routes(shop.graph, run.settings, choice=shop.models is not None)
        offered = unseen_first(possible, kept, report.unseen)
        unseen = only_of(offered, report.unseen)
    with run.timed("questions"):
        added = _filled(order.added, unseen, shop)
        first = _filled(order.slots, unseen, shop, exact=True)
        rest = _filled(first.unfilled(), offered, shop)
    fillings = (added, first, rest)
    made, more = (shop.gate.flagged(found) for found in ((*first.samples(), *rest.samples()), added.samples()))
    short = [each for filling in (added, rest) for each in filling.shortfalls(supply=shop.supply)]
    manifest = shop.manifest(fillings, over_all(short, (*kept, *made, *more)))
    return refreshed(old, report, order, manifest, made=made, added=more, rejections=refusals(fillings))


def _filled(slots: Sequence[Slot], offered: Routes, shop: Workshop, *, exact: bool = False) -> Filling:
    """One of several fillings of a run; what was interrupted is not gone on with."""
    filling = shop.filled(slots, offered, shop.engine(), exact=exact)
    shop.require_samples(filling)
    if filling.interrupted:
        raise KeyboardInterrupt
    return filling
