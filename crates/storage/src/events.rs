//! Events: what listeners of a session want to know at once, numbered without gaps, so that a listener who was away can
//! go on where it was.

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, EntityTrait, ExprTrait, IntoActiveModel, JsonValue, QueryFilter, QueryOrder, QuerySelect,
    sea_query::Expr,
};

use crate::{
    OrgTx, Result, SessionId, Signal,
    records::{Channel, Event, event, session},
};

/// The events of one org's sessions.
pub struct Events<'a>(&'a OrgTx);

impl OrgTx {
    /// The events of the org's sessions.
    #[must_use]
    pub fn events(&self) -> Events<'_> {
        Events(self)
    }
}

impl Events<'_> {
    /// Tells the listeners of a session, and gives the number of the last of `news`; `None` when there is no such
    /// session. Until the transaction ends, nobody else can: numbers are committed in their order.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn append(&self, id: SessionId, news: Vec<(Channel, JsonValue)>) -> Result<Option<i64>> {
        let count = i64::try_from(news.len()).unwrap_or(i64::MAX);
        let numbered = session::Entity::update_many()
            .col_expr(
                session::Column::EventSeq,
                Expr::col(session::Column::EventSeq).add(count),
            )
            .filter(session::Column::OrgId.eq(self.0.org()))
            .filter(session::Column::Id.eq(id))
            .exec_with_returning(self.0.connection())
            .await?;
        let Some(last) = numbered.first().map(|session| session.event_seq) else {
            return Ok(None);
        };
        let rows = (last - count + 1..).zip(news).map(|(seq, (channel, payload))| {
            let event = Event {
                session_id: id,
                seq,
                org_id: self.0.org(),
                channel,
                payload,
                at: self.0.now(),
            };
            event.into_active_model()
        });
        event::Entity::insert_many(rows)
            .exec_without_returning(self.0.connection())
            .await?;
        self.0.signal(Signal::Events(id));
        Ok(Some(last))
    }

    /// Those of a session after number `seq`, in order, on some channels or on all.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn after(
        &self,
        session: SessionId,
        seq: i64,
        channels: Option<&[Channel]>,
        limit: u64,
    ) -> Result<Vec<Event>> {
        let mut list = event::Entity::find()
            .filter(event::Column::OrgId.eq(self.0.org()))
            .filter(event::Column::SessionId.eq(session))
            .filter(event::Column::Seq.gt(seq));
        if let Some(channels) = channels {
            list = list.filter(event::Column::Channel.is_in(channels.iter().copied()));
        }
        let events = list
            .order_by_asc(event::Column::Seq)
            .limit(limit)
            .all(self.0.connection())
            .await?;
        Ok(events)
    }

    /// The number of the last one of each of these sessions; sessions that are not there are left out.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn newest(&self, sessions: &[SessionId]) -> Result<Vec<(SessionId, i64)>> {
        let newest = session::Entity::find()
            .filter(session::Column::OrgId.eq(self.0.org()))
            .filter(session::Column::Id.is_in(sessions.iter().copied()))
            .select_only()
            .columns([session::Column::Id, session::Column::EventSeq])
            .into_tuple()
            .all(self.0.connection())
            .await?;
        Ok(newest)
    }

    /// Forgets those from before `before`.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn prune(&self, before: DateTime<Utc>) -> Result<u64> {
        let gone = event::Entity::delete_many()
            .filter(event::Column::OrgId.eq(self.0.org()))
            .filter(event::Column::At.lt(before))
            .exec(self.0.connection())
            .await?;
        Ok(gone.rows_affected)
    }
}
