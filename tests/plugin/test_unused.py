"""A suite that does not use the plug-in does not notice it."""

import json
import re

import pytest

from plugin.conftest import OTHERS

HEAVY = ("kgsynth.", "numpy", "pydantic", "rich", "spacy", "networkx")
SHOWS_MODULES = """
import json, sys

def pytest_unconfigure():
    with open("modules.json", "w") as file:
        json.dump(sorted(sys.modules), file)
"""


def loaded(pytester: pytest.Pytester, *options: str) -> set[str]:
    """What a run in a process of its own had imported when it ended."""
    pytester.makeconftest(SHOWS_MODULES)
    result = pytester.runpytest_subprocess(*OTHERS, *options)
    assert result.ret == 0
    return set(json.loads((pytester.path / "modules.json").read_text(encoding="utf-8")))


def test_nothing_is_imported(pytester: pytest.Pytester) -> None:
    """Of kgsynth only the plug-in itself, and nothing heavy."""
    pytester.makepyfile("def test_it():\n    pass\n")
    found = loaded(pytester)
    assert {name for name in found if name.startswith("kgsynth.")} == {"kgsynth.pytest_plugin"}
    assert not {name for name in found - {"kgsynth.pytest_plugin"} if name.startswith(HEAVY)}


def test_scoring_is_imported_when_it_is_used(pytester: pytest.Pytester) -> None:
    """So that the test before this one can fail."""
    pytester.makepyfile("def test_it(kgsynth_scores):\n    pass\n")
    assert "kgsynth.scoring" in loaded(pytester)


def test_nothing_is_printed(pytester: pytest.Pytester) -> None:
    """Output and status are those of a run without it, letter for letter."""
    pytester.makepyfile("import pytest\n\n@pytest.mark.parametrize('n', [1, 2])\ndef test_it(n):\n    assert n == 1\n")
    outputs = []
    for options in ((), ("-p", "no:kgsynth")):
        result = pytester.runpytest_inprocess(*OTHERS, "-p", "no:cacheprovider", "--no-header", *options)
        result.assert_outcomes(passed=1, failed=1)
        outputs.append([line for line in result.outlines if not re.search(r" in \d+\.\d+s ", line)])
    assert outputs[0] == outputs[1]


def test_options_and_fixtures_bear_its_name(pytester: pytest.Pytester) -> None:
    """Whatever it adds to --help and --fixtures begins with kgsynth."""
    options = re.compile(r"^  (--?[\w-]+)", re.MULTILINE)
    assert _added(pytester, "--help", options) == {
        f"--kgsynth-{name}" for name in ("testset", "results", "baseline", "tolerance", "metrics", "update-baseline")
    }
    fixtures = re.compile(r"^(\w+)(?: \[\w+ scope\])? -- ", re.MULTILINE)
    assert _added(pytester, "--fixtures", fixtures) == {"kgsynth_sample", "kgsynth_scores", "kgsynth_testset"}


def _added(pytester: pytest.Pytester, option: str, pattern: re.Pattern[str]) -> set[str]:
    """What a listing of pytest's names with the plug-in, and not without."""
    runs = (pytester.runpytest_inprocess(*OTHERS, option, *more) for more in ((), ("-p", "no:kgsynth")))
    used, unused = (set(pattern.findall(run.stdout.str())) for run in runs)
    return used - unused


def test_it_is_installed_as_an_entry_point(pytester: pytest.Pytester) -> None:
    """pytest finds it by itself, as this suite's own run does."""
    pytester.makepyfile("def test_it(pytestconfig):\n    assert pytestconfig.pluginmanager.has_plugin('kgsynth')\n")
    pytester.runpytest_inprocess(*OTHERS).assert_outcomes(passed=1)
