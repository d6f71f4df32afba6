//! How the sounds of a talk were said, beside its transcript.

use sea_orm_migration::{
    async_trait,
    prelude::{DbErr, MigrationName, MigrationTrait, SchemaManager, Table},
    schema::json_binary_null,
};

/// A column for it.
pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0004_sounds"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let sounds = Table::alter()
            .table("transcripts")
            .add_column(json_binary_null("sounds"))
            .to_owned();
        manager.alter_table(sounds).await
    }
}
