"""manage.py makes its own environment, once, and says in one sentence why it cannot."""

import ast
import json
import os
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import manage
from tests.fresh_project import FRESH_MACHINE, REPOSITORY, Project

pytestmark = pytest.mark.once

CLOSED_PORT = "http://127.0.0.1:9/simple"  # "discard": nothing listens there
NOBODY = 65534

WRONG_SETTINGS = (
    "from django.core.exceptions import ImproperlyConfigured\n"
    'raise ImproperlyConfigured("ALLOWED_HOSTS must name a host.")\n'
)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "propos")


def assert_one_sentence(done: subprocess.CompletedProcess[str], *words: str) -> None:
    """Status 1, and a last line on stderr that a newcomer can act on: never a traceback."""
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    last = done.stderr.splitlines()[-1]
    assert last.startswith("Propos: ")
    for word in words:
        assert word in last


# --- When nothing is to be made -------------------------------------------------------------


def test_nothing_is_made_when_django_can_be_imported(project):
    done = project.run("version", python=[sys.executable])
    assert (done.returncode, done.stderr) == (0, "")
    assert not project.venv.exists()


def test_a_finished_environment_runs_the_command_without_pip(project):
    project.installed_environment("requirements.txt")
    done = project.run("version")
    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(r"\d+\.\d+.*", done.stdout.strip())
    assert project.pip_calls() == []


def test_the_tests_environment_serves_ordinary_commands(project):
    project.installed_environment("requirements.txt", "requirements-dev.txt")
    assert project.run("version").returncode == 0
    assert project.pip_calls() == []


def test_an_isolated_interpreter_still_finds_the_project(project):
    assert project.run("check", python=[sys.executable, "-I"]).returncode == 0


# --- When it must be made, or made again ----------------------------------------------------


def test_an_unfinished_environment_is_installed_with_hashes_required(project):
    project.environment()
    done = project.run("version")
    assert done.returncode == 0
    [call] = project.pip_calls()
    assert call.startswith("install --require-hashes ")
    assert call.endswith(f"-r {project.root / 'requirements.txt'}")


def test_one_line_says_what_is_installed_and_how_long_it_takes(project):
    project.environment()
    [line] = project.run("version").stderr.splitlines()
    assert "installing the dependencies in .venv" in line
    assert "minute" in line


def test_an_environment_is_installed_once(project):
    project.environment()
    project.run("version")
    project.run("version")
    assert len(project.pip_calls()) == 1


def test_a_changed_lock_is_installed(project):
    project.installed_environment("requirements.txt")
    (project.root / "requirements.txt").write_text("django==6\n")
    assert project.run("version").returncode == 0
    assert len(project.pip_calls()) == 1
    assert json.loads(project.stamp.read_text()) == {
        "requirements.txt": project.digest("requirements.txt")
    }


@pytest.mark.parametrize("content", ["", "{", "[]", '"requirements.txt"', "\udce9"])
def test_a_damaged_stamp_is_no_stamp(project, content):
    project.installed_environment("requirements.txt")
    project.stamp.write_text(content, encoding="utf-8", errors="surrogateescape")
    assert project.run("version").returncode == 0
    assert len(project.pip_calls()) == 1


def test_the_command_test_installs_the_development_lock(project):
    project.installed_environment("requirements.txt")
    assert project.run("test", "--version").returncode == 0
    [call] = project.pip_calls()
    assert call.endswith(f"-r {project.root / 'requirements-dev.txt'}")
    assert set(json.loads(project.stamp.read_text())) == {
        "requirements.txt",
        "requirements-dev.txt",
    }


