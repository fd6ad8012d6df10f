"""An OpenAI endpoint of your own, offline: test what asks a language model, with its good days and its bad ones.

    from kgsynth.testing import FakeOpenAI

    with FakeOpenAI(latency=0.5, errors=0.2) as server:
        ...  # any client, with base_url=server.base_url and any key

``python -m kgsynth.testing`` runs it for the command line.
"""

from kgsynth.testing.faults import Fault, Switches
from kgsynth.testing.ledger import Request
from kgsynth.testing.server import FakeOpenAI

__all__ = ["FakeOpenAI", "Fault", "Request", "Switches"]
