"""What each attack of the catalogue does."""

from collections.abc import Callable
from copy import deepcopy
from datetime import timedelta
from uuid import UUID

from service.log.keys import KeyRing
from service.log.signing import origin
from tests.log.attacking import HAPPENED, RECORDED, STATE, Scene

FALSE = b'{"number":0}'
COLUMN = "UPDATE es.stored_events SET {} WHERE tenant_id = {{t}} AND position = 20"


def column(change: str) -> Callable[[Scene], None]:
    return lambda scene: scene.run(COLUMN.format(change))


def statement(said: str) -> Callable[[Scene], None]:
    return lambda scene: scene.run(said)


def falsify(place: int) -> Callable[[Scene], None]:
    def do(scene: Scene) -> None:
        rows = scene.rows()
        rows[place - 1][STATE] = FALSE
        scene.replace(rows)

    return do


def delete_and_renumber(scene: Scene) -> None:
    scene.run("DELETE FROM es.stored_events WHERE tenant_id = {t} AND position = 20")
    for change, which in (("-position", "> 20"), ("-position - 1", "< 0")):
        scene.run(
            f"UPDATE es.stored_events SET position = {change}"  # noqa: S608
            f" WHERE tenant_id = {{t}} AND position {which}"
        )
    scene.run("UPDATE es.tenant_heads SET position = position - 1 WHERE tenant_id = {t}")


def delete_and_rehash(scene: Scene) -> None:
    rows = scene.rows()
    del rows[49]
    scene.replace(rows)


def swap(scene: Scene) -> None:
    for old, new in ((20, -1), (30, 20), (-1, 30)):
        scene.run(
            "UPDATE es.stored_events SET position = %s WHERE tenant_id = {t} AND position = %s",
            new,
            old,
        )


def swap_and_rehash(scene: Scene) -> None:
    rows = scene.rows()
    rows[19], rows[29] = rows[29], rows[19]
    for clock in (RECORDED, HAPPENED):
        rows[19][clock], rows[29][clock] = rows[29][clock], rows[19][clock]
    scene.replace(rows)


def insert_backdated(scene: Scene) -> None:
    rows = scene.rows()
    new = deepcopy(rows[19])
    new[2], new[3], new[STATE] = UUID(int=9), 1, FALSE
    rows.insert(20, new)
    scene.replace(rows)


def append_backdated(scene: Scene) -> None:
    rows = scene.rows()
    new = deepcopy(rows[19])
    new[2], new[3], new[STATE] = UUID(int=9), 1, FALSE
    scene.replace([*rows, new])


def rehash_leaf_only(scene: Scene) -> None:
    kept = {}
    with scene.superuser() as raw:
        kept["nodes"] = raw.execute(
            "SELECT * FROM es.tree_nodes WHERE tenant_id = %s", (scene.scope.tenant_id,)
        ).fetchall()
        kept["head"] = raw.execute(
            "SELECT frontier FROM es.tenant_heads WHERE tenant_id = %s",
            (scene.scope.tenant_id,),
        ).fetchall()
    falsify(20)(scene)
    scene.run("DELETE FROM es.tree_nodes WHERE tenant_id = {t}")
    for node in kept["nodes"]:
        scene.run("INSERT INTO es.tree_nodes VALUES (%s, %s, %s, %s)", *node)
    scene.run(
        "UPDATE es.tenant_heads SET frontier = %s WHERE tenant_id = {t}", kept["head"][0][0]
    )


def cut_to(size: int, *, checkpoints: bool = False) -> Callable[[Scene], None]:
    def do(scene: Scene) -> None:
        scene.replace(scene.rows()[:size])
        if checkpoints:
            scene.drop_checkpoints(size)

    return do


def cut_rows(scene: Scene) -> None:
    scene.run("DELETE FROM es.stored_events WHERE tenant_id = {t} AND position > 50")


def start_again(scene: Scene) -> None:
    scene.replace([])
    scene.drop_checkpoints()


def other_history(scene: Scene) -> None:
    """Restore what stood at 50 and go on differently, with the true clock."""
    rows = scene.rows()
    for row in rows[50:]:
        row[STATE] = FALSE
    scene.replace(rows)
    scene.drop_checkpoints(50)


def rewrite_unnoted(scene: Scene) -> None:
    falsify(50)(scene)
    scene.drop_checkpoints()


def resign_with_current_key(scene: Scene) -> None:
    rows = scene.rows()
    rows[49][STATE] = FALSE
    tree = scene.replace(rows)
    scene.drop_checkpoints(40)
    scene.insert_note(scene.note(tree, scene.signer.keys))


def sign_beside_the_signer(scene: Scene) -> None:
    rows = scene.rows()
    rows[67][STATE] = FALSE
    scene.insert_note(scene.note(scene.replace(rows), scene.signer.keys))


def resign_with_retired_key(scene: Scene) -> None:
    """Rewrite all, the signer's file too, with last year's key."""
    rows = scene.rows()
    rows[49][STATE] = FALSE
    tree = scene.replace(rows)
    scene.drop_checkpoints()
    note = scene.note(tree, scene.old_keys)
    scene.insert_note(note)
    scene.replace_kept(note, tree)


def sign_with_own_key(scene: Scene) -> None:
    """A thief of the database has no key of ours."""
    own = KeyRing(scene.signer.folder.parent / "own")
    own.begin(scene.signer.keys.name())
    rows = scene.rows()
    rows[67][STATE] = FALSE
    scene.insert_note(scene.note(scene.replace(rows), own))


def checkpoint_of_another(scene: Scene) -> None:
    other = origin(scene.signer.keys.name(), scene.other.tenant_id)
    tree = scene.replace(scene.rows())
    scene.insert_note(scene.note(tree, scene.signer.keys, name=other))


def move_in(scene: Scene) -> None:
    """Copy another tenant's event, with its leaf, to the end."""
    scene.run(
        "INSERT INTO es.stored_events SELECT {t}, 71, stream_id, stream_version, topic, state,"
        " person_id, post_id, command_id, happened_at, recorded_at, leaf"
        " FROM es.stored_events WHERE tenant_id = %s AND position = 3",
        scene.other.tenant_id,
    )
    scene.run("UPDATE es.tenant_heads SET position = 71 WHERE tenant_id = {t}")


def move_out(scene: Scene) -> None:
    rows = scene.rows()
    del rows[39]
    scene.replace(rows)


def shift_clock(scene: Scene) -> None:
    rows = scene.rows()
    for row in rows[44:48]:
        row[RECORDED] -= timedelta(days=30)
        row[HAPPENED] = row[RECORDED]
    scene.replace(rows)
