"""The zip around the files: the same bytes for the same vote everywhere, and refused when one byte differs."""

import base64
import hashlib
import re
import struct
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from ballots.bundle.parts import NAMES, files_of, published_in
from ballots.bundle.published import Published
from ballots.bundle.strict import Broken, loaded, shaped, written
from ballots.formats import public_key, signature_holds, signed

#: The name of the layout; another layout, and another README, gets another name.
FORMAT = "yishi.ballots/1"

#: The layout of review ballots, whose lines hold grades; all else is laid out as before.
GRADED = "yishi.ballots/2"

#: No published vote is larger, in bytes.
LARGEST = 32 * 1024 * 1024

_README, _MANIFEST, _SIGNATURE = "README.txt", "manifest.json", "manifest.sig"
_ALL = sorted((*NAMES, _README, _MANIFEST, _SIGNATURE))
_SIGNED = b"yishi-ballots-v1"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_READABLE_FILE = 0o100644 << 16
_UNIX = 3

#: Belongs to the format: files that were given out hold it, so it never changes.
README = """\
这是一次无记名投票的公布文件，任何人都可以用它重新验票。

vote.json      表决的基本情况、各种投票方式的人数、封存码
case.json      票面、规则、名单人数：结果由这些和票数得出
digests.txt    票箱中每张票的校验码，不含选择
receipts.txt   全部回执号，可以查找自己的一个
opened.json    逐项打乱后开出的选择，看不出哪几项出自同一张票
result.json    票数、另选姓名的认定、结果
events.json    表决过程记录，每一条与前一条相连
manifest.json  以上各文件的指纹；manifest.sig 是服务器的签名

验票方法：在装有议事的电脑上运行
  yishi verify 文件名.zip --root 监票人抄下的封存码
不装议事，有Python和cryptography、源代码中的ballots和domain两个文件夹，也可以运行
  python -m ballots 文件名.zip --root 监票人抄下的封存码
封存码必须与监票人在开箱以前抄下的一致，否则票箱可能被换过。
"""


def write(published: Published, key: bytes) -> bytes:
    """The published file, signed with the server's 32 private bytes; ValueError for another server's key."""
    if public_key(key) != published.public_key:
        raise ValueError("the file names another public key than that of its signature")
    files = _listed(published)
    manifest = _manifest(files, published.public_key, _format_of(published))
    return _packed(files, manifest, _signature_line(signed(key, _SIGNED + manifest)))


def read(content: bytes) -> Published:
    """What was published; Broken unless each byte is as `write` gives it and the signature holds.

    Whether what it says is true is another question, which `ballots.verify` answers.
    """
    files = _unpacked(content)
    manifest, signature = files.pop(_MANIFEST), files.pop(_SIGNATURE)
    key, layout = _signed_by(manifest, signature)
    if manifest != _manifest(files, key, layout):
        raise Broken("文件的指纹与清单不一致，有的内容被改动过。")
    found, packed = _rebuilt(files, manifest, signature, key)
    if layout != _format_of(found):
        raise Broken(f"公布文件的格式“{layout}”与票面不相配。")
    if packed != content:
        raise Broken("文件的打包方式与规定的不同，有多余的或者被改动的内容。")
    return found


def _rebuilt(files: Mapping[str, bytes], manifest: bytes, signature: bytes, key: str) -> tuple[Published, bytes]:
    """What the files say, and the bytes that `write` gives for it."""
    try:
        found = published_in(files, key)
        return found, _packed(_listed(found), manifest, signature)
    except RecursionError:
        raise Broken("文件内容的层次过深，不是公布文件。") from None


def _listed(published: Published) -> dict[str, bytes]:
    return {_README: README.encode(), **files_of(published)}


def _format_of(published: Published) -> str:
    return GRADED if published.case.paper.graded else FORMAT


def _manifest(files: Mapping[str, bytes], key: str, layout: str) -> bytes:
    prints = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    return written({"format": layout, "public_key": key, "files": prints})


def _signature_line(signature: str) -> bytes:
    return f"{signature}\n".encode()


def _signature_in(content: bytes) -> str:
    """The signature's text: the one spelling of several that base64 lets pass for the same bytes, else ""."""
    try:
        plain = base64.urlsafe_b64encode(base64.urlsafe_b64decode(content)).decode()
    except ValueError:
        return ""
    return plain if _signature_line(plain) == content else ""


def _signed_by(manifest: bytes, signature: bytes) -> tuple[str, str]:
    """The key that signed the manifest, in hexadecimal, and the layout that it names."""
    told = loaded(_MANIFEST, manifest)
    if not isinstance(told, dict) or told.get("format") not in (FORMAT, GRADED):
        raise Broken(f"这不是“{FORMAT}”或者“{GRADED}”格式的公布文件。")
    key = shaped(_MANIFEST, told.get("public_key"), re.compile("[0-9a-f]{64}"))
    if not signature_holds(key, _SIGNED + manifest, _signature_in(signature)):
        raise Broken("清单的签名无效，文件不是由所写的服务器公布的，或者被改动过。")
    return str(key), str(told["format"])


def _packed(files: Mapping[str, bytes], manifest: bytes, signature: bytes) -> bytes:
    held = {**files, _MANIFEST: manifest, _SIGNATURE: signature}
    packed = BytesIO()
    with ZipFile(packed, "w") as container:
        for name in _ALL:
            container.writestr(_entry(name), held[name])
    return packed.getvalue()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _FIRST_DAY)
    # Otherwise Windows would write other bytes than the rest of the world.
    entry.create_system, entry.external_attr, entry.compress_type = _UNIX, _READABLE_FILE, ZIP_STORED
    return entry


def _unpacked(content: bytes) -> dict[str, bytes]:
    if len(content) > LARGEST:
        raise Broken("文件过大，不是公布文件。")
    try:
        with ZipFile(BytesIO(content)) as container:
            _refuse_odd(container.infolist(), len(content))
            return {name: container.read(name) for name in _ALL}
    except (BadZipFile, struct.error, EOFError, NotImplementedError, OverflowError, RuntimeError, OSError, ValueError):
        raise Broken("文件已损坏，或者不是公布文件，无法打开。") from None


def _refuse_odd(entries: list[ZipInfo], size: int) -> None:
    """Nothing is unpacked before names, sizes and packing are known to be harmless."""
    if sorted(entry.filename for entry in entries) != _ALL:
        raise Broken("压缩包中缺少文件，或者有多余、重复的文件。")
    plain = all(entry.compress_type == ZIP_STORED and entry.file_size == entry.compress_size for entry in entries)
    if not plain or sum(entry.file_size for entry in entries) > size:
        raise Broken("压缩包的打包方式与规定的不同。")
