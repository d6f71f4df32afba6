//! The org that stands in the path, and what of it.

use std::str::FromStr;

use axum::{
    extract::{FromRequestParts, RawPathParams},
    http::request::Parts,
};
use storage::OrgId;

use crate::{
    App, Problem,
    extract::{Caller, Member},
};

/// The caller as a member of the org `{id}` in the path. An org that they do not belong to is not there.
#[derive(Clone, Copy, Debug)]
pub struct InOrg(pub Member);

impl FromRequestParts<App> for InOrg {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let caller = <Caller as FromRequestParts<App>>::from_request_parts(parts, app).await?;
        let ids = ids(parts, app).await;
        let org: OrgId = id(ids.first()).ok_or_else(|| Problem::not_found("There is no such org."))?;
        Member::counted(app, caller, Some(org)).await.map(Self)
    }
}

/// The last id in the path: which member, which invitation of the org. What is no id is not there.
#[derive(Clone, Copy, Debug)]
pub struct LastId<T>(pub T);

impl<T: FromStr + Send> FromRequestParts<App> for LastId<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let ids = ids(parts, app).await;
        id(ids.last()).map(Self).ok_or_else(missing)
    }
}

/// The last two ids in the path.
#[derive(Clone, Copy, Debug)]
pub struct LastIds<T>(pub T, pub T);

impl<T: FromStr + Send> FromRequestParts<App> for LastIds<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let ids = ids(parts, app).await;
        let mut last = ids.iter().rev();
        let (second, first) = (id(last.next()), id(last.next()));
        Ok(Self(first.ok_or_else(missing)?, second.ok_or_else(missing)?))
    }
}

async fn ids(parts: &mut Parts, app: &App) -> Vec<String> {
    let all = RawPathParams::from_request_parts(parts, app).await;
    all.map(|all| all.iter().map(|(_, value)| value.to_owned()).collect())
        .unwrap_or_default()
}

fn id<T: FromStr>(text: Option<&String>) -> Option<T> {
    text?.parse().ok()
}

fn missing() -> Problem {
    Problem::not_found("There is nothing under this address.")
}
