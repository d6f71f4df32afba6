//! Where a request comes from.

use std::{
    convert::Infallible,
    net::{IpAddr, Ipv4Addr, SocketAddr},
};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, header, request::Parts},
};

use crate::{App, limits::DEVICE_CHARS, middleware::request_id};

/// Where a request comes from: for limits, for the audit, and for people who look at where they are signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Origin {
    /// Address of the client. Behind proxies of ours, what they say it is.
    pub address: IpAddr,
    /// What the client calls itself, cut short; empty when it says nothing.
    pub device: String,
    /// The request's id.
    pub request_id: String,
}

impl Origin {
    /// What stands for the client in limits: its address, and of an IPv6 address the network, of which one person has
    /// 2⁶⁴ addresses.
    #[must_use]
    pub(crate) fn network(&self) -> String {
        match self.address {
            IpAddr::V4(address) => address.to_string(),
            IpAddr::V6(address) => {
                let [a, b, c, d, ..] = address.segments();
                format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
            }
        }
    }
}

impl FromRequestParts<App> for Origin {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let peer = parts
            .extensions
            .get::<ConnectInfo<SocketAddr>>()
            .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |ConnectInfo(peer)| peer.ip());
        let device = parts
            .headers
            .get(header::USER_AGENT)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        Ok(Self {
            address: client(peer, &parts.headers, app.public.trusted_proxies).to_canonical(),
            device: device.chars().take(DEVICE_CHARS).collect(),
            request_id: request_id::current(),
        })
    }
}

/// The client behind `proxies` proxies of ours, each of which adds the address it was called from at the end of
/// `X-Forwarded-For`. What stands before that, anyone may have written.
fn client(peer: IpAddr, headers: &HeaderMap, proxies: u8) -> IpAddr {
    let Some(skip) = proxies.checked_sub(1) else {
        return peer;
    };
    let entries: Vec<&str> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .collect();
    entries
        .iter()
        .rev()
        .nth(usize::from(skip))
        .and_then(|entry| entry.trim().parse().ok())
        .unwrap_or(peer)
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use axum::http::{HeaderMap, HeaderValue};

    use super::{Origin, client};

    fn forwarded(values: &[&'static str]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append("x-forwarded-for", HeaderValue::from_static(value));
        }
        headers
    }

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn without_proxies_the_header_is_not_believed() {
        assert_eq!(
            client(ip("192.0.2.1"), &forwarded(&["198.51.100.9"]), 0),
            ip("192.0.2.1")
        );
    }

    #[test]
    fn behind_a_proxy_only_what_it_added_is_believed() {
        let headers = forwarded(&["203.0.113.66, 198.51.100.9"]);
        assert_eq!(client(ip("10.0.0.1"), &headers, 1), ip("198.51.100.9"));
        let headers = forwarded(&["203.0.113.66", "198.51.100.9, 10.0.0.2"]);
        assert_eq!(client(ip("10.0.0.1"), &headers, 2), ip("198.51.100.9"));
    }

    #[test]
    fn nonsense_counts_as_the_proxy_itself() {
        assert_eq!(client(ip("10.0.0.1"), &forwarded(&["nobody"]), 1), ip("10.0.0.1"));
        assert_eq!(client(ip("10.0.0.1"), &forwarded(&[]), 1), ip("10.0.0.1"));
    }

    #[test]
    fn one_network_of_ipv6_counts_as_one() {
        let origin = |address: &str| Origin {
            address: ip(address),
            device: String::new(),
            request_id: String::new(),
        };
        assert_eq!(
            origin("2001:db8:1:2:aaaa::1").network(),
            origin("2001:db8:1:2:bbbb::2").network()
        );
        assert_ne!(
            origin("2001:db8:1:2::1").network(),
            origin("2001:db8:1:3::1").network()
        );
        assert_eq!(origin("192.0.2.7").network(), "192.0.2.7");
    }
}
