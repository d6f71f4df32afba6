//! Projects: what takes belong to.

use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect, sea_query::Expr,
};
use uuid::Uuid;

use crate::{
    OrgTx, Page, Result, UserId,
    records::{Project, project, session},
};

/// The projects of one org.
pub struct Projects<'a>(&'a OrgTx);

impl OrgTx {
    /// The org's projects.
    #[must_use]
    pub fn projects(&self) -> Projects<'_> {
        Projects(self)
    }
}

/// A project to make.
#[derive(Clone, Debug)]
pub struct NewProject {
    /// Whose.
    pub owner: UserId,
    /// Its name.
    pub name: String,
    /// What it is about.
    pub description: String,
}

/// What changes; `None` stays as it is.
#[derive(Clone, Debug, Default)]
pub struct ProjectChange {
    /// Its name.
    pub name: Option<String>,
    /// What it is about.
    pub description: Option<String>,
}

impl Projects<'_> {
    /// Makes one.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn create(&self, new: NewProject) -> Result<Project> {
        let project = Project {
            id: self.0.new_id(),
            org_id: self.0.org(),
            owner_id: new.owner,
            name: new.name,
            description: new.description,
            created_at: self.0.now(),
            updated_at: self.0.now(),
        };
        project::Entity::insert(project.clone().into_active_model())
            .exec_without_returning(self.0.connection())
            .await?;
        Ok(project)
    }

    /// One of them.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn find(&self, id: Uuid) -> Result<Option<Project>> {
        let found = project::Entity::find()
            .filter(project::Column::OrgId.eq(self.0.org()))
            .filter(project::Column::Id.eq(id))
            .one(self.0.connection())
            .await?;
        Ok(found)
    }

    /// Those of `owners`, or of everyone.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn list(&self, owners: Option<&[UserId]>, page: Page) -> Result<Vec<Project>> {
        let mut list = project::Entity::find().filter(project::Column::OrgId.eq(self.0.org()));
        if let Some(owners) = owners {
            list = list.filter(project::Column::OwnerId.is_in(owners.iter().copied()));
        }
        Ok(page
            .of(list, project::Column::Id)
            .all(self.0.connection())
            .await?)
    }

    /// Changes one; `None` when it is not there.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn change(&self, id: Uuid, change: ProjectChange) -> Result<Option<Project>> {
        let mut row = project::ActiveModel {
            updated_at: Set(self.0.now()),
            ..Default::default()
        };
        if let Some(name) = change.name {
            row.name = Set(name);
        }
        if let Some(description) = change.description {
            row.description = Set(description);
        }
        let changed = project::Entity::update_many()
            .set(row)
            .filter(project::Column::OrgId.eq(self.0.org()))
            .filter(project::Column::Id.eq(id))
            .exec_with_returning(self.0.connection())
            .await?;
        Ok(changed.into_iter().next())
    }

    /// Removes one. Its sessions stay, without a project.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn delete(&self, id: Uuid) -> Result<bool> {
        session::Entity::update_many()
            .col_expr(session::Column::ProjectId, Expr::value(None::<Uuid>))
            .filter(session::Column::OrgId.eq(self.0.org()))
            .filter(session::Column::ProjectId.eq(id))
            .exec(self.0.connection())
            .await?;
        let gone = project::Entity::delete_many()
            .filter(project::Column::OrgId.eq(self.0.org()))
            .filter(project::Column::Id.eq(id))
            .exec(self.0.connection())
            .await?;
        Ok(gone.rows_affected > 0)
    }

    /// Removes those of one person.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn delete_of(&self, owner: UserId) -> Result<u64> {
        let theirs = project::Entity::find()
            .filter(project::Column::OrgId.eq(self.0.org()))
            .filter(project::Column::OwnerId.eq(owner))
            .select_only()
            .column(project::Column::Id)
            .into_tuple::<Uuid>()
            .all(self.0.connection())
            .await?;
        let mut gone = 0;
        for id in theirs {
            gone += u64::from(self.delete(id).await?);
        }
        Ok(gone)
    }
}
