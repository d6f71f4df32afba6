//! A person with an account.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::UserId;

/// A person with an account.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "users")]
pub struct Model {
    /// Their id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: UserId,
    /// Mail address, lower case; unique.
    pub email: String,
    /// Name for people.
    pub name: String,
    /// argon2id, in the PHC string format.
    #[sea_orm(column_type = "Text")]
    pub password_hash: String,
    /// Language of the pages and mails, such as `en`.
    pub locale: String,
    /// Secret of the second factor, sealed; `None` until they ask for one.
    pub totp_secret: Option<Vec<u8>>,
    /// When the second factor was first used; it counts from then on.
    pub totp_confirmed_at: Option<DateTime<Utc>>,
    /// The last time step of which a code was accepted: no code works twice.
    pub totp_last_step: Option<i64>,
    /// When the account was made.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

/// Relations are spelled out where they are joined.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
