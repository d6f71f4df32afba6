//! `GET /v1/practice/attempts`: the history of reading aloud.

use axum::{Json, extract::State};
use serde::Deserialize;
use storage::{OrgTx, UserId};
use utoipa::IntoParams;
use uuid::Uuid;

use super::{body::AttemptBody, sentence::language};
use crate::{
    App, Problem,
    answer::List,
    extract::{Member, PageQuery, Params, Reads},
    permissions::{Action, Owned},
};

/// Whose history, and of what.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Whose {
    /// Of this person; without it, the caller's own.
    user: Option<UserId>,
    /// Only in this language.
    language: Option<String>,
}

impl Whose {
    /// Anything of one person.
    pub(super) const fn of(user: Option<UserId>) -> Self {
        Self { user, language: None }
    }

    /// The code of the language, if one is asked for.
    pub(super) fn language(&self) -> Result<Option<&'static str>, Problem> {
        let code = self.language.as_deref().map(language).transpose()?;
        Ok(code.map(|language| language.code()))
    }

    /// The person, if the caller may look.
    pub(super) async fn user(&self, app: &App, member: &Member, tx: &OrgTx) -> Result<UserId, Problem> {
        let Some(user) = self.user else {
            return Ok(member.caller.user);
        };
        member
            .may_owned(app, tx, Action::AttemptRead, Owned::Attempt, Uuid::nil(), user)
            .await
            .map_err(|_| Problem::not_found("There is no such person."))?;
        Ok(user)
    }
}

/// The history of reading aloud, newest first: one's own, or that of a learner whom one may look at.
#[utoipa::path(
    get, path = "/v1/practice/attempts", tag = "practice", operation_id = "listAttempts", params(Whose, PageQuery),
    responses((status = OK, description = "One page of it.", body = List<AttemptBody>))
)]
pub(crate) async fn list(
    State(app): State<App>,
    member: Member,
    Reads(reads): Reads,
    Params(whose): Params<Whose>,
    query: PageQuery,
) -> Result<Json<List<AttemptBody>>, Problem> {
    let language = whose.language()?;
    let tx = app.store.read(member.org).await?;
    let user = whose.user(&app, &member, &tx).await?;
    let rows = tx
        .attempts()
        .list(user, language, List::<AttemptBody>::page(&query))
        .await?;
    let page = List::of(&query, rows, |attempt| attempt.id, |attempt| attempt);
    let items = page
        .items
        .into_iter()
        .map(|attempt| AttemptBody::of(attempt, reads));
    Ok(Json(List {
        items: items.collect::<Result<_, _>>()?,
        next: page.next,
    }))
}
