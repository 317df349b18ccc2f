"""Golden files: inputs beside the output we expect of them.

A folder of `tests/golden/` holds inputs and, beside each, a `.json` file of the same stem. Its
renderer turns the bytes of an input into plain values. To register a folder, add a line to
`RENDERERS`; its test module asks `cases()` and `expected()`.

    python -m tests.rewrite_golden              rewrites every folder, printing what changed
    python -m tests.rewrite_golden plain_text   rewrites one

Read the difference before committing it: a golden file is worth what its last reader saw.
"""

from __future__ import annotations

import argparse
import difflib
import importlib
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

GOLDEN = Path(__file__).parent / "golden"

# folder: "module:function"; the function takes the bytes of an input and returns JSON values. The
# modules are imported only when rewritten, because they are test modules that import this one.
RENDERERS = {
    "plain_text": "tests.test_plain_text:rendered",
}


def cases(folder: str) -> list[Path]:
    """Return the inputs of a folder in order; an empty folder is an error, not a pass."""
    found = sorted(
        path
        for path in (GOLDEN / folder).iterdir()
        if path.suffix != ".json" and not path.name.startswith(".")
    )
    if not found:
        raise FileNotFoundError(f"no golden input in {folder}")
    return found


def expected(case: Path) -> Any:
    """Return what the file beside an input expects."""
    return json.loads(case.with_suffix(".json").read_text(encoding="utf-8"))


def rewrite(folder: str) -> str:
    """Write the expected files of a folder anew and return the unified diff of what changed."""
    module, function = RENDERERS[folder].split(":")
    render: Callable[[bytes], Any] = getattr(importlib.import_module(module), function)
    changes: list[str] = []
    inputs = cases(folder)
    for case in inputs:
        text = json.dumps(render(case.read_bytes()), ensure_ascii=False, indent=2) + "\n"
        changes += _replace(case.with_suffix(".json"), text)
    orphans = set((GOLDEN / folder).glob("*.json")) - {case.with_suffix(".json") for case in inputs}
    changes += [f"Nobody's output, to delete: {orphan.name}\n" for orphan in sorted(orphans)]
    return "".join(changes)


def _replace(path: Path, text: str) -> list[str]:
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    if text == before:
        return []
    path.write_text(text, encoding="utf-8", newline="\n")
    name = f"{path.parent.name}/{path.name}"
    lines = before.splitlines(keepends=True), text.splitlines(keepends=True)
    return list(difflib.unified_diff(*lines, fromfile=f"old/{name}", tofile=f"new/{name}"))


def main(arguments: Sequence[str] | None = None) -> None:
    """Rewrite the folders named on the command line, or all of them."""
    parser = argparse.ArgumentParser(prog="python -m tests.rewrite_golden")
    parser.add_argument("folders", nargs="*", metavar="folder", help=", ".join(RENDERERS))
    folders = parser.parse_args(arguments).folders or list(RENDERERS)
    if unknown := set(folders) - set(RENDERERS):
        parser.error(f"unknown folder: {', '.join(sorted(unknown))}")
    sys.stdout.writelines(map(rewrite, folders))


if __name__ == "__main__":
    main()
