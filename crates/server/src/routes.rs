//! The endpoints, one a file, by noun.

pub(crate) mod audit;
pub(crate) mod auth;
pub(crate) mod coachings;
pub(crate) mod drills;
pub(crate) mod health;
pub(crate) mod invitations;
pub(crate) mod jobs;
pub(crate) mod live;
pub(crate) mod me;
pub(crate) mod media;
pub(crate) mod members;
pub(crate) mod monitoring;
pub(crate) mod orgs;
pub(crate) mod practice;
pub(crate) mod projects;
pub(crate) mod reports;
pub(crate) mod results;
pub(crate) mod rights;
pub(crate) mod sessions;
pub(crate) mod uploads;
pub(crate) mod usage;
pub(crate) mod users;
