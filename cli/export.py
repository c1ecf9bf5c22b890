"""`nenpo export`: paper."""

from pathlib import Path

import click

from cli.published import municipality_code, published_build


@click.group(help="年報などの文書を書き出します。")
def export() -> None:
    """Group of documents."""


@export.command(help="年報を書き出します。")
@click.option("--municipality", required=True, help="自治体(コード、ローマ字名、または名前)")
@click.option("--fiscal-year", required=True, type=int, help="年度(西暦)")
@click.option("--format", "format_", type=click.Choice(["pdf"]), default="pdf", help="書き出しの形式")
@click.option(
    "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="書き出し先のファイル"
)
def yearbook(municipality: str, fiscal_year: int, format_: str, out: Path) -> None:
    """Write the yearbook of a fiscal year."""
    from reports.export import export_yearbook

    with published_build() as published:
        result = export_yearbook(published, municipality_code(published, municipality), fiscal_year, out)
    click.echo(f"{result.path} を書き出しました({result.pages}ページ)。")
