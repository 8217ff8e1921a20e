"""Pages read as of a past day, also of one on which there was nothing yet."""

DATED = {
    "plans.index",
    "plans.show",
    "tasks.show",
    "task_list.index",
    "units.index",
    "units.show",
    "units.people",
    "indicators.index",
    "evidence.index",
    "evidence.show",
    "meetings.index",
    "periods.index",
    "catalogues.index",
    "conclusions.index",
    "reports.index",
    "visits.index",
    "visits.show",
    "report.show",
    "directives.show",
    "directive_replies.show",
}
