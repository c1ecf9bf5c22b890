"""`nenpo docs` and `nenpo dbtdocs`: the documents that are made from models, seeds and the build."""

from pathlib import Path

import click

from cli.published import published_build


@click.command(help="文書(データ辞書、守られていない欄の一覧、設定ファイルの型)を作り直します。")
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), default=Path("docs"), help="書き出し先"
)
def docs(out: Path) -> None:
    """Write the generated documents."""
    from dagster_project.documents import data_dictionary, unprotected_cells, write_schemas

    (out / "data_dictionary.md").write_text(data_dictionary(), encoding="utf-8")
    with published_build() as published:
        (out / "unprotected_cells.md").write_text(unprotected_cells(published), encoding="utf-8")
    write_schemas(out / "schemas")
    click.echo(f"{out} に書き出しました。")


@click.command(help="dbtの文書(表の作り方、つながり、検査。英語)を一枚のページにします。")
def dbtdocs() -> None:
    """Write dbt's static pages."""
    from dagster_project.dbt_docs import write_dbt_docs
    from dagster_project.installation import from_environment

    click.echo(f"{write_dbt_docs(from_environment())} に書き出しました。")
