-- One row per municipality, feed and month with deliveries, stamped by what its figures depend on: the deliveries that
-- win in it, the libraries and definitions of the municipality, and the age bands.
with facts as (
    select
        municipality_code,
        hash(periods) as fact_hash
    from {{ source('raw', 'raw_catalog__library_periods') }} as periods
    union all
    select
        municipality_code,
        hash(definitions) as fact_hash
    from {{ source('raw', 'raw_catalog__definitions') }} as definitions
),

catalog as (
    select
        facts.municipality_code,
        bit_xor(facts.fact_hash) as catalog_hash
    from facts
    group by facts.municipality_code
),

ages as (
    select bit_xor(hash(groups)) as ages_hash from {{ ref('dim_age_group') }} as groups
)

select
    months.municipality_code,
    months.feed,
    coalesce(feeds.layout, months.feed) as layout,
    months.month_date,
    {{ fiscal_year_of('months.month_date') }} as fiscal_year,
    md5(concat_ws('/', months.state_hash, catalog.catalog_hash, ages.ages_hash)) as stamp
from {{ source('raw', 'raw_ingest__months') }} as months
left join {{ source('raw', 'raw_catalog__feeds') }} as feeds
    on months.municipality_code = feeds.municipality_code and months.feed = feeds.feed
inner join catalog on months.municipality_code = catalog.municipality_code
cross join ages
