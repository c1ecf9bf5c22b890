"""The note of a rollback: the pointer names an older build on purpose, until something new is there to be built."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime

from warehouse.atomic import write_atomically
from warehouse.errors import UserError
from warehouse.manifest import current_build_id
from warehouse.places import Places


@dataclass(frozen=True)
class RollBack:
    """From which build to which, when (UTC), and the hash of what the one that was left was made from."""

    from_id: str
    to_id: str
    at: str
    inputs_hash: str

    @property
    def sentence_ja(self) -> str:
        """What is said instead of building the same again."""
        day = datetime.fromisoformat(self.at).astimezone()
        return (
            f"公開中のデータは {self.to_id} です({day:%Y-%m-%d %H:%M}に {self.from_id} から戻したもの)。"
            f"{self.from_id} の後に変わったものがないため、作り直しません。"
            f"{self.from_id} を再び公開するには「nenpo builds rollback {self.from_id}」、"
            "作り直して公開するには「nenpo build --force」を実行してください。"
        )


def note_roll_back(places: Places, roll_back: RollBack) -> None:
    """Write it down."""
    write_atomically(places.rolled_back, json.dumps(asdict(roll_back)))


def last_roll_back(places: Places) -> RollBack | None:
    """The rollback that the pointer stands by, or None when it names what was published last.

    Raises:
        UserError: the note cannot be read.
    """
    try:
        found = RollBack(**json.loads(places.rolled_back.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError) as error:
        raise UserError(
            f"ビルドを戻した記録 {places.rolled_back} が壊れています。"
            "「nenpo builds rollback」をもう一度実行するか、「nenpo build --force」で作り直してください。"
        ) from error
    # Written before the pointer was moved, and removed after it: it counts only while both say the same.
    return found if found.to_id == current_build_id(places) else None


def held_back(places: Places, inputs_hash: str) -> RollBack | None:
    """The rollback that a build from these inputs would undo: they are those of the build that was left.

    Args:
        places: the installation.
        inputs_hash: hash of everything that a build would be made from now.
    """
    found = last_roll_back(places)
    return found if found is not None and found.inputs_hash == inputs_hash else None
