"""The months of which something was delivered, with how much."""

from dataclasses import dataclass
from datetime import date

from warehouse.open import Published

_MONTHS = """
with spans as (
    select
        municipality_code,
        rows_accepted,
        unnest(generate_series(date_trunc('month', first_day), last_day, interval 1 month))::date as month
    from rpt_ingest__deliveries
    where state in ('accepted', 'partly_superseded')
),
shares as (
    select
        municipality_code,
        fiscal_year,
        count(*) filter (status = 'equal') / nullif(count(*) filter (status <> 'not_computable'), 0) as share
    from rpt_yearbook__reconciliation
    group by all
)
select
    spans.municipality_code,
    spans.month,
    count(*) as files,
    sum(spans.rows_accepted)::bigint as rows,
    any_value(shares.share) as share
from spans
left join shares
    on
        spans.municipality_code = shares.municipality_code
        and shares.fiscal_year = year(spans.month) - (month(spans.month) < 4)::integer
group by all
order by all
"""


@dataclass(frozen=True)
class DeliveredMonth:
    """A municipality's month: the files that reach into it, their rows, and which share of the printed figures of its
    fiscal year the computed ones equal (0 to 1; None where none is printed)."""

    municipality_code: str
    month: date
    files: int
    rows: int
    reconciled_share: float | None


def delivered_months(published: Published) -> list[DeliveredMonth]:
    """Every month of every municipality of which something that was delivered is accepted."""
    return [DeliveredMonth(*row) for row in published.rows(_MONTHS)]
