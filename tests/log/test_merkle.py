"""The tree against the RFC's vectors and a naive implementation."""

from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.merkle import (
    EMPTY,
    Frontier,
    Node,
    consistency_ranges,
    inclusion_ranges,
    leaf_hash,
    proof,
    proves_consistency,
    proves_inclusion,
)

# Inputs and roots of the Certificate Transparency reference tests
INPUTS = [
    bytes.fromhex(""),
    bytes.fromhex("00"),
    bytes.fromhex("10"),
    bytes.fromhex("2021"),
    bytes.fromhex("3031"),
    bytes.fromhex("40414243"),
    bytes.fromhex("5051525354555657"),
    bytes.fromhex("606162636465666768696a6b6c6d6e6f"),
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
sizes = st.integers(1, 200)


def naive(leaves: list[bytes]) -> bytes:
    """The definition of RFC 6962, word for word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return sha256(b"\x01" + naive(leaves[:k]) + naive(leaves[k:])).digest()


def grown(leaves: list[bytes]) -> tuple[Frontier, dict[Node, bytes]]:
    tree, nodes = Frontier(), {(0, n): leaf for n, leaf in enumerate(leaves)}
    for leaf in leaves:
        nodes.update(tree.append(leaf))
    return tree, nodes


def numbered(size: int) -> list[bytes]:
    return [leaf_hash(b"%d" % n) for n in range(size)]


def test_the_reference_vectors_hold() -> None:
    leaves = [leaf_hash(data) for data in INPUTS]
    assert [grown(leaves[: n + 1])[0].root().hex() for n in range(8)] == ROOTS
    assert Frontier().root() == EMPTY == sha256(b"").digest()


def test_the_reference_proofs_hold() -> None:
    _, nodes = grown([leaf_hash(data) for data in INPUTS])
    made = proof(inclusion_ranges(5, 8), nodes)
    assert [h.hex()[:12] for h in made] == ["bc1a0643b12e", "ca854ea128ed", "d37ee418976d"]
    made = proof(consistency_ranges(6, 8), nodes)
    assert [h.hex()[:12] for h in made] == ["0ebc5d3437fb", "ca854ea128ed", "d37ee418976d"]


@given(sizes)
@settings(max_examples=40, deadline=None)
def test_a_frontier_has_the_naive_root_and_survives_being_written(size: int) -> None:
    leaves = numbered(size)
    tree, _ = grown(leaves[:-1])
    tree = Frontier(tree.size, tree.written())
    tree.append(leaves[-1])
    assert tree.root() == naive(leaves)


@given(sizes, st.data())
@settings(max_examples=60, deadline=None)
def test_every_leaf_is_proved_and_nothing_else_is(size: int, data: st.DataObject) -> None:
    leaves = numbered(size)
    tree, nodes = grown(leaves)
    index = data.draw(st.integers(0, size - 1))
    path, root = proof(inclusion_ranges(index, size), nodes), tree.root()
    assert proves_inclusion(leaves[index], index, size, path, root)
    assert not proves_inclusion(leaf_hash(b"other"), index, size, path, root)
    assert not proves_inclusion(leaves[index], index, size, [*path, root], root)
    assert not proves_inclusion(leaves[index], size, size, path, root)
    if path:
        assert not proves_inclusion(leaves[index], index, size, path[:-1], root)
        assert not proves_inclusion(leaves[index], index ^ 1, size, path, root)


@given(sizes, st.data())
@settings(max_examples=60, deadline=None)
def test_every_growth_is_proved_and_nothing_else_is(new: int, data: st.DataObject) -> None:
    leaves = numbered(new)
    old = data.draw(st.integers(0, new))
    _, nodes = grown(leaves)
    before, after = (old, naive(leaves[:old])), (new, naive(leaves))
    path = proof(consistency_ranges(old, new), nodes)
    assert proves_consistency(before, after, path)
    assert not proves_consistency(before, after, [*path, after[1]])
    assert not proves_consistency((old, leaf_hash(b"forged")), after, path)
    assert not proves_consistency(after, (old, before[1]), path) or old == new
    if path:
        assert not proves_consistency(before, (new, leaf_hash(b"forged")), path)
        assert not proves_consistency(before, after, path[:-1])
        assert not proves_consistency(before, after, [leaf_hash(b""), *path[1:]])


@given(st.integers(0, 70), st.lists(st.integers(0, 40), max_size=4))
@settings(deadline=None)
def test_many_leaves_at_once_give_the_tree_of_one_by_one(
    before: int, batches: list[int]
) -> None:
    single, many = Frontier(), Frontier()
    nodes, batched = dict[Node, bytes](), dict[Node, bytes]()
    leaves = iter([leaf_hash(bytes([n])) for n in range(before + sum(batches))])
    for count in (before, *batches):
        batch = [next(leaves) for _ in range(count)]
        for leaf in batch:
            nodes.update(single.append(leaf))
        for level, first, hashes in many.extend(batch):
            batched.update({(level, first + n): one for n, one in enumerate(hashes)})
    assert (many.size, many.hashes) == (single.size, single.hashes)
    assert batched == nodes


def test_a_frontier_of_the_wrong_length_is_refused() -> None:
    for size, written in ((3, b"\0" * 32), (-1, b""), (0, b"\0" * 32)):
        with pytest.raises(ValueError, match="frontier"):
            Frontier(size, written)


def test_a_proof_of_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="no leaf"):
        inclusion_ranges(5, 5)
    with pytest.raises(ValueError, match="cannot come"):
        consistency_ranges(6, 5)
