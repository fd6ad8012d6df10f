"""What every test may count on."""

import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from kgsynth.graph import KnowledgeGraph

HANDBOOK = Path(__file__).parent.parent / "fixtures" / "handbook"

# A run in the background may have been started with Ctrl-C ignored, and its children would be deaf to it, too.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def handbook_graph() -> "KnowledgeGraph":
    """The graph of the example handbook, built once; nothing changes it."""
    from kgsynth.pipeline import build

    return build(HANDBOOK)
