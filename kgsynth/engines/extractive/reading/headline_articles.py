"""The headline of a page, and the text below it -> the headline with the articles that the text gives its nouns."""

import re

_PAIR = re.compile(
    r"(?:^(?P<verb>[a-z]+)|\b(?P<case>to|into|from|of|on|in|with|at|for|by|onto)) "
    r"(?=(?!(?:the|an?|all|any|each|every|no|its|your|their|one)\b)(?P<noun>[a-z]{3,})(?= |$))"
)


def with_articles(headline: str, text: str) -> str:
    """The headline as the text puts it, where that says "the" or "a" and the headline saves the word.

    >>> with_articles("send otters to pond", "`punt` sends otters to the pond, and waits for them.")
    'send otters to the pond'
    """

    def spoken(match: re.Match[str]) -> str:
        before, noun = match["verb"] or match["case"], match["noun"]
        endings = "(?:s|es)?" if match["verb"] else ""
        found = re.search(rf"\b{before}{endings} (?P<article>the|an?) {noun}\b", text)
        others = len(re.findall(rf"\b{before}{endings} {noun}\b", text))
        return f"{match.group()}{found['article']} " if found is not None and others <= 1 else match.group()

    return _PAIR.sub(spoken, headline)
