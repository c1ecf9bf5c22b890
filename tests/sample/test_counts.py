"""Numbers split by chance lose nothing."""

import numpy as np
import pytest

from sample.counts import scaled, sizes, skewed, spread, stream


def test_a_stream_depends_on_its_names_alone() -> None:
    assert stream("a", 1).random() == stream("a", 1).random()
    assert stream("a", 1).random() != stream("a", 2).random()


@pytest.mark.parametrize(("total", "parts"), [(5, 5), (100, 5), (1234, 400), (0, 0), (7999, 400)])
def test_sizes_add_up_and_stay_within_bounds(total: int, parts: int) -> None:
    heaps = sizes(total, parts, 20, stream("sizes"))
    assert int(heaps.sum()) == total and len(heaps) == parts
    assert all(1 <= size <= 20 for size in heaps.tolist())


def test_a_total_is_spread_only_over_places_with_weight() -> None:
    parts = spread(1000, np.array([0.0, 1.0, 3.0]), stream("spread"))
    assert parts.sum() == 1000 and parts[0] == 0 and parts[1] < parts[2]


def test_scaling_keeps_what_is_above_nought_above_it() -> None:
    assert [scaled(count, 0.1) for count in (0, 1, 10, 25)] == [0, 1, 1, 2]
    assert scaled(303929, 1) == 303929


def test_the_first_of_a_skewed_draw_come_most() -> None:
    drawn = skewed(10, 10_000, 5.0, stream("skewed"))
    count = np.bincount(drawn, minlength=10)
    assert drawn.max() <= 9 and count[0] > 5 * count[9] > 0
