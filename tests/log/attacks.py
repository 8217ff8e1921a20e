"""The catalogue of attacks: what is done, what must be found, by which means, where.

`docs/security/threat-model.md` prints this catalogue; the suite runs all of it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from service.log.signing import Alarm
from service.log.verdicts import Break, Finding, Means
from tests.log import deeds
from tests.log.attacking import Scene
from tests.log.deeds import column, cut_to, falsify, statement

B, M = Break, Means


@dataclass(frozen=True)
class Attack:
    """One attack on a tenant of 70 events, signed at 40 and 64."""

    what: str
    do: Callable[[Scene], None]
    found: Finding | None
    alarm: Alarm | None = None  # of the signer's next round
    receipts: bool = False  # whether those who acted kept theirs


LEAF_20 = Finding(B.ALTERED, M.LEAVES, 20, 20)
KEPT_40, KEPT_64 = Finding(B.REWRITTEN, M.KEPT, 1, 40), Finding(B.REWRITTEN, M.KEPT, 41, 64)
ATTACKS = {
    "payload": Attack("change a payload", column("state = 'x'"), LEAF_20),
    "topic": Attack("change what happened", column("topic = 'tasks.Accepted'"), LEAF_20),
    "person": Attack("change the actor", column(f"person_id = '{UUID(int=9)}'"), LEAF_20),
    "post": Attack("change the actor's post", column(f"post_id = '{UUID(int=9)}'"), LEAF_20),
    "command": Attack("change the command", column(f"command_id = '{UUID(int=9)}'"), LEAF_20),
    "stream": Attack(
        "give an event to another task", column(f"stream_id = '{UUID(int=9)}'"), LEAF_20
    ),
    "version": Attack("change a stream's version", column("stream_version = 99"), LEAF_20),
    "recorded": Attack(
        "change when it was recorded",
        column("recorded_at = recorded_at + interval '1 microsecond'"),
        LEAF_20,
    ),
    "never": Attack("record it at no time at all", column("recorded_at = 'infinity'"), LEAF_20),
    "happened": Attack(
        "change when it happened",
        column("happened_at = happened_at - interval '30 days'"),
        LEAF_20,
    ),
    "leaf": Attack("change a leaf", column("leaf = sha256('x')"), LEAF_20),
    "delete": Attack(
        "delete in the middle",
        statement("DELETE FROM es.stored_events WHERE tenant_id = {t} AND position = 20"),
        Finding(B.MISSING, M.EVENTS, 20, 20),
    ),
    "renumber": Attack(
        "delete in the middle and renumber", deeds.delete_and_renumber, LEAF_20, Alarm.REWRITTEN
    ),
    "delete_rehash": Attack(
        "delete, renumber and re-hash all", deeds.delete_and_rehash, KEPT_64, Alarm.REWRITTEN
    ),
    "swap": Attack("swap two events", deeds.swap, LEAF_20),
    "swap_rehash": Attack(
        "swap two events and re-hash all", deeds.swap_and_rehash, KEPT_40, Alarm.REWRITTEN
    ),
    "insert": Attack(
        "insert a backdated event, renumber, re-hash all",
        deeds.insert_backdated,
        KEPT_40,
        Alarm.REWRITTEN,
    ),
    "append": Attack(
        "append a backdated event past the door, re-hash all",
        deeds.append_backdated,
        Finding(B.BACKDATED, M.EVENTS, 71, 71),
        Alarm.BACKDATED,
    ),
    "rehash_leaf": Attack(
        "change a payload and its leaf",
        deeds.rehash_leaf_only,
        Finding(B.REWRITTEN, M.NODES, 17, 32),
    ),
    "rehash": Attack("change a payload and re-hash all", falsify(50), KEPT_64, Alarm.REWRITTEN),
    "rehash_open": Attack(
        "change a payload that nobody signed yet and re-hash all", falsify(68), None
    ),
    "rehash_receipt": Attack(
        "the same, and the person kept the receipt",
        falsify(68),
        Finding(B.RECEIPT, M.RECEIPTS, 68, 68),
        receipts=True,
    ),
    "unnoted": Attack(
        "re-hash all and delete the checkpoints in the database",
        deeds.rewrite_unnoted,
        KEPT_64,
        Alarm.REWRITTEN,
    ),
    "clock": Attack(
        "move a run of events back by a month, re-hash all",
        deeds.shift_clock,
        Finding(B.BACKDATED, M.EVENTS, 45, 45),
        Alarm.REWRITTEN,
    ),
    "cut_rows": Attack(
        "delete the end", deeds.cut_rows, Finding(B.CUT, M.HEAD, 51, 70), Alarm.GAP
    ),
    "cut": Attack(
        "delete the end, re-hash all",
        cut_to(50),
        Finding(B.CUT, M.CHECKPOINTS, 51, 64),
        Alarm.SHORTER,
    ),
    "cut_unnoted": Attack(
        "the same, and delete the checkpoints in the database",
        cut_to(50, checkpoints=True),
        Finding(B.OLD_BACKUP, M.KEPT, 51, 64),
        Alarm.SHORTER,
    ),
    "cut_open": Attack("delete the end that nobody signed yet, re-hash all", cut_to(66), None),
    "cut_receipt": Attack(
        "the same, and a person kept the receipt",
        cut_to(66),
        Finding(B.RECEIPT, M.RECEIPTS, 67, 70),
        receipts=True,
    ),
    "start_again": Attack(
        "empty the tables and start again",
        deeds.start_again,
        Finding(B.OLD_BACKUP, M.KEPT, 1, 64),
        Alarm.SHORTER,
    ),
    "other_history": Attack(
        "restore an old backup and go on differently",
        deeds.other_history,
        KEPT_64,
        Alarm.REWRITTEN,
    ),
    "current_key": Attack(
        "steal the key in use, rewrite, sign anew",
        deeds.resign_with_current_key,
        KEPT_64,
        Alarm.FILE_LOST,
    ),
    "beside": Attack(
        "steal the key in use, sign beside the signer",
        deeds.sign_beside_the_signer,
        Finding(B.FOREIGN, M.CHECKPOINTS, 70, 70),
        Alarm.FILE_LOST,
    ),
    "retired_key": Attack(
        "steal last year's key, rewrite all, the signer's file too",
        deeds.resign_with_retired_key,
        Finding(B.RETIRED_KEY, M.KEPT, 70, 70),
    ),
    "own_key": Attack(
        "steal the database without the key, sign with another",
        deeds.sign_with_own_key,
        Finding(B.FORGED, M.CHECKPOINTS, 70, 70),
        Alarm.FILE_LOST,
    ),
    "other_checkpoint": Attack(
        "put in another tenant's checkpoint",
        deeds.checkpoint_of_another,
        Finding(B.FORGED, M.CHECKPOINTS, 70, 70),
        Alarm.FILE_LOST,
    ),
    "move_in": Attack(
        "replay another tenant's event",
        deeds.move_in,
        Finding(B.ALTERED, M.LEAVES, 71, 71),
        Alarm.BACKDATED,
    ),
    "move_out": Attack(
        "take an event away to another tenant, re-hash all",
        deeds.move_out,
        KEPT_40,
        Alarm.REWRITTEN,
    ),
    "nodes": Attack(
        "truncate the tree's table",
        statement("DELETE FROM es.tree_nodes WHERE tenant_id = {t}"),
        Finding(B.TREE, M.NODES, 1, 16),
    ),
    "node": Attack(
        "change a node of the tree",
        statement(
            "UPDATE es.tree_nodes SET hash = sha256('x') WHERE tenant_id = {t} AND number = 2"
        ),
        Finding(B.TREE, M.NODES, 33, 48),
    ),
    "frontier": Attack(
        "change the frontier",
        statement(
            "UPDATE es.tenant_heads SET frontier = set_byte(frontier, 40, 0)"
            " WHERE tenant_id = {t}"
        ),
        Finding(B.REWRITTEN, M.HEAD, 65, 68),
        Alarm.REWRITTEN,
    ),
    "head": Attack(
        "set the head back",
        statement("UPDATE es.tenant_heads SET position = 66 WHERE tenant_id = {t}"),
        Finding(B.UNCOUNTED, M.HEAD, 67, 70),
        Alarm.REWRITTEN,
    ),
}
