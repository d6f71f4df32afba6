//! Where the service listens and how it is reached.

use std::net::{Ipv4Addr, SocketAddr};

use schemars::JsonSchema;

use super::{reader::Section, web};

/// The port that Vivavoce listens on when nobody says another.
const PORT: u16 = 8707;

/// Where the service listens and how it is reached.
#[derive(Clone, Debug, JsonSchema)]
pub(crate) struct Server {
    /// Address and port to listen on. The default is reachable from this machine only.
    #[schemars(with = "String")]
    pub(crate) address: SocketAddr,
    /// How people reach it from outside, such as `https://speak.example.org`: stands in links and in tokens. Without
    /// it, the address that it listens on.
    pub(crate) public_url: Option<String>,
    /// Pages of other origins that may use the API from a browser, such as `https://app.example.org`.
    pub(crate) allowed_origins: Vec<String>,
    /// How many proxies that you run stand in front: that many addresses at the end of `X-Forwarded-For` are believed.
    /// 0 believes none, and every limit by address goes by the connection.
    pub(crate) trusted_proxies: u32,
    /// Seconds that requests and jobs have to finish when the service is told to stop; then jobs are handed back.
    pub(crate) stop_seconds: u32,
}

impl Server {
    pub(super) fn read(section: &mut Section<'_>) -> Self {
        Self {
            address: section.take("address", SocketAddr::from((Ipv4Addr::LOCALHOST, PORT))),
            public_url: section.take_checked("public_url", None, |url: &Option<String>| {
                url.as_deref()
                    .map_or(Ok(()), |url| web::address(url, &["http", "https"]))
            }),
            allowed_origins: section.take_checked("allowed_origins", Vec::new(), |origins: &Vec<String>| {
                origins.iter().try_for_each(|origin| web::origin(origin))
            }),
            trusted_proxies: section.number("trusted_proxies", 0, 0..=10),
            stop_seconds: section.number("stop_seconds", 20, 1..=600),
        }
    }

    /// How people reach it when it listens on `address`, without a slash at the end.
    pub(crate) fn url(&self, address: SocketAddr) -> String {
        let url = self
            .public_url
            .clone()
            .unwrap_or_else(|| format!("http://{address}"));
        url.trim_end_matches('/').to_owned()
    }
}
