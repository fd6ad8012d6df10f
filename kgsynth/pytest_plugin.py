"""A pytest run -> its tests over a test set, what they score, and whether that has fallen.

Nothing but pytest is imported here: the rest is, once an option, a marker or a fixture of the plug-in is used.
"""

from collections.abc import Callable, Generator, Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from kgsynth.plugin.outcomes import Outcome
    from kgsynth.plugin.recording import Recorder
    from kgsynth.testset import Testset
    from kgsynth.types import Sample

MARKER = (
    "kgsynth(file, query_type=..., hops=..., question_kind=..., persona_name=..., query_style=..., query_length=..., "
    "language=..., limit=...): run the test once for each sample of a test set that is of such a kind; it takes the "
    "sample as `kgsynth_sample`"
)
_SCORES = "kgsynth_scores"  # where a report carries them, from a worker of pytest-xdist, too
_RECORDER = pytest.StashKey["Recorder"]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Options, all of them ``--kgsynth-*``."""
    group = parser.getgroup("kgsynth", "kgsynth: test sets for RAG")
    group.addoption(
        "--kgsynth-testset", metavar="FILE", help="Run each test that takes `kgsynth_sample` once per sample of FILE."
    )
    group.addoption("--kgsynth-results", metavar="FILE", help="Write what `kgsynth_scores` recorded to FILE, as JSON.")
    group.addoption(
        "--kgsynth-baseline", metavar="FILE", help="Fail the run if scores fell, compared with the results in FILE."
    )
    group.addoption(
        "--kgsynth-tolerance",
        metavar="X",
        type=float,
        default=0.02,
        help="A mean may fall by this much. A larger fall must be unlikely to be chance (p < 0.05), too. [0.02]",
    )
    group.addoption(
        "--kgsynth-metrics",
        metavar="NAMES",
        help="Metrics that must not fall, with commas between, or `all`. [evidence_recall, all_hops_recall, mrr, "
        "token_f1, refusal, and those of your own]",
    )
    group.addoption(
        "--kgsynth-update-baseline", action="store_true", help="Write the file of --kgsynth-baseline; compare nothing."
    )


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known; what all workers recorded is gathered where all reports arrive."""
    config.addinivalue_line("markers", MARKER)
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(_Run(config), "kgsynth-run")


# -------------------------------------------------------------------------------------------------- samples


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One run of a test for each sample that it asks for."""
    marks = list(metafunc.definition.iter_markers("kgsynth"))
    if "kgsynth_sample" not in metafunc.fixturenames:
        if any(mark.name == "kgsynth" for mark in metafunc.definition.own_markers):
            test = f"{metafunc.function.__name__}()"
            raise pytest.Collector.CollectError(f"{test} is marked with kgsynth: let it take `kgsynth_sample`")
    elif metafunc.config.getoption("kgsynth_testset") or any(mark.args for mark in marks):
        _parametrise(metafunc, marks)


def _parametrise(metafunc: pytest.Metafunc, marks: list[pytest.Mark]) -> None:
    from kgsynth.errors import KgsynthError
    from kgsynth.plugin.selection import selected

    try:
        params = selected(metafunc.config, metafunc.definition.path, marks)
    except KgsynthError as error:
        raise pytest.Collector.CollectError(str(error)) from None  # pytest shows its line alone
    metafunc.parametrize("kgsynth_sample", params)


@pytest.fixture
def kgsynth_sample() -> "Sample":
    """One sample of a test set: the test runs once for each that the marker or --kgsynth-testset gives."""
    pytest.skip("no test set: mark the test with @pytest.mark.kgsynth(FILE), or give --kgsynth-testset FILE")


@pytest.fixture(scope="session")
def kgsynth_testset(pytestconfig: pytest.Config) -> "Callable[..., Testset]":
    """A function that takes what `kgsynth.generate` takes and gives its test set, from pytest's cache if it is there.

    It is made anew when a document, a setting or the version of kgsynth has changed, or with --cache-clear.
    """
    from kgsynth.plugin.generated import Generated

    return Generated(pytestconfig)


# --------------------------------------------------------------------------------------------------- scores


@pytest.fixture
def kgsynth_scores(request: pytest.FixtureRequest) -> "Iterator[Recorder]":
    """Records what a system retrieved or answered: `record(sample, retrieved=..., answer=..., my_metric=0.5)`.

    It returns the scores. Those of all tests come to a table, to --kgsynth-results and to the JUnit file.
    """
    from kgsynth.plugin.recording import Recorder

    recorder = Recorder()
    request.node.stash[_RECORDER] = recorder
    yield recorder
    request.node.user_properties.extend(recorder.properties())


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let a test's report carry what the test has recorded since its last one."""
    report = yield
    recorder = item.stash.get(_RECORDER, None)
    if recorder is not None:
        vars(report)[_SCORES] = recorder.taken()
    return report


class _Run:
    """One run of pytest, where the reports of all its tests arrive: what they recorded, and what comes of it."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.recorded: list[tuple[str, str]] = []
        self.outcome: Outcome | None = None

    def pytest_sessionstart(self) -> None:
        """Complain of files that are not there before any test runs."""
        names = ("testset", "results", "baseline", "metrics", "update_baseline")
        if any(self.config.getoption(f"kgsynth_{name}") for name in names):
            from kgsynth.errors import KgsynthError
            from kgsynth.plugin.outcomes import require_usable

            try:
                require_usable(self.config)
            except KgsynthError as error:
                raise pytest.UsageError(str(error)) from None

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.recorded += [(report.nodeid, scores) for scores in getattr(report, _SCORES, ())]

    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        if self.recorded:
            from kgsynth.plugin.outcomes import outcome_of

            came_through = exitstatus in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED)
            done = came_through and not (session.shouldfail or session.shouldstop)  # as with -x
            self.outcome = outcome_of(self.recorded, self.config, done=done)
            if self.outcome.failed and done:
                session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: "pytest.TerminalReporter") -> None:
        if self.outcome is not None:
            from kgsynth.plugin.terminal import show

            show(self.outcome, terminalreporter)
        elif self.config.getoption("kgsynth_baseline") and self.config.get_verbosity() > -2:
            terminalreporter.write_line("kgsynth: no test recorded scores, so that nothing was compared")
