//! The settings of the service: one TOML file, one section a file here, every key overridable by an environment
//! variable, every fault told at once. Without a file everything has a default that serves one person at home.

mod accounts;
mod blobs;
mod bus;
mod cache;
mod database;
mod fault;
mod limits;
mod mail;
mod models;
mod practice;
mod reader;
mod schema;
mod secret;
mod server;
mod telemetry;
#[cfg(test)]
mod tests;
mod value;
mod web;
mod workers;

use std::{
    env,
    path::{Path, PathBuf},
};

use schemars::JsonSchema;

pub(crate) use self::{
    accounts::{Accounts, Registration, decode_key},
    blobs::{BlobKind, Blobs},
    bus::Bus,
    cache::Cache,
    database::Database,
    fault::Faults,
    limits::Limits,
    mail::{Mail, MailSecurity},
    models::Models,
    practice::Practice,
    schema::text as schema,
    secret::Secret,
    server::Server,
    telemetry::{Format, Level, Telemetry},
    workers::Workers,
};
use crate::{corpus, failure::Failure};
use reader::Reader;

/// Whether `text` is the address of a server.
pub(crate) fn web_address(text: &str) -> Result<(), String> {
    web::address(text, &["https", "http"])
}

/// The file's name in the data folder.
const FILE: &str = "vivavoce.toml";

/// The settings of the Vivavoce service. Everything may be left out.
#[derive(Clone, Debug, JsonSchema)]
#[schemars(title = "vivavoce.toml")]
pub(crate) struct Settings {
    /// Where the service listens and how it is reached.
    pub(crate) server: Server,
    /// Where records are kept.
    pub(crate) database: Database,
    /// Where recordings and reports are kept.
    pub(crate) blobs: Blobs,
    /// What wakes workers on other machines. Without it they look for work by themselves, once a second or so.
    pub(crate) bus: Bus,
    /// Where counts that several servers share are kept. Without it, each server counts for itself.
    pub(crate) cache: Cache,
    /// How invitations and password resets are sent. Without a host, mails are written to the log.
    pub(crate) mail: Mail,
    /// Who may have an account and how long they stay signed in.
    pub(crate) accounts: Accounts,
    /// How much of everything is allowed.
    pub(crate) limits: Limits,
    /// How much of the machine works on recordings.
    pub(crate) workers: Workers,
    /// Which models listen.
    pub(crate) models: Models,
    /// Where sentences to read aloud come from.
    pub(crate) practice: Practice,
    /// What the service tells about itself.
    pub(crate) telemetry: Telemetry,
}

/// Where the settings and the data are.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Place {
    /// The settings file [default: VIVAVOCE_CONFIG, else vivavoce.toml in the data folder, when there is one]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The folder of everything that is kept on this machine [default: VIVAVOCE_DATA, else vivavoce in XDG_DATA_HOME,
    /// else ~/.local/share/vivavoce]
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
}

impl Place {
    /// The data folder. Nothing is made.
    pub(crate) fn data(&self) -> Result<PathBuf, Failure> {
        let set = |name| {
            env::var_os(name)
                .filter(|value| !value.is_empty())
                .map(PathBuf::from)
        };
        self.data
            .clone()
            .or_else(|| set("VIVAVOCE_DATA"))
            .or_else(|| set("XDG_DATA_HOME").map(|data| data.join("vivavoce")))
            .or_else(|| set("HOME").map(|home| home.join(".local/share/vivavoce")))
            .ok_or_else(|| {
                Failure::input("there is no folder for data: set VIVAVOCE_DATA, or use --data DIR")
            })
    }

    /// The settings file, when there is one.
    pub(crate) fn file(&self) -> Result<Option<PathBuf>, Failure> {
        let named = self.config.clone().or_else(|| {
            env::var_os("VIVAVOCE_CONFIG")
                .filter(|value| !value.is_empty())
                .map(PathBuf::from)
        });
        if named.is_some() {
            return Ok(named);
        }
        let usual = self.data()?.join(FILE);
        Ok(usual.is_file().then_some(usual))
    }

    /// Reads the settings.
    pub(crate) fn settings(&self) -> Result<Settings, Failure> {
        let file = self.file()?;
        let text = file.as_deref().map(corpus::read_text).transpose()?;
        // A variable that is not text cannot be one of ours.
        let environment = env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
        Settings::parse(text.as_deref().unwrap_or_default(), file.as_deref(), environment)
            .map_err(|faults| Failure::Input(faults.into()))
    }
}

impl Settings {
    /// Reads the settings from the file's text and the environment's variables.
    pub(crate) fn parse(
        text: &str,
        file: Option<&Path>,
        environment: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, Faults> {
        let mut reader = Reader::new(text, environment);
        let settings = Self::read(&mut reader);
        reader.finish(file.map(|file| file.display().to_string()))?;
        Ok(settings)
    }

    fn read(reader: &mut Reader) -> Self {
        Self {
            server: reader.section("server", Server::read),
            database: reader.section("database", Database::read),
            blobs: reader.section("blobs", Blobs::read),
            bus: reader.section("bus", Bus::read),
            cache: reader.section("cache", Cache::read),
            mail: reader.section("mail", Mail::read),
            accounts: reader.section("accounts", Accounts::read),
            limits: reader.section("limits", Limits::read),
            workers: reader.section("workers", Workers::read),
            models: reader.section("models", Models::read),
            practice: reader.section("practice", Practice::read),
            telemetry: reader.section("telemetry", Telemetry::read),
        }
    }
}
