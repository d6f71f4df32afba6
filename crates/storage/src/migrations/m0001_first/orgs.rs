//! Tables of orgs and who is in them.

use sea_orm_migration::{
    prelude::{ForeignKey, ForeignKeyAction, Index, Table, TableCreateStatement},
    schema::{
        boolean, integer_null, json_binary, string, text, timestamp_with_time_zone,
        timestamp_with_time_zone_null, uuid, uuid_null,
    },
};

use super::blob;

/// In the order in which they can be made.
pub(super) fn tables() -> Vec<TableCreateStatement> {
    vec![orgs(), memberships(), coachings(), invitations(), audit_events()]
}

fn orgs() -> TableCreateStatement {
    Table::create()
        .table("orgs")
        .col(uuid("id"))
        .col(string("name"))
        .col(boolean("store_audio"))
        .col(integer_null("retention_days"))
        .col(boolean("mask_transcripts"))
        .col(text("consent_text"))
        .col(timestamp_with_time_zone("created_at"))
        .primary_key(Index::create().col("id"))
        .take()
}

fn memberships() -> TableCreateStatement {
    Table::create()
        .table("memberships")
        .col(uuid("org_id"))
        .col(uuid("user_id"))
        .col(string("role"))
        .col(timestamp_with_time_zone("created_at"))
        .primary_key(Index::create().col("org_id").col("user_id"))
        .foreign_key(
            ForeignKey::create()
                .from("memberships", "org_id")
                .to("orgs", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .foreign_key(
            ForeignKey::create()
                .from("memberships", "user_id")
                .to("users", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .take()
}

fn coachings() -> TableCreateStatement {
    Table::create()
        .table("coachings")
        .col(uuid("org_id"))
        .col(uuid("coach_id"))
        .col(uuid("learner_id"))
        .col(timestamp_with_time_zone("created_at"))
        .primary_key(Index::create().col("org_id").col("coach_id").col("learner_id"))
        .foreign_key(
            ForeignKey::create()
                .from("coachings", "org_id")
                .to("orgs", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .take()
}

fn invitations() -> TableCreateStatement {
    Table::create()
        .table("invitations")
        .col(uuid("id"))
        .col(uuid("org_id"))
        .col(string("email"))
        .col(string("role"))
        .col(blob("token_hash"))
        .col(uuid("invited_by"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("expires_at"))
        .col(timestamp_with_time_zone_null("accepted_at"))
        .primary_key(Index::create().col("id"))
        .foreign_key(
            ForeignKey::create()
                .from("invitations", "org_id")
                .to("orgs", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .take()
}

fn audit_events() -> TableCreateStatement {
    Table::create()
        .table("audit_events")
        .col(uuid("id"))
        .col(uuid("org_id"))
        .col(uuid_null("actor_id"))
        .col(string("action"))
        .col(string("object_kind"))
        .col(string("object_id"))
        .col(json_binary("detail"))
        .col(string("address"))
        .col(string("request_id"))
        .col(timestamp_with_time_zone("at"))
        .primary_key(Index::create().col("id"))
        .foreign_key(
            ForeignKey::create()
                .from("audit_events", "org_id")
                .to("orgs", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .take()
}

/// After the sessions that they are for.
pub(super) fn consents() -> TableCreateStatement {
    Table::create()
        .table("consents")
        .col(uuid("id"))
        .col(uuid("org_id"))
        .col(uuid("user_id"))
        .col(uuid("session_id"))
        .col(text("text"))
        .col(timestamp_with_time_zone("given_at"))
        .col(timestamp_with_time_zone_null("withdrawn_at"))
        .primary_key(Index::create().col("id"))
        .foreign_key(
            ForeignKey::create()
                .from("consents", "org_id")
                .to("orgs", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .foreign_key(
            ForeignKey::create()
                .from("consents", ("org_id", "session_id"))
                .to("sessions", ("org_id", "id"))
                .on_delete(ForeignKeyAction::Cascade),
        )
        .take()
}
