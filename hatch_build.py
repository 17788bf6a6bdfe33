"""Build hook: compiles the shipped recipes, so that the first answer needs no compiling.

Invariant: writes nothing into the source tree; the compiled file goes straight
into the wheel. Where the recipes cannot be compiled (the parser is not there when
building), the wheel goes without, and gorilla compiles them at first use.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class RecipesHook(BuildHookInterface[Any]):
    """Adds gorilla_cli/knowledge/recipes.db to wheels."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the recipes of the tree that is being built."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        try:
            from gorilla_cli.knowledge.compiling import compile_folder
        except ImportError as error:
            self.app.display_warning(f"recipes are not compiled: {error}")
            return
        finally:
            sys.path.remove(self.root)
        self._folder = tempfile.TemporaryDirectory()
        target = Path(self._folder.name, "recipes.db")
        count = compile_folder(target, Path(self.root, "gorilla_cli", "knowledge", "recipes"))
        self.app.display_info(f"{count} recipes compiled")
        build_data["force_include"][str(target)] = "gorilla_cli/knowledge/recipes.db"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the compiled file, which the wheel holds now."""
        if hasattr(self, "_folder"):
            self._folder.cleanup()
