//! A key pair that signs access tokens.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

/// A key pair that signs access tokens.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "signing_keys")]
pub struct Model {
    /// Its id, in the header of the tokens it signed.
    #[sea_orm(primary_key, auto_increment = false)]
    pub kid: String,
    /// The private half, sealed.
    pub private_key: Vec<u8>,
    /// The public half, as published.
    pub public_jwk: Json,
    /// From when it signs.
    pub created_at: DateTime<Utc>,
    /// From when it no longer signs.
    pub retires_at: DateTime<Utc>,
    /// From when it no longer verifies.
    pub expires_at: DateTime<Utc>,
}

/// Relations are spelled out where they are joined.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
