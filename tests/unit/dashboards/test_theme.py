"""Colours that stay apart without their hue: on a grey print and for colour-blind readers."""

from itertools import pairwise

from dashboards.theme import FAINT_INK, HEAT, INK, MUTED, PAPER, SERIES, empty_figure, ink_on


def luminance(colour: str) -> float:
    """Relative luminance by WCAG."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def lightness(colour: str) -> float:
    return 116 * luminance(colour) ** (1 / 3) - 16


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_neighbouring_series_differ_in_lightness() -> None:
    assert all(abs(lightness(a) - lightness(b)) > 12 for a, b in pairwise(SERIES))


def test_the_shades_of_the_heat_map_grow_darker_step_by_step() -> None:
    shades = [lightness(colour) for _, colour in HEAT]
    assert all(a - b > 10 for a, b in pairwise(shades))


def test_text_can_be_read() -> None:
    assert contrast(INK, PAPER) > 7
    assert contrast(FAINT_INK, PAPER) > 4.5


def test_text_on_a_colour_can_be_read() -> None:
    for colour in (*SERIES, MUTED):
        assert contrast(ink_on(colour), colour) > 4.5, colour
    assert all(contrast(INK, shade) > 4.5 for _, shade in HEAT)
    assert empty_figure(100).layout.template.data.heatmap[0].textfont.color == INK
