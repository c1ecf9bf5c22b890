"""Files put in place whole."""

from pathlib import Path
from tempfile import NamedTemporaryFile

from warehouse.errors import UserError


def put(content: bytes, out: Path) -> None:
    """Write a file so that readers see the old one or the new one, never a part.

    Raises:
        UserError: the place cannot be written.
    """
    temporary = None
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=out.parent, prefix=f".{out.name}.", delete=False) as handle:
            temporary = Path(handle.name)
            handle.write(content)
        # A temporary file is private; what replaces `out` is for whoever may read its folder.
        temporary.chmod(0o644)
        temporary.replace(out)
    except OSError as error:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        raise UserError(f"{out} に書き込めません。書き込める場所を --out に指定してください。") from error
