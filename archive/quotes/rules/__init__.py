"""The constructions by which an article reports speech, one small function each.

Each takes the article and a sentence and yields what it finds; ``RULES`` is their order, most
certain first: what an earlier rule has taken no later one takes again.
"""
