"""Approvals: matters and their register, letters, submissions, time limits, consultation, oversight, the archive."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the columns, empty in what is there, and make the new tables."""
    op.add_column("project", sa.Column("new_side_extended_powers", sa.Boolean, nullable=True))
    op.add_column("authority", sa.Column("key_county", sa.Boolean, nullable=True))
    op.add_column("agency_name", sa.Column("certainty", sa.Text, nullable=True))
    _year_target()
    _clock_reading()
    _duty_person()
    _hearing()
    _inspection()
    _matter()
    _resolution()
    _sanction()
    _letter()
    _opinion()
    _submission()
    _matter_entry()
    _submitted_file()
    _word_copy()
    _archive_item()
    _return_comment()
    _comment_answer()


def _year_target() -> None:
    op.create_table(
        "year_target",
        sa.Column("authority_id", sa.Text, nullable=True),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("from_year", sa.BigInteger, nullable=True),
        sa.Column("to_year", sa.BigInteger, nullable=True),
        sa.Column("area", sa.BigInteger, nullable=True),
        sa.Column("done", sa.BigInteger, nullable=True),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], deferrable=True,
                                initially="DEFERRED", name="fk_year_target_authority_id"),
        sa.PrimaryKeyConstraint("id", name="pk_year_target"),
    )
    op.create_index("ix_year_target_authority_id", "year_target", ["authority_id"])


def _clock_reading() -> None:
    op.create_table(
        "clock_reading",
        sa.Column("project_id", sa.Text, nullable=False),
        sa.Column("clock_id", sa.Text, nullable=False),
        sa.Column("subject_id", sa.Text, nullable=False),
        sa.Column("started_on", sa.Text, nullable=True),
        sa.Column("ended_on", sa.Text, nullable=True),
        sa.Column("extended_to", sa.Text, nullable=True),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("officer_name", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], deferrable=True,
                                initially="DEFERRED", name="fk_clock_reading_project_id"),
        sa.PrimaryKeyConstraint("id", name="pk_clock_reading"),
    )
    op.create_index("ix_clock_reading_project_id", "clock_reading", ["project_id"])


def _duty_person() -> None:
    op.create_table(
        "duty_person",
        sa.Column("authority_id", sa.Text, nullable=True),
        sa.Column("project_id", sa.Text, nullable=True),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("post", sa.Text, nullable=False),
        sa.Column("phone", sa.Text, nullable=False),
        sa.Column("duty", sa.Text, nullable=False),
        sa.Column("from_on", sa.Text, nullable=True),
        sa.Column("until_on", sa.Text, nullable=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], deferrable=True,
                                initially="DEFERRED", name="fk_duty_person_authority_id"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], deferrable=True,
                                initially="DEFERRED", name="fk_duty_person_project_id"),
        sa.PrimaryKeyConstraint("id", name="pk_duty_person"),
    )
    op.create_index("ix_duty_person_authority_id", "duty_person", ["authority_id"])
    op.create_index("ix_duty_person_project_id", "duty_person", ["project_id"])


def _hearing() -> None:
    op.create_table(
        "hearing",
        sa.Column("project_id", sa.Text, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("village_id", sa.Text, nullable=True),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("announced_on", sa.Text, nullable=True),
        sa.Column("held_on", sa.Text, nullable=True),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("chair", sa.Text, nullable=False),
        sa.Column("attended", sa.BigInteger, nullable=True),
        sa.Column("opinions", sa.Text, nullable=False),
        sa.Column("result", sa.Text, nullable=False),
        sa.Column("file_name", sa.Text, nullable=False),
        sa.Column("file_hash", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], deferrable=True,
                                initially="DEFERRED", name="fk_hearing_project_id"),
        sa.ForeignKeyConstraint(["village_id"], ["village.id"], deferrable=True,
                                initially="DEFERRED", name="fk_hearing_village_id"),
        sa.PrimaryKeyConstraint("id", name="pk_hearing"),
    )
    op.create_index("ix_hearing_project_id", "hearing", ["project_id"])
    op.create_index("ix_hearing_village_id", "hearing", ["village_id"])


