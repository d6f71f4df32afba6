//! The service, put together: what is opened from the settings, and how it starts and stops.

mod data;
mod stop;
