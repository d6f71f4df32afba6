//! The other side of `viva push`: speaking to a Vivavoce server.

mod api;
mod credentials;
mod events;
mod patience;
mod problem;
mod session;
mod signed_in;

pub(crate) use self::{
    api::{Answer, Api, Ask, Trouble},
    credentials::{Credentials, Login},
    events::{Event, Events},
    patience::Patience,
    problem::Problem,
    session::{NewSession, Session, project},
    signed_in::{SignedIn, Tokens, keep, server_address},
};
