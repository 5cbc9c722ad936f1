"""Rules of the house that no other tool holds: one place for some things, plain pages, sizes, pins."""

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

#: The files are read once for all of these tests.
pytestmark = pytest.mark.xdist_group("house")

HOUSE = Path(__file__).parents[2]
SOURCES = ("app.py", "domain", "ballots", "blueprints", "migrations/env.py", "bench", "tests")
PRODUCT = ("app.py", "domain", "ballots", "blueprints")

LONGEST_FILE = 300
LONGEST_FUNCTION = 40

#: Files that may be longer, each with the reason; the reason is the price.
LONG_FILES: dict[str, str] = {
    "blueprints/documents/sample/forms.py": "the words of the sample's forms, one after the other",
    "blueprints/documents/sample/letters.py": "the words of the sample's letters, one after the other",
    "tests/documents/test_form_kinds.py": "one promise a test, form by form",
    "tests/documents/test_letters.py": "one promise a test, letter by letter",
    "tests/features/members/test_roster_files.py": "one table of what files may be, read from top to bottom",
    "tests/features/members/test_roster_shapes.py": "one table of how sheets may look, read from top to bottom",
}


def python_files(*places: str) -> list[Path]:
    roots = [HOUSE / place for place in places]
    found = [path for root in roots for path in ([root] if root.is_file() else sorted(root.rglob("*.py")))]
    return [path for path in found if "versions" not in path.parts]


def page_files(*endings: str) -> list[Path]:
    own = [path for place in ("templates", "static") for path in sorted((HOUSE / place).rglob("*"))]
    return [path for path in own if path.suffix in endings and "vendor" not in path.parts]


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name_of(path: Path) -> str:
    return path.relative_to(HOUSE).as_posix()


