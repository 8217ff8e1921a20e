"""Identifiers; plain integers and UUIDs to the layers below."""

from typing import NewType
from uuid import UUID

TenantId = NewType("TenantId", int)
UnitId = NewType("UnitId", UUID)
PostId = NewType("PostId", UUID)
PersonId = NewType("PersonId", UUID)
AccountId = NewType("AccountId", UUID)
