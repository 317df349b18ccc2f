"""A copy of the project on a machine that has nothing: where the set-up is tested.

The real ``manage.py`` runs in a copy reduced to what it reads. ``python -S`` hides Django from it
as on a fresh machine. The environments are real but hold an imitation of pip that records its
calls and "installs" by opening the packages of this very test environment.
"""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from hashlib import sha256
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
FRESH_MACHINE = [sys.executable, "-S"]  # no site-packages: neither Django nor pytest
SETTINGS = 'SECRET_KEY = "of these tests alone"\nINSTALLED_APPS = []\nUSE_TZ = True\n'
IMITATION_OF_PIP = """
import os, pathlib, sys, time
site_packages = pathlib.Path(__file__).parent.parent
with open({calls!r}, "a") as calls:
    calls.write(" ".join(sys.argv[1:]) + "\\n")
time.sleep(float(os.environ.get("PIP_TAKES", "0")))
if "PIP_FAILS_WITH" in os.environ:
    sys.exit(os.environ["PIP_FAILS_WITH"])
if "PIP_INSTALLS_NOTHING" not in os.environ:
    (site_packages / "installed.pth").write_text({packages!r})
"""


class Project:
    """A copy of what manage.py needs, in a folder of its own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.venv = root / ".venv"
        self.stamp = self.venv / "set-up.json"
        self.calls = root / "pip-calls"
        (root / "config").mkdir(parents=True)
        shutil.copy(REPOSITORY / "manage.py", root)
        shutil.copy(REPOSITORY / "config" / "catalogues.py", root / "config")
        (root / "config" / "__init__.py").touch()
        (root / "config" / "settings.py").write_text(SETTINGS)
        (root / "requirements.txt").write_text("django==5\n")
        (root / "requirements-dev.txt").write_text("django==5\npytest==9\n")

    def environment(self) -> None:
        """A virtual environment without packages, whose pip is the imitation."""
        venv.EnvBuilder(symlinks=True, with_pip=False).create(self.venv)
        [site_packages] = self.venv.glob("lib/python*/site-packages")
        pip = site_packages / "pip"
        pip.mkdir()
        (pip / "__init__.py").touch()
        (pip / "__main__.py").write_text(
            IMITATION_OF_PIP.format(calls=str(self.calls), packages=sysconfig.get_path("purelib"))
        )

    def installed_environment(self, *locks: str) -> None:
        self.environment()
        [site_packages] = self.venv.glob("lib/python*/site-packages")
        (site_packages / "installed.pth").write_text(sysconfig.get_path("purelib"))
        self.stamp.write_text(json.dumps({lock: self.digest(lock) for lock in locks}))

    def digest(self, lock: str) -> str:
        return sha256((self.root / lock).read_bytes()).hexdigest()

    def variables(self, **extra: str) -> dict[str, str]:
        """A bare process environment: nothing of the machine's pip settings, nor of pytest's."""
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.root),
            "PIP_CONFIG_FILE": os.devnull,
            "PYTHONDONTWRITEBYTECODE": "1",
            **extra,
        }

    def run(
        self, *arguments: str, python: list[str] = FRESH_MACHINE, **extra: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*python, str(self.root / "manage.py"), *arguments],
            env=self.variables(**extra),
            cwd=self.root.parent,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def run_changed(self, change: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Runs manage.py after a change to the interpreter it runs in."""
        script = str(self.root / "manage.py")
        code = (
            "import contextlib, fcntl, hashlib, importlib.util, json, os, pkgutil, runpy\n"
            "import subprocess, sys\n"
            f"{change}\nsys.argv = {[script, *arguments]!r}\n"
            f"runpy.run_path({script!r}, run_name='__main__')\n"
        )
        return subprocess.run(
            [*FRESH_MACHINE, "-c", code],
            env=self.variables(),
            cwd=self.root,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def pip_calls(self) -> list[str]:
        return self.calls.read_text().splitlines() if self.calls.exists() else []
