//! Nobody asks too often: requests are counted by address, by account and (with the org, in
//! [`Member`](crate::extract::Member)) by org.

use std::time::Duration;

use axum::{
    extract::{FromRequestParts, OptionalFromRequestParts, Request, State},
    http::request::Parts,
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::{
    App, Problem,
    extract::{Caller, Origin},
    rate::Quota,
};

/// Counts the request, and lets it pass or answers 429.
pub(crate) async fn limit(State(app): State<App>, request: Request, next: Next) -> Response {
    if !request.uri().path().starts_with("/v1/") {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    match count(&app, &mut parts).await {
        Ok(()) => next.run(Request::from_parts(parts, body)).await,
        Err(problem) => problem.into_response(),
    }
}

/// The address first, so that nobody tries tokens without end; then the account, if it is one.
async fn count(app: &App, parts: &mut Parts) -> Result<(), Problem> {
    let Ok(origin) = Origin::from_request_parts(parts, app).await;
    check(app, "address", &origin.network(), app.limits.address()).await?;
    // A token that is none is told by the route, which knows whether it needs one.
    if let Ok(Some(caller)) = <Caller as OptionalFromRequestParts<App>>::from_request_parts(parts, app).await
    {
        check(app, "account", &caller.user.to_string(), app.limits.account()).await?;
    }
    Ok(())
}

/// Counts one of `what` for `key`.
pub(crate) async fn check(app: &App, what: &'static str, key: &str, quota: Quota) -> Result<(), Problem> {
    let counted = app.limiter.check(&format!("{what}:{key}"), quota).await;
    counted.map_err(|wait| {
        metrics::counter!("vivavoce_limited_total", "by" => what).increment(1);
        Problem::too_many(seconds(wait))
    })
}

/// Whole seconds, rounded up, at least one.
fn seconds(wait: Duration) -> u64 {
    wait.as_secs() + u64::from(wait.subsec_nanos() > 0 || wait.is_zero())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_waits_as_told_is_let_in() {
        assert_eq!(seconds(Duration::ZERO), 1);
        assert_eq!(seconds(Duration::from_millis(1)), 1);
        assert_eq!(seconds(Duration::from_secs(2)), 2);
        assert_eq!(seconds(Duration::from_millis(2_001)), 3);
    }
}
