"""The application factory; the only module that knows every blueprint."""

from flask import Flask
from flask_compress import Compress
from flask_login import LoginManager

from service.ledgers import instance
from service.settings import Settings, from_environment
from web import as_of, session, start
from web.access import account, guests
from web.access import views as access
from web.catalogues import comparing as catalogue_comparing
from web.catalogues import reading_in as catalogue_reading
from web.catalogues import views as catalogues
from web.catalogues import words as catalogue_words
from web.conclusions import merit_words, merits
from web.conclusions import views as conclusions
from web.conclusions import words as conclusion_words
from web.directives import copies as directive_copies
from web.directives import replies as directive_replies
from web.directives import views as directives
from web.directives import words as directive_words
from web.discussions import views as discussions
from web.discussions import words as discussion_words
from web.evaluation import (
    period_words,
    periods,
    rule_comparing,
    rule_drafting,
    rule_words,
    score_papers,
    trying,
    year_acts,
    year_one,
    year_words,
    years,
)
from web.evaluation import rules as rule_sets
from web.evaluation import sheet as score_sheet
from web.evaluation import sheet_acts as score_acts
from web.evaluation import sheet_words as score_words
from web.evaluation import views as scores
from web.evaluation.par import appraisal as par_appraisal
from web.evaluation.par import appraisals as par_appraisals
from web.evaluation.par import leaf as par_leaf
from web.evaluation.par import sets as par_sets
from web.evaluation.par import words as par_words
from web.evaluation.par import year as par_year
from web.evidence import acts as evidence_acts
from web.evidence import parts as evidence_parts
from web.evidence import views as evidence
from web.evidence import words as evidence_words
from web.exchange import views as exchange
from web.exchange import words as exchange_words
from web.failures import handle_failures
from web.holders import load_person
from web.indicators import acts as indicator_acts
from web.indicators import links as indicator_links
from web.indicators import views as indicators
from web.indicators import words as indicator_words
from web.inspections import coverage, minutes, missions, signals, visit_words, visits, watched
from web.inspections import limits as signal_limits
from web.inspections import words as signal_words
from web.messages import sending, urging
from web.messages import views as messages
from web.messages import words as message_words
from web.navigation import dress
from web.oversight import views as oversight
from web.papers import views as paper_templates
from web.papers import words as paper_words
from web.people import admin, person
from web.people import views as people
from web.people import words as people_words
from web.people.delegations import bp_delegations
from web.plans import (
    amending,
    annex,
    annexing,
    as_before,
    assign,
    catalogue,
    comparing,
    deriving,
    front,
    issue,
    record,
    reimport,
    replaced,
    replacing,
    review,
    serving,
    spelling,
    undo,
    upload,
)
from web.plans import life_words as plan_life_words
from web.plans import views as plans
from web.plans import words as plan_words
from web.proofs.pages import PROOFS
from web.reports import acts as report_acts
from web.reports import calendar_pages as report_calendar
from web.reports import files as report_files
from web.reports import part as report_part
from web.reports import views as reports
from web.reports import wizard as report_wizard
from web.reports import words as report_words
from web.reviews import papers as review_papers
from web.reviews import rounds as review_rounds
from web.reviews import sent as review_sent
from web.reviews import views as reviews
from web.reviews import words as review_words
from web.search import views as search
from web.security import configuration, protect
from web.session import Site
from web.tasks import (
    bulk,
    handing_over,
    home,
    list_words,
    listing,
    meetings,
    outside,
    outside_words,
    parts,
    rules,
    shares,
    sheet_words,
    sheets,
)
from web.tasks import views as tasks
from web.tasks import words as task_words
from web.ui import assets, gallery
from web.units import views as units
from web.vocabulary import Application

