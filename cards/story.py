"""The sample story that the gallery tells: Maple Ridge Millwork moves its files."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from playbook.commands import AnyCommand, Decide, File, Step
from playbook.decide import decide
from playbook.dossier import Dossier
from playbook.outcome import Outcome
from playbook.records import (
    ChangeRequest,
    Conversation,
    Duty,
    Goal,
    Person,
    Phase,
    Post,
    PostState,
    ProjectType,
    Setting,
    Verdict,
)
from playbook.settling import settled
from playbook.standing import standing
from playbook.workplace import Workplace

TENANT = "maple-ridge"
MONDAY = datetime(2026, 3, 2, 14, 5, tzinfo=UTC)
"""Nine in the morning, and five minutes, in Barrie, Ontario."""

MARIE = Person(
    key="11111111-0000-4000-8000-000000000001",
    name="Marie Tremblay",
    tenant=TENANT,
    teams="29:1-marie",
    conversation="a:marie",
    installed="yes",
)
JULIE = Person(
    key="11111111-0000-4000-8000-000000000002",
    name="Julie Chen",
    tenant=TENANT,
    teams="29:1-julie",
    conversation="a:julie",
    installed="yes",
)
ALEX = Person(
    key="11111111-0000-4000-8000-000000000003",
    name="Alex Novak",
    tenant="brightwater-it",
    teams="29:1-alex",
    conversation="a:alex",
    installed="yes",
)
DEV = Person(
    key="11111111-0000-4000-8000-000000000004",
    name="Dev Patel",
    tenant=TENANT,
    teams="29:1-dev",
    conversation="a:dev",
    installed="yes",
)
NEWS = Conversation(key="19:news@thread.tacv2", name="Announcements", kind="channel")
PROJECT = Conversation(key="19:project@thread.tacv2", name="Project team", kind="channel")

WORKPLACE = Workplace(
    people={person.key: person for person in (MARIE, JULIE, ALEX, DEV)},
    conversations={place.key: place for place in (NEWS, PROJECT)},
    settings={
        duty.name.lower(): Setting(key=duty.name.lower(), duty=duty, holder=holder)
        for duty, holder in (
            (Duty.SPONSOR, MARIE.who),
            (Duty.LEAD, ALEX.who),
            (Duty.COORDINATOR, JULIE.who),
        )
    },
    tenant=TENANT,
)

ENTERED = ChangeRequest(
    key="",
    form="form-1",
    project_name="Move our files to Microsoft 365",
    sponsor=MARIE.who,
    business_problem=(
        "The shared drive in the office fills up, and people on site cannot reach drawings"
        " without calling somebody at a desk."
    ),
    goal=Goal.LESS_RISK,
    desired_outcome=(
        "Everybody opens the current drawing from the shop floor, a site or home in under a"
        " minute, and there is one copy of it."
    ),
    why=(
        "Last quarter two kitchens were cut from outdated drawings. Files that everybody can"
        " reach end that, and a failing server no longer stops the shop."
    ),
    cost_of_doing_nothing=(
        "About $4,000 a month in rework and lost hours, and a server out of warranty since May."
    ),
    systems_affected="The shared drive S:, e-mail attachments, scanning to folders.",
    in_scope_systems="Office and production files.",
    in_scope_teams="All forty people.",
    in_scope_sites="Barrie.",
    in_scope_workflows="Opening, saving and sharing drawings.",
    in_scope_dates="March and April.",
    out_of_scope="The accounting system, e-mail, and the machines on the shop floor.",
    key_dependencies="Microsoft 365 licences for production, and Brightwater IT on two Fridays.",
    operational_impact=(
        "Everybody, for about a morning: files are read-only from Friday noon until Monday."
        " Production prints its drawings for Monday beforehand."
    ),
    go_live_from=date(2026, 4, 13),
    go_live_to=date(2026, 4, 24),
    rollback_trigger="A department cannot open its files by 10 a.m. on its first Monday.",
    measures_of_success=(
        "Time to find a drawing under a minute, and no rework from outdated drawings in May."
    ),
)

COMMENTS = {
    Verdict.APPROVED: "Yes. Please tell the shop floor twice.",
    Verdict.DECLINED: "April is our busiest month. Can this wait until June?",
}
"""What Marie says to either decision."""


def after(
    dossier: Dossier | None,
    command: AnyCommand,
    person: Person,
    now: datetime,
    workplace: Workplace = WORKPLACE,
) -> tuple[Outcome, Dossier]:
    """What the playbook answers, and the change as it then stands."""
    outcome = decide(dossier, workplace, command, person, now)
    change = next((row for row in outcome.rows if isinstance(row, ChangeRequest)), None)
    known = dossier or (Dossier(change) if change else None)
    if known is None:
        raise ValueError("the command made no change")
    return outcome, known.after(outcome.rows)


def sent(dossier: Dossier, now: datetime, state: PostState = PostState.SENT) -> Dossier:
    """The change with its claimed posts sent, or whatever else became of them."""
    return replace(
        dossier,
        posts=tuple(
            settled(post, state, now, message=f"m-{number}")
            if post.state is PostState.CLAIMED
            else post
            for number, post in enumerate(dossier.posts)
        ),
    )


def submitted() -> Dossier:
    """Filed by Julie, and Marie has been asked."""
    _, dossier = after(None, File(entered=ENTERED, submit=True), JULIE, MONDAY)
    return sent(dossier, MONDAY + timedelta(seconds=2))


def typed() -> Dossier:
    """Filed by Julie with a type, so that its plan has begun."""
    entered = ENTERED.model_copy(update={"project_type": ProjectType.MICROSOFT_365})
    return sent(after(None, File(entered=entered, submit=True), JULIE, MONDAY)[1], MONDAY)


def drafted() -> Dossier:
    """Kept by Julie with a name and not much else."""
    entered = ChangeRequest(key="", form="form-2", project_name="Replace the label printer")
    return after(None, File(entered=entered, submit=False), JULIE, MONDAY)[1]


def decided(verdict: Verdict, comment: str) -> Dossier:
    """Decided by Marie, an hour after she was asked."""
    dossier = submitted()
    command = Decide(
        change=dossier.change.key,
        version=standing(dossier).version,
        verdict=verdict,
        comment=comment,
        via=ask_of(dossier).key,
    )
    now = MONDAY + timedelta(hours=1)
    return sent(after(dossier, command, MARIE, now)[1], now)


def moved(to: Phase, dossier: Dossier, now: datetime) -> Dossier:
    """One step further, by Alex."""
    step = Step(change=dossier.change.key, to=to, ordinal=standing(dossier).ordinal + 1)
    return after(dossier, step, ALEX, now)[1]


def ask_of(dossier: Dossier) -> Post:
    """The post that asked."""
    return dossier.posts[0]
