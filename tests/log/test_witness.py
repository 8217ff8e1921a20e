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
    return Witness(own.signers()[0], home / name / "seen", keys.trusted())


def refused(asked: Witness, request: Request) -> Objection:
    with pytest.raises(RefusedToCosignError) as caught:
        asked.cosign(request, at=AT)
    return caught.value.objection


def test_growth_is_cosigned_and_the_note_stays_ours(
    keys: KeyRing, tmp_path: Path, true: History
) -> None:
    province = witness(keys, tmp_path, "tinh.test")
    for old, new in ((0, 40), (40, 40), (40, 100)):
        note = parse(province.cosign(true.request(old, new), at=AT).written())
        assert cosigners(note, [province.signer.public]) == {"tinh.test"}
        assert judge(note, keys.trusted()) is Standing.SIGNED
        changed = parse(note.written().replace(f"\n{new}\n", f"\n{new + 1}\n"))
        assert not cosigners(changed, [province.signer.public])


def test_two_histories_are_told_apart(keys: KeyRing, tmp_path: Path, true: History) -> None:
    province, fork = witness(keys, tmp_path, "tinh.test"), History(keys, "khác")
    province.cosign(true.request(0, 100), at=AT)
    assert refused(province, fork.request(100, 100)) is Objection.INCONSISTENT
    assert refused(province, fork.request(100, 110)) is Objection.INCONSISTENT
    assert refused(province, true.request(60, 60)) is Objection.SHORTER
    assert refused(province, true.request(90, 110)) is Objection.STALE
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
    note = three[2].cosign(fork.request(50, 110), at=AT)
    for one in three[:2]:
        assert refused(one, fork.request(100, 110)) is Objection.INCONSISTENT
    assert not enough(note, public)
    for one in three[:2]:
        cosigned = one.cosign(true.request(100, 110), at=AT)
        note = Note(cosigned.checkpoint, (*note.signatures[:1], *cosigned.signatures[1:]))
    both = three[0].cosign(true.request(110, 115), at=AT).signatures[1:]
    both += three[1].cosign(true.request(110, 115), at=AT).signatures[1:]
    whole = true.note(115)
    assert enough(Note(whole.checkpoint, whole.signatures + both), public)


def test_a_line_cut_by_a_power_failure_was_never_answered(
    keys: KeyRing, tmp_path: Path, true: History
) -> None:
    province = witness(keys, tmp_path, "tinh.test")
    province.cosign(true.request(0, 40), at=AT)
    (seen,) = province.folder.glob("*.seen")
    seen.write_bytes(seen.read_bytes() + b'"sauro.test/t/1\\n50')
    with pytest.raises(RefusedToCosignError) as caught:
        province.cosign(true.request(50, 60), at=AT)
    assert caught.value.seen == 40