def test_two_first_runs_at_once_install_once(project):
    project.environment()
    command = [*FRESH_MACHINE, str(project.root / "manage.py"), "version"]
    variables = project.variables(PIP_TAKES="0.5")
    runs = [
        subprocess.Popen(
            command, env=variables, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for _ in range(2)
    ]
    assert [run.wait(timeout=60) for run in runs] == [0, 0]
    assert len(project.pip_calls()) == 1


def test_an_environment_emptied_behind_its_stamp_is_repaired(project):
    project.environment()
    lock = "requirements.txt"
    project.stamp.write_text(json.dumps({lock: project.digest(lock)}))
    assert project.run("version").returncode == 0
    assert len(project.pip_calls()) == 1


def test_an_environment_that_cannot_be_repaired_does_not_restart_for_ever(project):
    project.environment()
    done = project.run("version", PIP_INSTALLS_NOTHING="1")
    assert_one_sentence(done, "still lacks django", "delete it")


# --- When it cannot be made -----------------------------------------------------------------


def test_an_old_python_is_named(project):
    done = project.run_changed("sys.version_info = (3, 9, 2, 'final', 0)", "version")
    assert_one_sentence(done, "Python 3.11 or later", "is Python 3.9.2")
    assert not project.venv.exists()


def test_the_script_can_be_read_by_an_old_python():
    tree = ast.parse((REPOSITORY / "manage.py").read_text(), feature_version=(3, 6))
    imported = [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert "__future__" not in imported  # annotations came with 3.7
    annotations = [
        node.returns
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.returns is not None
    ]
    assert not [a for a in annotations if isinstance(a, ast.Subscript)]  # list[str] is 3.9


def test_a_python_without_ensurepip_is_told_the_package(project):
    done = project.run_changed(
        "found = importlib.util.find_spec\n"
        "importlib.util.find_spec = lambda name: None if name == 'ensurepip' else found(name)",
        "version",
    )
    assert_one_sentence(done, "ensurepip", "apt install python3-venv", "python3.11-venv")
    assert not project.venv.exists()


def test_a_folder_that_cannot_be_written_is_named():
    """In a folder others may enter, because root is refused only once it has become nobody."""
    with tempfile.TemporaryDirectory() as folder:
        project = Project(Path(folder) / "propos")
        for path in (Path(folder), project.root):
            path.chmod(0o555)
        try:
            become_nobody = f"os.setuid({NOBODY})" if os.geteuid() == 0 else ""
            done = project.run_changed(become_nobody, "version")
        finally:
            for path in (Path(folder), project.root):
                path.chmod(0o755)
    assert_one_sentence(done, str(project.root), "cannot be written")


def test_a_failure_of_pip_shows_its_own_words(project):
    project.environment()
    done = project.run("version", PIP_FAILS_WITH="THESE PACKAGES DO NOT MATCH THE HASHES")
    assert "THESE PACKAGES DO NOT MATCH THE HASHES" in done.stderr
    assert_one_sentence(done, "pip could not install")


def test_a_failed_installation_is_not_taken_for_finished(project):
    project.installed_environment("requirements.txt")
    (project.root / "requirements.txt").write_text("django==6\n")
    project.run("version", PIP_FAILS_WITH="no space left")
    assert not project.stamp.exists()


@pytest.fixture(scope="module")
def run_without_network(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Project, subprocess.CompletedProcess[str]]]:
    """The real venv and the real pip, over an environment whose base Python was removed."""
    project = Project(tmp_path_factory.mktemp("offline") / "propos")
    project.environment()
    python = project.venv / "bin" / "python"
    python.unlink()
    python.symlink_to("/nonexistent/python3.11")
    yield project, project.run("version", PIP_INDEX_URL=CLOSED_PORT, PIP_RETRIES="0")


def test_without_network_the_index_is_said_to_be_out_of_reach(run_without_network):
    _, done = run_without_network
    assert_one_sentence(done, "cannot reach the package index", "run the same command again")


def test_an_environment_whose_python_was_removed_is_made_again(run_without_network):
    project, _ = run_without_network
    python = project.venv / "bin" / "python"
    assert subprocess.run([python, "-c", "import pip"], check=False).returncode == 0


def test_a_second_run_continues_where_the_network_failed(run_without_network):
    project, _ = run_without_network
    kept = project.venv / "kept"
    kept.touch()
    again = project.run("version", PIP_INDEX_URL=CLOSED_PORT, PIP_RETRIES="0")
    assert again.returncode == 1
    assert kept.exists()  # the environment is not made a second time
    assert not project.stamp.exists()


# --- The commands ---------------------------------------------------------------------------


@pytest.mark.parametrize(("body", "status"), [("assert True", 0), ("assert False", 1)])
def test_the_exit_status_of_the_tests_is_passed_on(project, body, status):
    (project.root / "test_one.py").write_text(f"def test_one():\n    {body}\n")
    assert project.run("test", "test_one.py", python=[sys.executable]).returncode == status


def test_the_arguments_of_the_command_test_are_those_of_pytest(project):
    (project.root / "test_one.py").write_text("def test_one():\n    pass\n")
    done = project.run("test", "-k", "missing", python=[sys.executable])
    assert done.returncode == pytest.ExitCode.NO_TESTS_COLLECTED


def test_a_wrong_setting_is_one_sentence(project):
    (project.root / "config" / "settings.py").write_text(WRONG_SETTINGS)
    done = project.run("check", python=[sys.executable])
    assert_one_sentence(done, "ALLOWED_HOSTS must name a host.")
    assert len(done.stderr.splitlines()) == 1


def test_a_command_compiles_the_translations_first(project):
    source = project.root / "archive" / "locale" / "fr" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text('msgid "speaker"\nmsgstr "locuteur"\n')
    assert project.run("version", python=[sys.executable]).returncode == 0
    assert source.with_suffix(".mo").exists()


# --- The papers and the locks ---------------------------------------------------------------


def pins(lock: str) -> set[str]:
    """The name==version pairs of a lock, without their conditions and hashes."""
    text = (REPOSITORY / lock).read_text()
    return set(re.findall(r"^[a-z0-9][^ ;\\]*==[^ ;\\]+", text, re.MULTILINE))


def test_the_development_lock_holds_the_runtime_lock():
    assert pins("requirements.txt")
    assert pins("requirements.txt") <= pins("requirements-dev.txt")


def test_the_readme_lists_exactly_the_variables_that_the_settings_read():
    settings = (REPOSITORY / "config" / "settings.py").read_text()
    read = set(re.findall(r'environment\.\w+\(\s*"([A-Z_]+)"', settings))
    readme = (REPOSITORY / "README.md").read_text()
    listed = set(re.findall(r"^\| `([A-Z_]+)` \|", readme, re.MULTILINE))
    assert listed == read


def test_every_dependency_is_looked_for() -> None:
    """A Python that has Django for something else lacks others: it must not be taken for ours."""
    declared = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [re.match(r"[\w.-]+", one)[0] for one in declared["project"]["dependencies"]]
    modules = packages_distributions()
    looked_for = {normal(name) for module in manage.RUNTIME_MODULES for name in modules[module]}
    assert {normal(name) for name in wanted} <= looked_for


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
