"""What a command prints, where nobody may be reading any more and the disk may be full."""

import os
import sys
from contextlib import suppress
from typing import Final

from django.core.management.base import CommandError, OutputWrapper

NOBODY_READS: Final = 141  # what a shell tells of a program whose reader went away (SIGPIPE)


def say(stream: OutputWrapper, words: str, *, ending: str = "\n") -> None:
    """Writes the words at once. Ends the command, without a word, when the reader went away
    (``| head``); ``CommandError`` when they cannot be written."""
    try:
        stream.write(words, ending=ending)
        stream.flush()
    except BrokenPipeError:
        drop(stream)
        sys.exit(NOBODY_READS)
    except OSError as problem:
        drop(stream)
        raise CommandError(
            f"The output cannot be written: {problem.strerror or problem}."
        ) from None


def drop(stream: OutputWrapper) -> None:
    """Sends what is left nowhere: Python would try once more at the end, and say so."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
