//! What handlers take from a request, checked before they see it.

mod caller;
mod form;
mod in_org;
mod member;
mod origin;
mod page;
mod params;
mod path;
mod readable;
mod reads;
mod valid;

pub use caller::Caller;
pub(crate) use form::{Form, coming};
pub use in_org::{InOrg, LastId, LastIds};
pub use member::{Member, ORG_HEADER};
pub(crate) use origin::Origin;
pub use page::PageQuery;
pub use params::Params;
pub use path::Id;
pub(crate) use readable::Readable;
pub use reads::Reads;
pub use valid::Valid;
