"""Compiles the translations: gettext reads ``.mo`` files, and the repository holds only ``.po``.

Called before every command of ``manage.py``; when nothing has changed it costs one listing and
two stats a language. No Django here: translations must be ready before Django looks for them.
"""

import os
import sys
from pathlib import Path

CATALOGUES = "archive/locale/*/LC_MESSAGES/*.po"


def compile_stale(root: str | os.PathLike[str]) -> list[Path]:
    """Compiles each catalogue of the project at ``root`` that is newer than its ``.mo``.

    Returns the ``.mo`` files written. A catalogue that cannot be read or written is named on
    stderr and left: the archive then speaks its last compiled words, or English.
    """
    written = []
    for source in sorted(Path(root).glob(CATALOGUES)):
        try:
            if is_stale(source):
                written.append(compile_one(source))
        except (OSError, ValueError) as error:
            print(f"Propos: {source} is not compiled: {error}", file=sys.stderr)
    return written


def is_stale(source: Path) -> bool:
    try:
        return source.stat().st_mtime_ns > source.with_suffix(".mo").stat().st_mtime_ns
    except FileNotFoundError:
        return True


def compile_one(source: Path) -> Path:
    """Writes the ``.mo`` whole or not at all, so that a server starting meanwhile reads a good one.

    It takes the time the source had *before* it was read: a translator who saves during the
    compilation still leaves a newer source behind. Fuzzy entries are left out, as by msgfmt.
    """
    # Imported here: only a changed catalogue needs it, and every command passes by.
    import polib

    target = source.with_suffix(".mo")
    times = source.stat()
    content = polib.pofile(str(source)).to_binary()
    temporary = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        temporary.write_bytes(content)
        os.utime(temporary, ns=(times.st_atime_ns, times.st_mtime_ns))
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    return target
