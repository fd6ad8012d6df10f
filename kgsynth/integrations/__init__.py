"""What a caller holds, of whatever library -> Items: a text, what it is called, and what is known of it.

Objects of LangChain and LlamaIndex are told by their shape, and neither library is imported.
"""

from kgsynth.integrations.item import Item
from kgsynth.integrations.metadata import json_values
from kgsynth.integrations.naming import Name, is_path, named, printable
from kgsynth.integrations.shapes import item_of
from kgsynth.integrations.sources import DocumentLoader, LazyLoader, Loader, folder_of, things_in

__all__ = [
    "DocumentLoader",
    "Item",
    "LazyLoader",
    "Loader",
    "Name",
    "folder_of",
    "is_path",
    "item_of",
    "json_values",
    "named",
    "printable",
    "things_in",
]
