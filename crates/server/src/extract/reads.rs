//! The language that the caller reads.

use std::convert::Infallible;

use axum::{
    extract::FromRequestParts,
    http::{header, request::Parts},
};
use domain::Language;

use crate::App;

/// The first language of `Accept-Language` that Vivavoce writes to people in: English or Spanish. English without one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reads(pub Language);

impl FromRequestParts<App> for Reads {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Infallible> {
        let wanted = parts
            .headers
            .get(header::ACCEPT_LANGUAGE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        Ok(Self(of(wanted)))
    }
}

fn of(wanted: &str) -> Language {
    wanted
        .split(',')
        .filter_map(|choice| choice.split(';').next())
        .filter_map(|code| code.trim().parse().ok())
        .find(|language| [Language::ENGLISH, Language::SPANISH].contains(language))
        .unwrap_or(Language::ENGLISH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_language_that_we_write_counts() {
        assert_eq!(of("es-MX,es;q=0.9,en;q=0.8"), Language::SPANISH);
        assert_eq!(of("fr-FR, es;q=0.5, en;q=0.3"), Language::SPANISH);
        for english in ["en-GB,es;q=0.5", "fr", "", "*", ";;,"] {
            assert_eq!(of(english), Language::ENGLISH, "{english}");
        }
    }
}
