"""The terminal report: what was asked, refused and missed, in 80 columns and without ornament."""

from io import StringIO

from records import PORT, draft, multi_hop_draft
from rich.console import Console

from kgsynth.checks import default_checks
from kgsynth.gate import Gate
from kgsynth.graph import GraphStats
from kgsynth.report.progress import Bars, Lines, progress_on
from kgsynth.report.summary import summarise
from kgsynth.report.terminal import show_graph, show_testset
from kgsynth.settings import Settings
from kgsynth.testset import Testset
from kgsynth.types import Manifest, Sample, Shortfall


def a_testset() -> Testset:
    drafts = [
        draft(),
        draft("Where does [bold]Kestrel[/bold] write its log?", "/var/log/kestrel"),
        multi_hop_draft(
            "On what is the server under the Merlin gateway reached?",
            "port 8080",
            ("The Merlin gateway runs on the Kestrel server.", PORT),
            bridge=("Kestrel",),
        ),
    ]
    samples = [result for result in Gate(default_checks(Settings())).judge(drafts) if isinstance(result, Sample)]
    manifest = Manifest(
        kgsynth_version="0.1.0",
        settings={},
        seed=0,
        documents={f"d{number}.md": "0" for number in range(1, 9)},
        rejections={f"check{number}: reason": number for number in range(1, 13)},
        shortfalls=(Shortfall(axis="query_type", cell="multi_hop", wanted=5, got=1, cause="no more paths"),),
    )
    return Testset(tuple(samples), manifest=manifest)


def shown(testset: Testset) -> str:
    output = StringIO()
    show_testset(testset, Console(file=output, width=80))
    return output.getvalue()


def test_the_summary_counts() -> None:
    """Documents that were asked about, hops, and the ten most frequent refusals."""
    summary = summarise(a_testset())
    assert (summary.samples, summary.documents_asked, summary.documents) == (3, 2, 8)
    assert (summary.multi_hop, summary.across_documents) == (1, 1)
    assert summary.kinds == {("single_hop", "fact"): 2, ("multi_hop", "bridge"): 1}
    assert next(iter(summary.rejections.items())) == ("check12: reason", 12)
    assert (len(summary.rejections), summary.rejections_total) == (10, 78)


def test_the_examples_are_of_different_kinds() -> None:
    """One of each before a second of any."""
    assert [sample.question_kind for sample in summarise(a_testset()).examples] == ["bridge", "fact"]


def test_the_report_says_what_is_missing_and_why() -> None:
    """A shortfall is never silent."""
    text = shown(a_testset())
    assert "Fewer than asked for" in text and "no more paths" in text
    assert "check12" in text and "check1 " not in text


def test_the_report_is_plain_and_fits_80_columns() -> None:
    """No escape codes where there is no terminal, and no wider line."""
    text = shown(a_testset())
    assert "\x1b" not in text
    assert max(len(line) for line in text.splitlines()) <= 80


def test_an_empty_test_set_is_shown_too() -> None:
    """Without tables of nothing."""
    text = shown(Testset(()))
    assert "0 samples" in text and "What was asked" not in text


def test_a_graph_is_shown_with_its_problems() -> None:
    """Sizes, what joins, and why it is too little."""
    stats = GraphStats(
        nodes={"document": 2, "chunk": 1_500},
        edges={"next": 3},
        components=1,
        topics=(("ports", 4),),
        connecting=(("Kestrel", 2),),
        hubs=(),
        cross_document=0,
        isolated=1,
        problems=("There is one document only.",),
    )
    output = StringIO()
    show_graph(stats, Console(file=output, width=80))
    assert "1,500" in output.getvalue() and "Kestrel" in output.getvalue()
    assert "There is one document only." in output.getvalue()


def test_without_a_terminal_progress_is_a_few_plain_lines() -> None:
    """The first of a stage and the last, not each step."""
    output = StringIO()
    with progress_on(Console(file=output)) as progress:
        assert isinstance(progress, Lines)
        for done in range(101):
            progress("reading", done, 100)
    assert output.getvalue().splitlines() == ["reading: 0/100", "reading: 100/100"]


def test_on_a_terminal_progress_is_a_bar() -> None:
    """One per stage."""
    console = Console(file=StringIO(), force_terminal=True)
    with progress_on(console) as progress:
        assert isinstance(progress, Bars)
        progress("reading", 1, 2)
        progress("linking", 0, 0)
