"""Who may do what: roles belong to posts, permissions to roles."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from tenants.ids import PersonId, PostId, TenantId, UnitId


class Role(StrEnum):
    """What a post entitles to; stored with the post."""

    OFFICIAL = "official"
    UNIT_HEAD = "unit_head"
    LEADER = "leader"
    STANDING_AGENCY = "standing_agency"
    INSPECTOR = "inspector"
    PARTY_STANDING = "party_standing"
    PARTY_INSPECTION = "party_inspection"
    PROVINCIAL_OFFICER = "provincial_officer"
    TENANT_ADMIN = "tenant_admin"
    OPERATOR = "operator"


class Permission(StrEnum):
    """One thing that some roles may do."""

    WORK = "work"  # have tasks of one's own, see plans and the tasks of one's unit
    SEE_ALL_TASKS = "see_all_tasks"
    SEE_BOARD = "see_board"  # the boards of units: one's own, or all with SEE_ALL_TASKS
    DRAFT_PLAN = "draft_plan"
    ISSUE_PLAN = "issue_plan"
    DRAFT_CATALOGUE = "draft_catalogue"  # read a sheet of the work catalogue in
    DECIDE_CATALOGUE = "decide_catalogue"  # let a version of it hold
    DRAFT_RULES = "draft_rules"  # write a version of the rules by which people are scored
    SIGN_RULES = "sign_rules"  # let a version of them hold
    GIVE_TASKS = "give_tasks"  # outside a plan: in one's own unit, or anywhere with ISSUE_PLAN
    PROPOSE_GRADES = "propose_grades"  # prepare the yearly grading of people and units
    DECIDE_GRADES = "decide_grades"  # decide it, as the head of the body
    MANAGE_PEOPLE = "manage_people"
    MANAGE_PERIODS = "manage_periods"  # of evaluation: open, close, reopen
    SET_TEMPLATES = "set_templates"  # the agency's own forms of official papers
    SET_RULES = "set_rules"  # the tenant's own: how often a deadline moves, who is due first
    SCORE_REFORM = "score_reform"  # the commune's own index: answer, explain, take in
    APPRAISE_REFORM = "appraise_reform"  # the province: draft criteria, judge its communes
    CONCLUDE_REFORM = "conclude_reform"  # send to the other side, decide criteria, lock
    DRAFT_REPORTS = "draft_reports"  # set their calendar, draft and hand on
    SIGN_REPORTS = "sign_reports"  # approve, sign, let a correction stand, withdraw
    LINK_TENANTS = "link_tenants"  # let letters go to and from another tenant, or no longer
    DRAFT_DIRECTIVE = "draft_directive"  # write to communes below, remind them, return answers
    SIGN_DIRECTIVE = "sign_directive"  # issue, revise, recall; in a commune, send the answer
    LOOK_ACROSS = "look_across"  # at the communes of one's province, as counts and figures
    ORDER_INSPECTION = "order_inspection"  # give a mandate, conclude, give repairs
    KEEP_MERITS = "keep_merits"  # record praise and discipline, and see all of it
    SEE_PROOFS = "see_proofs"  # what is signed and verified; compare a checkpoint of one's own
    VERIFY = "verify"


SERVICE = PersonId(UUID("5a05a05a-0000-4000-8000-000000000006"))  # acts where no person does
HEADS = frozenset(  # they head their unit
    {Role.UNIT_HEAD, Role.LEADER, Role.PARTY_STANDING, Role.PARTY_INSPECTION}
)
_P = Permission
GRANTS: dict[Role, frozenset[Permission]] = {
    Role.OFFICIAL: frozenset({_P.WORK}),
    Role.UNIT_HEAD: frozenset({_P.WORK, _P.SEE_BOARD, _P.GIVE_TASKS}),
    Role.LEADER: frozenset(
        {
            _P.WORK,
            _P.SEE_BOARD,
            _P.SEE_ALL_TASKS,
            _P.ISSUE_PLAN,
            _P.GIVE_TASKS,
            _P.DECIDE_CATALOGUE,
            _P.DRAFT_RULES,
            _P.SIGN_RULES,
            _P.CONCLUDE_REFORM,
            _P.DRAFT_DIRECTIVE,
            _P.SIGN_DIRECTIVE,
            _P.LINK_TENANTS,
            _P.LOOK_ACROSS,
            _P.PROPOSE_GRADES,
            _P.DECIDE_GRADES,
            _P.SIGN_REPORTS,
            _P.KEEP_MERITS,
            _P.ORDER_INSPECTION,
            _P.SEE_PROOFS,
        }
    ),
    Role.STANDING_AGENCY: frozenset(
        {
            _P.WORK,
            _P.SEE_BOARD,
            _P.SEE_ALL_TASKS,
            _P.DRAFT_PLAN,
            _P.ISSUE_PLAN,
            _P.GIVE_TASKS,
            _P.SCORE_REFORM,
            _P.APPRAISE_REFORM,
            _P.DRAFT_DIRECTIVE,
            _P.DRAFT_CATALOGUE,
            _P.DECIDE_CATALOGUE,
            _P.DRAFT_RULES,
            _P.MANAGE_PERIODS,
            _P.DRAFT_REPORTS,
            _P.PROPOSE_GRADES,
            _P.SET_TEMPLATES,
        }
    ),
    Role.INSPECTOR: frozenset(
        {_P.WORK, _P.SEE_BOARD, _P.SEE_PROOFS, _P.VERIFY}  # tasks: by mandate
    ),
    Role.PARTY_STANDING: frozenset(
        {
            _P.WORK,
            _P.SEE_BOARD,
            _P.SEE_ALL_TASKS,
            _P.ISSUE_PLAN,
            _P.GIVE_TASKS,
            _P.DECIDE_CATALOGUE,
            _P.DRAFT_RULES,
            _P.SIGN_RULES,
            _P.LINK_TENANTS,
            _P.PROPOSE_GRADES,
            _P.DECIDE_GRADES,
            _P.SIGN_REPORTS,
            _P.KEEP_MERITS,
            _P.ORDER_INSPECTION,
            _P.SEE_PROOFS,
        }
    ),
    Role.PARTY_INSPECTION: frozenset(  # the head of the inspection commission (UBKT)
        {
            _P.WORK,
            _P.SEE_BOARD,
            _P.SEE_ALL_TASKS,
            _P.GIVE_TASKS,
            _P.KEEP_MERITS,
            _P.ORDER_INSPECTION,
            _P.SEE_PROOFS,
            _P.VERIFY,
        }
    ),
    Role.PROVINCIAL_OFFICER: frozenset(
        {
            _P.WORK,
            _P.SEE_BOARD,
            _P.SEE_ALL_TASKS,
            _P.SEE_PROOFS,
            _P.APPRAISE_REFORM,
            _P.DRAFT_DIRECTIVE,
            _P.LOOK_ACROSS,
        }
    ),
    Role.TENANT_ADMIN: frozenset({_P.SET_RULES, _P.SET_TEMPLATES, _P.MANAGE_PEOPLE}),
    Role.OPERATOR: frozenset({_P.SEE_PROOFS, _P.VERIFY}),
}


@dataclass(eq=False)
class AccessDeniedError(Exception):
    """The actor's post does not carry the permission."""

    permission: Permission


