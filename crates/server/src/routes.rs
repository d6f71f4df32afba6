//! The endpoints, one a file, by noun.

pub(crate) mod auth;
pub(crate) mod drills;
pub(crate) mod health;
pub(crate) mod live;
pub(crate) mod me;
pub(crate) mod media;
pub(crate) mod monitoring;
pub(crate) mod practice;
pub(crate) mod projects;
pub(crate) mod reports;
pub(crate) mod results;
pub(crate) mod sessions;
pub(crate) mod uploads;
pub(crate) mod users;