def _inspection() -> None:
    op.create_table(
        "inspection",
        sa.Column("project_id", sa.Text, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("link", sa.Text, nullable=False),
        sa.Column("inspector", sa.Text, nullable=False),
        sa.Column("inspected_on", sa.Text, nullable=True),
        sa.Column("finding", sa.Text, nullable=False),
        sa.Column("rectify_by", sa.Text, nullable=True),
        sa.Column("measures", sa.Text, nullable=False),
        sa.Column("rectified_on", sa.Text, nullable=True),
        sa.Column("confirmed_by", sa.Text, nullable=False),
        sa.Column("file_name", sa.Text, nullable=False),
        sa.Column("file_hash", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], deferrable=True,
                                initially="DEFERRED", name="fk_inspection_project_id"),
        sa.PrimaryKeyConstraint("id", name="pk_inspection"),
    )
    op.create_index("ix_inspection_project_id", "inspection", ["project_id"])


def _matter() -> None:
    op.create_table(
        "matter",
        sa.Column("project_id", sa.Text, nullable=False),
        sa.Column("pack_id", sa.Text, nullable=False),
        sa.Column("chain_id", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("opened_on", sa.Text, nullable=True),
        sa.Column("joined_id", sa.Text, nullable=True),
        sa.Column("basis_document", sa.Text, nullable=False),
        sa.Column("basis_number", sa.Text, nullable=False),
        sa.Column("basis_on", sa.Text, nullable=True),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], deferrable=True,
                                initially="DEFERRED", name="fk_matter_project_id"),
        sa.ForeignKeyConstraint(["joined_id"], ["matter.id"], deferrable=True,
                                initially="DEFERRED", name="fk_matter_joined_id"),
        sa.PrimaryKeyConstraint("id", name="pk_matter"),
    )
    op.create_index("ix_matter_project_id", "matter", ["project_id"])
    op.create_index("ix_matter_joined_id", "matter", ["joined_id"])


