"""A Document, a node or a scored node of LlamaIndex -> Item."""

import re

from kgsynth.integrations.item import Item, as_id, as_metadata, source_in

_RANDOM = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def is_node(thing: object) -> bool:
    """Whether it has the shape of a LlamaIndex node, which a ``Document`` is, too."""
    return callable(getattr(thing, "get_content", None))


def item(node: object) -> Item:
    """Its text, metadata and id. A random id, which LlamaIndex gives where the caller gave none, is no name."""
    content = getattr(node, "get_content", None)
    metadata = as_metadata(getattr(node, "metadata", None))
    own_id = as_id(getattr(node, "node_id", None) or getattr(node, "id_", None))
    return Item(
        content() if callable(content) else None,
        id=own_id,
        name="" if _RANDOM.fullmatch(own_id) else own_id,
        metadata=metadata,
        source=source_in(metadata),
    )
