"""The pronouns of French, each with the gender and the number of whom it stands for."""

_HE, _SHE, _THEM_M, _THEM_F, _ONE = ("m", "s"), ("f", "s"), ("m", "p"), ("f", "p"), ("", "one")

PRONOUNS = {
    "il": _HE,
    "elle": _SHE,
    "ils": _THEM_M,
    "elles": _THEM_F,
    "lui": _HE,
    "eux": _THEM_M,
    "ce dernier": _HE,
    "cette dernière": _SHE,
    "ces derniers": _THEM_M,
    "ces dernières": _THEM_F,
    "celui-ci": _HE,
    "celle-ci": _SHE,
    "ceux-ci": _THEM_M,
    "celles-ci": _THEM_F,
    "celui": _HE,
    "celle": _SHE,
    "ceux": _THEM_M,
    "celles": _THEM_F,
    "on": _ONE,
    "ce": ("", "no"),
    "cela": ("", "no"),
    "ceci": ("", "no"),
    "c'": ("", "no"),
    "ça": ("", "no"),
    "je": ("", "no"),
    "j'": ("", "no"),
    "nous": ("", "no"),
    "tu": ("", "no"),
    "vous": ("", "no"),
    "rien": ("", "no"),
}

# Hung on a verb: « a-t-il dit ».
INVERTED = {
    "-il": _HE,
    "-elle": _SHE,
    "-ils": _THEM_M,
    "-elles": _THEM_F,
    "-on": _ONE,
    "-je": ("", "no"),
    "-nous": ("", "no"),
    "-vous": ("", "no"),
    "-tu": ("", "no"),
}