def _resolution() -> None:
    op.create_table(
        "resolution",
        sa.Column("project_id", sa.Text, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("village_id", sa.Text, nullable=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("held_on", sa.Text, nullable=True),
        sa.Column("entitled", sa.BigInteger, nullable=True),
        sa.Column("present", sa.BigInteger, nullable=True),
        sa.Column("in_favour", sa.BigInteger, nullable=True),
        sa.Column("against", sa.BigInteger, nullable=True),
        sa.Column("abstained", sa.BigInteger, nullable=True),
        sa.Column("file_name", sa.Text, nullable=False),
        sa.Column("file_hash", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], deferrable=True,
                                initially="DEFERRED", name="fk_resolution_project_id"),
        sa.ForeignKeyConstraint(["village_id"], ["village.id"], deferrable=True,
                                initially="DEFERRED", name="fk_resolution_village_id"),
        sa.PrimaryKeyConstraint("id", name="pk_resolution"),
    )
    op.create_index("ix_resolution_project_id", "resolution", ["project_id"])
    op.create_index("ix_resolution_village_id", "resolution", ["village_id"])


def _sanction() -> None:
    op.create_table(
        "sanction",
        sa.Column("authority_id", sa.Text, nullable=True),
        sa.Column("project_id", sa.Text, nullable=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("decided_by", sa.Text, nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("decided_on", sa.Text, nullable=True),
        sa.Column("score", sa.BigInteger, nullable=True),
        sa.Column("area", sa.BigInteger, nullable=True),
        sa.Column("year", sa.BigInteger, nullable=True),
        sa.Column("from_on", sa.Text, nullable=True),
        sa.Column("until_on", sa.Text, nullable=True),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("lifts_id", sa.Text, nullable=True),
        sa.Column("revokes_id", sa.Text, nullable=True),
        sa.Column("file_name", sa.Text, nullable=False),
        sa.Column("file_hash", sa.Text, nullable=False),
        sa.Column("officer_name", sa.Text, nullable=False),
        sa.Column("entered_at", sa.Text, nullable=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["authority_id"], ["authority.id"], deferrable=True,
                                initially="DEFERRED", name="fk_sanction_authority_id"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], deferrable=True,
                                initially="DEFERRED", name="fk_sanction_project_id"),
        sa.ForeignKeyConstraint(["lifts_id"], ["sanction.id"], deferrable=True,
                                initially="DEFERRED", name="fk_sanction_lifts_id"),
        sa.ForeignKeyConstraint(["revokes_id"], ["sanction.id"], deferrable=True,
                                initially="DEFERRED", name="fk_sanction_revokes_id"),
        sa.PrimaryKeyConstraint("id", name="pk_sanction"),
    )
    op.create_index("ix_sanction_authority_id", "sanction", ["authority_id"])
    op.create_index("ix_sanction_project_id", "sanction", ["project_id"])
    op.create_index("ix_sanction_lifts_id", "sanction", ["lifts_id"])
    op.create_index("ix_sanction_revokes_id", "sanction", ["revokes_id"])


def _letter() -> None:
    op.create_table(
        "letter",
        sa.Column("project_id", sa.Text, nullable=False),
        sa.Column("matter_id", sa.Text, nullable=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("way", sa.Text, nullable=False),
        sa.Column("issuers", sa.Text, nullable=False),
        sa.Column("document_code", sa.Text, nullable=False),
        sa.Column("year", sa.BigInteger, nullable=True),
        sa.Column("sequence", sa.BigInteger, nullable=True),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("recipients", sa.Text, nullable=False),
        sa.Column("copies_to", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("attachments", sa.Text, nullable=False),
        sa.Column("signers", sa.Text, nullable=False),
        sa.Column("dated_on", sa.Text, nullable=True),
        sa.Column("contact", sa.Text, nullable=False),
        sa.Column("phone", sa.Text, nullable=False),
        sa.Column("annotation", sa.Text, nullable=False),
        sa.Column("secrecy", sa.Text, nullable=False),
        sa.Column("urgency", sa.Text, nullable=False),
        sa.Column("copy_number", sa.Text, nullable=False),
        sa.Column("print_office", sa.Text, nullable=False),
        sa.Column("printed_on", sa.Text, nullable=True),
        sa.Column("copies", sa.BigInteger, nullable=True),
        sa.Column("answers_title", sa.Text, nullable=False),
        sa.Column("answers_number", sa.Text, nullable=False),
        sa.Column("received_on", sa.Text, nullable=True),
        sa.Column("sealed_id", sa.Text, nullable=True),
        sa.Column("issued_at", sa.Text, nullable=True),
        sa.Column("file_name", sa.Text, nullable=False),
        sa.Column("file_hash", sa.Text, nullable=False),
        sa.Column("void_reason", sa.Text, nullable=False),
        sa.Column("voided_on", sa.Text, nullable=True),
        sa.Column("officer_name", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], deferrable=True,
                                initially="DEFERRED", name="fk_letter_project_id"),
        sa.ForeignKeyConstraint(["matter_id"], ["matter.id"], deferrable=True,
                                initially="DEFERRED", name="fk_letter_matter_id"),
        sa.ForeignKeyConstraint(["sealed_id"], ["sealed.id"], deferrable=True,
                                initially="DEFERRED", name="fk_letter_sealed_id"),
        sa.PrimaryKeyConstraint("id", name="pk_letter"),
    )
    op.create_index("ix_letter_project_id", "letter", ["project_id"])
    op.create_index("ix_letter_matter_id", "letter", ["matter_id"])
    op.create_index("ix_letter_sealed_id", "letter", ["sealed_id"])


def _opinion() -> None:
    op.create_table(
        "opinion",
        sa.Column("project_id", sa.Text, nullable=False),
        sa.Column("matter_id", sa.Text, nullable=True),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("duty", sa.Text, nullable=False),
        sa.Column("department", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("asked_on", sa.Text, nullable=True),
        sa.Column("asking_number", sa.Text, nullable=False),
        sa.Column("due_on", sa.Text, nullable=True),
        sa.Column("answered_on", sa.Text, nullable=True),
        sa.Column("answer_number", sa.Text, nullable=False),
        sa.Column("stance", sa.Text, nullable=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("adopted", sa.Text, nullable=True),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("file_name", sa.Text, nullable=False),
        sa.Column("file_hash", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], deferrable=True,
                                initially="DEFERRED", name="fk_opinion_project_id"),
        sa.ForeignKeyConstraint(["matter_id"], ["matter.id"], deferrable=True,
                                initially="DEFERRED", name="fk_opinion_matter_id"),
        sa.PrimaryKeyConstraint("id", name="pk_opinion"),
    )
    op.create_index("ix_opinion_project_id", "opinion", ["project_id"])
    op.create_index("ix_opinion_matter_id", "opinion", ["matter_id"])


def _submission() -> None:
    op.create_table(
        "submission",
        sa.Column("matter_id", sa.Text, nullable=False),
        sa.Column("step", sa.BigInteger, nullable=False),
        sa.Column("packet", sa.Text, nullable=False),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("pages", sa.BigInteger, nullable=True),
        sa.Column("plan_version_id", sa.Text, nullable=True),
        sa.Column("joined_id", sa.Text, nullable=True),
        sa.Column("content_hash", sa.Text, nullable=False),
        sa.Column("officer_name", sa.Text, nullable=False),
        sa.Column("made_at", sa.Text, nullable=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["matter_id"], ["matter.id"], deferrable=True,
                                initially="DEFERRED", name="fk_submission_matter_id"),
        sa.ForeignKeyConstraint(["plan_version_id"], ["plan_version.id"], deferrable=True,
                                initially="DEFERRED", name="fk_submission_plan_version_id"),
        sa.ForeignKeyConstraint(["joined_id"], ["matter.id"], deferrable=True,
                                initially="DEFERRED", name="fk_submission_joined_id"),
        sa.PrimaryKeyConstraint("id", name="pk_submission"),
    )
    op.create_index("ix_submission_matter_id", "submission", ["matter_id"])
    op.create_index("ix_submission_plan_version_id", "submission", ["plan_version_id"])
    op.create_index("ix_submission_joined_id", "submission", ["joined_id"])


def _matter_entry() -> None:
    op.create_table(
        "matter_entry",
        sa.Column("matter_id", sa.Text, nullable=False),
        sa.Column("step", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("acted_on", sa.Text, nullable=True),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("basis", sa.Text, nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("incoming_number", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("handler", sa.Text, nullable=False),
        sa.Column("opinion", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("back_to", sa.BigInteger, nullable=True),
        sa.Column("submission_id", sa.Text, nullable=True),
        sa.Column("version_id", sa.Text, nullable=True),
        sa.Column("letter_id", sa.Text, nullable=True),
        sa.Column("file_name", sa.Text, nullable=False),
        sa.Column("file_hash", sa.Text, nullable=False),
        sa.Column("revokes_id", sa.Text, nullable=True),
        sa.Column("officer_name", sa.Text, nullable=False),
        sa.Column("entered_at", sa.Text, nullable=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["matter_id"], ["matter.id"], deferrable=True,
                                initially="DEFERRED", name="fk_matter_entry_matter_id"),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], deferrable=True,
                                initially="DEFERRED", name="fk_matter_entry_submission_id"),
        sa.ForeignKeyConstraint(["version_id"], ["plan_version.id"], deferrable=True,
                                initially="DEFERRED", name="fk_matter_entry_version_id"),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], deferrable=True,
                                initially="DEFERRED", name="fk_matter_entry_letter_id"),
        sa.ForeignKeyConstraint(["revokes_id"], ["matter_entry.id"], deferrable=True,
                                initially="DEFERRED", name="fk_matter_entry_revokes_id"),
        sa.PrimaryKeyConstraint("id", name="pk_matter_entry"),
    )
    op.create_index("ix_matter_entry_matter_id", "matter_entry", ["matter_id"])
    op.create_index("ix_matter_entry_submission_id", "matter_entry", ["submission_id"])
    op.create_index("ix_matter_entry_version_id", "matter_entry", ["version_id"])
    op.create_index("ix_matter_entry_letter_id", "matter_entry", ["letter_id"])
    op.create_index("ix_matter_entry_revokes_id", "matter_entry", ["revokes_id"])


def _submitted_file() -> None:
    op.create_table(
        "submitted_file",
        sa.Column("submission_id", sa.Text, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("size", sa.BigInteger, nullable=True),
        sa.Column("file_hash", sa.Text, nullable=False),
        sa.Column("document_hash", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], deferrable=True,
                                initially="DEFERRED", name="fk_submitted_file_submission_id"),
        sa.PrimaryKeyConstraint("id", name="pk_submitted_file"),
    )
    op.create_index("ix_submitted_file_submission_id", "submitted_file", ["submission_id"])


def _word_copy() -> None:
    op.create_table(
        "word_copy",
        sa.Column("project_id", sa.Text, nullable=False),
        sa.Column("letter_id", sa.Text, nullable=True),
        sa.Column("plan", sa.Text, nullable=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("document_hash", sa.Text, nullable=False),
        sa.Column("file_hash", sa.Text, nullable=False),
        sa.Column("officer_name", sa.Text, nullable=False),
        sa.Column("made_at", sa.Text, nullable=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], deferrable=True,
                                initially="DEFERRED", name="fk_word_copy_project_id"),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], deferrable=True,
                                initially="DEFERRED", name="fk_word_copy_letter_id"),
        sa.PrimaryKeyConstraint("id", name="pk_word_copy"),
    )
    op.create_index("ix_word_copy_project_id", "word_copy", ["project_id"])
    op.create_index("ix_word_copy_letter_id", "word_copy", ["letter_id"])


def _archive_item() -> None:
    op.create_table(
        "archive_item",
        sa.Column("project_id", sa.Text, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("fonds", sa.Text, nullable=False),
        sa.Column("category", sa.Text, nullable=False),
        sa.Column("year", sa.BigInteger, nullable=True),
        sa.Column("retention", sa.Text, nullable=False),
        sa.Column("organ", sa.Text, nullable=False),
        sa.Column("item", sa.BigInteger, nullable=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("dated_on", sa.Text, nullable=True),
        sa.Column("secrecy", sa.Text, nullable=False),
        sa.Column("pages", sa.BigInteger, nullable=True),
        sa.Column("letter_id", sa.Text, nullable=True),
        sa.Column("submission_id", sa.Text, nullable=True),
        sa.Column("entry_id", sa.Text, nullable=True),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], deferrable=True,
                                initially="DEFERRED", name="fk_archive_item_project_id"),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], deferrable=True,
                                initially="DEFERRED", name="fk_archive_item_letter_id"),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], deferrable=True,
                                initially="DEFERRED", name="fk_archive_item_submission_id"),
        sa.ForeignKeyConstraint(["entry_id"], ["matter_entry.id"], deferrable=True,
                                initially="DEFERRED", name="fk_archive_item_entry_id"),
        sa.PrimaryKeyConstraint("id", name="pk_archive_item"),
    )
    op.create_index("ix_archive_item_project_id", "archive_item", ["project_id"])
    op.create_index("ix_archive_item_letter_id", "archive_item", ["letter_id"])
    op.create_index("ix_archive_item_submission_id", "archive_item", ["submission_id"])
    op.create_index("ix_archive_item_entry_id", "archive_item", ["entry_id"])


def _return_comment() -> None:
    op.create_table(
        "return_comment",
        sa.Column("entry_id", sa.Text, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["matter_entry.id"], deferrable=True,
                                initially="DEFERRED", name="fk_return_comment_entry_id"),
        sa.PrimaryKeyConstraint("id", name="pk_return_comment"),
    )
    op.create_index("ix_return_comment_entry_id", "return_comment", ["entry_id"])


def _comment_answer() -> None:
    op.create_table(
        "comment_answer",
        sa.Column("comment_id", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("officer_name", sa.Text, nullable=False),
        sa.Column("entered_at", sa.Text, nullable=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("entered", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["comment_id"], ["return_comment.id"], deferrable=True,
                                initially="DEFERRED", name="fk_comment_answer_comment_id"),
        sa.PrimaryKeyConstraint("id", name="pk_comment_answer"),
    )
    op.create_index("ix_comment_answer_comment_id", "comment_answer", ["comment_id"])
