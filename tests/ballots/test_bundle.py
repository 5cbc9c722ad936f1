"""The published file: the same bytes for the same vote, and nothing else is read."""

import hashlib
import io
import json
import random
import zipfile
from dataclasses import replace

import pytest

from ballots.bundle import LARGEST, Broken, read, write
from ballots.bundle.container import README
from ballots.verify import verify
from tests.ballots.made import KEY, OTHER_KEY, Matter, election, file, motion
from tests.ballots.raw import again, packed, signed, unpacked, written

ELECTION = election()
FILE = file(ELECTION)
FILES = unpacked(FILE)


def refused(content: bytes) -> str:
    with pytest.raises(Broken) as caught:
        read(content)
    sentence = caught.value.sentence
    assert sentence.endswith("。")
    assert "\n" not in sentence
    return sentence


def test_what_was_published_is_read_again() -> None:
    assert read(FILE) == ELECTION
    assert read(file(motion())) == motion()


def test_the_order_in_which_lists_are_given_changes_no_byte() -> None:
    shuffled = replace(
        ELECTION,
        digests=ELECTION.digests[::-1],
        receipts=ELECTION.receipts[::-1],
        opened=tuple(marks[::-1] for marks in ELECTION.opened),
    )
    assert file(shuffled) == FILE


def test_the_description_alone_is_enough_to_write_the_same_file() -> None:
    assert packed(signed(FILES)) == FILE


def test_files_that_were_given_out_stay_readable() -> None:
    """README.txt and the way Python packs it: who changes a byte of either must give the format another name."""
    assert hashlib.sha256(packed({"README.txt": README.encode()})).hexdigest() == (
        "247c0903f33d7674a69dd108ee294343d51f0d005633f2567fe067372fbc32a5"
    )


def test_the_key_must_be_the_one_that_the_file_names() -> None:
    with pytest.raises(ValueError, match="another public key"):
        write(ELECTION, OTHER_KEY)


def test_any_changed_byte_is_refused() -> None:
    for content in (FILE, file(motion(Matter("party_assembly.nat", "detached")))):
        chance = random.Random(len(content))
        for place in chance.sample(range(len(content)), 600):
            changed = bytearray(content)
            changed[place] ^= chance.choice([1, 2, 32, 128, 255])
            refused(bytes(changed))


def test_any_changed_byte_of_the_containers_own_records_is_refused() -> None:
    ends = [*range(60), *range(len(FILE) - 700, len(FILE))]
    for place in ends:
        refused(FILE[:place] + bytes([FILE[place] ^ 1]) + FILE[place + 1 :])