@dataclass(frozen=True, slots=True)
class StandIn:
    """A post for whose holder somebody decides on a day, under a delegation with dates."""

    delegation_id: UUID
    post_id: PostId
    person_id: PersonId
    unit_id: UnitId
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person acting in one post of one tenant.

    `others` are the further posts that they hold on the day, `stands_in` those for whose holder
    they decide on it; a guest holds none and is of the tenant `home`.
    """

    tenant_id: TenantId
    person_id: PersonId
    post_id: PostId
    unit_id: UnitId
    roles: frozenset[Role]
    others: frozenset[PostId] = frozenset()
    stands_in: tuple[StandIn, ...] = ()
    home: TenantId | None = None

    @classmethod
    def service(cls, tenant_id: TenantId) -> "Actor":
        """Give the service itself, which acts by no post and with no permission."""
        nowhere = UUID(int=0)
        return cls(tenant_id, SERVICE, PostId(nowhere), UnitId(nowhere), frozenset())

    def may(self, permission: Permission) -> bool:
        """Tell whether the post carries the permission."""
        return any(permission in GRANTS[role] for role in self.roles)

    @property
    def reads_by_mandate(self) -> bool:
        """Tell whether mandates alone open to the post what is not its own."""
        return Role.INSPECTOR in self.roles and not self.may(Permission.SEE_ALL_TASKS)

    @property
    def looks_across(self) -> bool:
        """Tell whether lists go beyond the post's own unit, as far as rows are in sight."""
        return self.reads_by_mandate or self.may(Permission.SEE_ALL_TASKS)

    def require(self, permission: Permission) -> None:
        """Refuse unless the post carries the permission.

        Raises:
            AccessDeniedError: it does not.
        """
        if not self.may(permission):
            raise AccessDeniedError(permission)
