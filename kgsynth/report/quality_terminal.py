"""Quality -> what a terminal shows: a line a number, in 80 columns, and last which targets are met."""

from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kgsynth.report.quality.measuring import NEED_GRAPH
from kgsynth.report.quality.records import (
    Account,
    Coverage,
    Detectable,
    Ends,
    Grounding,
    Hardness,
    LeaveOneOut,
    Lengths,
    Mix,
    Places,
    Power,
    Quality,
    Ranks,
    Share,
    Spread,
    Variety,
    Verdict,
    Wording,
)

VALUES_SHOWN = 12
_LABEL, _NUMBER = 33, 7

Row = tuple[str, str, str]


def show_quality(quality: Quality, verdicts: Sequence[Verdict], console: Console) -> None:
    """Print the numbers of a test set, which targets they meet, and what could not be measured."""
    blocks = [
        _headline(quality),
        _block("Evidence and answers", (*_grounding(quality.grounding), *_leave_one_out(quality.leave_one_out))),
        _block("Coverage", _coverage(quality.coverage)),
        _mix(quality.mix),
        _block("Variety of the questions", _variety(quality.variety)),
        _block("Words shared with the evidence", _wording(quality.wording)),
        _block("Lengths: the median", _lengths(quality.lengths)),
        _block("Search by words (BM25): the median place", _ranks(quality.ranks)),
        _block("Difficulty, from 0 to 1", _difficulty(quality.difficulty)),
        _block("Smallest difference in recall that shows", _power(quality.power)),
        _block("How it came about", _account(quality.account)),
        _verdicts(verdicts),
        _not_measured(quality.not_measured),
    ]
    console.print(Group(*(block for block in blocks if block), Text("")))


# ------------------------------------------------------------------------------------------------ the blocks


def _headline(quality: Quality) -> RenderableType:
    lines = [f"{_counted(quality.samples, 'sample')}, {quality.multi_hop} over several passages"]
    if unspaced := quality.lengths.counted_in_characters:
        lines.append(f"{unspaced} in scripts without blanks, where two neighbouring characters count as a word,")
        lines.append("four as an opening or a closing, and lengths are in characters")
    return Padding(Text("\n".join(lines)), (1, 0, 0, 1))


def _grounding(grounding: Grounding) -> Iterable[Row]:
    unknown = grounding.unknown_documents
    if grounding.exact:
        missing = f", {_counted(unknown, 'span')} of unknown documents" if unknown else ""
        yield _of("evidence = text at its offsets", grounding.exact, "spans" + missing)
    yield _of("evidence within its contexts", grounding.in_contexts, "spans")
    yield from _middle("words of an answer in evidence", grounding.reference_words, percent=True)
    yield _of("answers the evidence supports", grounding.supported)


def _leave_one_out(found: LeaveOneOut | None) -> Iterable[Row]:
    if found:
        yield _of("multi-hop that needs each piece", found.needed)
        yield _of("... by words of the answer alone", found.answer_words)


def _coverage(coverage: Coverage) -> Iterable[Row]:
    named = {"documents": coverage.documents, "chunks": coverage.chunks}
    named |= {"topics": coverage.topics, "entities": coverage.entities}
    return [_of(name, found) for name, found in named.items() if found]


def _mix(mix: Mix) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    table.add_column(width=14)
    table.add_column()
    for axis, counts in mix.axes.items():
        if counts:
            table.add_row(Text(_words(axis)), Text(_listed(counts)))
    if mix.cross_document.of:
        crossing = f"{_percent(mix.cross_document.share)} of multi-hop over several documents"
        table.add_row(Text("across"), Text(crossing))
    return _titled("What was asked, by whom, and how", table)


def _listed(counts: Mapping[str, int]) -> str:
    shown = [f"{_words(value)} {count:,}" for value, count in list(counts.items())[:VALUES_SHOWN]]
    more = len(counts) - len(shown)
    return ", ".join(shown) + (f", and {more} more" if more else "")


