//! Who is in an org, and as what. An org always has an owner.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
    QueryOrder,
};

use crate::{
    AccountTx, OrgTx, Page, Result, UserId,
    records::{Membership, Org, Role, User, coaching, membership, org, user},
};

/// Who is in the org of a transaction.
pub struct Memberships<'a>(&'a OrgTx);

/// Somebody in an org, with what others see of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub user_id: UserId,
    /// As what.
    pub role: Role,
    /// Since when.
    pub joined_at: DateTime<Utc>,
    /// Their name.
    pub name: String,
    /// Their mail address.
    pub email: String,
}

/// An org that somebody is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Belonging {
    /// The org.
    pub org: Org,
    /// As what.
    pub role: Role,
    /// Since when.
    pub joined_at: DateTime<Utc>,
}

/// What came of changing or ending a membership.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoleChange {
    /// It was done.
    Done,
    /// They are not in the org.
    NotThere,
    /// They are its last owner: somebody else must be one first.
    LastOwner,
}

impl OrgTx {
    /// Who is in the org.
    #[must_use]
    pub fn memberships(&self) -> Memberships<'_> {
        Memberships(self)
    }
}

impl Memberships<'_> {
    /// Somebody's place in the org.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn get(&self, user: UserId) -> Result<Option<Membership>> {
        Ok(membership::Entity::find_by_id((self.0.org(), user))
            .one(self.0.connection())
            .await?)
    }

    /// Who is in the org; the newest account first.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn list(&self, page: Page) -> Result<Vec<Member>> {
        let all = membership::Entity::find().filter(membership::Column::OrgId.eq(self.0.org()));
        let found = page
            .of(all, membership::Column::UserId)
            .all(self.0.connection())
            .await?;
        let people = user::Entity::find()
            .filter(user::Column::Id.is_in(found.iter().map(|one| one.user_id)))
            .all(self.0.connection())
            .await?;
        Ok(found.into_iter().filter_map(|one| member(one, &people)).collect())
    }

    /// One person in the org, with what others see of them.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn member(&self, user: UserId) -> Result<Option<Member>> {
        let Some(found) = self.get(user).await? else {
            return Ok(None);
        };
        let people = user::Entity::find_by_id(user).all(self.0.connection()).await?;
        Ok(member(found, &people))
    }

    /// Takes somebody in.
    ///
    /// # Errors
    /// [`crate::Error::Taken`] when they are in, [`crate::Error::Database`].
    pub async fn add(&self, user: UserId, role: Role) -> Result<Membership> {
        let made = Membership {
            org_id: self.0.org(),
            user_id: user,
            role,
            created_at: self.0.now(),
        };
        membership::Entity::insert(made.clone().into_active_model())
            .exec_without_returning(self.0.connection())
            .await
            .map_err(crate::Error::taken("membership"))?;
        Ok(made)
    }

    /// Changes what somebody is in the org. Who is no longer a coach coaches nobody.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn set_role(&self, user: UserId, role: Role) -> Result<RoleChange> {
        self.0.orgs().lock().await?;
        let Some(before) = self.get(user).await? else {
            return Ok(RoleChange::NotThere);
        };
        if before.role == Role::Owner && role != Role::Owner && self.owners().await? == 1 {
            return Ok(RoleChange::LastOwner);
        }
        membership::Entity::update_many()
            .set(membership::ActiveModel {
                role: Set(role),
                ..Default::default()
            })
            .filter(membership::Column::OrgId.eq(self.0.org()))
            .filter(membership::Column::UserId.eq(user))
            .exec(self.0.connection())
            .await?;
        if role != Role::Coach {
            coaching::Entity::delete_many()
                .filter(coaching::Column::OrgId.eq(self.0.org()))
                .filter(coaching::Column::CoachId.eq(user))
                .exec(self.0.connection())
                .await?;
        }
        Ok(RoleChange::Done)
    }

    /// Ends somebody's place in the org, and whom they coach and who coaches them.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn remove(&self, user: UserId) -> Result<RoleChange> {
        self.0.orgs().lock().await?;
        let Some(before) = self.get(user).await? else {
            return Ok(RoleChange::NotThere);
        };
        if before.role == Role::Owner && self.owners().await? == 1 {
            return Ok(RoleChange::LastOwner);
        }
        self.forget(user).await?;
        Ok(RoleChange::Done)
    }

    /// Whether the org would have no owner without them.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn is_last_owner(&self, user: UserId) -> Result<bool> {
        let role = self.get(user).await?.map(|found| found.role);
        Ok(role == Some(Role::Owner) && self.owners().await? == 1)
    }

    /// How many are in the org.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn count(&self) -> Result<u64> {
        Ok(membership::Entity::find()
            .filter(membership::Column::OrgId.eq(self.0.org()))
            .count(self.0.connection())
            .await?)
    }

    /// Removes the membership and the coachings, whoever it is.
    pub(super) async fn forget(&self, user: UserId) -> Result<()> {
        let one_of_them = coaching::Column::CoachId
            .eq(user)
            .or(coaching::Column::LearnerId.eq(user));
        coaching::Entity::delete_many()
            .filter(coaching::Column::OrgId.eq(self.0.org()))
            .filter(one_of_them)
            .exec(self.0.connection())
            .await?;
        membership::Entity::delete_by_id((self.0.org(), user))
            .exec(self.0.connection())
            .await?;
        Ok(())
    }

    async fn owners(&self) -> Result<u64> {
        Ok(membership::Entity::find()
            .filter(membership::Column::OrgId.eq(self.0.org()))
            .filter(membership::Column::Role.eq(Role::Owner))
            .count(self.0.connection())
            .await?)
    }
}

impl AccountTx {
    /// Somebody's places in orgs, first joined first. The transaction must be theirs: on PostgreSQL it sees no other
    /// person's.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn memberships_of(&self, user: UserId) -> Result<Vec<Membership>> {
        Ok(membership::Entity::find()
            .filter(membership::Column::UserId.eq(user))
            .order_by_asc(membership::Column::CreatedAt)
            .order_by_asc(membership::Column::OrgId)
            .all(self.connection())
            .await?)
    }

    /// The orgs that somebody is in, first joined first; the transaction must be theirs.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn orgs_of(&self, user: UserId) -> Result<Vec<Belonging>> {
        let places = self.memberships_of(user).await?;
        let orgs = org::Entity::find()
            .filter(org::Column::Id.is_in(places.iter().map(|place| place.org_id)))
            .all(self.connection())
            .await?;
        let belonging = |place: Membership| {
            let org = orgs.iter().find(|org| org.id == place.org_id)?.clone();
            Some(Belonging {
                org,
                role: place.role,
                joined_at: place.created_at,
            })
        };
        Ok(places.into_iter().filter_map(belonging).collect())
    }
}

fn member(place: Membership, people: &[User]) -> Option<Member> {
    let person = people.iter().find(|person| person.id == place.user_id)?;
    Some(Member {
        user_id: place.user_id,
        role: place.role,
        joined_at: place.created_at,
        name: person.name.clone(),
        email: person.email.clone(),
    })
}
