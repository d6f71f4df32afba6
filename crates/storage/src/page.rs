//! Long lists in pages.

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use uuid::Uuid;

/// Which part of a list, newest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// The last id of the page before; `None` for the first page.
    pub after: Option<Uuid>,
    /// Rows at most; never more than [`Page::MOST`].
    pub limit: u64,
}

impl Page {
    /// Rows of one page at most, whatever was asked for.
    pub const MOST: u64 = 1000;

    /// The first page.
    #[must_use]
    pub const fn first(limit: u64) -> Self {
        Self { after: None, limit }
    }

    /// Cuts this page out of `list`; `id` is a column of UUIDs of version 7, so that newer is greater.
    pub(crate) fn of<E: EntityTrait>(self, list: Select<E>, id: E::Column) -> Select<E> {
        let list = match self.after {
            Some(after) => list.filter(id.lt(after)),
            None => list,
        };
        list.order_by_desc(id).limit(self.limit.min(Self::MOST))
    }
}
