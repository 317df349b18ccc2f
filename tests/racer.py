"""An editor at another machine: a process that acts on the archive at the moment it is told.

``python -m tests.racer`` reads one order a line (JSON: the act, what it is given, the moment on
the machine's monotonic clock) and answers each with one line: what the act returned or how it
failed, when it began and when it ended. ``tests.racing`` starts several and lets them race.
"""

import json
import sys
import time
from collections.abc import Callable
from typing import Any

import django


def answer_to(act: Callable[..., Any], order: dict[str, Any]) -> dict[str, Any]:
    while time.monotonic() < order["at"]:
        pass  # not asleep: who wakes up is late
    began = time.monotonic()
    try:
        said = {"done": True, "value": act(**order["given"])}
    except Exception as failure:
        said = {"done": False, "failure": type(failure).__name__, "words": str(failure)}
    return {**said, "began": began, "ended": time.monotonic()}


def main() -> None:
    django.setup()
    # Only now: they hold the archive's models.
    from django.test.utils import override_settings, setup_test_environment

    from tests import passwords, racer_acts

    setup_test_environment(debug=False)
    override_settings(PASSWORD_HASHERS=passwords.HASHERS).enable()
    print(json.dumps("ready"), flush=True)
    for line in sys.stdin:
        order = json.loads(line)
        print(json.dumps(answer_to(racer_acts.ACTS[order["act"]], order)), flush=True)


if __name__ == "__main__":
    main()
