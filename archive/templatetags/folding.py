"""Long texts in a history: the middle of what stayed is left out."""

from typing import Final

from archive.wording import Piece

LONG: Final = 160  # characters that stayed: their middle is folded
LONG_CHANGE: Final = 600  # characters that went or came, the same
ENDS: Final = 60  # characters shown on each side of a fold


def folded(pieces: list[Piece]) -> list[Piece] | None:
    """The pieces without the middle of those that are long; None when none is."""
    short = [
        Piece(piece.kind, fold(piece.text, index > 0, index < len(pieces) - 1))
        if len(piece.text) > (LONG if piece.kind == "same" else LONG_CHANGE)
        else piece
        for index, piece in enumerate(pieces)
    ]
    return None if short == pieces else short


def fold(text: str, has_before: bool, has_after: bool) -> str:
    """The ends of a text that touch something else; both, where nothing does."""
    alone = has_before == has_after
    head = text[:ENDS].rpartition(" ")[0] or text[:ENDS]
    tail = text[-ENDS:].partition(" ")[2] or text[-ENDS:]
    return f"{head if has_before or alone else ''} […] {tail if has_after or alone else ''}"
