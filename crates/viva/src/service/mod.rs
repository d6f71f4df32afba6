//! The service, put together: what is opened from the settings, and how it starts and stops.

mod api;
mod app;
mod data;
mod demo;
mod engines;
mod parts;
mod run;
mod stop;
mod web;

pub(crate) use self::{
    api::serve,
    app::mail_settings,
    demo::Demo,
    engines::Engines,
    parts::{Parts, Work, blob_settings, bus_settings},
    run::run,
};
