"""Closing a period: what must be true before, and the cells that are frozen by it."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

import polars as pl

from warehouse.closings import Basis, Closing, content_hash, read_closings, write_closing
from warehouse.errors import UserError
from warehouse.open import Published
from warehouse.period import Period
from warehouse.places import Places

_ACT_CHARACTERS = 80
# A date and what was done on it: an act, never a person.
_ACT = re.compile(r"\d+年\d+月\d+日.*(決裁|議決|承認|告示|決定|報告|通知|起案)")
_SPANS_SHOWN = 3

_OF_MONTH = (
    "fiscal_year, month, position, measure_id, library_code, value, value_status, "
    "last_year_value, running_value, last_year_running_value, open_days, per_open_day, "
    "is_complete, delivered_until, libraries_missing, is_last_year_complete, is_running_complete, "
    "is_last_year_running_complete, unknown_value, is_sample"
)
_SHOWN = {
    "fiscal_year": """
        select c.edition, c.table_no, c.table_id, c.fiscal_year, c.as_of_date, c.row_path, c.column_path,
            c.measure as measure_id, c.value, c.value_text, c.value_status, c.source
        from rpt_yearbook__cells as c
        inner join dim_edition as e using (municipality_code, edition)
        where c.basis = 'computed' and c.municipality_code = ? and e.main_fiscal_year = cast(? as integer)
        order by c.edition, c.table_id, c.fiscal_year, c.row_path, c.column_path
    """,
    "month": f"""
        select {_OF_MONTH} from rpt_monthly__cells
        where municipality_code = ? and strftime(month, '%Y-%m') = ? order by measure_id, library_code
    """,
}
_RECOMPUTED = {
    "fiscal_year": """
        select edition, table_no, table_id, fiscal_year, as_of_date, row_path, column_path, measure_id, value,
            value_text, value_status, source
        from rpt_final__recomputed where municipality_code = ? and period = ?
        order by edition, table_id, fiscal_year, row_path, column_path
    """,
    "month": f"""
        select {_OF_MONTH} from rpt_final__recomputed_months
        where municipality_code = ? and period = ? order by measure_id, library_code
    """,
}


def check_act(act_ja: str) -> str:
    """The act by which a period is closed, without spaces around it.

    Raises:
        UserError: it names no act with its day.
    """
    act = act_ja.strip()
    if len(act) > _ACT_CHARACTERS or not _ACT.search(act):
        raise UserError(
            "「--act」には、日付のある行為を書いてください(例 「令和8年4月20日 決裁第12号」)。人の名前は書きません。"
        )
    return act


def check_ready(
    published: Published,
    period: Period,
    now: datetime,
    gaps: Mapping[str, Sequence[tuple[date, date]]],
) -> None:
    """See that a period may be closed on the published build.

    Args:
        published: the build, which is current.
        period: what is to be closed.
        now: the moment of the closing.
        gaps: days not delivered, by the name of the feed.

    Raises:
        UserError: it is not over, days are missing, or checks are violated.
    """
    if not period.is_over(now):
        raise UserError(
            f"{period.label_ja}はまだ終わっていません。{period.last:%Y年%-m月%-d日}の翌日から確定できます。"
        )
    if gaps:
        missing = "、".join(f"{feed}({_days_ja(spans)})" for feed, spans in gaps.items())
        raise UserError(
            f"{period.label_ja}には納品されていない日があります: {missing}。納品を取り込んでから確定してください。"
        )
    [(violated,)] = published.rows(
        "select count(*) from rpt_yearbook__identities"
        " where status = 'violated' and basis = 'computed' and municipality_code = ?",
        [period.municipality_code],
    )
    [(failed,)] = published.rows(
        "select count(*) from rpt_ingest__expectations"
        " where not passed and is_blocking and municipality_code = ?",
        [period.municipality_code],
    )
    if violated or failed:
        raise UserError(
            f"検査に通っていないので確定できません(恒等式の不成立{violated}件、納品の検査の不合格{failed}件)。"
            "「nenpo check」で確かめてください。"
        )


def close(
    published: Published,
    places: Places,
    period: Period,
    basis: Basis,
    act_ja: str,
    now: datetime,
    *,
    again: bool,
) -> Closing:
    """Freeze the cells of a period that may be closed.

    Args:
        published: the build whose figures are frozen.
        places: the installation.
        period: what is closed.
        basis: what the figures rest on.
        act_ja: the act by which it is closed.
        now: the moment of the closing.
        again: adopt what moved since it was closed, as the next revision.

    Raises:
        UserError: closed already, not closed yet, nothing moved, nothing to freeze, or no place to write.
    """
    before = [
        c
        for c in read_closings(places)
        if (c.municipality_code, c.period) == (period.municipality_code, period.name)
    ]
    _check_revision(period, before, again)
    cells = _cells(published, period, len(before))
    if before and content_hash(cells) == before[-1].cells_hash:
        raise UserError(
            f"{period.label_ja}の数値は、確定した値から動いていません。確定し直す必要はありません。"
        )
    revision = len(before) + 1
    closing = Closing(
        municipality_code=period.municipality_code,
        period_kind=period.kind,
        period=period.name,
        revision=revision,
        closed_at=now.astimezone(UTC).isoformat(timespec="seconds"),
        act_ja=act_ja,
        build_id=published.build.build_id,
        basis=basis,
        cells=len(cells),
        cells_hash=content_hash(cells),
        folder=places.closings / period.municipality_code / period.name / str(revision),
    )
    write_closing(places, closing, cells)
    return closing


def _check_revision(period: Period, before: Sequence[Closing], again: bool) -> None:
    if before and not again:
        raise UserError(
            f"{period.label_ja}はすでに確定しています({before[-1].act_ja}、第{len(before)}版)。"
            "その後に動いた数値を採用するときは、--again と新しい行為を指定してください。"
        )
    if again and not before:
        raise UserError(f"{period.label_ja}はまだ確定していません。--again を付けずに実行してください。")


def _cells(published: Published, period: Period, revisions: int) -> pl.DataFrame:
    """The computed cells of a period; of a closed one as they are counted now, not as they are shown.

    Raises:
        UserError: there are none, or a closing of it is not in the build.
    """
    key = [period.municipality_code, period.name]
    [(known,)] = published.rows(
        "select count(*) from dim_closing where municipality_code = ? and period = ?", key
    )
    if known != revisions:
        raise UserError(
            f"{period.label_ja}を確定した後でまだ作成していません。先に「nenpo build」を実行してください。"
        )
    cells = published.frame((_RECOMPUTED if revisions else _SHOWN)[period.kind], key)
    if cells.is_empty():
        raise UserError(f"{period.label_ja}には、納品データから集計した数値がありません。")
    return cells


def _days_ja(spans: Sequence[tuple[date, date]]) -> str:
    shown = [f"{a:%Y-%m-%d}" + (f"から{b:%Y-%m-%d}" if b != a else "") for a, b in list(spans)[:_SPANS_SHOWN]]
    return "・".join(shown) + ("ほか" if len(spans) > _SPANS_SHOWN else "")