def _variety(variety: Variety) -> Iterable[Row]:
    yield from _ends("openings", variety.openings)
    yield _of("different openings, as put", variety.openings_as_put.distinct)
    yield from _ends("closings", variety.closings)
    yield "distinct-1, distinct-2", _number(variety.distinct_1), _number(variety.distinct_2)
    yield "mean cosine of two questions", _number(variety.mean_cosine), variety.vectors
    if variety.corpus_cosine is not None:
        remark = f"{variety.corpus_sentences} random ones, 5 draws"
        yield "mean cosine of two sentences", _number(variety.corpus_cosine), remark
    yield "near-duplicates, same answer", str(variety.near_duplicates), "pairs, ROUGE-L at least 0.7"


def _ends(name: str, ends: Ends) -> Iterable[Row]:
    in_50 = f"; {_percent(ends.distinct_in_50)} in 50 of them" if ends.distinct.of > 50 else ""
    yield _of(f"different {name}", ends.distinct, in_50)
    yield _of(f"most common of the {name}", ends.most_common_share, repr(ends.most_common))


def _wording(wording: Wording) -> Iterable[Row]:
    yield from _middle("words of a question in a sentence", wording.in_sentence, percent=True)
    for name, mean in (*wording.in_sentence_by_type.items(), *wording.in_sentence_by_kind.items()):
        yield f"  {_words(name)}", _percent(mean), ""
    yield from _middle("... in all of the evidence", wording.in_evidence, percent=True)
    yield _of("a run of five copied", wording.copied_runs)
    yield from _middle("longest shared run, median words", wording.longest_run)
    grams = ", ".join(f"{_percent(found)} ({n})" for n, found in wording.containment.items())
    yield "runs of n words in the contexts", "", grams
    if wording.deictic.of:
        yield _of("point at their source", wording.deictic)
    if wording.pronouns.of:
        yield _of("a pronoun left open (English)", wording.pronouns)
    if wording.languages_without_patterns:
        yield "no patterns to look for pointing in", "", ", ".join(wording.languages_without_patterns)


def _lengths(lengths: Lengths) -> Iterable[Row]:
    yield from _middle("evidence span, characters", lengths.evidence_characters)
    yield from _middle("evidence span, tokens", lengths.evidence_tokens)
    yield from _middle("context, tokens", lengths.context_tokens)
    if lengths.evidence_of_chunk is not None:
        size = f"of a chunk of {lengths.chunk_tokens} tokens" if lengths.chunk_tokens else "of the median context"
        yield "evidence span, by chunk size", _percent(lengths.evidence_of_chunk), size
    yield from _middle("question, words", lengths.question_words)
    for kind, found in lengths.answer_words.items():
        yield from _middle(f"answer, words: {_words(kind)}", found)


def _ranks(ranks: Ranks | None) -> Iterable[Row]:
    if ranks:
        yield _places("best of the evidence's chunks", ranks.first)
        yield _places("worst of them", ranks.last)
        yield _places("best, question as put", ranks.first_as_put)
        yield _places("worst, question as put", ranks.last_as_put)
        yield "searched", f"{ranks.chunks:,}", f"chunks for {_counted(ranks.samples, 'question')}"


def _places(name: str, places: Places) -> Row:
    first, five, ten = (_percent(found.share) for found in (places.top_1, places.top_5, places.top_10))
    return name, f"{places.median:g}", f"{first} first, {five} in 5, {ten} in 10"


def _difficulty(difficulty: Hardness) -> Iterable[Row]:
    yield from _middle("score", difficulty.score)
    for name, mean in {**difficulty.by_type, **difficulty.parts}.items():
        yield f"  {_words(name)}", _number(mean), ""
    yield "up to 0.2 / 0.4 / 0.6 / 0.8 / 1", "", " / ".join(map(str, difficulty.fifths))


def _power(power: Power) -> Iterable[Row]:
    yield "samples", "paired", "unpaired"
    yield _detectable("this set: ", power.own)
    if power.multi_hop:
        yield _detectable("its multi-hop part: ", power.multi_hop)
    yield from (_detectable("", each) for each in power.table)
    yield "assumed", "", f"recall {power.recall:g}, correlation {power.correlation:g}"


