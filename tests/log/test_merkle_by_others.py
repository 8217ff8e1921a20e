"""The tree against somebody else's."""

import pymerkle

from events.merkle import inclusion_ranges, leaf_hash, proof
from tests.log.test_merkle import grown


def test_somebody_elses_tree_agrees() -> None:
    theirs, leaves = pymerkle.InmemoryTree(algorithm="sha256"), list[bytes]()
    for n in range(40):
        theirs.append_entry(b"%d" % n)
        leaves.append(leaf_hash(b"%d" % n))
        tree, nodes = grown(leaves)
        size = n + 1
        assert theirs.get_root() == tree.root()
        proved = theirs.prove_inclusion(size // 2 + 1)
        proved.verify(leaves[size // 2], tree.root())
        ours = proof(inclusion_ranges(size // 2, size), nodes)
        assert set(proved.path) == {leaves[size // 2], *ours}
