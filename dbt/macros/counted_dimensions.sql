{#- The dimensions that a place may be counted by, with their expression over the cube. -#}
{% macro counted_dimensions() -%}
    {{ return({
        'library': 'cube.library_path',
        'place': 'cube.place',
        'place_kind': 'cube.place_kind',
        'ndc': 'left(coalesce(cube.ndc_section, cube.ndc_division, cube.ndc_class), needs.ndc_length)',
        'audience': 'cube.audience_code',
        'material': 'cube.material_code',
        'material_group': 'cube.material_group',
        'genre': 'cube.genre_code',
        'section': 'cube.section_code',
        'age_band': 'cube.age_group_code',
        'residence': 'cube.residence_code',
        'borrower': 'cube.borrower_code',
        'way': 'cube.way',
        'channel': 'cube.channel_code',
        'month': 'cast(month(cube.month_date) as varchar)',
    }) }}
{%- endmacro %}
