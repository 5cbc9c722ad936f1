"""The published file put together from its description alone, so that tests can write what the product never would."""

import base64
import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.ballots.made import KEY

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
LISTED = {"manifest.json", "manifest.sig"}


def unpacked(content: bytes) -> dict[str, bytes]:
    """The files in a zip."""
    with zipfile.ZipFile(io.BytesIO(content)) as held:
        return {name: held.read(name) for name in held.namelist()}


def packed(files: Mapping[str, bytes], packing: int = zipfile.ZIP_STORED, day: tuple[int, ...] = FIRST_DAY) -> bytes:
    """A zip of these files, by name."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as held:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, day)  # type: ignore[arg-type]
            entry.create_system, entry.external_attr, entry.compress_type = 3, 0o100644 << 16, packing
            held.writestr(entry, files[name])
    return made.getvalue()


def signed(files: Mapping[str, bytes], key: bytes = KEY, told: Mapping[str, Any] | None = None) -> dict[str, bytes]:
    """The files with a manifest that fits them and its signature; `told` stands in the manifest instead."""
    private = Ed25519PrivateKey.from_private_bytes(key)
    plain = {name: content for name, content in files.items() if name not in LISTED}
    prints = {name: hashlib.sha256(content).hexdigest() for name, content in plain.items()}
    public = private.public_key().public_bytes_raw().hex()
    manifest = written({"format": "yishi.ballots/1", "public_key": public, "files": prints, **(told or {})})
    signature = base64.urlsafe_b64encode(private.sign(b"yishi-ballots-v1" + manifest)) + b"\n"
    return {**plain, "manifest.json": manifest, "manifest.sig": signature}


def written(data: object) -> bytes:
    """JSON as the file writes it."""
    return json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True).encode() + b"\n"


def again(content: bytes, **changed: bytes) -> bytes:
    """The file with other files in it, signed anew; of `vote_json` the file is `vote.json`."""
    files = unpacked(content) | {name.replace("_", "."): new for name, new in changed.items()}
    return packed(signed(files, told={"format": json.loads(files["manifest.json"])["format"]}))
