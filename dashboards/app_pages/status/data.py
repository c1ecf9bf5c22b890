"""How the installation stands, for a minute the same for all readers."""

from datetime import UTC, datetime

import streamlit as st

from dashboards.published import published, var_dir
from warehouse.doctor.finding import LEVEL_JA
from warehouse.places import Places
from warehouse.status import Status, status_of

# Every kept build is read through.
LOOK_SECONDS = 60
TO_DO_HEADS = ("対象", "程度", "いまの様子", "すべきこと")
RUN_HEADS = ("日時", "作業", "結果", "内容", "ビルド")
BUILD_HEADS = ("ビルド", "作成日時", "大きさ", "状態")


def status() -> Status:
    """The state as of now."""
    return _status(str(var_dir()), published().build.build_id)


@st.cache_data(show_spinner=False, ttl=LOOK_SECONDS, max_entries=2)
def _status(var: str, build_id: str) -> Status:
    return status_of(Places(var_dir()), datetime.now(UTC))


def todo_rows(found: Status) -> list[tuple[str, ...]]:
    """What needs doing, the gravest first."""
    return [(f.name_ja, LEVEL_JA[f.level], f.sentence_ja, f.todo_ja) for f in found.todo]


def run_rows(found: Status) -> list[tuple[str, ...]]:
    """The last runs, the newest first."""
    return [(run.at_ja, run.job_ja, run.outcome_ja, run.sentence_ja, run.build_id) for run in found.runs]


def build_rows(found: Status) -> list[tuple[str, ...]]:
    """The builds that are kept, the newest first."""
    return [(build.build_id, build.built_ja, build.size_ja, build.standing_ja) for build in found.builds]
