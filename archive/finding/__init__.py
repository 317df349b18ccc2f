"""Finds what is in print for a reader: statements by their words and by filters, people by name.

``expressions`` says what is sought in the language of each database, ``asked`` makes that of what a
reader asked, ``matches`` finds it, ``facets`` tells how it divides, ``places`` where it was found;
``people`` finds people by their names.
"""
