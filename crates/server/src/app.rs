//! Everything that a request needs, put together once by the binary.

use std::{ops::Deref, sync::Arc};

use storage::Store;

use crate::accounts::Accounts;
use crate::permissions::Permissions;

/// What the outside may know of this server, and what it needs to know of the outside.
#[derive(Clone, Debug)]
pub struct PublicSettings {
    /// Address under which people reach this server, without a slash at the end; stands in mails and tokens.
    pub address: String,
    /// Origins of other pages that may use the API from a browser. The server's own page needs none.
    pub allowed_origins: Vec<String>,
    /// How many proxies of ours stand in front of this server, each of which adds to `X-Forwarded-For`. With 0 nobody is
    /// believed about where a request comes from.
    pub trusted_proxies: u8,
    /// Whether anyone may make an account; without, people come by invitation.
    pub open_registration: bool,
}

/// The parts of an [`App`].
pub struct AppParts {
    /// The records.
    pub store: Store,
    /// What the outside may know.
    pub public: PublicSettings,
    /// What proves who somebody is.
    pub accounts: Accounts,
    /// Who may do what.
    pub permissions: Permissions,
}

/// Everything that a request needs. Cheap to clone; every handler gets one.
#[derive(Clone)]
pub struct App(Arc<AppParts>);

impl App {
    /// Puts the parts together.
    #[must_use]
    pub fn new(parts: AppParts) -> Self {
        Self(Arc::new(parts))
    }
}

impl Deref for App {
    type Target = AppParts;

    fn deref(&self) -> &AppParts {
        &self.0
    }
}
