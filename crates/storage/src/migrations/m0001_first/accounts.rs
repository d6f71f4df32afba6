//! Tables of accounts. They belong to people, not to orgs.

use sea_orm_migration::{
    prelude::{ForeignKey, ForeignKeyAction, Index, Table, TableCreateStatement},
    schema::{
        big_integer_null, integer_null, json_binary, string, string_null, text, timestamp_with_time_zone,
        timestamp_with_time_zone_null, uuid, uuid_null,
    },
};

use super::{blob, blob_null};

/// In the order in which they can be made.
pub(super) fn tables() -> Vec<TableCreateStatement> {
    vec![
        users(),
        recovery_codes(),
        sign_ins(),
        refresh_tokens(),
        one_time_tokens(),
        signing_keys(),
        idempotency_records(),
    ]
}

fn users() -> TableCreateStatement {
    Table::create()
        .table("users")
        .col(uuid("id"))
        .col(string("email"))
        .col(string("name"))
        .col(text("password_hash"))
        .col(string("locale"))
        .col(blob_null("totp_secret"))
        .col(timestamp_with_time_zone_null("totp_confirmed_at"))
        .col(big_integer_null("totp_last_step"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("updated_at"))
        .primary_key(Index::create().col("id"))
        .take()
}

fn recovery_codes() -> TableCreateStatement {
    Table::create()
        .table("recovery_codes")
        .col(uuid("id"))
        .col(uuid("user_id"))
        .col(blob("hash"))
        .col(timestamp_with_time_zone_null("used_at"))
        .primary_key(Index::create().col("id"))
        .foreign_key(
            ForeignKey::create()
                .from("recovery_codes", "user_id")
                .to("users", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .take()
}

fn sign_ins() -> TableCreateStatement {
    Table::create()
        .table("sign_ins")
        .col(uuid("id"))
        .col(uuid("user_id"))
        .col(string("device"))
        .col(string("address"))
        .col(timestamp_with_time_zone_null("second_factor_at"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("last_used_at"))
        .col(timestamp_with_time_zone_null("revoked_at"))
        .primary_key(Index::create().col("id"))
        .foreign_key(
            ForeignKey::create()
                .from("sign_ins", "user_id")
                .to("users", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .take()
}

fn refresh_tokens() -> TableCreateStatement {
    Table::create()
        .table("refresh_tokens")
        .col(blob("hash"))
        .col(uuid("sign_in_id"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("expires_at"))
        .col(timestamp_with_time_zone_null("used_at"))
        .primary_key(Index::create().col("hash"))
        .foreign_key(
            ForeignKey::create()
                .from("refresh_tokens", "sign_in_id")
                .to("sign_ins", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .take()
}

fn one_time_tokens() -> TableCreateStatement {
    Table::create()
        .table("one_time_tokens")
        .col(blob("hash"))
        .col(string("purpose"))
        .col(uuid_null("user_id"))
        .col(json_binary("detail"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("expires_at"))
        .primary_key(Index::create().col("hash"))
        .foreign_key(
            ForeignKey::create()
                .from("one_time_tokens", "user_id")
                .to("users", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .take()
}

fn signing_keys() -> TableCreateStatement {
    Table::create()
        .table("signing_keys")
        .col(string("kid"))
        .col(blob("private_key"))
        .col(json_binary("public_jwk"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("retires_at"))
        .col(timestamp_with_time_zone("expires_at"))
        .primary_key(Index::create().col("kid"))
        .take()
}

fn idempotency_records() -> TableCreateStatement {
    Table::create()
        .table("idempotency_records")
        .col(uuid("user_id"))
        .col(string("key"))
        .col(blob("request_hash"))
        .col(integer_null("status"))
        .col(string_null("content_type"))
        .col(blob_null("body"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("expires_at"))
        .primary_key(Index::create().col("user_id").col("key"))
        .foreign_key(
            ForeignKey::create()
                .from("idempotency_records", "user_id")
                .to("users", "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .take()
}
