"""How often Python looks through all objects for garbage, while a run makes many that last."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = 10


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Meanwhile all objects are looked through a tenth as often as before; the young ones as often as ever."""
    young, middle, old = gc.get_threshold()
    gc.set_threshold(young, middle, _SELDOM * old)
    try:
        yield
    finally:
        gc.set_threshold(young, middle, old)
