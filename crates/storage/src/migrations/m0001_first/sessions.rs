//! Tables of what people practise, and of the work behind it.

use sea_orm_migration::{
    prelude::{ForeignKey, ForeignKeyAction, Index, IndexCreateStatement, Table, TableCreateStatement},
    schema::{
        big_integer, big_integer_null, boolean, boolean_null, double, double_null, integer, json_binary,
        json_binary_null, string, string_null, text, text_null, timestamp_with_time_zone,
        timestamp_with_time_zone_null, uuid, uuid_null,
    },
};

use super::{blob, blob_null};

/// In the order in which they can be made.
pub(super) fn tables() -> Vec<TableCreateStatement> {
    vec![
        projects(),
        sessions(),
        media(),
        uploads(),
        transcripts(),
        prosody(),
        metrics(),
        metric_minutes(),
        fluency(),
        scores(),
        drills(),
        reports(),
        practice_attempts(),
        jobs(),
        events(),
    ]
}

/// What rows of the same org alone can refer to: nothing of one org hangs on anything of another.
fn of_org(table: &str) -> IndexCreateStatement {
    Index::create()
        .name(format!("{table}_of_org"))
        .unique()
        .col("org_id")
        .col("id")
        .take()
}

fn projects() -> TableCreateStatement {
    Table::create()
        .table("projects")
        .col(uuid("id"))
        .col(uuid("org_id"))
        .col(uuid("owner_id"))
        .col(string("name"))
        .col(text("description"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("updated_at"))
        .primary_key(Index::create().col("id"))
        .index(&mut of_org("projects"))
        .foreign_key(
            ForeignKey::create()
                .from("projects", "org_id")
                .to("orgs", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .take()
}

fn sessions() -> TableCreateStatement {
    Table::create()
        .table("sessions")
        .col(uuid("id"))
        .col(uuid("org_id"))
        .col(uuid_null("project_id"))
        .col(uuid("owner_id"))
        .col(string("kind"))
        .col(string("title"))
        .col(string_null("language"))
        .col(text_null("reference_text"))
        .col(string("rubric"))
        .col(boolean("store_audio"))
        .col(boolean("mask_transcript"))
        .col(string("state"))
        .col(text_null("failure"))
        .col(integer("run"))
        .col(big_integer("event_seq"))
        .col(timestamp_with_time_zone_null("erase_at"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("updated_at"))
        .col(timestamp_with_time_zone_null("processed_at"))
        .primary_key(Index::create().col("id"))
        .index(&mut of_org("sessions"))
        .foreign_key(
            ForeignKey::create()
                .from("sessions", "org_id")
                .to("orgs", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .foreign_key(
            ForeignKey::create()
                .from("sessions", ("org_id", "project_id"))
                .to("projects", ("org_id", "id")),
        )
        .take()
}

fn media() -> TableCreateStatement {
    Table::create()
        .table("media")
        .col(uuid("id"))
        .col(uuid("org_id"))
        .col(uuid("session_id"))
        .col(string("state"))
        .col(text_null("blob"))
        .col(string("name"))
        .col(string("content_type"))
        .col(big_integer("bytes"))
        .col(blob_null("sha256"))
        .col(double_null("seconds"))
        .col(json_binary_null("facts"))
        .col(json_binary_null("waveform"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone_null("deleted_at"))
        .primary_key(Index::create().col("id"))
        .foreign_key(
            ForeignKey::create()
                .from("media", "org_id")
                .to("orgs", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .foreign_key(
            ForeignKey::create()
                .from("media", ("org_id", "session_id"))
                .to("sessions", ("org_id", "id"))
                .on_delete(ForeignKeyAction::Cascade),
        )
        .take()
}

fn uploads() -> TableCreateStatement {
    Table::create()
        .table("uploads")
        .col(uuid("id"))
        .col(uuid("org_id"))
        .col(uuid("session_id"))
        .col(uuid("user_id"))
        .col(string("name"))
        .col(string("content_type"))
        .col(big_integer_null("total"))
        .col(big_integer("received"))
        .col(integer("parts"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("expires_at"))
        .primary_key(Index::create().col("id"))
        .foreign_key(
            ForeignKey::create()
                .from("uploads", "org_id")
                .to("orgs", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .foreign_key(
            ForeignKey::create()
                .from("uploads", ("org_id", "session_id"))
                .to("sessions", ("org_id", "id"))
                .on_delete(ForeignKeyAction::Cascade),
        )
        .take()
}

fn transcripts() -> TableCreateStatement {
    Table::create()
        .table("transcripts")
        .col(uuid("session_id"))
        .col(uuid("org_id"))
        .col(json_binary("heard"))
        .col(json_binary_null("document"))
        .col(string("language"))
        .col(integer("words"))
        .col(timestamp_with_time_zone("created_at"))
        .primary_key(Index::create().col("session_id"))
        .foreign_key(
            ForeignKey::create()
                .from("transcripts", "org_id")
                .to("orgs", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .foreign_key(
            ForeignKey::create()
                .from("transcripts", ("org_id", "session_id"))
                .to("sessions", ("org_id", "id"))
                .on_delete(ForeignKeyAction::Cascade),
        )
        .take()
}

fn prosody() -> TableCreateStatement {
    Table::create()
        .table("prosody")
        .col(uuid("session_id"))
        .col(uuid("org_id"))
        .col(json_binary("document"))
        .col(timestamp_with_time_zone("created_at"))
        .primary_key(Index::create().col("session_id"))
        .foreign_key(
            ForeignKey::create()
                .from("prosody", "org_id")
                .to("orgs", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .foreign_key(
            ForeignKey::create()
                .from("prosody", ("org_id", "session_id"))
                .to("sessions", ("org_id", "id"))
                .on_delete(ForeignKeyAction::Cascade),
        )
        .take()
}

fn metrics() -> TableCreateStatement {
    Table::create()
        .table("metrics")
        .col(uuid("session_id"))
        .col(string("track"))
        .col(timestamp_with_time_zone("at"))
        .col(uuid("org_id"))
        .col(big_integer("start_ms"))
        .col(double("step_ms"))
        .col(integer("frames"))
        .col(integer("measured"))
        .col(double_null("low"))
        .col(double_null("mean"))
        .col(double_null("high"))
        .col(blob("values"))
        .primary_key(Index::create().col("session_id").col("track").col("at"))
        .foreign_key(
            ForeignKey::create()
                .from("metrics", "org_id")
                .to("orgs", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .foreign_key(
            ForeignKey::create()
                .from("metrics", ("org_id", "session_id"))
                .to("sessions", ("org_id", "id"))
                .on_delete(ForeignKeyAction::Cascade),
        )
        .take()
}

fn metric_minutes() -> TableCreateStatement {
    Table::create()
        .table("metric_minutes")
        .col(uuid("session_id"))
        .col(string("track"))
        .col(integer("minute"))
        .col(uuid("org_id"))
        .col(integer("measured"))
        .col(double("low"))
        .col(double("mean"))
        .col(double("high"))
        .primary_key(Index::create().col("session_id").col("track").col("minute"))
        .foreign_key(
            ForeignKey::create()
                .from("metric_minutes", "org_id")
                .to("orgs", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .foreign_key(
            ForeignKey::create()
                .from("metric_minutes", ("org_id", "session_id"))
                .to("sessions", ("org_id", "id"))
                .on_delete(ForeignKeyAction::Cascade),
        )
        .take()
}

fn fluency() -> TableCreateStatement {
    Table::create()
        .table("fluency")
        .col(uuid("session_id"))
        .col(uuid("org_id"))
        .col(json_binary("document"))
        .col(timestamp_with_time_zone("created_at"))
        .primary_key(Index::create().col("session_id"))
        .foreign_key(
            ForeignKey::create()
                .from("fluency", "org_id")
                .to("orgs", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .foreign_key(
            ForeignKey::create()
                .from("fluency", ("org_id", "session_id"))
                .to("sessions", ("org_id", "id"))
                .on_delete(ForeignKeyAction::Cascade),
        )
        .take()
}

fn scores() -> TableCreateStatement {
    Table::create()
        .table("scores")
        .col(uuid("id"))
        .col(uuid("org_id"))
        .col(uuid("session_id"))
        .col(string("rubric"))
        .col(integer("rubric_version"))
        .col(double_null("overall"))
        .col(double_null("low"))
        .col(double_null("high"))
        .col(json_binary("document"))
        .col(timestamp_with_time_zone("created_at"))
        .primary_key(Index::create().col("id"))
        .foreign_key(
            ForeignKey::create()
                .from("scores", "org_id")
                .to("orgs", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .foreign_key(
            ForeignKey::create()
                .from("scores", ("org_id", "session_id"))
                .to("sessions", ("org_id", "id"))
                .on_delete(ForeignKeyAction::Cascade),
        )
        .take()
}

fn drills() -> TableCreateStatement {
    Table::create()
        .table("drills")
        .col(uuid("id"))
        .col(uuid("org_id"))
        .col(uuid("session_id"))
        .col(integer("ordinal"))
        .col(json_binary("document"))
        .col(string("state"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("updated_at"))
        .primary_key(Index::create().col("id"))
        .foreign_key(
            ForeignKey::create()
                .from("drills", "org_id")
                .to("orgs", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .foreign_key(
            ForeignKey::create()
                .from("drills", ("org_id", "session_id"))
                .to("sessions", ("org_id", "id"))
                .on_delete(ForeignKeyAction::Cascade),
        )
        .take()
}

fn reports() -> TableCreateStatement {
    Table::create()
        .table("reports")
        .col(uuid("id"))
        .col(uuid("org_id"))
        .col(uuid("session_id"))
        .col(uuid("requested_by"))
        .col(string("format"))
        .col(string("state"))
        .col(text_null("blob"))
        .col(big_integer_null("bytes"))
        .col(text_null("error"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone_null("ready_at"))
        .primary_key(Index::create().col("id"))
        .foreign_key(
            ForeignKey::create()
                .from("reports", "org_id")
                .to("orgs", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .foreign_key(
            ForeignKey::create()
                .from("reports", ("org_id", "session_id"))
                .to("sessions", ("org_id", "id"))
                .on_delete(ForeignKeyAction::Cascade),
        )
        .take()
}

fn practice_attempts() -> TableCreateStatement {
    Table::create()
        .table("practice_attempts")
        .col(uuid("id"))
        .col(uuid("org_id"))
        .col(uuid("user_id"))
        .col(string("language"))
        .col(string_null("level"))
        .col(string_null("sentence_id"))
        .col(text("expected"))
        .col(text_null("translation"))
        .col(string("state"))
        .col(text_null("failure"))
        .col(text_null("transcription"))
        .col(double_null("accuracy"))
        .col(boolean_null("correct"))
        .col(json_binary_null("document"))
        .col(text_null("blob"))
        .col(string("content_type"))
        .col(timestamp_with_time_zone("created_at"))
        .primary_key(Index::create().col("id"))
        .foreign_key(
            ForeignKey::create()
                .from("practice_attempts", "org_id")
                .to("orgs", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .take()
}

fn jobs() -> TableCreateStatement {
    Table::create()
        .table("jobs")
        .col(uuid("id"))
        .col(uuid("org_id"))
        .col(string("kind"))
        .col(uuid("subject_id"))
        .col(integer("run"))
        .col(string("unique_key"))
        .col(json_binary("input"))
        .col(string("state"))
        .col(integer("stage"))
        .col(integer("tries"))
        .col(integer("max_tries"))
        .col(timestamp_with_time_zone("run_at"))
        .col(timestamp_with_time_zone_null("lease_until"))
        .col(string_null("leased_by"))
        .col(string_null("held_by"))
        .col(text_null("error"))
        .col(timestamp_with_time_zone_null("started_at"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("updated_at"))
        .primary_key(Index::create().col("id"))
        .foreign_key(
            ForeignKey::create()
                .from("jobs", "org_id")
                .to("orgs", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .take()
}

fn events() -> TableCreateStatement {
    Table::create()
        .table("events")
        .col(uuid("session_id"))
        .col(big_integer("seq"))
        .col(uuid("org_id"))
        .col(string("channel"))
        .col(json_binary("payload"))
        .col(timestamp_with_time_zone("at"))
        .primary_key(Index::create().col("session_id").col("seq"))
        .foreign_key(
            ForeignKey::create()
                .from("events", "org_id")
                .to("orgs", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .foreign_key(
            ForeignKey::create()
                .from("events", ("org_id", "session_id"))
                .to("sessions", ("org_id", "id"))
                .on_delete(ForeignKeyAction::Cascade),
        )
        .take()
}
