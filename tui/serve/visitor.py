"""What the engine lets a visitor of a served corpus do."""

from __future__ import annotations

from tui.corpus.visitor import Visitor
from tui.serve.deadline import Deadline
from tui.serve.guard import refusal

MEMORY = "256MB"
# In this order: what is set later forbids what is set before.
SETTINGS = {
    "temp_directory": "",
    "memory_limit": MEMORY,
    "threads": "1",
    "errors_as_json": "true",
    "python_enable_replacements": "false",
    "allow_persistent_secrets": "false",
    "allow_community_extensions": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "enable_external_access": "false",
    "lock_configuration": "true",
}


def visitor(query_seconds: float) -> Visitor:
    """What a visitor is held to whose queries may take so long."""
    return Visitor(SETTINGS, refusal, Deadline(query_seconds))
