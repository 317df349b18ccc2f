"""The languages the detector reads: one table each."""

from archive.quotes.languages.language import Language


def language_of(code: str) -> Language:
    """The table of a language; ``ValueError`` when there is none."""
    # Each table is built when it is first asked for: starting up must stay quick.
    if code == "fr":
        from archive.quotes.languages.french import FRENCH

        return FRENCH
    if code == "en":
        from archive.quotes.languages.english import ENGLISH

        return ENGLISH
    raise ValueError(f"There is no table for the language “{code}”.")
