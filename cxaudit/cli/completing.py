"""What the shell offers after TAB: checklists, practices and themes."""

from pathlib import Path

import click
from click.shell_completion import CompletionItem


class ChecklistType(click.ParamType[str]):
    """A shipped checklist's id, or the path of a checklist."""

    name = "checklist"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Offer the shipped ids, and files."""
        from cxaudit.model.shipped import shipped_checklists

        found = [CompletionItem(name) for name in shipped_checklists() if name.startswith(incomplete)]
        return found or [CompletionItem(incomplete, type="file")]


class PracticeType(click.ParamType[str]):
    """A practice of the audit named before it."""

    name = "practice"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Offer the practices of the audit's checklist."""
        from cxaudit.errors import CxAuditError
        from cxaudit.model.load import load_audit

        try:
            practices = load_audit(Path(ctx.params["audit"])).checklist.practices()
        except (CxAuditError, KeyError, TypeError):
            return []
        return [CompletionItem(key, help=part.title) for key, part in practices.items() if key.startswith(incomplete)]


class ThemeType(click.ParamType[str]):
    """A shipped theme's name, or the path of a theme's folder."""

    name = "theme"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Offer the shipped names, and folders."""
        from cxaudit.model.themes import shipped_themes

        found = [CompletionItem(name) for name in shipped_themes() if name.startswith(incomplete)]
        return found or [CompletionItem(incomplete, type="dir")]