@pytest.mark.parametrize(
    "content",
    [b"", b"PK", FILE[:-1], FILE[: len(FILE) // 2], FILE + b"\n", b"\n" + FILE, FILE + FILE, b"\x00" * 5000],
    ids=["empty", "two letters", "short", "half", "longer", "shifted", "doubled", "zeros"],
)
def test_what_is_no_whole_file_is_refused(content: bytes) -> None:
    refused(content)


def test_a_file_larger_than_any_vote_is_refused_unread() -> None:
    assert refused(FILE + b"\x00" * LARGEST) == "文件过大，不是公布文件。"


def test_a_missing_or_additional_file_is_refused() -> None:
    for name in FILES:
        assert "缺少文件" in refused(packed({other: FILES[other] for other in FILES if other != name}))
    assert "多余" in refused(packed(FILES | {"voters.json": b"[]\n"}))
    assert "多余" in refused(packed(signed(FILES | {"../out.txt": b""})))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_file_that_stands_twice_is_refused() -> None:
    doubled = io.BytesIO(FILE)
    with zipfile.ZipFile(doubled, "a") as held:
        held.writestr("vote.json", FILES["vote.json"])
    assert "重复" in refused(doubled.getvalue())


def test_another_way_of_packing_is_refused() -> None:
    assert "打包方式" in refused(packed(FILES, packing=zipfile.ZIP_DEFLATED))
    assert "打包方式" in refused(packed(FILES, day=(2026, 11, 28, 14, 0, 0)))


def test_a_small_file_that_unpacks_to_a_large_one_is_refused_unread() -> None:
    bomb = packed(FILES | {"digests.txt": b"0" * 50_000_000}, packing=zipfile.ZIP_DEFLATED)
    assert len(bomb) < 100_000
    assert "打包方式" in refused(bomb)


def test_what_another_key_signed_is_refused_or_names_that_key() -> None:
    assert read(packed(signed(FILES, OTHER_KEY))).public_key != ELECTION.public_key
    forged = signed(FILES, OTHER_KEY, {"public_key": ELECTION.public_key})
    assert "签名无效" in refused(packed(forged))


def test_a_changed_file_under_the_old_manifest_is_refused() -> None:
    changed = FILES["vote.json"].replace("第四季度".encode(), "第三季度".encode())
    assert "指纹与清单不一致" in refused(packed(FILES | {"vote.json": changed}))


def test_another_spelling_of_the_same_signature_is_refused() -> None:
    line = FILES["manifest.sig"]
    last = line[-4:-3]
    twin = bytes([last[0] + 1]) if last.isalnum() else b"A"
    for spelt in (line[:-4] + twin + line[-3:], line[:-1], line + b"\n", line.replace(b"=", b"=="), b"", b"\xff\n"):
        assert "签名无效" in refused(packed(FILES | {"manifest.sig": spelt}))


def test_another_format_or_an_odd_manifest_is_refused() -> None:
    assert "yishi.ballots/1" in refused(packed(signed(FILES, told={"format": "yishi.ballots/3"})))
    assert "指纹与清单" in refused(packed(signed(FILES, told={"note": "x"})))
    assert "manifest.json" in refused(packed(signed(FILES, told={"public_key": 5})))
    for manifest in (b"[]\n", b"5\n", b"", b"{", b"\xff"):
        refused(packed(FILES | {"manifest.json": manifest}))


VOTE = FILES["vote.json"].decode()


@pytest.mark.parametrize(
    "text",
    [
        VOTE.replace('"number": 7', '"number": 7.0'),
        VOTE.replace('"number": 7', '"number": NaN'),
        VOTE.replace('"number": 7', '"number": -7'),
        VOTE.replace('"number": 7', '"number": true'),
        VOTE.replace('"number": 7', '"number": 1' + "0" * 5000),
        VOTE.replace('"number": 7', '"number": 99999999999999999999'),
        VOTE.replace('"number": 7', '"number": 7, "number": 7'),
        VOTE.replace('"number": 7', '"number": 7, "voters": []'),
        VOTE.replace('"number": 7,', ""),
        VOTE.replace('"meeting"', '"\\u006deeting"'),
        VOTE.replace("幸福社区", "\\ud800"),
        VOTE.replace("  ", " "),
        VOTE.rstrip(),
        "\ufeff" + VOTE,
        json.dumps(json.loads(VOTE), ensure_ascii=False),
        "null\n",
        "[" * 5000 + "]" * 5000,
    ],
    ids=lambda text: text[:12] if len(text) < 20 else None,
)
def test_odd_json_is_refused_even_when_it_is_signed(text: str) -> None:
    assert text != VOTE
    assert "vote.json" in refused(again(FILE, vote_json=text.encode()))


def test_text_that_is_not_utf_8_is_refused_even_when_it_is_signed() -> None:
    assert "vote.json" in refused(again(FILE, vote_json=VOTE.encode("gb18030")))
    assert "receipts.txt" in refused(again(FILE, receipts_txt=b"\xff\n"))
    assert "digests.txt" in refused(again(FILE, digests_txt=FILES["digests.txt"][:-1]))


@pytest.mark.parametrize("depth", [300, 600])
def test_deep_data_is_refused_even_when_it_is_signed(depth: int) -> None:
    events = json.loads(FILES["events.json"])
    events[-1]["payload"] = {"deep": json.loads("[" * depth + "]" * depth)}
    with pytest.raises(Broken):
        verify(again(FILE, events_json=written(events)))


def test_lists_in_another_order_are_refused_even_when_they_are_signed() -> None:
    for name in ("digests.txt", "receipts.txt"):
        turned = b"".join(FILES[name].splitlines(keepends=True)[::-1])
        assert name in refused(again(FILE, **{name.replace(".", "_"): turned}))
    opened = json.loads(FILES["opened.json"])
    opened["lines"][0].reverse()
    assert "opened.json" in refused(again(FILE, opened_json=written(opened)))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("paper", {"lines": [], "office": "", "round": "first", "seats": 1, "write_ins": False}),
        ("paper", {"lines": ["甲", "乙"], "office": "", "round": "", "seats": None, "write_ins": False}),
        ("paper", {"lines": ["甲"], "office": "", "round": "last", "seats": 1, "write_ins": False}),
        ("paper", {"lines": ["甲"], "office": "", "round": "first", "seats": 0, "write_ins": False}),
        ("paper", {"lines": ["甲", 5], "office": "", "round": "first", "seats": 1, "write_ins": False}),
        ("rule", {"id": "x"}),
        ("figures", {}),
        ("figures", {"expected": 1, "entitled": 2, "present": 0, "present_entitled": 0, "excused": 0, "observers": 0}),
        ("base", "electors_present"),
        ("base", "nobody"),
        ("proposal", {"name": "甲", "outcome": "admitted", "months": None, "extended_before": False}),
        ("proposal", {"name": "甲", "outcome": "promoted", "months": None, "extended_before": False}),
        ("issued", "11"),
        ("written", {"in_favour": 0, "against": 0}),
    ],
)
def test_a_case_that_cannot_be_is_refused_even_when_it_is_signed(field: str, value: object) -> None:
    case = json.loads(FILES["case.json"])
    assert "case.json" in refused(again(FILE, case_json=written({**case, field: value})))


def test_nothing_of_the_lock_but_its_public_part_is_published() -> None:
    for secret in (b"wraps", b"checks", b"salt"):
        assert secret not in FILE


def test_the_key_itself_is_not_in_the_file() -> None:
    assert KEY not in FILE
    assert KEY.hex().encode() not in FILE
