"""A sponsor's word that was deleted is asked for again, once."""

from dataclasses import replace

from playbook.posting import wanted
from playbook.records import Purpose
from tests.playbook.firm import MARIE, answered, waiting


def test_a_decision_deleted_with_what_is_on_record_of_it_calls_for_one_question() -> None:
    made = waiting()
    made.deliver()
    made.press(answered(made), MARIE)
    dossier = made.dossier()
    (decision,) = dossier.decisions
    record = [event for event in dossier.audit if event.key.startswith(decision.key)]
    assert record
    left = tuple(event for event in dossier.audit if event not in record)
    dossier = replace(dossier, decisions=(), audit=left, gone=(decision, *record))
    for _ in range(3):
        posts = wanted(dossier, made.workplace, made.now)
        dossier = dossier.after(posts)
    assert sum(post.purpose is Purpose.APPROVAL for post in dossier.posts) == 2
