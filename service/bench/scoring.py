"""A commune's months of products, from their events to everybody's scores."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from time import monotonic
from uuid import UUID, uuid4, uuid5

from eventsourcing.persistence import StoredEvent

from events.recorder import Envelope, TenantRecorder
from events.registry import encode
from events.stream import Event
from events.tasks import giving, judging, obstacles, working
from events.values import Clarity, Conversion, Deadline, Deliverable
from service.bench import crowd
from service.bench.place import Place
from service.bench.sheet import Sheet
from service.bench.sizes import Sizes
from service.db import driver
from service.evaluation.gathering import gather_all
from service.evaluation.opening import calendar_periods
from service.evaluation.periods import Period
from service.evaluation.products import progress_share, quality_share, quantity_share
from service.evaluation.rules import shipped
from service.read_models import READ_MODELS, rebuild
from tenants.register import Tenant
from tenants.scope import Scope
