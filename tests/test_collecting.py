"""How often all objects are looked through for garbage."""

import gc

import pytest

from kgsynth.pipeline.collecting import seldom_collected


def test_garbage_is_looked_for_as_before_once_a_run_has_ended() -> None:
    """However it ended; meanwhile all objects are looked through less often, the young ones as often."""
    before = gc.get_threshold()
    with pytest.raises(KeyboardInterrupt), seldom_collected():
        young, middle, old = gc.get_threshold()
        assert (young, middle) == before[:2] and old > before[2]
        raise KeyboardInterrupt
    assert gc.get_threshold() == before
