"""A Document of LangChain -> Item."""

from kgsynth.integrations.item import Item, as_id, as_metadata, source_in


def is_document(thing: object) -> bool:
    """Whether it has the shape of a LangChain ``Document``."""
    return hasattr(thing, "page_content")


def item(document: object) -> Item:
    """Its text, metadata and id."""
    metadata = as_metadata(getattr(document, "metadata", None))
    own_id = as_id(getattr(document, "id", None))
    text = getattr(document, "page_content", None)
    return Item(text, id=own_id, name=own_id, metadata=metadata, source=source_in(metadata))
