"""`nenpo calendar`: open days of a library, or days of the school van, by the rules."""

import json
import sys
from datetime import date, datetime

import click

from cli.installed import installed_seeds
from lending_rules.calendar_export import days_icalendar, days_json, library_days, van_days, van_icalendar
from lending_rules.decide import Engine
from lending_rules.rulebook import Rulebook, read_rulebooks
from lending_rules.words import folded
from warehouse.errors import UserError

DAY = click.DateTime(["%Y-%m-%d"])


@click.command(help="規則による開館・休館の日(または学校への配送の日)を、理由と条文つきで書き出します。")
@click.option("--municipality", required=True, help="自治体(コードまたはローマ字名)")
@click.option("--library", help="図書館・分室の名前(なければ学校への配送)")
@click.option("--from", "first", type=DAY, required=True, help="始まりの日(2025-04-01)")
@click.option("--to", "last", type=DAY, required=True, help="終わりの日")
@click.option(
    "--format", "format_", type=click.Choice(["json", "ics"]), default="json", help="書き出しの形式"
)
def calendar(municipality: str, library: str | None, first: datetime, last: datetime, format_: str) -> None:
    """Print the calendar."""
    engine = Engine(read_rulebooks(installed_seeds()))
    book = _book(engine, municipality)
    span = (first.date(), last.date())
    if span[1] < span[0]:
        raise click.UsageError("--to は --from と同じ日か、その後の日にしてください。")
    if library is None:
        _van(engine, book, span, format_)
    else:
        _library(book, library, span, format_)


def _book(engine: Engine, name: str) -> Rulebook:
    for book in engine.books.values():
        if name in (book.slug, book.code, book.name_ja):
            return book
    known = "、".join(f"{book.slug}({book.name_ja})" for book in engine.books.values())
    raise UserError(f"自治体「{name}」の規則はありません。{known} から選んでください。")


def _library(book: Rulebook, name: str, span: tuple[date, date], format_: str) -> None:
    library = book.library(folded(name))
    if library is None:
        known = "、".join(one.name for one in book.libraries)
        raise UserError(f"図書館「{name}」は{book.name_ja}の資料にありません。{known} から選んでください。")
    days = library_days(book, library, *span, {})
    if format_ == "ics":
        sys.stdout.buffer.write(days_icalendar(book, library, days))
    else:
        click.echo(json.dumps(days_json(days), ensure_ascii=False, indent=1))


def _van(engine: Engine, book: Rulebook, span: tuple[date, date], format_: str) -> None:
    days = van_days(engine, book, *span)
    if not days:
        raise UserError(f"{book.name_ja}の資料には、この期間の学校への配送の規則がありません。")
    if format_ == "ics":
        sys.stdout.buffer.write(van_icalendar(book, days))
        return
    rows = [
        {
            "day": found.day.isoformat(),
            "run": found.run,
            "order_until": f"{found.order_until:%Y-%m-%dT%H:%M}" if found.order_until else None,
            "citations": [{"document": c.document, "article": c.article} for c in found.citations],
        }
        for found in days
    ]
    click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
