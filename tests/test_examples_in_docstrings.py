"""What docstrings show is what happens."""

import doctest
from importlib import import_module
from pathlib import Path

import pytest

import kgsynth

_ROOT = Path(kgsynth.__file__).parent
_SHOWING = sorted(
    ".".join(path.relative_to(_ROOT.parent).with_suffix("").parts).removesuffix(".__init__")
    for path in _ROOT.rglob("*.py")
    if "    >>> " in path.read_text(encoding="utf-8")
)


@pytest.mark.parametrize("module", _SHOWING)
def test_an_example_in_a_docstring_gives_what_it_says(module: str) -> None:
    """Those that need a model or a key are marked to be skipped."""
    failed, tried = doctest.testmod(import_module(module))
    assert tried and not failed
