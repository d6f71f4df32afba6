//! `viva push`: send a recording to a server, watch it being heard, show the report.

use std::{ops::ControlFlow, path::PathBuf};

use domain::{Language, Outcome};
use jobs::events::{MetricsEvent, ScoreEvent, StateEvent, Stretch, TokensEvent};
use serde::de::DeserializeOwned;
use storage::records::SessionState;
use uuid::Uuid;

use super::analyze;
use crate::{
    client::{Event, NewSession, Session, SignedIn, project},
    failure::Failure,
    page,
    progress::Progress,
};

/// Send a recording to a server, watch it being heard, and show the report.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The recording, in any format that `viva analyze` takes
    file: PathBuf,
    /// The server [default: the one that was signed in to last]
    #[arg(long, value_name = "URL")]
    server: Option<String>,
    /// The org, by its id [default: your first]
    #[arg(long, value_name = "ID")]
    org: Option<Uuid>,
    /// The project, by its name or id
    #[arg(long, value_name = "NAME|ID")]
    project: Option<String>,
    /// The session's title [default: the file's name]
    #[arg(long)]
    title: Option<String>,
    /// The language spoken, such as en or es [default: it is detected]
    #[arg(long, value_name = "CODE")]
    language: Option<Language>,
    /// The text that was to be said, or @FILE to read it from a file
    #[arg(long, value_name = "TEXT|@FILE")]
    reference: Option<String>,
    /// The rubric to score by [default: public-speaking]
    #[arg(long, value_name = "NAME")]
    rubric: Option<String>,
    /// The person agreed to be recorded, where the org asks for it
    #[arg(long)]
    consent: bool,
    /// Print the words as they are heard, before the report
    #[arg(long)]
    words: bool,
    /// Show no progress
    #[arg(long)]
    quiet: bool,
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    let reference = args
        .reference
        .as_deref()
        .map(analyze::read_reference)
        .transpose()?;
    let name = analyze::file_name(&args.file);
    let mut server = SignedIn::open(args.server.as_deref())?;
    let project = match &args.project {
        Some(wanted) => Some(project(&mut server, args.org, wanted)?),
        None => None,
    };
    let mut watching = Watching {
        progress: Progress::new(args.quiet, args.words),
        failure: None,
    };
    let new = NewSession {
        title: args.title.as_deref().unwrap_or(&name),
        project,
        language: args.language.as_ref().map(Language::code),
        reference: reference.as_deref(),
        rubric: args.rubric.as_deref(),
        consent: args.consent,
    };
    watching.progress.stage("Sending");
    let mut session = Session::create(&mut server, args.org, &new)?;
    session.send(&args.file, &mut |share| watching.progress.share(share))?;
    watching.progress.stage("Waiting for a worker");
    session.process()?;
    session.follow(|event| watching.hear(event))?;
    watching.progress.finish();
    if let Some(failure) = watching.failure {
        return Err(Failure::input(format!("{failure} (session {})", session.id())));
    }
    page::show(&session.analysis()?)
}

/// What a person sees while the server works.
struct Watching {
    progress: Progress,
    failure: Option<String>,
}

impl Watching {
    fn hear(&mut self, event: &Event) -> ControlFlow<()> {
        match event.name.as_str() {
            "tokens" => with(event, |tokens| self.tokens(tokens)),
            "metrics" => with(event, |metrics| self.metrics(metrics)),
            "score" => with(event, |score| self.score(score)),
            "state" => return with(event, |state| self.state(state)).unwrap_or(ControlFlow::Continue(())),
            _ => None,
        };
        ControlFlow::Continue(())
    }

    fn tokens(&mut self, tokens: TokensEvent) {
        match tokens {
            TokensEvent::Reset => self.progress.stage("Hearing words"),
            TokensEvent::Words { words, done } => {
                for word in words {
                    self.progress.word(&word.text);
                }
                self.progress.share(done);
            }
        }
    }

    fn metrics(&mut self, metrics: MetricsEvent) {
        if let MetricsEvent::Stretches { stretches, .. } = metrics
            && let Some(latest) = stretches.last()
        {
            self.progress.voice(&voice(latest));
        }
    }

    fn score(&mut self, score: ScoreEvent) {
        match score {
            ScoreEvent::Fluency => self.progress.stage("Scoring"),
            ScoreEvent::Scored { overall, .. } => {
                if let Outcome::Scored(value) = &overall {
                    self.progress.stage(&format!("Scored {:.0}", value.value));
                }
            }
            ScoreEvent::Drills { .. } | ScoreEvent::Report { .. } => {}
        }
    }

    fn state(&mut self, state: StateEvent) -> ControlFlow<()> {
        match state {
            StateEvent::Session {
                state: SessionState::Done,
                ..
            } => ControlFlow::Break(()),
            StateEvent::Session {
                state: SessionState::Failed,
                failure,
                ..
            } => {
                self.failure = Some(failure.unwrap_or_else(|| "it could not be worked on".to_owned()));
                ControlFlow::Break(())
            }
            StateEvent::Step { step } if step == "asr" => {
                self.progress.stage("Timing words");
                ControlFlow::Continue(())
            }
            StateEvent::Session { .. } | StateEvent::Step { .. } => ControlFlow::Continue(()),
        }
    }
}

/// Does something with an event that is understood; a newer server may send others.
fn with<T: DeserializeOwned, R>(event: &Event, work: impl FnOnce(T) -> R) -> Option<R> {
    serde_json::from_value(event.data.clone()).ok().map(work)
}

fn voice(stretch: &Stretch) -> String {
    let pitch = stretch.f0_hz.map(|f0| format!("{f0:.0} Hz"));
    let level = stretch.db.map(|db| format!("{db:.0} dB"));
    [pitch, level].into_iter().flatten().collect::<Vec<_>>().join(" ")
}
