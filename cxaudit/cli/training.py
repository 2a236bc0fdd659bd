"""`samples`: the sample audits, and a copy of one to work with."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from cxaudit.cli.options import FORMAT
from cxaudit.cli.output import echo_json, echo_table, write_whole
from cxaudit.errors import NotFound

if TYPE_CHECKING:
    from cxaudit.model.samples import Sample


class SampleType(click.ParamType[str]):
    """A shipped sample's name."""

    name = "sample"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Offer the shipped samples with the titles of their stories."""
        from cxaudit.model.samples import shipped_samples

        return [
            CompletionItem(name, help=sample.title)
            for name, sample in shipped_samples().items()
            if name.startswith(incomplete)
        ]


@click.group(invoke_without_command=True)
@FORMAT
@click.pass_context
def samples(ctx: click.Context, form: str) -> None:
    """List the sample audits for training, or copy one.

    Each is a finished audit of an invented firm, with a story to read, the ratings that the story deserves, the reason
    for each, and some cases that are hard on purpose. To hand a story out, copy it with --blank: then the audit is
    empty and the key stays with you.

    Example: cxaudit samples copy northline-it my-training
    """
    if ctx.invoked_subcommand:
        return
    from cxaudit.model.samples import shipped_samples

    found = [_overview(sample) for sample in shipped_samples().values()]
    if form == "json":
        echo_json(found)
        return
    echo_table(
        [
            ["sample", "checklist", "waves", "in the key", "hard", "story"],
            *(
                [
                    part["name"],
                    part["checklist"],
                    str(part["waves"]),
                    str(part["in_key"]),
                    str(len(part["hard"])),
                    part["title"],
                ]
                for part in found
            ),
        ],
        numbers=(2, 3, 4),
    )


@samples.command()
@click.argument("name", type=SampleType())
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR")
@click.option("--blank", is_flag=True, help="Only the story and an empty audit, for those who are to rate it.")
def copy(name: str, folder: Path, *, blank: bool) -> None:
    """Copy the sample NAME into the folder DIR.

    Example: cxaudit samples copy northline-it my-training --blank
    """
    from cxaudit.capture.beginning.copying import blank_sample, copy_sample
    from cxaudit.model.samples import find_sample
    from cxaudit.model.schema import write_schemas

    sample = find_sample(name)
    if folder.exists() and any(folder.iterdir()):
        raise NotFound(f"{folder}: is not empty; choose another folder")
    copied = blank_sample(sample) if blank else copy_sample(sample)
    try:
        for path in (*(folder / part for part in copied.files), *(folder / audit / "-" for audit in copied.audits)):
            path.parent.mkdir(parents=True, exist_ok=True)
        for audit in copied.audits:
            (folder / audit / ".cxaudit").mkdir(exist_ok=True)
    except OSError as problem:
        raise NotFound(f"{folder}: cannot be made ({problem.strerror})") from problem
    for part, content in copied.files.items():
        write_whole(folder / part, content)
        click.echo(folder / part)
    for audit in copied.audits:
        write_schemas(folder / audit / ".cxaudit")
    begun = folder / copied.audits[-1]
    click.echo(f"Read {folder / 'story.md'}, then: cxaudit {'check' if blank else 'report'} {begun}", err=True)


def _overview(sample: "Sample") -> dict[str, Any]:
    from cxaudit.model.load import load_audit
    from cxaudit.model.samples import read_key

    loaded = load_audit(sample.last)
    key = read_key(loaded).ratings
    return {
        "name": sample.name,
        "title": sample.title,
        "checklist": loaded.checklist.id,
        "profile": loaded.audit.profile,
        "client": loaded.audit.subject.client,
        "waves": len(sample.audits),
        "in_key": len(key),
        "hard": [name for name, rating in key.items() if rating.hard],
    }
