"""`nenpo survey`: yearly forms of outside surveys."""

from datetime import date
from pathlib import Path

import click

from catalog.load import load
from cli.installed import installed_seeds
from cli.published import municipality_code, published_build
from warehouse.errors import UserError

_MUNICIPALITY_JA = "自治体(コード、ローマ字名、または名前)"


@click.group(help="外部の調査へ毎年答える調査票を扱います。公式の様式とは照合していません。")
def survey() -> None:
    """Group of forms."""


@survey.command("list", help="様式と年度ごとに、必須項目と埋まっていない項目の数を表示します。")
@click.option("--municipality", help=_MUNICIPALITY_JA)
def list_forms(municipality: str | None) -> None:
    """Print a line a form and fiscal year."""
    from warehouse.surveys import survey_form, survey_years

    with published_build() as published:
        codes = [
            code for (code,) in published.rows("select municipality_code from dim_municipality order by all")
        ]
        if municipality:
            codes = [municipality_code(published, municipality)]
        laid_out = [
            survey_form(published, code, form_id, year)
            for code in codes
            for form_id, years in survey_years(published, code).items()
            for year in years
        ]
    if not laid_out:
        raise UserError(
            "調査票の様式がありません。seeds/surveys に様式を加えて make build を実行してください。"
        )
    for form in laid_out:
        click.echo(
            f"{form.municipality_code} {form.municipality_ja}  {form.form_id}  {form.fiscal_year}年度  "
            f"項目{len(form.answers)}、必須{form.required}、埋まっていない必須項目{len(form.missing)}"
        )


@survey.command(help="調査票をExcelに書き出します。必須項目が埋まっていないと書き出しません。")
@click.option("--form", "form_id", required=True, help="様式(例 jla_public_library)")
@click.option("--municipality", required=True, help=_MUNICIPALITY_JA)
@click.option("--fiscal-year", required=True, type=int, help="年度(西暦)")
@click.option(
    "--draft", is_flag=True, help="埋まっていなくても、どのシートにも「未完成」と記して書き出します。"
)
@click.option(
    "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="書き出し先のファイル"
)
def export(form_id: str, municipality: str, fiscal_year: int, draft: bool, out: Path) -> None:
    """Write a form."""
    from reports.surveys import export_survey

    with published_build() as published:
        code = municipality_code(published, municipality)
        form = export_survey(published, code, form_id, fiscal_year, out, draft=draft)
    click.echo(
        f"{out} を書き出しました(項目{len(form.answers)}、埋まっていない必須項目{len(form.missing)})。"
    )


@survey.command(help="記入した調査票(Excel)の答えを seeds に取り込みます。空欄は、いまの回答のままです。")
@click.argument("workbook", type=click.Path(path_type=Path))
def read(workbook: Path) -> None:
    """Take entered answers into the seeds."""
    from ingestion.errors import DeliveryError
    from ingestion.surveys.read import read_survey
    from ingestion.surveys.write import write_answers

    if not workbook.is_file():
        raise UserError(f"{workbook} がありません。記入した調査票のファイルを指定してください。")
    catalog = load(installed_seeds())
    try:
        reading = read_survey(workbook, workbook.name, catalog)
    except DeliveryError as error:
        raise UserError(str(error)) from error
    try:
        path = write_answers(catalog, reading, date.today())
    except OSError as error:
        raise UserError(
            f"{catalog.root} に書き込めません。seeds を置いた場所の権限を確かめてください。"
        ) from error
    click.echo(
        f"{len(reading.entered)}項目の回答を {path.relative_to(catalog.root.parent)} に書きました。"
        "nenpo build で集計に加わります。"
    )