def method_calls(path: Path) -> Iterator[tuple[str, str, int]]:
    """Of each `x.method()`: x's last word, the method, the line; of `dt.datetime.now()` "datetime"."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield last_word(node.func.value), node.func.attr, node.lineno


def last_word(node: ast.expr) -> str:
    """The name that an expression ends with, "" for one that ends with none."""
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def asks_the_time(of: str, method: str) -> bool:
    return (of in {"datetime", "date", "func"} and method in {"now", "utcnow", "today", "current_timestamp"}) or (
        of == "time" and method in {"time", "time_ns"}
    )


def lines_matching(paths: list[Path], pattern: str) -> list[str]:
    found = []
    for path in paths:
        text = path.read_text(encoding="utf-8")
        for match in re.finditer(pattern, text, re.IGNORECASE):
            found.append(f"{name_of(path)}:{text.count(chr(10), 0, match.start()) + 1}: {match[0].strip()}")
    return found


def test_a_transaction_is_committed_in_one_place() -> None:
    places = {name_of(path) for path in python_files(*PRODUCT) for _, m, _ in method_calls(path) if m == "commit"}
    assert places == {"blueprints/shared/db.py"}


def test_the_time_is_asked_in_one_place() -> None:
    found = {
        (name_of(path), line)
        for path in python_files(*PRODUCT)
        for of, method, line in method_calls(path)
        if asks_the_time(of, method)
    }
    assert {place for place, _ in found} == {"blueprints/shared/clock.py"}, sorted(found)


def imported_roots(path: Path) -> set[str]:
    roots = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            roots |= {alias.name.split(".")[0] for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.level == 0:
            roots.add((node.module or "").split(".")[0])
    return roots


def test_the_law_of_the_meeting_needs_nothing_but_python() -> None:
    allowed = sys.stdlib_module_names | {"domain"}
    beyond = {name_of(path): imported_roots(path) - allowed for path in python_files("domain")}
    assert not {name: roots for name, roots in beyond.items() if roots}


def test_no_file_is_too_long_to_read() -> None:
    sizes = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in python_files(*SOURCES)}
    assert not {name: size for name, size in sizes.items() if size > LONGEST_FILE and name not in LONG_FILES}


def test_each_exception_from_the_length_of_files_is_still_one() -> None:
    for name, reason in LONG_FILES.items():
        assert len((HOUSE / name).read_text(encoding="utf-8").splitlines()) > LONGEST_FILE, name
        assert len(reason) > 10, name


def told(node: ast.FunctionDef | ast.AsyncFunctionDef) -> list[ast.stmt]:
    """What a function does, after what it says of itself."""
    return node.body[1:] if ast.get_docstring(node) and len(node.body) > 1 else node.body


def test_no_function_is_too_long_to_read() -> None:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    long = [
        f"{name_of(path)}:{node.lineno} {node.name}"
        for path in python_files(*SOURCES)
        for node in ast.walk(tree_of(path))
        if isinstance(node, kinds)
        and (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
        # A single return of a value is a table, not a way through the code.
        and not isinstance(told(node)[0], ast.Return)
    ]
    assert not long


def docstrings(tree: ast.Module) -> set[int]:
    """The identities of the nodes that are docstrings, which may speak of HTML."""
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, owners) and node.body and isinstance(node.body[0], ast.Expr)
    }


def test_no_page_is_written_in_python() -> None:
    tag = re.compile(r"</?(?:div|span|p|a|ul|li|table|tr|td|th|form|input|button|h[1-6]|script|style)\b[^<]*>")
    found = [
        f"{name_of(path)}:{node.lineno}"
        for path in python_files(*PRODUCT)
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and tag.search(node.value)
        if id(node) not in docstrings(tree_of(path))
    ]
    assert not found


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("markup that is trusted unseen", r"\|\s*safe\b|\{%-?\s*autoescape\s+false"),
        ("a script in the page", r"<script(?![^>]*\bsrc=)[^>]*>"),
        ("a style sheet in the page", r"<style\b"),
        ("a style on an element", r"<[^>{]*\sstyle\s*="),
        ("an event handler on an element", r"<[^>]*\son[a-z]+\s*="),
        ("an htmx handler that is evaluated", r"\bhx-on\b|\bhx-vals\s*=\s*[\"']js:|\bjavascript:"),
    ],
)
def test_no_template_holds(what: str, pattern: str) -> None:
    assert not lines_matching(page_files(".html", ".jinja", ".j2"), pattern), what


def test_nothing_is_fetched_from_elsewhere() -> None:
    """A namespace is a name and no address, and a link that a person follows is no fetch."""
    fetched = r"(?:\b(?:src|srcset|data)\s*=\s*[\"']?|<link\b[^>]*href\s*=\s*[\"']?|(?:url\(|@import)\s*[\"']?)"
    pattern = fetched + r"(?:https?:)?//[^\"'\s)]+"
    assert not lines_matching(page_files(".html", ".jinja", ".j2", ".css", ".svg"), pattern)
    scripts = r"\b(?:fetch|importScripts|import)\s*\(\s*[\"'`](?:https?:)?//[^\"'`]+|\bfrom\s+[\"']https?://[^\"']+"
    assert not lines_matching(page_files(".js", ".mjs"), scripts)


REQUIREMENTS = (
    "requirements.txt",
    "requirements-dev.txt",
    "deploy/setup/requirements-npm.txt",
    "deploy/setup/requirements-mutants.txt",
)


def pins(name: str) -> dict[str, str]:
    """Package and marker → version, of one requirement file."""
    text = (HOUSE / name).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    found = {}
    for line in lines:
        match = re.fullmatch(r"([a-z0-9._-]+)==(\S+)\s*(;.*?)?((?:\s+--hash=sha256:[0-9a-f]{64})+)\s*", line)
        assert match, f"{name}: not pinned with hashes: {line[:80]}"
        found[match[1] + (match[3] or "").rstrip()] = match[2]
    return found


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_python_packages_are_pinned_with_hashes_and_name_no_index(name: str) -> None:
    assert pins(name)
    assert not re.search(r"https?://|--(?:extra-)?index|--find-links", (HOUSE / name).read_text(encoding="utf-8"))


def test_tests_run_with_the_versions_that_users_run() -> None:
    users, tests = pins("requirements.txt"), pins("requirements-dev.txt")
    assert {name: tests.get(name) for name in users} == users


def test_npm_packages_are_pinned_with_hashes_and_name_no_address() -> None:
    text = (HOUSE / "package-lock.json").read_text(encoding="utf-8")
    locked = {name: package for name, package in json.loads(text)["packages"].items() if name}
    assert all(package["integrity"].startswith("sha512-") for package in locked.values())
    assert "resolved" not in text
    assert "://" not in text
    wanted = json.loads((HOUSE / "package.json").read_text(encoding="utf-8"))
    exact = wanted["dependencies"] | wanted["devDependencies"]
    assert exact == {name: locked[f"node_modules/{name}"]["version"] for name in exact}


def test_each_package_that_was_added_has_its_licence_written_down() -> None:
    known = (HOUSE / "docs/third-party.md").read_text(encoding="utf-8").lower()
    python = {name.split(";")[0].strip() for file in REQUIREMENTS for name in pins(file)}
    npm = json.loads((HOUSE / "package.json").read_text(encoding="utf-8"))
    names = python | set(npm["dependencies"]) | set(npm["devDependencies"])
    assert not {name for name in names if f"| {name} |" not in known}


def test_the_readme_explains_each_setting() -> None:
    settings = pytest.importorskip("blueprints.shared.settings")
    readme = HOUSE / "README.md"
    if not readme.exists():
        pytest.skip("there is no README yet")
    assert settings.NAMES
    words = set(re.findall(r"[A-Z][A-Z_]+", readme.read_text(encoding="utf-8")))
    assert not set(settings.NAMES) - words


def test_make_alone_prints_the_menu() -> None:
    said = subprocess.run(["make", "-s"], cwd=HOUSE, capture_output=True, text=True, check=True, env=PLAIN).stdout
    for target in ("setup", "demo", "run", "test", "lint", "bench"):
        assert re.search(rf"^  make {target} +\S", said, re.MULTILINE), target


#: The surroundings of a child process: without the flags of the make that may have started the tests.
PLAIN = {"PATH": "/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin", "LC_ALL": "C.UTF-8"}


@pytest.mark.parametrize("script", sorted((HOUSE / "deploy").rglob("*.sh")), ids=lambda path: path.name)
def test_a_setup_script_is_sound_to_the_shell(script: Path) -> None:
    checked = subprocess.run(["/bin/sh", "-n", script], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    assert script.stat().st_mode & 0o111 or not script.read_text(encoding="utf-8").startswith("#!")
