"""How the tables of a language are read: words parted by blanks, one entry a word or a line."""

from archive.quotes.text import fold_bare


def words(table: str) -> frozenset[str]:
    return frozenset(table.split())


def pairs(table: str) -> frozenset[tuple[str, str]]:
    """Of « ce qui | ce que », the pairs."""
    parted = (pair.split() for pair in table.split("|"))
    return frozenset((first, second) for first, second in parted)


def sequences(table: str) -> tuple[tuple[str, ...], ...]:
    """Of « selon | d' après », each as its words."""
    return tuple(tuple(part.split()) for part in table.split("|"))


def by_first_word(phrases: tuple[str, ...]) -> dict[str, list[list[str]]]:
    """Phrases of several words by their first; an elided word keeps its apostrophe."""
    found: dict[str, list[list[str]]] = {}
    for phrase in phrases:
        parted = phrase.replace("'", "' ").split()
        found.setdefault(parted[0], []).append(parted)
    return found


def genders(table: str) -> dict[str, str]:
    """« maire mairesse:f »: the words, with their gender when they have one."""
    parted = (one.partition(":") for one in table.split())
    return {word: gender for word, _colon, gender in parted}


def kinds(table: str) -> dict[str, tuple[str, ...]]:
    """Lines « élu: maire député »: the nouns for which another may stand."""
    lines = (line.partition(":") for line in table.strip().splitlines())
    return {general: tuple(special.split()) for general, _colon, special in lines}


def first_names(table: str) -> dict[str, str]:
    """Lines « f: anne marie »: the gender of each name, without accents, as names are compared."""
    lines = (line.partition(":") for line in table.strip().splitlines())
    return {fold_bare(name): gender for gender, _colon, names in lines for name in names.split()}
