"""The pack of a city and year as plain data for the template, with the texts that must be found in the PDF again."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reports.committee.chapter import Chapter, grid_chapter
from reports.committee.figures import headline_chapter, headline_picture
from reports.committee.grid import Grid, Piece
from reports.committee.headlines import Headline, headlines
from reports.committee.indicators import Indicator, indicator_chapter, read_indicators
from reports.committee.libraries import library_summary
from reports.committee.neighbours import centre_chapter, mutual_use_chapter
from reports.committee.notes import notes_chapter
from reports.committee.scope import Scope
from reports.committee.summary import WATCH_TITLE, summary_pages, watch_grid
from reports.committee.watch import watch_list
from reports.document import table_chapters
from reports.document_meta import document_meta
from reports.edition import Edition
from reports.fonts import Font
from reports.plan_pages import counted, plan_pieces, plan_section
from reports.verify import table_pieces
from warehouse.open import Published
from warehouse.plans import PlanYear, plan_year

NAME = "委員会資料"
# The yearbook on paper has a picture a table already; other documents have no paper of their own.
WITH_ITS_OWN_PAPER = "yearbook"


@dataclass(frozen=True)
class Pack:
    """What is set, what must be found again, and how much it is."""

    data: dict[str, Any]
    pieces: tuple[Piece, ...]
    tables: int
    figures: int


@dataclass(frozen=True)
class _Content:
    """What is read once and shown in several places."""

    headlines: list[Headline]
    by_library: Grid | None
    plans: list[PlanYear]
    indicators: list[Indicator]
    watched: list[str]


def pack_document(published: Published, scope: Scope, font: Font) -> Pack:
    """Read everything that the pack prints."""
    content = _content(published, scope)
    summary = summary_pages(
        scope, content.headlines, content.by_library, content.plans, content.indicators, content.watched
    )
    chapters = list(_chapters(published, scope, content, font))
    data = {
        "meta": _meta(published, scope, font),
        "cover": {"system": scope.system_ja, "name": NAME, "year": scope.year_ja, "lines": _lines(scope)},
        "summary": [[grid.data() for grid in page] for page in summary],
        "summary_chart": headline_picture(content.headlines, scope, font),
        "contents": {"title": "目次"},
        "chapters": [chapter.data for chapter in chapters],
    }
    return Pack(
        data,
        (*_summary_pieces(summary), *(piece for chapter in chapters for piece in chapter.pieces)),
        sum(chapter.tables for chapter in chapters),
        sum(chapter.figures for chapter in chapters),
    )


def _content(published: Published, scope: Scope) -> _Content:
    found = headlines(published, scope)
    plans = [plan_year(published, each.plan, each.fiscal_year) for each in scope.plans]
    return _Content(
        found,
        library_summary(published, scope, found),
        plans,
        read_indicators(published, scope),
        watch_list(published, scope, plans, found),
    )


def _summary_pieces(summary: tuple[list[Grid], list[Grid]]) -> Iterator[Piece]:
    for page in summary:
        for grid in page:
            yield from grid.pieces()


def _chapters(published: Published, scope: Scope, content: _Content, font: Font) -> Iterator[Chapter]:
    """Each only where the city has something for it; the notes always."""
    made = (
        headline_chapter(published, content.headlines, scope, font),
        indicator_chapter(published, content.indicators, scope, font),
        *(_plan(published, plan, scope, font) for plan in content.plans),
        *(chapter for edition in scope.editions for chapter in _printed(published, edition, font)),
        centre_chapter(published, scope),
        mutual_use_chapter(published, scope),
        grid_chapter(WATCH_TITLE, [watch_grid(content.watched)]) if content.watched else None,
        notes_chapter(published, scope, content.plans, content.headlines),
    )
    yield from (chapter for chapter in made if chapter is not None)


def _plan(published: Published, plan: PlanYear, scope: Scope, font: Font) -> Chapter | None:
    year = scope.fiscal_year if plan.fiscal_year is None else plan.fiscal_year
    section = plan_section(published, scope.municipality_code, year, plan.plan["plan_id"], font)
    if section is None:
        return None
    return Chapter(section, tuple(("計画の進捗", piece) for piece in plan_pieces(section)), *counted(section))


def _printed(published: Published, edition: Edition, font: Font) -> Iterator[Chapter]:
    """The tables of a document as they are printed, under the name of the document."""
    with_charts = edition.series != WITH_ITS_OWN_PAPER
    for data, tables in table_chapters(published, edition, font, with_charts=with_charts):
        yield Chapter(
            {**data, "title": f"{data['title']}（{edition.document_ja}）"},
            tuple(piece for table in tables for piece in table_pieces(table)),
            len(tables),
            sum(table.figures for table in tables),
        )


def _lines(scope: Scope) -> list[str]:
    """What the pack is made from, under its title."""
    documents = [f"{e.document_ja}（{scope.years[e.fiscal_year]}までの数値）" for e in scope.editions]
    return [f"もとにした資料：{'、'.join((*documents, *(p.plan['name_ja'] for p in scope.plans)))}"]


def _meta(published: Published, scope: Scope, font: Font) -> dict[str, Any]:
    title = f"{scope.system_ja}　{NAME}　{scope.year_ja}"
    description = f"{title}。要約、主な数値と増減、指標、計画の進捗、統計表。"
    return document_meta(published.build, font, title, scope.system_ja, description)
