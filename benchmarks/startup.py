"""What it costs to begin: processor seconds of ``import kgsynth`` and of ``kgsynth --help``, median of five.

python benchmarks/startup.py
"""

import resource
import subprocess
import sys
from statistics import median

RUNS = 5
COMMANDS = {
    "python -c pass": ["-c", "pass"],
    "import kgsynth": ["-c", "import kgsynth"],
    "import kgsynth, all names": ["-c", "from kgsynth import *"],
    "kgsynth --help": ["-m", "kgsynth", "--help"],
}


def main() -> None:
    """Print one line per command."""
    for name, arguments in COMMANDS.items():
        print(f"{name:<28}{median(cpu_seconds(arguments) for _ in range(RUNS)):.2f} s")


def cpu_seconds(arguments: list[str]) -> float:
    """Of one Python process, from its start to its end."""
    before = _of_children()
    subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, check=True)
    return _of_children() - before


def _of_children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    main()
