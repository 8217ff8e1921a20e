"""Every event's text has a key of its own, and one can be cut out without touching another."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from events.textkeys import SEED, DataKey

WHOLE = DataKey.whole(UUID(int=5), bytes(range(SEED)))
spots = st.tuples(st.uuids(), st.integers(1, 0xFFFFFF))


@given(st.sets(spots, min_size=1, max_size=4), st.sets(spots, max_size=4))
def test_what_is_cut_out_is_gone_and_everything_else_stays(
    cut: set[tuple[UUID, int]], others: set[tuple[UUID, int]]
) -> None:
    left = WHOLE
    for stream_id, version in cut:
        left = left.without(stream_id, version)
    again = DataKey.read(UUID(int=5), left.written())
    assert again == left
    for stream_id, version in cut:
        assert again.text_key(stream_id, version) is None
    for stream_id, version in others - cut:
        assert again.text_key(stream_id, version) == WHOLE.text_key(stream_id, version)


def test_neighbours_of_a_text_that_was_cut_out_stay() -> None:
    stream = UUID(int=9)
    left = WHOLE.without(stream, 7)
    kept = [version for version in range(1, 40) if left.text_key(stream, version)]
    assert kept == [version for version in range(1, 40) if version != 7]


def test_no_two_events_share_a_key() -> None:
    keys = {WHOLE.text_key(UUID(int=n), v) for n in range(1, 30) for v in range(1, 30)}
    assert len(keys) == 29 * 29


def test_cutting_out_twice_changes_nothing_more() -> None:
    left = WHOLE.without(UUID(int=9), 7)
    assert left.without(UUID(int=9), 7) == left


def test_a_key_from_which_little_was_cut_out_stays_small() -> None:
    left = WHOLE
    for n in range(10):
        left = left.without(UUID(int=n * 77_777_777), 1)
    assert len(left.written()) < 100_000