PAGES = (
    assets.bp,
    start.bp,
    access.bp,
    account.bp,
    guests.bp_guests,
    home.bp,
    listing.bp_list,
    bulk.bp_bulk,
    sheets.bp_sheets,
    handing_over.bp_handover,
    admin.bp_admin,
    rules.bp_rules,
    outside.bp_give,
    parts.bp_parts,
    shares.bp_shares,
    meetings.bp_meetings,
    conclusions.bp,
    merits.bp_merits,
    people.bp,
    person.bp_person,
    bp_delegations,
    units.bp,
    signals.bp_signals,
    coverage.bp_coverage,
    visits.bp_visits,
    missions.bp_missions,
    reports.bp,
    report_calendar.bp_calendar,
    report_wizard.bp_wizard,
    report_part.bp_part,
    report_acts.bp_report_acts,
    report_files.bp_report_files,
    paper_templates.bp_templates,
    minutes.bp_minutes,
    signal_limits.bp_limits,
    indicators.bp,
    indicator_acts.bp,
    indicator_links.bp_links,
    evidence.bp,
    evidence_acts.bp,
    evidence_parts.bp,
    exchange.bp,
    oversight.bp,
    directives.bp,
    directive_copies.bp_copies,
    directive_replies.bp_replies,
    par_year.bp,
    par_leaf.bp,
    par_appraisals.bp,
    par_appraisal.bp,
    par_sets.bp,
    messages.bp,
    search.bp,
    urging.bp,
    sending.bp,
    tasks.bp,
    discussions.bp,
    plans.bp,
    upload.bp_upload,
    review.bp_review,
    record.bp_record,
    spelling.bp_spelling,
    undo.bp_undo,
    assign.bp_assign,
    annexing.bp_annexing,
    as_before.bp_before,
    front.bp_front,
    issue.bp_issue,
    comparing.bp_compare,
    amending.bp_amend,
    annex.bp_annex,
    catalogue.bp_catalogue,
    reimport.bp_reimport,
    catalogues.bp,
    catalogue_reading.bp_reading,
    catalogue_comparing.bp_compare,
    periods.bp_periods,
    rule_sets.bp_rules,
    rule_comparing.bp_rule_compare,
    rule_drafting.bp_rule_drafts,
    replacing.bp_replace,
    replaced.bp_replaced,
    deriving.bp_derive,
    serving.bp_serve,
    review_papers.bp_papers,
    review_rounds.bp_rounds,
    review_sent.bp_sent,
    reviews.bp,
    scores.bp,
    score_sheet.bp,
    score_acts.bp,
    trying.bp_trying,
    score_papers.bp,
    years.bp,
    year_one.bp,
    year_acts.bp,
    *PROOFS,
)


WORDED = (
    people_words,
    plan_words,
    plan_life_words,
    task_words,
    signal_words,
    visit_words,
    list_words,
    outside_words,
    sheet_words,
    message_words,
    indicator_words,
    discussion_words,
    catalogue_words,
    conclusion_words,
    merit_words,
    evidence_words,
    rule_words,
    report_words,
    exchange_words,
    paper_words,
    directive_words,
    period_words,
    review_words,
    score_words,
    par_words,
    year_words,
)  # each says the refusals of its context


def create_app(settings: Settings | None = None) -> Flask:
    """Build the application; the settings are the environment's when none are given."""
    settings = settings or from_environment()
    app = Application("web", static_folder=None)
    app.config.from_mapping(configuration(settings))
    app.extensions["sauro"] = Site(settings, instance(settings))
    protect(app, settings)
    handle_failures(app)
    dress(app)
    _open_requests(app)
    for pages in (*PAGES, *((gallery.bp,) if settings.demo else ())):
        app.register_blueprint(pages)
    Compress(app)
    return app


def _open_requests(app: Flask) -> None:
    """Let every request know its tenant and its person, and end what it opened."""
    app.url_value_preprocessor(session.take_tenant)
    app.url_defaults(session.put_code)
    app.before_request(as_of.hand_over)
    app.after_request(watched.keep_look)
    app.teardown_request(session.end_reading)
    people_here = LoginManager(app)
    people_here.user_loader(load_person)
    people_here.unauthorized_handler(access.stranger)
