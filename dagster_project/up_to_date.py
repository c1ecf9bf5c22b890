"""Whether the published build was made from all that there is now: then there is nothing to build."""

from dagster_project.installation import Installation
from dagster_project.landing import pending
from warehouse.manifest import current_manifest
from warehouse.places import Places
from warehouse.work_file import forget, note_stage, work_state


def up_to_date(installation: Installation) -> str | None:
    """The published build if it was made from all that there is now."""
    places = installation.places
    manifest = current_manifest(places)
    if manifest is None or manifest["inputs_hash"] != installation.inputs_hash():
        return None
    return None if pending(places, installation.made_by()) else str(manifest["build_id"])


def note_up_to_date(places: Places) -> None:
    """Write down that the published build is up to date; what a later build cut short or was refused no longer counts."""
    state = work_state(places)
    if state is not None and state.stage == "building":
        # Cut off; the next build would make it anew.
        forget(places)
    elif state is not None and state.stage != "published":
        # It was made from inputs that are no more.
        note_stage(places, "outdated")
    # Pages tell by its time how long ago the build was known to be up to date.
    places.current.touch()
