"""The verifier can be read and run by somebody who has Python, `cryptography` and two folders."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

from tests.ballots.made import election, file

HOUSE = Path(__file__).parents[2]


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            found.add("ballots" if node.level else (node.module or "").split(".")[0])
    return found


def test_ballots_import_the_standard_library_cryptography_and_the_law_only() -> None:
    allowed = sys.stdlib_module_names | {"ballots", "domain", "cryptography"}
    beyond = {path.name: imported(path) - allowed for path in (HOUSE / "ballots").rglob("*.py")}
    assert len(beyond) > 10
    assert not {name: roots for name, roots in beyond.items() if roots}


def test_the_law_knows_no_ballots() -> None:
    assert not [path for path in (HOUSE / "domain").rglob("*.py") if "ballots" in imported(path)]


def test_the_verifier_brings_neither_the_app_nor_a_database_along() -> None:
    program = (
        "import ballots.verify.telling, ballots.__main__, sys; print(*sorted({n.split('.')[0] for n in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=HOUSE, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert {"ballots", "domain", "cryptography"} <= loaded
    assert not loaded & {"flask", "sqlalchemy", "flask_sqlalchemy", "click", "werkzeug", "blueprints", "app"}


def test_two_folders_are_enough(tmp_path: Path) -> None:
    for folder in ("ballots", "domain"):
        shutil.copytree(HOUSE / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "x.zip").write_bytes(file(election()))
    done = subprocess.run([sys.executable, "-m", "ballots", "x.zip"], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
