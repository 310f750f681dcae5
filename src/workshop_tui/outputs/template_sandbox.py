"""What a board's own report template may hold: names, conditions, loops, a few filters; no code.

A template comes from outside and is a program to the library that fills it in. So everything that
it says is read first, and only what is named here is let through; nothing can be called, no
attribute that begins with "_" can be reached, and loops stand at most two deep.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Any, Final

from jinja2 import StrictUndefined, nodes
from jinja2.exceptions import SecurityError, TemplateSyntaxError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment

_ALLOWED: Final[tuple[type[nodes.Node], ...]] = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const),
    *(nodes.Getattr, nodes.Getitem, nodes.If, nodes.For, nodes.CondExpr, nodes.Filter),
    *(nodes.Compare, nodes.Operand, nodes.Not, nodes.And, nodes.Or, nodes.Test),
)
_FILTERS: Final = ("upper", "lower", "capitalize", "trim", "length", "count", "first", "last")
_TESTS: Final = ("defined", "undefined", "none")
_DEEPEST: Final = 2
_KINDS: Final = {
    nodes.Call: "a call",
    nodes.Include: "an include",
    nodes.Import: "an import",
    nodes.FromImport: "an import",
    nodes.Extends: "an extends",
    nodes.Macro: "a macro",
    nodes.Assign: "a set",
    nodes.CallBlock: "a call",
}


class Environment(ImmutableSandboxedEnvironment):
    """Fills a template in with values that can only be shown."""

    def __init__(self) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=True)
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in _FILTERS}
        self.tests = {name: test for name, test in self.tests.items() if name in _TESTS}

    def is_safe_callable(self, obj: Any) -> bool:  # noqa: ARG002
        """Nothing can be called."""
        return False

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Read a template, and refuse what may not stand in one.

        Raises:
            SecurityError: Naming it.
        """
        found = super()._parse(source, name, filename)
        _look(found, 0)
        return found


def _look(node: nodes.Node, depth: int) -> None:
    if not isinstance(node, _ALLOWED):
        kind = _KINDS.get(type(node), type(node).__name__)
        raise SecurityError(f"{kind} may not stand in a template")
    if isinstance(node, nodes.For):
        depth += 1
        if depth > _DEEPEST or node.recursive:
            raise SecurityError("loops stand at most two deep")
    reached = node.attr if isinstance(node, nodes.Getattr) else ""
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        reached = str(node.arg.value)
    if reached.startswith("_"):
        raise SecurityError(f"“{reached}” may not be reached")
    for child in node.iter_child_nodes():
        _look(child, depth)


def explained(error: Exception, known: Iterable[str]) -> str:
    """What is wrong with a template, in a sentence."""
    near = _near(error)
    if isinstance(error, UndefinedError):
        name = _quoted(str(error))
        close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
        hint = f" Perhaps “{close[0]}” is meant." if close else ""
        return f"There is no placeholder “{name}”.{hint}"
    if isinstance(error, SecurityError):
        return f"It holds more than placeholders: {error.message}."
    if isinstance(error, TemplateSyntaxError):
        return f"It cannot be read: {str(error.message).rstrip('.')}.{near}"
    return "It cannot be filled in: a placeholder stands where none can."


def _quoted(words: str) -> str:
    """The name in "'bord' is undefined" or "… has no attribute 'titel'"."""
    pieces = words.split("'")
    return pieces[-2] if len(pieces) > 2 else words


def _near(error: Exception) -> str:
    lines = [line.strip() for line in getattr(error, "docx_context", ()) if line.strip()]
    return f" Near: “{' '.join(lines)[:120]}”." if lines else ""
