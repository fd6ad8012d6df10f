"""``python -m kgsynth`` is ``kgsynth``."""

from kgsynth.cli import main

if __name__ == "__main__":
    main()
