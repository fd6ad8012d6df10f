"""One tree of exceptions: a bad call raises, a bad item becomes a record.

KgsynthError
 ├── InputError             the source cannot be read at all (no such folder, nothing readable in it)
 ├── SettingsError          a setting has no meaning (a share below 0, an unknown style)
 ├── MissingExtraError      an optional package is not installed; says the exact pip command
 ├── FileFormatError        a file that should be kgsynth's own (graph, test set) is not
 ├── LLMError               a model cannot be used at all, and trying again heals nothing (key, credit, name, address)
 └── ShortfallError         fewer samples than asked for, and the caller said that this is an error
"""


class KgsynthError(Exception):
    """The root: catch this to catch everything kgsynth raises on purpose."""


class InputError(KgsynthError):
    """The source cannot be read at all."""


class SettingsError(KgsynthError, ValueError):
    """A setting has no meaning."""


class FileFormatError(KgsynthError, ValueError):
    """A file that should be a graph or a test set of kgsynth's is not one."""


class LLMError(KgsynthError):
    """A model cannot be used at all, and trying again heals nothing: the key, the credit, the name, the address."""


class ShortfallError(KgsynthError):
    """Fewer samples than asked for, where the caller asked for an error."""


class MissingExtraError(KgsynthError, ImportError):
    """An optional package is needed and not installed.

    Args:
        package: what could not be imported, as a user would write it.
        extra: the extra of kgsynth that brings it.
    """

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(f'{package} is not installed. Install it with: pip install "kgsynth[{extra}]"')
        self.package = package
        self.extra = extra
