-- One row per delivered file, column and spelling of a code that was understood only after folding. A code that folding
-- leaves as it is was not read as another.
select
    foldings.delivery_id,
    deliveries.file_name,
    foldings.feed,
    foldings.column_name,
    foldings.original,
    foldings.folded,
    foldings.rows
from {{ source('raw', 'raw_ingest__foldings') }} as foldings
inner join {{ source('raw', 'raw_ingest__deliveries') }} as deliveries using (delivery_id)
where foldings.original != foldings.folded
