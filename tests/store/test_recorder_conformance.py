"""The library's own test cases for recorders, run against ours."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

import pytest
from eventsourcing.persistence import ApplicationRecorder, Notification, StoredEvent
from eventsourcing.tests.persistence import ApplicationRecorderTestCase

from events.recorder import Envelope, TenantRecorder
from service.db import driver
from tenants.scope import Scope


class OneTransactionEach(TenantRecorder):
    """Our recorder as the library's cases use it: a transaction for each call."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    def insert_events(
        self, stored_events: Sequence[StoredEvent], **_: Any
    ) -> Sequence[int] | None:
        envelope = Envelope(
            command_id=uuid4(), fingerprint=b"", person_id=UUID(int=1), post_id=UUID(int=2)
        )
        with self.scope.begin() as connection:
            inner = TenantRecorder(driver(connection))
            given = inner.insert_events(stored_events, envelope=envelope)
        return list(given or [])

    def select_events(self, *args: Any, **kwargs: Any) -> Sequence[StoredEvent]:
        with self.scope.begin() as connection:
            return TenantRecorder(driver(connection)).select_events(*args, **kwargs)

    def select_notifications(self, *args: Any, **kwargs: Any) -> Sequence[Notification]:
        with self.scope.begin() as connection:
            return TenantRecorder(driver(connection)).select_notifications(*args, **kwargs)

    def max_notification_id(self) -> int | None:
        with self.scope.begin() as connection:
            return TenantRecorder(driver(connection)).max_notification_id()


class TestOurRecorder(ApplicationRecorderTestCase[ApplicationRecorder]):
    """All cases of the library but the subscription, which ours refuses: readers poll."""

    INITIAL_VERSION = 1
    scope: Scope

    @pytest.fixture(autouse=True)
    def _bound(self, empty_tenant: Scope) -> None:
        self.scope = empty_tenant

    def create_recorder(self) -> OneTransactionEach:
        return OneTransactionEach(self.scope)

    def new_originator_id(self) -> UUID:
        return uuid4()

    def test_insert_subscribe(self) -> None:
        with pytest.raises(Exception, match="poll"):
            self.create_recorder().subscribe()
