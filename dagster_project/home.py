"""Dagster's own folder and how its daemon runs: one run at a time, watched, started again when its process dies."""

from pathlib import Path

from warehouse.atomic import write_atomically
from warehouse.places import Places

# One writing process: what the lock would refuse waits in the queue instead. A run whose process is gone is ended and
# tried again; a run that fails by its own figures is not, for it would fail again.
_SETTINGS = """\
telemetry:
  enabled: false
concurrency:
  runs:
    max_concurrent_runs: 1
run_monitoring:
  enabled: true
  start_timeout_seconds: 300
  max_runtime_seconds: 21600
  poll_interval_seconds: 60
run_retries:
  enabled: true
  max_retries: 2
  retry_on_asset_or_op_failure: false
retention:
  schedule:
    purge_after_days: 90
  sensor:
    purge_after_days:
      skipped: 7
      failure: 90
      success: 90
"""


def prepare_home(places: Places) -> Path:
    """Write Dagster's settings; the folder that DAGSTER_HOME names."""
    home = places.var / "dagster"
    home.mkdir(parents=True, exist_ok=True)
    write_atomically(home / "dagster.yaml", _SETTINGS)
    return home
