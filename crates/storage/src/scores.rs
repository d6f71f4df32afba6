//! Scores: one card for each session, rubric and version of it.

use chrono::{DateTime, Utc};
use domain::{Outcome, ScoreCard};
use sea_orm::{
    ColumnTrait, EntityTrait, ExprTrait, FromQueryResult, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect, Select,
    sea_query::{Expr, OnConflict, Query},
};
use uuid::Uuid;

use crate::{
    Error, OrgTx, Result, SessionId, document,
    records::{ScoreRow, SessionState, score, session},
};

/// The scores of one org.
pub struct Scores<'a>(&'a OrgTx);

impl OrgTx {
    /// The org's scores.
    #[must_use]
    pub fn scores(&self) -> Scores<'_> {
        Scores(self)
    }
}

/// A score card as it was kept.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredScore {
    /// Its id.
    pub id: Uuid,
    /// The session.
    pub session: SessionId,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// The card.
    pub card: ScoreCard,
}

/// The overall score of one session, without what it stands on.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct Overall {
    /// The session.
    pub session_id: SessionId,
    /// The rubric's name.
    pub rubric: String,
    /// Its version.
    pub rubric_version: i32,
    /// 0 to 100; `None` where it was not scored.
    pub overall: Option<f64>,
    /// Lower end of its 80 % interval.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
}

impl Scores<'_> {
    /// Keeps a card, in place of an earlier one by the same version of the rubric.
    ///
    /// # Errors
    /// [`crate::Error::Document`], [`crate::Error::Database`].
    pub async fn write(&self, session: SessionId, card: &ScoreCard) -> Result<()> {
        let score = match &card.overall {
            Outcome::Scored(score) => Some(score),
            Outcome::NotScored(_) => None,
        };
        let row = ScoreRow {
            id: self.0.new_id(),
            org_id: self.0.org(),
            session_id: session,
            rubric: card.rubric.name.clone(),
            rubric_version: version(card.rubric.version),
            overall: score.map(|score| score.value),
            low: score.map(|score| score.interval.low),
            high: score.map(|score| score.interval.high),
            document: document::write("score card", card)?,
            created_at: self.0.now(),
        };
        let again = OnConflict::columns([
            score::Column::SessionId,
            score::Column::Rubric,
            score::Column::RubricVersion,
        ])
        .update_columns([
            score::Column::Overall,
            score::Column::Low,
            score::Column::High,
            score::Column::Document,
            score::Column::CreatedAt,
        ])
        .action_and_where(score::Column::OrgId.eq(self.0.org()))
        .to_owned();
        let written = score::Entity::insert(row.into_active_model())
            .on_conflict(again)
            .exec_without_returning(self.0.connection())
            .await?;
        Error::foreign_unless(written)?;
        Ok(())
    }

    /// All cards of a session, the newest first.
    ///
    /// # Errors
    /// [`crate::Error::Document`], [`crate::Error::Database`].
    pub async fn list(&self, session: SessionId) -> Result<Vec<StoredScore>> {
        let rows = self.of(session).all(self.0.connection()).await?;
        rows.into_iter().map(stored).collect()
    }

    /// The card of a session by the newest version of `rubric` that scored it.
    ///
    /// # Errors
    /// [`crate::Error::Document`], [`crate::Error::Database`].
    pub async fn latest(&self, session: SessionId, rubric: &str) -> Result<Option<StoredScore>> {
        let row = score::Entity::find()
            .filter(score::Column::OrgId.eq(self.0.org()))
            .filter(score::Column::SessionId.eq(session))
            .filter(score::Column::Rubric.eq(rubric))
            .order_by_desc(score::Column::RubricVersion)
            .one(self.0.connection())
            .await?;
        row.map(stored).transpose()
    }

    /// Forgets all cards of a session.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn remove(&self, session: SessionId) -> Result<()> {
        score::Entity::delete_many()
            .filter(score::Column::OrgId.eq(self.0.org()))
            .filter(score::Column::SessionId.eq(session))
            .exec(self.0.connection())
            .await?;
        Ok(())
    }

    /// The overall scores of many sessions, by every rubric and version, the newest version first.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn overalls(&self, sessions: &[SessionId]) -> Result<Vec<Overall>> {
        let rows = score::Entity::find()
            .filter(score::Column::OrgId.eq(self.0.org()))
            .filter(score::Column::SessionId.is_in(sessions.iter().copied()))
            .select_only()
            .columns([
                score::Column::SessionId,
                score::Column::Rubric,
                score::Column::RubricVersion,
                score::Column::Overall,
                score::Column::Low,
                score::Column::High,
            ])
            .order_by_desc(score::Column::RubricVersion)
            .into_model::<Overall>()
            .all(self.0.connection())
            .await?;
        Ok(rows)
    }

    /// Sessions that are done and were to be scored by `rubric`, but have no card of its `version` yet.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn outdated(&self, rubric: &str, rubric_version: u32, limit: u64) -> Result<Vec<SessionId>> {
        let current = Query::select()
            .expr(Expr::val(1))
            .from(score::Entity)
            .and_where(
                Expr::col((score::Entity, score::Column::SessionId))
                    .equals((session::Entity, session::Column::Id)),
            )
            .and_where(score::Column::Rubric.eq(rubric))
            .and_where(score::Column::RubricVersion.gte(version(rubric_version)))
            .to_owned();
        let outdated = session::Entity::find()
            .filter(session::Column::OrgId.eq(self.0.org()))
            .filter(session::Column::State.eq(SessionState::Done))
            .filter(session::Column::Rubric.eq(rubric))
            .filter(Expr::exists(current).not())
            .select_only()
            .column(session::Column::Id)
            .order_by_asc(session::Column::Id)
            .limit(limit)
            .into_tuple::<SessionId>()
            .all(self.0.connection())
            .await?;
        Ok(outdated)
    }

    fn of(&self, session: SessionId) -> Select<score::Entity> {
        score::Entity::find()
            .filter(score::Column::OrgId.eq(self.0.org()))
            .filter(score::Column::SessionId.eq(session))
            .order_by_desc(score::Column::CreatedAt)
            .order_by_desc(score::Column::Id)
    }
}

fn version(version: u32) -> i32 {
    i32::try_from(version).unwrap_or(i32::MAX)
}

fn stored(row: ScoreRow) -> Result<StoredScore> {
    Ok(StoredScore {
        id: row.id,
        session: row.session_id,
        created_at: row.created_at,
        card: document::read("score card", row.document)?,
    })
}
