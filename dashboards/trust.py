"""What a reader may rely on: how old the figures are, whose they are, how final, and how they were checked."""

from dataclasses import dataclass
from datetime import date
from html import escape

from dashboards.format import date_ja
from dashboards.places import Municipality
from dashboards.published import frame
from warehouse.format import STATUS_JA


@dataclass(frozen=True)
class Standing:
    """The state of a municipality's figures; counts are of its whole part of the build."""

    deliveries: int
    sample_deliveries: int
    delivered_until: date | None
    document_ja: str | None
    document_year: int | None
    by_status: dict[str, int]
    run: int
    held: int
    registered: int
    violated: int
    expectations: int
    passed: int
    failed_blocking: int
    equal: int
    different: int

    @property
    def share_equal(self) -> str:
        """Share of agreement, never rounded up to all."""
        return f"{self.equal * 1000 // (self.equal + self.different) / 10:.1f}%"


def standing(municipality: Municipality) -> Standing:
    """Read from the build, once for each."""
    [row] = frame(
        """
        with delivery as (
            select count(*) as deliveries, count(*) filter (where is_sample) as sample_deliveries,
                max(last_day) as delivered_until
            from rpt_ingest__deliveries where municipality_code = $1 and state = 'accepted'
        ),
        document as (
            select max(main_fiscal_year) as document_year, arg_max(document_ja, main_fiscal_year) as document_ja
            from dim_edition where municipality_code = $1
        ),
        status as (
            select value_status, count(*) as figures from rpt_yearbook__shown
            where municipality_code = $1 and value is not null group by value_status
        ),
        identity as (
            select count(*) as run, count(*) filter (where status = 'held') as held,
                count(*) filter (where status = 'registered') as registered,
                count(*) filter (where status = 'violated') as violated
            from rpt_yearbook__identities where municipality_code = $1
        ),
        expectation as (
            select count(*) as expectations, count(*) filter (where passed) as passed,
                count(*) filter (where is_blocking and not passed) as failed_blocking
            from rpt_ingest__expectations where municipality_code = $1
        ),
        compared as (
            select count(*) filter (where status = 'equal') as equal,
                count(*) filter (where status = 'different') as different
            from rpt_yearbook__reconciliation where municipality_code = $1
        )
        select *, (select coalesce(list({name: value_status, figures: figures}), []) from status) as by_status
        from delivery, document, identity, expectation, compared
        """,
        municipality.code,
    ).to_dicts()
    return Standing(**{**row, "by_status": {s["name"]: s["figures"] for s in row["by_status"]}})


def line_html(municipality: Municipality, found: Standing) -> str:
    """The slim line under the band: sample, counted or printed; until when; how final."""
    parts = [*_origins(found), _finality(found)] if _has_figures(found) else ["統計表は未収録"]
    mark = '<strong class="nenpo-sample">見本</strong>' if found.sample_deliveries else ""
    return (
        f'<p class="nenpo-trust">{mark}{escape(municipality.name_ja)}の数値：{escape("　".join(parts))}</p>'
    )


def foot_html(municipality: Municipality, found: Standing) -> str:
    """The results of the checks, for the foot, and where to see them."""
    checks = [
        f"検算した恒等式{found.run:,}（成立{found.held:,}、登録済み{found.registered:,}、不成立{found.violated:,}）"
        if found.run
        else "恒等式のある表なし",
    ]
    if found.expectations:
        notes = found.expectations - found.passed - found.failed_blocking
        checks.append(
            f"納品の検査{found.expectations:,}（合格{found.passed:,}、注意{notes:,}、不合格{found.failed_blocking:,}）"
        )
    if found.equal + found.different:
        checks.append(
            f"公表値との突合{found.equal + found.different:,}欄（一致{found.equal:,}、{found.share_equal}）"
        )
    elif found.deliveries:
        checks.append("突合できる公表値なし")
    kept = f"municipality={municipality.slug}"
    return (
        f'<p class="nenpo-trust">{escape(municipality.name_ja)}の検査：{escape("　".join(checks))}　'
        f'<a href="checks?{kept}" target="_self">検査を見る</a>　'
        f'<a href="reconciliation?{kept}" target="_self">突合を見る</a></p>'
    )


def _has_figures(found: Standing) -> bool:
    return bool(found.deliveries or found.by_status)


def _origins(found: Standing) -> list[str]:
    """Counted figures first: they take the place of printed ones where there are both."""
    origins = []
    if found.deliveries:
        kinds = {0: "納品データの集計値", found.deliveries: "見本データの集計値"}
        kind = kinds.get(found.sample_deliveries, "納品データと見本データの集計値")
        origins.append(f"{kind}（{date_ja(found.delivered_until)}まで）")
    if found.document_ja:
        origins.append(f"公表値（『{found.document_ja}』{found.document_year}年度まで）")
    return origins


def _finality(found: Standing) -> str:
    others = [
        f"{name}{found.by_status[status]:,}欄"
        for status, name in STATUS_JA.items()
        if status in found.by_status
    ]
    if not found.by_status:
        return "表にした数値なし"
    if "final" not in found.by_status:
        return "・".join(others)
    return f"確定値（ほかに{'・'.join(others)}）" if others else "すべて確定値"