def _detectable(name: str, found: Detectable) -> Row:
    paired, unpaired = ("none" if each is None else f"{each:.3f}" for each in (found.paired, found.unpaired))
    return f"{name}{found.samples:,}", paired, unpaired


def _account(account: Account | None) -> Iterable[Row]:
    if account is None:
        return
    for short in account.shortfalls:
        yield f"fewer than asked for: {_words(short.cell)}", f"{short.got}", f"of {short.wanted}: {short.cause}"
    if account.drafts is not None:
        yield "drafts", f"{account.drafts:,}", ""
    for check, reasons in account.rejections.items():
        yield f"  refused: {_words(check)}", f"{sum(reasons.values()):,}", _listed(reasons)
    if account.calls or account.from_disk:
        cost = "price not known" if account.cost is None else f"${account.cost:.4f}"
        yield "calls to models", f"{account.calls:,}", f"{account.tokens:,} tokens, {cost}"
        yield "replies from disk", f"{account.from_disk:,}", ""
    yield "seconds", f"{account.seconds:,.0f}", ""


def _verdicts(verdicts: Sequence[Verdict]) -> RenderableType:
    return _titled("Targets", Group(*(line for verdict in verdicts for line in _verdict(verdict))))


def _verdict(verdict: Verdict) -> Iterable[RenderableType]:
    """One line; and what to do, where that is needed."""
    said, style = _SAID[verdict.met]
    line = Text(f"{said:<14}", style=style)
    yield line.append(f"{verdict.name:<20} {_number(verdict.value):>7}   {_bound(verdict)}", style="default")
    if verdict.met is False:
        yield Padding(Text(f"{verdict.says}. {verdict.advice}".strip(), style="dim"), (0, 0, 0, 14))


_SAID = {True: ("met", "green"), False: ("not met", "bold red"), None: ("not measured", "dim")}


def _bound(verdict: Verdict) -> str:
    return "" if verdict.target is None else f"{'>=' if verdict.at_least else '<='} {verdict.target:.4g}"


def _not_measured(left_out: Sequence[str]) -> RenderableType | None:
    if not left_out:
        return None
    names = ", ".join(left_out)
    if set(left_out) <= set(NEED_GRAPH):
        return _titled("Not measured without the graph", Text(f"{names}: give --graph GRAPH.json"))
    advice = f"{names}.\nGive --corpus FOLDER; for {' and '.join(NEED_GRAPH)} --graph GRAPH.json instead."
    return _titled("Not measured without the documents", Text(advice))


# -------------------------------------------------------------------------------------------------- layout


def _block(title: str, rows: Iterable[Row]) -> RenderableType | None:
    every = list(rows)
    if not every:
        return None
    table = Table.grid(padding=(0, 2))
    table.add_column(width=_LABEL)
    table.add_column(width=_NUMBER, justify="right")
    table.add_column(style="dim")
    for label, number, remark in every:
        table.add_row(Text(label), Text(number), Text(remark))
    return _titled(title, table)


def _titled(title: str, content: RenderableType) -> RenderableType:
    return Group(Padding(Text(title, style="bold"), (1, 0, 0, 1)), Padding(content, (0, 0, 0, 3)))


def _of(label: str, found: Share, remark: str = "") -> Row:
    of = f"{found.count:,} of {found.of:,}"
    return label, _percent(found.share), f"{of}{remark}" if remark.startswith(";") else f"{of} {remark}".rstrip()


def _middle(label: str, found: Spread | None, *, percent: bool = False) -> Iterable[Row]:
    """The median of a quantity, or the mean of a share, with the quartiles."""
    if found is None:
        return
    if percent:
        yield label, _percent(found.mean), f"mean; median {_percent(found.median)}"
    else:
        yield label, f"{found.median:.4g}", f"quartiles {found.lower:.4g} and {found.upper:.4g}"


def _percent(share: float | None) -> str:
    return "none" if share is None else f"{share:.0%}"


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3g}"


def _words(name: str) -> str:
    return name.replace("_", " ")


def _counted(count: int, name: str) -> str:
    return f"{count:,} {name}{'' if count == 1 else 's'}"
