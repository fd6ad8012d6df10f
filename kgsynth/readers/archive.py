"""Office files and e-books are zip archives: what is looked at before any library opens one."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.etree import ElementTree
from xml.parsers.expat import ExpatError

from kgsynth.errors import InputError

LARGEST = 200 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = 0x1
_CORE = "docProps/core.xml"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_DAMAGE = (OSError, EOFError, KeyError, ValueError, SyntaxError, ExpatError, zipfile.BadZipFile, zlib.error)


def check_archive(path: Path, *, largest: int = LARGEST) -> None:
    """Raises an error that says what to do where the archive is encrypted, damaged, or suspiciously large."""
    with path.open("rb") as file:
        if file.read(len(_OLE)) == _OLE:
            raise InputError("is encrypted, or of the format before 2007: save it again without a password")
    with damage_reported(), zipfile.ZipFile(path) as archive:
        members = archive.infolist()
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise InputError("is encrypted: remove the password, or convert it")
    size = sum(member.file_size for member in members)
    if size > largest:
        raise InputError(f"unpacks to {size:,} bytes, more than the {largest:,} that are read: split it")


@contextmanager
def damage_reported() -> Iterator[None]:
    """Turns what the libraries raise over a damaged archive, each in its own way, into one error."""
    try:
        yield
    except _DAMAGE as error:
        raise InputError(f"cannot be read: it is cut short or damaged ({type(error).__name__}: {error})") from error


def core_title(path: Path) -> str:
    """The title in an Office file's properties, or nothing."""
    with zipfile.ZipFile(path) as archive:
        if _CORE not in archive.namelist():
            return ""
        root = ElementTree.fromstring(archive.read(_CORE))
    return (root.findtext(_TITLE) or "").strip()
