"""A question -> how stiff its form is: what only a written page says so, or a sentence turned round."""

import re

_FORMS = (
    (re.compile(r"\band/or\b"), 2.0),
    (re.compile(r"^By default, (?!what (?:is|are) .* set to)", re.IGNORECASE), 2.0),
    (re.compile(r"^In [^,]+, (?:which|how)\b"), 0.3),
    (re.compile(r"^In [^,]+, "), 0.1),
    (re.compile(r"\bwhere (?:can|may|could) (?!(?:I|you|we)\b)[^,]+ be [a-z]+", re.IGNORECASE), 2.0),
    (re.compile(r"\bhow (?:can|may|could) (?!(?:I|you|we)\b)[^,]+ be [a-z]+", re.IGNORECASE), 0.5),
    (re.compile(r"\bmay (?:be|I)\b"), 0.2),
)


def stiffness(text: str) -> float:
    """How much worse a question reads for its form, 0 for one that anybody might ask.

    >>> stiffness("Where can the net be found"), stiffness("Where can I find the net")
    (2.0, 0.0)
    """
    return max((cost for form, cost in _FORMS if form.search(text)), default=0.0)
