//! The description of the API, generated from the routes.
//!
//! What holds for every operation is added here and not said at each: the org header, the key of requests that must not be
//! done twice, and what may go wrong anywhere.

use utoipa::{
    Modify, OpenApi, ToSchema,
    openapi::{
        ContentBuilder, ObjectBuilder, Ref, RefOr, Required, Response, ResponseBuilder, Type,
        path::{HttpMethod, Operation, Parameter, ParameterBuilder, ParameterIn},
        schema::{KnownFormat, SchemaFormat},
        security::{Http, HttpAuthScheme, SecurityScheme},
    },
};

use crate::{ProblemBody, limits::KEY_CHARS, middleware::once, router};

/// What stands above the routes.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Vivavoce",
        description = "A place to practise speaking: upload a recording, watch it being heard, get measurements, scores with intervals, and drills."
    ),
    modifiers(&Bearer),
    security(("bearer" = [])),
    components(schemas(ProblemBody)),
    tags(
        (name = "orgs", description = "Schools, companies, homes: who is in them, and how they want their data kept."),
        (name = "projects", description = "What takes belong to: a talk to prepare, an exam to pass."),
        (name = "sessions", description = "One take each, from its recording to its drills."),
        (name = "recordings", description = "How a recording comes in, and how it is played."),
        (name = "results", description = "What was found in a session."),
        (name = "reports", description = "One session on paper or as data."),
        (name = "live", description = "What happens to sessions, as it happens."),
        (name = "running", description = "For what watches over the server."),
    )
)]
pub(crate) struct Head;

struct Bearer;

impl Modify for Bearer {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let components = document.components.get_or_insert_default();
        components.add_security_scheme("bearer", SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)));
    }
}

/// The whole description.
#[must_use]
pub fn document() -> utoipa::openapi::OpenApi {
    finished(router::routes(None).into_openapi())
}

/// With what holds for every operation.
pub(crate) fn finished(mut document: utoipa::openapi::OpenApi) -> utoipa::openapi::OpenApi {
    for (path, item) in &mut document.paths.paths {
        let operations = [
            (HttpMethod::Get, &mut item.get),
            (HttpMethod::Put, &mut item.put),
            (HttpMethod::Post, &mut item.post),
            (HttpMethod::Patch, &mut item.patch),
            (HttpMethod::Delete, &mut item.delete),
        ];
        for (method, operation) in operations {
            if let Some(operation) = operation {
                finish(path, &method, operation);
            }
        }
    }
    document
}

fn finish(path: &str, method: &HttpMethod, operation: &mut Operation) {
    if !path.starts_with("/v1/") {
        return;
    }
    let parameters = operation.parameters.get_or_insert_default();
    if operation.security.is_none() {
        parameters.push(RefOr::T(org()));
        if *method == HttpMethod::Post && once::counts_on(path) {
            parameters.push(RefOr::T(key()));
        }
    }
    for (status, description) in problems(path, method, operation) {
        operation
            .responses
            .responses
            .entry(status.to_owned())
            .or_insert_with(|| RefOr::T(problem(description)));
    }
}

/// What may go wrong, by what kind of operation it is.
fn problems(path: &str, method: &HttpMethod, operation: &Operation) -> Vec<(&'static str, &'static str)> {
    let mut problems = vec![("400", "The request cannot be understood.")];
    if operation.security.is_none() {
        problems.push(("401", "Nobody is signed in, or no longer."));
        problems.push((
            "403",
            "The caller's role does not allow it, or a second factor is needed.",
        ));
    }
    problems.push(("404", "It is not there, or not for the caller."));
    if *method != HttpMethod::Get {
        problems.push(("409", "It does not fit with how things stand."));
    }
    if operation.request_body.is_some() {
        problems.push(("413", "Too large."));
        problems.push(("415", "Not a format that is understood."));
    }
    if path.ends_with("/media") && *method == HttpMethod::Get {
        problems.push(("410", "It is no longer there."));
        problems.push(("416", "There is no such part."));
    }
    problems.push((
        "422",
        "Some fields are not as they should be; `errors` says which.",
    ));
    problems.push(("429", "Too many requests; `Retry-After` says when to come back."));
    problems.push(("500", "Something went wrong inside Vivavoce."));
    problems.push(("503", "Something that this needs cannot be reached now."));
    problems.push(("504", "It took too long."));
    problems
}

fn problem(description: &str) -> Response {
    let body = ContentBuilder::new()
        .schema(Some(Ref::from_schema_name(ProblemBody::name())))
        .build();
    ResponseBuilder::new()
        .description(description)
        .content("application/problem+json", body)
        .build()
}

fn org() -> Parameter {
    ParameterBuilder::new()
        .name("Vivavoce-Org")
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some(
            "The org that the request is for; without it, the one that the caller joined first.",
        ))
        .schema(Some(
            ObjectBuilder::new()
                .schema_type(Type::String)
                .format(Some(SchemaFormat::KnownFormat(KnownFormat::Uuid))),
        ))
        .build()
}

fn key() -> Parameter {
    ParameterBuilder::new()
        .name("Idempotency-Key")
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some(
            "A new name, such as a UUID, for this very request: sent again under the same name it is not done again, and the first answer comes once more, with `Idempotent-Replay: true`.",
        ))
        .schema(Some(
            ObjectBuilder::new()
                .schema_type(Type::String)
                .min_length(Some(1))
                .max_length(Some(KEY_CHARS)),
        ))
        .build()
}
