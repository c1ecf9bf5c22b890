-- Longer than 80 lines: notes take their row's place, and one key stands in three steps.
-- One row per figure that a table gives for all libraries, a library or a class, by what it counts rather than by where it
-- is printed. Of several heads that count the same the totals speak; where these contradict each other none does.
with heads as (
    select
        * exclude (path, axis),
        path as column_path,
        null as row_path
    from {{ ref('int_members__explained') }}
    where axis = 'column'
    union all
    select
        * exclude (path, axis),
        split_part(path, '|', 2) as column_path,
        split_part(path, '|', 1) as row_path
    from {{ ref('int_members__explained') }}
    where axis = 'note'
),

cells as (
    select
        cells.*,
        shown.basis is not null as is_shown
    from {{ ref('rpt_yearbook__cells') }} as cells
    left join {{ ref('rpt_yearbook__shown') }} as shown
        using (municipality_code, edition, table_id, fiscal_year, row_path, column_path, basis)
),

found as (
    select
        cells.*,
        -- What the row counts where the column prints something of it, such as a share.
        if(stubs.own_measure_id != cells.measure, stubs.own_measure_id, null) as of_measure_id,
        coalesce(stubs.library_code, heads.library_code) as library_code,
        coalesce(stubs.ndc_code, heads.ndc_code) as ndc_code,
        array_to_string(list_sort(list_distinct(list_concat(stubs.others, heads.others))), ',') as conditions,
        cast(stubs.is_total as integer) + cast(heads.is_total as integer) as totals,
        stubs.position as row_position,
        heads.position as column_position
    from cells
    inner join {{ ref('int_members__explained') }} as stubs
        on
            stubs.axis = 'row'
            and cells.municipality_code = stubs.municipality_code
            and cells.edition = stubs.edition
            and cells.table_id = stubs.table_id
            and cells.row_path = stubs.path
    inner join heads
        on
            cells.municipality_code = heads.municipality_code
            and cells.edition = heads.edition
            and cells.table_id = heads.table_id
            and cells.column_path = heads.column_path
            and cells.row_path = coalesce(heads.row_path, cells.row_path)
    where stubs.is_explained and heads.is_explained and cells.measure is not null
),

numbered as (
    select
        *,
        -- One number for everything that is counted alike.
        dense_rank() over (
            order by
                municipality_code, edition, table_id, basis, fiscal_year, measure, of_measure_id,
                library_code, ndc_code, conditions
        ) as alike
    from found
),

speaking as (
    select * from numbered
    qualify totals = max(totals) over (partition by alike)
)

select
    municipality_code,
    edition,
    table_id,
    table_no,
    fiscal_year,
    as_of_date,
    row_path,
    column_path,
    measure as measure_id,
    of_measure_id,
    case
        when library_code is null and ndc_code is null then 'all'
        when ndc_code is null then 'library'
        when library_code is null then 'class'
        else 'library_class'
    end as place_kind,
    library_code,
    ndc_code,
    conditions,
    value,
    value_status,
    basis,
    source,
    is_shown
from speaking
qualify
    row_number() over (partition by alike order by value is null, row_position, column_position) = 1
    and min(value) over (partition by alike) is not distinct from max(value) over (partition by alike)
order by municipality_code, edition, table_id, fiscal_year, row_position, column_position
