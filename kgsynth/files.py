"""Content -> a file: the whole of it, or what was there before."""

import errno
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

Content = bytes | str | Iterable[str]


def replace(path: Path, content: Content) -> None:
    """Write a whole file under another name, then give it its own. Text is UTF-8, with line ends as they are."""
    if path.is_dir():  # or the error would name the other file
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with open(descriptor, "wb") as file:
            file.writelines(pieces(content))
        Path(name).chmod(0o666 & ~_umask())
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def pieces(content: Content) -> Iterable[bytes]:
    """The bytes of some content, piece by piece."""
    if isinstance(content, bytes):
        return (content,)
    return (text.encode("utf-8") for text in ((content,) if isinstance(content, str) else content))


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
