"""A witness tells two histories apart, and more than half of the witnesses decide."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from events.merkle import EMPTY, Frontier, consistency_ranges, leaf_hash, proof
from service.log.keys import KeyRing, PublicKey
from service.log.notes import Checkpoint, Note, Standing, judge, parse, sign
from service.log.witness import (
    Objection,
    RefusedToCosignError,
    Request,
    Witness,
    cosigners,
    enough,
    with_cosignature,
)

AT = datetime(2026, 11, 21, tzinfo=UTC)


class History:
    """A tree in memory that anybody with the log's key can have signed."""

    def __init__(self, keys: KeyRing, said: str = "") -> None:
        self.keys, self.tree = keys, Frontier()
        self.nodes = {}
        self.roots = [EMPTY]
        for n in range(120):
            leaf = leaf_hash(f"{said if n >= 60 else ''}{n}".encode())
            self.nodes[0, n] = leaf
            self.nodes.update(self.tree.append(leaf))
            self.roots.append(self.tree.root())

    def note(self, size: int) -> Note:
        said = Checkpoint("sauro.test/t/1", size, self.roots[size])
        return sign(said, self.keys.signers())

    def request(self, old: int, new: int) -> Request:
        path = proof(consistency_ranges(old, new), self.nodes) if old <= new else []
        return Request(old, path, self.note(new))


@pytest.fixture
def true(keys: KeyRing) -> History:
    return History(keys)


def witness(keys: KeyRing, home: Path, name: str) -> Witness:
    own = KeyRing(home / name)
    own.begin(name)
    watched = {"sauro.test/t/1": keys.trusted()}
    return Witness(own.signers()[0], home / name / "seen", watched)


def cosigned(asked: Witness, request: Request) -> Note:
    return with_cosignature(request.note, asked.cosign(request, at=AT))


def refused(asked: Witness, request: Request) -> Objection:
    with pytest.raises(RefusedToCosignError) as caught:
        asked.cosign(request, at=AT)
    return caught.value.objection


def test_growth_is_cosigned_and_the_note_stays_ours(
    keys: KeyRing, tmp_path: Path, true: History
) -> None:
    province = witness(keys, tmp_path, "tinh.test")
    for old, new in ((0, 40), (40, 40), (40, 100)):
        note = parse(cosigned(province, true.request(old, new)).written())
        assert cosigners(note, [province.signer.public]) == {"tinh.test"}
        assert judge(note, keys.trusted()) is Standing.SIGNED
        changed = parse(note.written().replace(f"\n{new}\n", f"\n{new + 1}\n"))
        assert not cosigners(changed, [province.signer.public])


def test_two_histories_are_told_apart(keys: KeyRing, tmp_path: Path, true: History) -> None:
    province, fork = witness(keys, tmp_path, "tinh.test"), History(keys, "khác")
    province.cosign(true.request(0, 100), at=AT)
    assert refused(province, fork.request(100, 100)) is Objection.DIFFERENT
    assert refused(province, fork.request(100, 110)) is Objection.INCONSISTENT
    assert refused(province, true.request(60, 60)) is Objection.SHORTER
    assert refused(province, true.request(90, 110)) is Objection.STALE
    assert refused(province, Request(120, [], true.note(110))) is Objection.BACKWARD
    stranger = KeyRing(tmp_path / "stranger")
    stranger.begin("sauro.test")
    assert refused(province, History(stranger).request(100, 110)) is Objection.UNSIGNED


def test_a_witness_that_saw_less_can_be_deceived_but_not_more_than_half(
    keys: KeyRing, tmp_path: Path, true: History
) -> None:
    three = [witness(keys, tmp_path, name) for name in ("a.test", "b.test", "c.test")]
    public: list[PublicKey] = [one.signer.public for one in three]
    for one, seen in zip(three, (100, 100, 50), strict=True):
        one.cosign(true.request(0, seen), at=AT)
    fork = History(keys, "khác")
    note = cosigned(three[2], fork.request(50, 110))
    for one in three[:2]:
        assert refused(one, fork.request(100, 110)) is Objection.INCONSISTENT
    assert not enough(note, public)
    for one in three[:2]:
        cosigned(one, true.request(100, 110))
    note = true.note(115)
    for one in three[:2]:
        assert not enough(note, public)
        note = with_cosignature(note, one.cosign(true.request(110, 115), at=AT))
    assert enough(note, public)


def test_a_line_cut_by_a_power_failure_was_never_answered(
    keys: KeyRing, tmp_path: Path, true: History
) -> None:
    province = witness(keys, tmp_path, "tinh.test")
    province.cosign(true.request(0, 40), at=AT)
    (seen,) = province.folder.glob("*.seen")
    seen.write_bytes(
        seen.read_bytes() + b'{"at":"2026-11-21T00:00:00Z","note":"sauro.test/t/1\\n50'
    )
    with pytest.raises(RefusedToCosignError) as caught:
        province.cosign(true.request(50, 60), at=AT)
    assert caught.value.seen == 40
    cosigned(province, true.request(40, 60))
    assert len(seen.read_bytes().splitlines()) == 2


def test_what_contradicts_is_kept_with_both_signatures_until_it_is_cleared_up(
    keys: KeyRing, tmp_path: Path, true: History
) -> None:
    province, fork = witness(keys, tmp_path, "tinh.test"), History(keys, "khác")
    origin = "sauro.test/t/1"
    cosigned(province, true.request(0, 100))
    assert province.alarms(origin) == []
    for _ in range(2):
        refused(province, fork.request(100, 110))
    [alarm] = province.alarms(origin)
    assert (alarm.objection, alarm.seen) == (Objection.INCONSISTENT, true.note(100).written())
    assert judge(parse(alarm.note), keys.trusted()) is Standing.SIGNED
    refused(province, Request(100, [], true.note(105)))  # anybody may send a false proof
    assert len(province.alarms(origin)) == 2
    cosigned(province, true.request(100, 105))
    assert province.alarms(origin) == [alarm]


def test_a_tree_that_nobody_asked_to_watch_is_a_stranger(
    keys: KeyRing, tmp_path: Path, true: History
) -> None:
    province = witness(keys, tmp_path, "tinh.test")
    other = sign(Checkpoint("sauro.test/t/2", 1, EMPTY), keys.signers())
    assert refused(province, Request(0, [], other)) is Objection.STRANGER
    assert not province.folder.exists()
