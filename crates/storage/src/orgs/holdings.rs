//! Everything that an org has of a person, for them to take away: every column of every row, so that nothing that is
//! added to a record later can be left out. Only hashes of tokens are.

use sea_orm::{
    ColumnTrait, EntityTrait, ExprTrait, Iterable, ModelTrait, QueryFilter, QueryOrder, QuerySelect, Select,
    Value, sea_query::value::sea_value_to_json_value,
};
use serde_json::{Map, Value as Json};

use crate::{
    OrgTx, Result, SessionId, UserId,
    records::{
        attempt, audit, coaching, consent, drill, event, fluency, invitation, job, media, membership, metric,
        metric_minute, org, project, prosody, report, score, session, transcript, upload,
    },
};

/// What the org of a transaction has of people.
pub struct Holdings<'a>(&'a OrgTx);

/// Rows of one table, each with all its columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The table's name.
    pub name: &'static str,
    /// Its rows.
    pub rows: Vec<Json>,
}

impl OrgTx {
    /// What the org has of people.
    #[must_use]
    pub fn holdings(&self) -> Holdings<'_> {
        Holdings(self)
    }
}

impl Holdings<'_> {
    /// Everything of somebody that does not belong to one session.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn of_person(&self, user: UserId, email: &str) -> Result<Vec<Table>> {
        let org = self.0.org();
        let coached = coaching::Column::CoachId
            .eq(user)
            .or(coaching::Column::LearnerId.eq(user));
        let about = audit::Column::ActorId
            .eq(user)
            .or(audit::Column::ObjectId.eq(user.to_string()));
        Ok(vec![
            self.table("org", org::Entity::find_by_id(org)).await?,
            self.table("membership", membership::Entity::find_by_id((org, user)))
                .await?,
            self.table(
                "coachings",
                coaching::Entity::find()
                    .filter(coaching::Column::OrgId.eq(org))
                    .filter(coached),
            )
            .await?,
            self.table(
                "invitations",
                invitation::Entity::find()
                    .filter(invitation::Column::OrgId.eq(org))
                    .filter(invitation::Column::Email.eq(email)),
            )
            .await?,
            self.table(
                "projects",
                project::Entity::find()
                    .filter(project::Column::OrgId.eq(org))
                    .filter(project::Column::OwnerId.eq(user)),
            )
            .await?,
            self.table(
                "attempts",
                attempt::Entity::find()
                    .filter(attempt::Column::OrgId.eq(org))
                    .filter(attempt::Column::UserId.eq(user))
                    .order_by_asc(attempt::Column::Id),
            )
            .await?,
            self.table(
                "audit_events",
                audit::Entity::find()
                    .filter(audit::Column::OrgId.eq(org))
                    .filter(about)
                    .order_by_asc(audit::Column::Id),
            )
            .await?,
        ])
    }

    /// Ids of somebody's sessions, oldest first, after a given one.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn sessions_of(
        &self,
        user: UserId,
        after: Option<SessionId>,
        limit: u64,
    ) -> Result<Vec<SessionId>> {
        let mut query = session::Entity::find()
            .select_only()
            .column(session::Column::Id)
            .filter(session::Column::OrgId.eq(self.0.org()))
            .filter(session::Column::OwnerId.eq(user))
            .order_by_asc(session::Column::Id)
            .limit(limit);
        if let Some(after) = after {
            query = query.filter(session::Column::Id.gt(after));
        }
        Ok(query.into_tuple().all(self.0.connection()).await?)
    }

    /// Everything of one session.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn of_session(&self, id: SessionId) -> Result<Vec<Table>> {
        let org = self.0.org();
        macro_rules! of_session {
            ($($record:ident as $name:literal,)+) => {
                vec![$(
                    self.table(
                        $name,
                        $record::Entity::find()
                            .filter($record::Column::OrgId.eq(org))
                            .filter($record::Column::SessionId.eq(id)),
                    )
                    .await?,
                )+]
            };
        }
        let mut tables = of_session![
            consent as "consents",
            media as "media",
            upload as "uploads",
            transcript as "transcript",
            prosody as "prosody",
            metric as "metrics",
            metric_minute as "metric_minutes",
            fluency as "fluency",
            score as "scores",
            drill as "drills",
            report as "reports",
            event as "events",
        ];
        let session = session::Entity::find_by_id(id).filter(session::Column::OrgId.eq(org));
        tables.push(self.table("session", session).await?);
        let jobs = job::Entity::find()
            .filter(job::Column::OrgId.eq(org))
            .filter(job::Column::SubjectId.eq(id.0));
        tables.push(self.table("jobs", jobs).await?);
        Ok(tables)
    }

    async fn table<E>(&self, name: &'static str, query: Select<E>) -> Result<Table>
    where
        E: EntityTrait,
        E::Model: ModelTrait<Entity = E> + Send + Sync,
    {
        let rows = query.all(self.0.connection()).await?;
        Ok(Table {
            name,
            rows: rows.iter().map(row).collect(),
        })
    }
}

/// Every column of a row but hashes of tokens.
fn row<M: ModelTrait>(model: &M) -> Json {
    let columns = <M::Entity as EntityTrait>::Column::iter();
    let fields = columns.filter_map(|column| {
        let name = sea_orm::IdenStatic::as_str(&column);
        (name != "token_hash").then(|| (name.to_owned(), value(name, model.get(column))))
    });
    Json::Object(fields.collect::<Map<_, _>>())
}

/// As JSON; bytes are frames of a track in `values`, and hexadecimal elsewhere.
fn value(column: &str, value: Value) -> Json {
    match value {
        Value::Bytes(Some(bytes)) if column == "values" => bytes
            .chunks_exact(8)
            .map(|frame| f64::from_le_bytes(frame.try_into().unwrap_or_default()))
            .map(|frame| serde_json::Number::from_f64(frame).map_or(Json::Null, Json::Number))
            .collect(),
        Value::Bytes(Some(bytes)) => bytes
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect::<String>()
            .into(),
        Value::Uuid(Some(id)) => id.to_string().into(),
        Value::ChronoDateTimeUtc(Some(at)) => at.to_rfc3339().into(),
        other => sea_value_to_json_value(&other),
    }
}
