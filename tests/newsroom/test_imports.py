"""Packages are entered by what their `__init__` gives, and by nothing behind it."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
APPS = ("newsroom", "timeline", "articles")
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for app in APPS
    for path in (ROOT / app).rglob("*.py")
    if "migrations" not in path.parts
}
# `python -m newsroom.demo` runs before Django is set up, so that its `__init__` can give nothing.
PACKAGES = {name for name, path in MODULES.items() if path.name == "__init__.py"} - {*APPS, "newsroom.demo"}


def imported(path):
    """Yield the modules that a file imports, `from package import module` included."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            names = {alias.name for alias in node.names} - given_by(node.module)
            yield from (full for name in names if (full := f"{node.module}.{name}") in MODULES)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def given_by(package):
    """Return the names that a package's `__init__` lists: a module among them is given on purpose."""
    path = MODULES.get(package)
    listed = [
        ast.literal_eval(node.value)
        for node in (ast.parse(path.read_text()).body if path else ())
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__"
    ]
    return {name for names in listed for name in names}


def reaches_behind(importer, module):
    """Whether a module imports another that lies in a package which it is not part of itself."""
    package = module.rpartition(".")[0]
    return (
        module in MODULES
        and module not in PACKAGES
        and package in PACKAGES
        and not f"{importer}.".startswith(f"{package}.")
    )


def test_no_module_reaches_behind_the_init_of_another_package():
    found = [
        f"{importer} imports {module}"
        for importer, path in MODULES.items()
        for module in imported(path)
        if reaches_behind(importer, module)
    ]
    assert not found
