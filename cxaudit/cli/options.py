"""Options that several commands share."""

import click

from cxaudit.cli.completing import ThemeType

FORMAT = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print it.")
THEME = click.option(
    "--theme",
    type=ThemeType(),
    metavar="NAME|DIR",
    help="How it looks: neutral, warm, high-contrast, or the folder of your own theme. It wins over the audit's.",
)
