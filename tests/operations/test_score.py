"""`sauro score --check`: stored scores by the command line."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from msgspec.structs import replace

from events.score_values import Verdict
from events.scoring import Adjusted, ScoreSheet, sheet_id
from service.work import Work
from tests.evaluation.scored import Month, scored_month
from tests.operations.conftest import Sauro
from tests.past import Story, days_ago


@dataclass(frozen=True)
class Slip:
    """A verdict that nothing was asked about, as a mistake of a program would record it."""

    person_id: UUID
    period_id: UUID
    verdict: Verdict

    def decide(self, work: Work) -> None:
        sheet = work.load(ScoreSheet, sheet_id(self.person_id, self.period_id))
        said = Adjusted(person_id=self.person_id, verdict=self.verdict, reason="Nhầm")
        sheet.happened(said)
        work.save(sheet)


def slip(month: Month, **changed: object) -> None:
    sheet = month.kept("khai").sheet
    assert sheet.verdict
    wrong = replace(sheet.verdict, **changed)
    said = Slip(month.person("khai"), month.period_id, wrong)
    month.story.do(said, by="do", at=days_ago(1))


def test_every_stored_score_is_reckoned_again_and_what_differs_is_named(
    sauro: Sauro, story: Story
) -> None:
    month, words = scored_month(story), ("score", "--check", "--tenant", story.tenant.code)
    assert f"{story.tenant.code}: 0 điểm đã lưu, khớp." in sauro(*words).output
    month.self_score("khai")
    month.confirm("khai", by="do")
    slip(month)  # the same verdict again: no difference
    done = sauro(*words)
    assert (done.exit_code, "2 điểm đã lưu, khớp." in done.output) == (0, True), done.output
    slip(month, signed=Decimal("99.99"))
    done = sauro(*words)
    assert done.exit_code == 1
    assert "KHÁC: Ma Văn Khải" in done.output
    assert "đã lưu 99,99, tính lại 79,58" in done.output


def test_a_score_whose_rules_nobody_has_is_named(sauro: Sauro, story: Story) -> None:
    month = scored_month(story)
    month.self_score("khai")
    month.confirm("khai", by="do")
    sheet = month.kept("khai").sheet
    assert sheet.verdict
    slip(month, rules=replace(sheet.verdict.rules, sha256="0" * 64))
    done = sauro("score", "--check", "--tenant", story.tenant.code)
    assert done.exit_code == 1
    assert "không còn bộ quy tắc nd335-2025" in done.output


def test_nothing_is_done_that_was_not_asked_for(sauro: Sauro) -> None:
    assert sauro("score").exit_code == 2
