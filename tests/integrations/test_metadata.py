"""Whatever a loader puts into metadata, JSON can hold it and it has an end."""

import json
import math
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgsynth import build
from kgsynth.integrations import json_values

_LAUGHS = """---
a: &a [x, x, x, x, x, x, x, x, x, x]
b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]
f: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e, *e]
g: &g [*f, *f, *f, *f, *f, *f, *f, *f, *f, *f]
h: &h [*g, *g, *g, *g, *g, *g, *g, *g, *g, *g]
---
Kestrel serves files.
"""


class Broken:
    """An object that cannot say what it is."""

    def __str__(self) -> str:
        raise RuntimeError


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (3, 3),
        (True, True),
        (0.5, 0.5),
        (None, None),
        (math.nan, "nan"),
        (math.inf, "inf"),
        (date(2025, 6, 12), "2025-06-12"),
        (np.int64(3), "3"),
        (np.str_("x"), "x"),
        ({"b", "a"}, ["a", "b"]),
        ((1, (2,)), [1, [2]]),
        ({1: {date(2025, 1, 1): "x"}}, {"1": {"2025-01-01": "x"}}),
        ("\ud800", "\ufffd"),
        pytest.param(10**5000, "(int without a text: ValueError)", id="huge"),
        (Broken(), "(Broken without a text: RuntimeError)"),
    ],
)
def test_what_json_has_stays_and_the_rest_is_text(value: object, expected: object) -> None:
    """Strings in place of what JSON cannot hold."""
    assert json_values({"key": value}) == {"key": expected}


def test_what_holds_itself_is_cut() -> None:
    """At some depth."""
    loop: dict[str, object] = {}
    loop["me"] = loop
    assert len(json.dumps(json_values(loop))) < 500


def test_front_matter_cannot_explode() -> None:
    """A few lines that stand for a hundred million values, and keys that are dates."""
    (document,) = build([("a.md", _LAUGHS), ("b.md", "---\nwhen: {2025-01-01: x}\n---\nMerlin watches.")]).documents()[
        :1
    ]
    assert len(json.dumps(dict(document.metadata))) < 100_000


_LETTERS = st.characters(codec="utf-8")
_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**60), 2**60)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(_LETTERS),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(_LETTERS), inner, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(st.text(_LETTERS), _VALUES, max_size=5))
def test_json_passes_through(metadata: dict[str, object]) -> None:
    """What JSON holds is not changed."""
    assert json_values(metadata) == metadata
