//! `POST /v1/users`: makes an account, by invitation or, where the server is open, for anyone.

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use chrono::TimeDelta;
use garde::Validate;
use serde::Deserialize;
use serde_json::json;
use storage::{Actor, NewOneTimeToken, NewUser, records::Purpose};
use utoipa::ToSchema;

use super::confirm::Registration;
use crate::{
    App, Problem, ProblemBody,
    accounts::{
        mail_address,
        mailer::{Letter, Locale},
        new_password, normal_email,
        signing_in::{self, SignedIn},
        throttle, token,
    },
    audit,
    extract::{Origin, Valid},
    limits::NAME_CHARS,
};

/// How long the link in the mail works.
const LIFE: TimeDelta = TimeDelta::hours(24);

/// Who wants an account.
#[derive(Deserialize, Validate, ToSchema)]
pub(crate) struct NewAccount {
    /// Mail address; with an invitation, the one that it was sent to.
    #[garde(custom(mail_address))]
    email: String,
    /// Name for people.
    #[garde(length(chars, min = 1, max = NAME_CHARS))]
    name: String,
    /// Password to be.
    #[garde(custom(new_password))]
    #[schema(format = Password)]
    password: String,
    /// Language of the pages and mails.
    #[serde(default = "super::english")]
    #[garde(length(chars, min = 2, max = 35))]
    locale: String,
    /// The token of an invitation.
    #[garde(inner(length(chars, max = 100)))]
    invitation: Option<String>,
    /// Whether the refresh token goes into a cookie, for pages of this server.
    #[serde(default)]
    #[garde(skip)]
    cookie: bool,
}

/// Make an account.
///
/// With an invitation, which shows that the mail address is one's own, the account is there at once, and in the org. Without
/// one, where the server is open to anyone, the answer is the same whether the address has an account or not; what follows
/// is a mail, with a link to finish or with the news that there is an account.
#[utoipa::path(
    post, path = "/v1/users", tag = "auth", security(()),
    operation_id = "create_user",
    request_body = NewAccount,
    responses(
        (status = CREATED, description = "By invitation: signed in.", body = SignedIn),
        (status = ACCEPTED, description = "A mail is on its way."),
        (status = FORBIDDEN, description = "This server takes people by invitation.", body = ProblemBody),
        (status = CONFLICT, description = "By invitation: the address has an account. Sign in and accept there.", body = ProblemBody),
        (status = GONE, description = "The invitation does not work, or no longer.", body = ProblemBody),
    )
)]
pub(crate) async fn create(
    State(app): State<App>,
    origin: Origin,
    Valid(body): Valid<NewAccount>,
) -> Result<Response, Problem> {
    throttle::ask(&app.accounts, &origin).await?;
    if body.invitation.is_none() && !app.public.open_registration {
        return Err(Problem::forbidden(
            "This server takes people by invitation. Ask somebody who is here to invite you.",
        ));
    }
    let password_hash = app.accounts.passwords().hash(body.password).await?;
    let new = NewUser {
        email: normal_email(&body.email),
        name: body.name,
        password_hash,
        locale: body.locale,
    };
    match body.invitation {
        Some(invitation) => invited(&app, &origin, new, &invitation, body.cookie).await,
        None => {
            // Outside of the answer, so that the time it takes tells nothing either.
            tokio::spawn(async move {
                if let Err(error) = ask(&app, new).await {
                    tracing::error!(%error, "a registration could not be prepared");
                }
            });
            Ok(StatusCode::ACCEPTED.into_response())
        }
    }
}

/// Into the org of an invitation.
async fn invited(
    app: &App,
    origin: &Origin,
    new: NewUser,
    invitation: &str,
    in_cookie: bool,
) -> Result<Response, Problem> {
    let gone = || Problem::gone("The invitation does not work or no longer does. Ask for a new one.");
    let org = token::org_of(invitation).ok_or_else(gone)?;
    let tx = app.store.write(org).await?;
    let invitation = tx
        .invitations()
        .by_token(&token::hash(invitation))
        .await?
        .ok_or_else(gone)?;
    if invitation.email != new.email {
        return Err(Problem::field(
            "email",
            "the address that the invitation was sent to",
        ));
    }
    if !tx.invitations().accept(invitation.id).await? {
        return Err(gone());
    }
    let user = tx.users().add(new).await.map_err(|error| match error {
        storage::Error::Taken(_) => {
            Problem::conflict("You have an account. Sign in, and accept the invitation there.")
        }
        other => other.into(),
    })?;
    tx.memberships().add(user.id, invitation.role).await?;
    let actor = Actor {
        user: Some(user.id),
        address: origin.address.to_string(),
        request_id: origin.request_id.clone(),
    };
    let object = ("invitation", invitation.id.to_string());
    let detail = json!({ "role": invitation.role, "user": user.id });
    audit::note(&tx, &actor, "invitation.accept", object, detail).await?;
    let opened = signing_in::open(app, &tx, user.id, origin, false).await?;
    tx.commit().await?;
    signing_in::answer(app, StatusCode::CREATED, user, opened, in_cookie).await
}

/// Keeps what was asked for until its mail address is proved, or tells its owner that they have an account.
async fn ask(app: &App, new: NewUser) -> storage::Result<()> {
    if !throttle::may_mail(&app.accounts, &new.email).await {
        return Ok(());
    }
    let mailer = app.accounts.mailer();
    let tx = app.store.accounts(None).await?;
    if let Some(user) = tx.users().by_email(&new.email).await? {
        mailer.send_later(&user.email, Locale::of(&user.locale), &Letter::AlreadyThere);
        return Ok(());
    }
    let fresh = token::fresh();
    let (email, locale) = (new.email.clone(), Locale::of(&new.locale));
    tx.one_time_tokens()
        .add(NewOneTimeToken {
            hash: token::hash(&fresh),
            purpose: Purpose::Registration,
            user: None,
            detail: serde_json::json!(Registration::from(new)),
            expires_at: tx.now() + LIFE,
        })
        .await?;
    tx.commit().await?;
    mailer.send_later(&email, locale, &Letter::Registration { token: &fresh });
    Ok(())
}
