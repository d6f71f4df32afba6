//! How much an org uses, month by month. What was erased no longer counts.

use chrono::{DateTime, Datelike, Months, NaiveDate, NaiveTime, Utc};
use sea_orm::{
    ColumnTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QuerySelect, sea_query::Expr,
};

use crate::{
    OrgTx, Result,
    records::{attempt, media, session},
};

/// How much the org of a transaction uses.
pub struct Usage<'a>(&'a OrgTx);

/// One month of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Month {
    /// Its first day.
    pub from: NaiveDate,
    /// Sessions that were made.
    pub sessions: u64,
    /// Sentences that were read aloud.
    pub attempts: u64,
    /// Seconds of recordings of sessions.
    pub seconds: f64,
    /// Bytes of recordings that came in.
    pub bytes: u64,
}

impl OrgTx {
    /// How much the org uses.
    #[must_use]
    pub fn usage(&self) -> Usage<'_> {
        Usage(self)
    }
}

impl Usage<'_> {
    /// The last months, this one first, in UTC.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn by_month(&self, months: u32) -> Result<Vec<Month>> {
        let today = self.0.now().date_naive();
        let this_month = today.with_day(1).unwrap_or(today);
        let starts = (0..months).filter_map(|back| this_month.checked_sub_months(Months::new(back)));
        let mut found = Vec::new();
        for from in starts {
            found.push(self.month(from).await?);
        }
        Ok(found)
    }

    async fn month(&self, from: NaiveDate) -> Result<Month> {
        let start = midnight(from);
        let end = from
            .checked_add_months(Months::new(1))
            .map_or(DateTime::<Utc>::MAX_UTC, midnight);
        let connection = self.0.connection();
        let sessions = session::Entity::find()
            .filter(session::Column::OrgId.eq(self.0.org()))
            .filter(session::Column::CreatedAt.gte(start))
            .filter(session::Column::CreatedAt.lt(end))
            .count(connection)
            .await?;
        let attempts = attempt::Entity::find()
            .filter(attempt::Column::OrgId.eq(self.0.org()))
            .filter(attempt::Column::CreatedAt.gte(start))
            .filter(attempt::Column::CreatedAt.lt(end))
            .count(connection)
            .await?;
        // PostgreSQL sums whole numbers into `numeric`, which is none of our types.
        let bytes = Expr::col(media::Column::Bytes).sum().cast_as("bigint");
        let sums: Option<(Option<f64>, Option<i64>)> = media::Entity::find()
            .select_only()
            .column_as(media::Column::Seconds.sum(), "seconds")
            .column_as(bytes, "bytes")
            .filter(media::Column::OrgId.eq(self.0.org()))
            .filter(media::Column::CreatedAt.gte(start))
            .filter(media::Column::CreatedAt.lt(end))
            .into_tuple()
            .one(connection)
            .await?;
        let (seconds, bytes) = sums.unwrap_or_default();
        Ok(Month {
            from,
            sessions,
            attempts,
            seconds: seconds.unwrap_or_default(),
            bytes: bytes.and_then(|sum| u64::try_from(sum).ok()).unwrap_or_default(),
        })
    }
}

fn midnight(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(NaiveTime::MIN).and_utc()
}
