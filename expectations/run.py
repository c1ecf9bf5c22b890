"""Run a suite over one bounded frame and say what it found."""

from dataclasses import dataclass
from typing import Any

import great_expectations as gx
import pandas as pd
from great_expectations.core.expectation_validation_result import ExpectationValidationResult
from great_expectations.data_context.types.base import ProgressBarsConfig

_PLACE = ["file_name", "row_number"]


@dataclass(frozen=True)
class DoorResult:
    """Outcome of a suite: how many expectations ran and a sentence for each that failed."""

    expectations: int
    failures: tuple[str, ...]


@dataclass(frozen=True)
class Finding:
    """Whether an expectation holds; `meta` is what its suite says of it."""

    meta: dict[str, Any]
    passed: bool


def judge(frame: pd.DataFrame, suite: gx.ExpectationSuite) -> list[Finding]:
    """Validate a frame of counts. Great Expectations tells of each expectation only whether it holds."""
    results = _validate(frame, suite, {"result_format": "BOOLEAN_ONLY"})
    configs: list[tuple[Any, ExpectationValidationResult]] = [(r.expectation_config, r) for r in results]
    return [Finding(dict(config.meta), bool(result.success)) for config, result in configs]


def check(frame: pd.DataFrame, suite: gx.ExpectationSuite) -> DoorResult:
    """Validate a frame that has the columns `file_name` and `row_number`.

    The offending values are shown, so this is only for deliveries in which no person can appear.
    """
    results = _validate(frame, suite, {"result_format": "COMPLETE", "unexpected_index_column_names": _PLACE})
    return DoorResult(len(results), tuple(_sentence(r) for r in results if not r.success))


def _validate(
    frame: pd.DataFrame, suite: gx.ExpectationSuite, result_format: dict[str, Any]
) -> list[ExpectationValidationResult]:
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    asset = context.data_sources.add_pandas("door").add_dataframe_asset("delivery")
    batch = asset.add_batch_definition_whole_dataframe("all").get_batch({"dataframe": frame})
    return batch.validate(suite, result_format=result_format).results


def _sentence(result: ExpectationValidationResult) -> str:
    config: Any = result.expectation_config
    accepted = config.meta["accepted_ja"]
    unexpected = result.result.get("unexpected_index_list") or []
    if not unexpected:
        return f"納品データが受け入れられません。必要なもの: {accepted}。"
    first = dict(unexpected[0])
    place = f"{first.pop('file_name')} {first.pop('row_number')}行目"
    values = "、".join(f"{column}「{value}」" for column, value in first.items())
    more = f"(ほか{len(unexpected) - 1}件)" if len(unexpected) > 1 else ""
    return f"{place}: {values}は受け入れられません。受け入れるもの: {accepted}{more}。"
