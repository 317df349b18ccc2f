"""How words are compared when a reader searches: one analyser for both databases. Pure Python.

``analysis`` makes tokens of words, ``query`` reads what a reader typed, ``marks`` finds the words
of a query in a text, ``spelling`` proposes what was meant.
"""
