"""The stream of one subject's year: what may be said of it when, by the law's own order."""

from datetime import date
from uuid import UUID

from events.grading.refusals import (
    ActCountedError,
    GradeReasonError,
    NoMeetingError,
    NoPartyOpinionError,
    NotProposedError,
    NotYourYearError,
    NoYearPetitionError,
    OverrideStandsError,
    YearDecidedError,
    YearNotDecidedError,
    YearPetitionOpenError,
)
from events.grading.saying import require_day, require_number, require_words
from events.grading.steps import (
    ActFound,
    ActRevoked,
    Begun,
    Decided,
    Decision,
    Grade,
    MeetingHeld,
    PartyOpinionGiven,
    PetitionAnswered,
    Petitioned,
    Proposed,
    SelfGraded,
    Subject,
    Superseded,
    Told,
    UnitProposed,
)
from events.stream import Event, Stream


class YearGrade(Stream):
    """One person's or one unit's year."""

    begun: Begun

    def __init__(self, stream_id: UUID) -> None:
        super().__init__(stream_id)
        self.acts: dict[UUID, ActFound] = {}
        self.doubt: ActRevoked | None = None  # of the grade that stands
        self.meeting: MeetingHeld | None = None
        self.opinion: PartyOpinionGiven | None = None
        self.own: SelfGraded | None = None
        self.proposed: Proposed | None = None
        self.unit_proposed: UnitProposed | None = None
        self.decisions: list[Decision] = []
        self.told: Told | None = None
        self.petition: Petitioned | None = None
        self.answers: list[PetitionAnswered] = []

    @property
    def grade(self) -> Grade | None:
        """The grade that holds: the last decision's."""
        return self.decisions[-1].grade if self.decisions else None

    @property
    def offered(self) -> Grade | None:
        """The grade that was proposed."""
        said = self.proposed or self.unit_proposed
        return said.grade if said else None

    def begin(self, subject: Subject, subject_id: UUID, year: int) -> None:
        """Open the year, unless it is open."""
        if self.version == 0:
            self.happened(Begun(subject=subject, subject_id=subject_id, year=year))

    def find(self, found: ActFound, *, today: date) -> None:
        """Note an act that was found.

        Raises:
            YearDecidedError: only a new decision can still take it in.
            ActCountedError: the act stands here already.
            NumberMissingError: the paper on it has no number.
            GradingDayError: it was decided on before it was done, or in the future.
        """
        self._require_undecided()
        if found.act_id in self.acts:
            raise ActCountedError(self.begun.year)
        require_number(found)
        require_day(found.decided_on, found.acted_on, today)
        self.happened(found)

    def revoke(self, act_id: UUID, number: str) -> None:
        """Let an act count no more: what was proposed with it falls, a decision is in doubt."""
        if act_id in self.acts:
            doubts = self.decisions[-1].number if self.decisions else ""
            self.happened(ActRevoked(act_id=act_id, number=number, doubts=doubts))

    def meet(self, held: MeetingHeld, *, today: date) -> None:
        """Note the meeting and its minutes.

        Raises:
            YearDecidedError: it comes too late.
            NumberMissingError: the minutes have no number.
            GradingDayError: its day has not come.
        """
        self._require_undecided()
        require_number(held)
        require_day(held.held_on, date(self.begun.year, 1, 1), today)
        self.happened(held)

    def hear_party(self, given: PartyOpinionGiven, *, today: date) -> None:
        """Note the opinion of the Party committee.

        Raises:
            YearDecidedError: it comes too late.
            NumberMissingError: it has no number.
            GradingDayError: its day has not come.
        """
        self._require_undecided()
        require_number(given)
        require_day(given.given_on, date(self.begun.year, 1, 1), today)
        self.happened(given)

    def grade_oneself(self, said: SelfGraded, *, by: UUID) -> None:
        """Let the person say which grade they would give themselves.

        Raises:
            NotYourYearError: it is somebody else's.
            YearDecidedError: it comes too late.
        """
        self._require_own(by)
        self._require_undecided()
        self.happened(said)

    def propose(self, said: Proposed | UnitProposed) -> None:
        """Propose a grade, or another one than before.

        Raises:
            YearDecidedError: it comes too late.
        """
        self._require_undecided()
        self.happened(said)

    def decide(self, said: Decided, *, today: date) -> None:
        """Decide the grade.

        Raises:
            YearDecidedError: it was decided before.
            NotProposedError: nothing was proposed.
            NoMeetingError: nobody has met.
            NoPartyOpinionError: the Party committee was not asked.
            OverrideStandsError: an act leaves another grade only.
            GradeReasonError: it differs from the proposal, and nobody says why.
            NumberMissingError: the decision has no number.
            GradingDayError: it would be of the future, or before the meeting.
        """
        self._require_undecided()
        self._require_steps()
        if self.acts and said.grade != "not_completed":
            raise OverrideStandsError(self.begun.subject_id)
        if said.grade != self.offered and not said.cut and not said.reason.strip():
            raise GradeReasonError(self.begun.subject_id)
        require_number(said)
        met = self.meeting.held_on if self.meeting else date(self.begun.year, 1, 1)
        require_day(said.decided_on, met, today)
        self.happened(said)

    def tell(self, told_on: date, *, today: date) -> None:
        """Note that the result was told.

        Raises:
            YearNotDecidedError: there is none.
            GradingDayError: it was told before it was decided, or in the future.
        """
        require_day(told_on, self._decided().decided_on, today)
        self.happened(Told(told_on=told_on))

    def object(self, said: Petitioned, *, by: UUID) -> None:
        """Object to the result.

        Raises:
            NotYourYearError: it is somebody else's.
            YearNotDecidedError: there is none.
            YearPetitionOpenError: an objection waits already.
            NothingWrittenError: it does not say what is wrong.
        """
        self._require_own(by)
        self._decided()
        if self.petition is not None:
            raise YearPetitionOpenError(self.petition.due_on)
        require_words(said.text)
        self.happened(said)

    def answer(self, said: PetitionAnswered) -> None:
        """Answer the objection.

        Raises:
            NoYearPetitionError: none waits.
            NothingWrittenError: the answer is empty.
        """
        if self.petition is None:
            raise NoYearPetitionError
        require_words(said.answer)
        self.happened(said)

    def supersede(self, said: Superseded, *, today: date) -> None:
        """Put a new decision in the place of the one that stands.

        Raises:
            YearNotDecidedError: there is none to supersede.
            NumberMissingError: it has no number.
            NothingWrittenError: it has no reason.
            GradingDayError: it would be of the future, or before the one that stands.
        """
        standing = self._decided()
        require_number(said)
        require_words(said.reason)
        require_day(said.decided_on, standing.decided_on, today)
        self.happened(said)

    def evolve(self, event: Event) -> None:
        """Remember what was said."""
        match event:
            case Begun():
                self.begun = event
            case ActFound():
                self.acts[event.act_id] = event
            case MeetingHeld():
                self.meeting = event
            case PartyOpinionGiven():
                self.opinion = event
            case SelfGraded():
                self.own = event
            case Proposed():
                self.proposed = event
            case UnitProposed():
                self.unit_proposed = event
            case _:
                self._concluded(event)

    def _concluded(self, event: Event) -> None:
        match event:
            case ActRevoked(doubts=decision):
                del self.acts[event.act_id]
                self.doubt = event if decision else None
                self.proposed = self.proposed if decision else None
            case Decided() | Superseded():
                self.decisions.append(event)
                self.doubt = None
                self.told = None  # each decision is told anew
            case Told():
                self.told = event
            case Petitioned():
                self.petition = event
            case PetitionAnswered():
                self.petition = None
                self.answers.append(event)

    def _require_own(self, by: UUID) -> None:
        if by != self.begun.subject_id:
            raise NotYourYearError

    def _require_undecided(self) -> None:
        if self.decisions:
            raise YearDecidedError(self.decisions[-1].number)

    def _decided(self) -> Decision:
        if not self.decisions:
            raise YearNotDecidedError
        return self.decisions[-1]

    def _require_steps(self) -> None:
        subject = self.begun.subject_id
        if self.proposed is None and self.unit_proposed is None:
            raise NotProposedError(subject)
        if self.proposed is None:
            return
        if self.meeting is None:
            raise NoMeetingError(subject)
        if self.proposed.rank != "staff" and self.opinion is None:
            raise NoPartyOpinionError(subject)
