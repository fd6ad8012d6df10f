"""What the pytest plug-in costs a suite that does not use it: processor seconds with it and with -p no:kgsynth.

python benchmarks/plugin.py [REPETITIONS]

The suite has 300 tests that do nothing, half of them parametrised. Runs with and without take turns, so that what else
the machine does falls on both. The exit status is 1 if the median of the differences is 50 ms or more.
"""

import resource
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

REPETITIONS = 15
TARGET = 0.050
SUITE = """
import pytest

@pytest.mark.parametrize("number", range(150))
def test_number(number):
    pass

{tests}
"""


def main(repetitions: int) -> int:
    """Print the medians, their difference and the target."""
    with TemporaryDirectory() as folder:
        tests = "\n".join(f"def test_{number}():\n    pass\n" for number in range(150))
        Path(folder, "test_nothing.py").write_text(SUITE.format(tests=tests), encoding="utf-8")
        for options in ([], ["-p", "no:kgsynth"]):
            cpu_seconds(folder, options)  # once, for what is compiled and kept
        pairs = [(cpu_seconds(folder, []), cpu_seconds(folder, ["-p", "no:kgsynth"])) for _ in range(repetitions)]
    used, unused = (median(column) for column in zip(*pairs, strict=True))
    added = median(one - other for one, other in pairs)
    print(f"with the plug-in         {used:.3f} s")
    print(f"-p no:kgsynth            {unused:.3f} s")
    print(f"added, median of pairs   {added * 1000:+.0f} ms    target < {TARGET * 1000:.0f} ms", end="    ")
    print("met" if added < TARGET else "MISSED")
    return int(added >= TARGET)


def cpu_seconds(folder: str, options: list[str]) -> float:
    """Of one run of the suite, from its start to its end."""
    before = _of_children()
    command = [sys.executable, "-m", "pytest", "-q", *options]
    subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, check=True)
    return _of_children() - before


def _of_children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else REPETITIONS))
