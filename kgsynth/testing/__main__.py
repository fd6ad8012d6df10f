"""``python -m kgsynth.testing``: the server for people who want to try the command line offline."""

import argparse
import signal
import sys
from collections.abc import Sequence
from dataclasses import fields
from threading import Event

from kgsynth.testing.faults import Switches
from kgsynth.testing.server import FakeOpenAI

_LISTS = {"malformed_as": tuple, "refuses": frozenset}


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until Ctrl-C."""
    options = vars(_parser().parse_args(arguments))
    place = {name: options.pop(name) for name in ("host", "port", "seed", "model")}
    try:
        server = FakeOpenAI(**place, **options).start()
    except (ValueError, OSError) as error:
        _say(f"error: {error}")
        return 2
    interrupted = _interruption()  # before anybody can read that it serves
    _say(f"Serving OpenAI's protocol on {server.base_url}; Ctrl-C ends it. Try:")
    _say(f"  kgsynth generate docs/ --llm openai:{server.model} --base-url {server.base_url}")
    while not interrupted.wait(0.5):
        continue
    server.close()
    ended = ", ".join(f"{count} x {status}" for status, count in sorted(server.statuses.items()))
    _say(f"{len(server.requests)} requests ({ended or 'none'}), {server.repeats} repeated, {server.peak} at once")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m kgsynth.testing", description="An OpenAI endpoint that answers from the prompt's own documents."
    )
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8099)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--model", default="fake", help="the name that /models tells")
    for each in fields(Switches):
        flag = f"--{each.name.replace('_', '-')}"
        told = each.metadata["help"]
        if each.name in _LISTS:
            parser.add_argument(flag, nargs="+", default=(), dest=each.name, help=told)
        else:
            parser.add_argument(flag, type=str if each.name == "leaks" else float, default=each.default, help=told)
    return parser


def _interruption() -> Event:
    """What is set by Ctrl-C, or by SIGTERM."""
    interrupted = Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: interrupted.set())
    return interrupted


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
