"""Whether the published build was made from all that there is now: then there is nothing to build."""

from dagster_project.installation import Installation
from dagster_project.landing import pending
from warehouse.builds import whole_current
from warehouse.places import Places
from warehouse.rolled_back import held_back, last_roll_back
from warehouse.work_file import forget, note_stage, work_state


def up_to_date(installation: Installation) -> str | None:
    """The published build if it was made from all that there is now, or if the one that was was left on purpose.

    A damaged one is never up to date: it is made anew.

    Raises:
        UserError: the note of a rollback cannot be read.
    """
    places = installation.places
    manifest = whole_current(places)
    if manifest is None or pending(places, installation.made_by()):
        return None
    inputs_hash = installation.inputs_hash()
    if manifest["inputs_hash"] != inputs_hash and held_back(places, inputs_hash) is None:
        return None
    return str(manifest["build_id"])


def nothing_new_ja(places: Places, build_id: str) -> str:
    """What is said when nothing is built: after a rollback not that the build is the newest."""
    rolled_back = last_roll_back(places)
    return rolled_back.sentence_ja if rolled_back else f"公開中のデータ {build_id} は最新です。"


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
