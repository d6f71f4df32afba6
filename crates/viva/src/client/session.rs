//! A session on a server: made, given its recording, followed until it is done.

use std::{
    fs::File,
    io::{Read, Seek, SeekFrom},
    ops::ControlFlow,
    path::Path,
};

use domain::Analysis;
use serde::Deserialize;
use serde_json::{Value, json};
use ureq::http::Method;
use uuid::Uuid;

use super::{Answer, Ask, Event, Events, Patience, SignedIn, Trouble};
use crate::failure::Failure;

/// Bytes of one piece. A lost connection costs at most one.
const PIECE: u64 = 4 << 20;

/// Pieces at most: fewer than servers take.
const PIECES: u64 = 900;

/// Who names the org.
const ORG: &str = "vivavoce-org";

/// A session to make.
pub(crate) struct NewSession<'a> {
    /// Its title.
    pub(crate) title: &'a str,
    /// Its project.
    pub(crate) project: Option<Uuid>,
    /// The language spoken; `None` to detect it.
    pub(crate) language: Option<&'a str>,
    /// What was to be said: makes it a reading.
    pub(crate) reference: Option<&'a str>,
    /// By which rubric to score it.
    pub(crate) rubric: Option<&'a str>,
    /// Whether the person agreed to be recorded.
    pub(crate) consent: bool,
}

/// One session, as far as `viva push` is concerned.
pub(crate) struct Session<'a> {
    server: &'a mut SignedIn,
    org: Option<Uuid>,
    id: Uuid,
    keeps_recording: bool,
}

#[derive(Deserialize)]
struct SessionBody {
    id: Uuid,
    keeps_recording: bool,
}

#[derive(Deserialize)]
struct UploadBody {
    id: Uuid,
    offset: u64,
}

#[derive(Deserialize)]
struct ProjectBody {
    id: Uuid,
    name: String,
}

#[derive(Deserialize)]
struct List<T> {
    items: Vec<T>,
}

/// The project that is called `wanted`, or has it as its id.
pub(crate) fn project(server: &mut SignedIn, org: Option<Uuid>, wanted: &str) -> Result<Uuid, Failure> {
    if let Ok(id) = wanted.parse() {
        return Ok(id);
    }
    let projects: List<ProjectBody> = server.ask(&of(org, Ask::get("/v1/projects?limit=100")))?;
    let found = projects.items.iter().find(|project| project.name == wanted);
    found.map(|project| project.id).ok_or_else(|| {
        let names: Vec<_> = projects
            .items
            .iter()
            .map(|project| project.name.as_str())
            .collect();
        Failure::input(match names.as_slice() {
            [] => format!("there is no project {wanted}; you have none yet"),
            names => format!("there is no project {wanted}; there are {}", names.join(", ")),
        })
    })
}

fn of(org: Option<Uuid>, ask: Ask<'_>) -> Ask<'_> {
    match org {
        Some(org) => ask.header(ORG, org.to_string()),
        None => ask,
    }
}

impl<'a> Session<'a> {
    /// Makes a session, once however often the connection is lost.
    pub(crate) fn create(
        server: &'a mut SignedIn,
        org: Option<Uuid>,
        new: &NewSession<'_>,
    ) -> Result<Self, Failure> {
        let mut body = json!({
            "kind": if new.reference.is_some() { "reading" } else { "talk" },
            "title": new.title,
            "consent": new.consent,
        });
        let given = [
            ("project", new.project.map(|id| json!(id))),
            ("language", new.language.map(|code| json!(code))),
            ("reference_text", new.reference.map(|text| json!(text))),
            ("rubric", new.rubric.map(|name| json!(name))),
        ];
        for (key, value) in given {
            if let Some(value) = value {
                body[key] = value;
            }
        }
        let key = Uuid::new_v4().to_string();
        let ask = of(org, Ask::post("/v1/sessions").json(&body).once(&key));
        let SessionBody { id, keeps_recording } = server.ask(&ask)?;
        Ok(Self {
            server,
            org,
            id,
            keeps_recording,
        })
    }

    /// Its id.
    pub(crate) fn id(&self) -> Uuid {
        self.id
    }

    /// Sends the recording. `sent` gets the share that has arrived, 0 to 1.
    pub(crate) fn send(&mut self, path: &Path, sent: &mut dyn FnMut(f64)) -> Result<(), Failure> {
        let unreadable =
            |error: std::io::Error| Failure::input(format!("{} cannot be read: {error}", path.display()));
        let mut file = File::open(path).map_err(unreadable)?;
        let total = file.metadata().map_err(unreadable)?.len();
        if total == 0 {
            return Err(Failure::input(format!("{} is empty", path.display())));
        }
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        if self.keeps_recording {
            self.send_pieces(&mut file, total, name, sent)
                .map_err(|why| match why {
                    Broken::Here(error) => unreadable(error),
                    Broken::There(failure) => failure,
                })
        } else {
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).map_err(unreadable)?;
            self.send_whole(bytes, sent)
        }
    }

    /// In one, where the org never stores sound: pieces would have to be kept. A lost connection begins anew.
    fn send_whole(&mut self, bytes: Vec<u8>, sent: &mut dyn FnMut(f64)) -> Result<(), Failure> {
        let path = format!("/v1/sessions/{}/media?replace=true", self.id);
        let ask = of(self.org, Ask::new(Method::PUT, &path))
            .header("content-type", "application/octet-stream")
            .bytes(bytes);
        let mut patience = Patience::default();
        loop {
            match self.server.send_once::<Value>(&ask)? {
                Ok(_) => {
                    sent(1.0);
                    return Ok(());
                }
                Err(trouble) => patience.wait(trouble)?,
            }
        }
    }

    /// Piece by piece. After a lost connection the server is asked how much has arrived.
    fn send_pieces(
        &mut self,
        file: &mut File,
        total: u64,
        name: Option<String>,
        sent: &mut dyn FnMut(f64),
    ) -> Result<(), Broken> {
        let mut body = json!({ "total": total });
        if let Some(name) = name {
            body["name"] = json!(name);
        }
        let (begin, key) = (
            format!("/v1/sessions/{}/uploads", self.id),
            Uuid::new_v4().to_string(),
        );
        let begun: UploadBody = self
            .server
            .ask(&of(self.org, Ask::post(&begin).json(&body).once(&key)))?;
        let at = format!("/v1/uploads/{}", begun.id);
        let size = PIECE.max(total.div_ceil(PIECES));
        let (mut offset, mut patience) = (begun.offset, Patience::default());
        while offset < total {
            let piece = read_piece(file, offset, size).map_err(Broken::Here)?;
            match self.send_piece(&at, offset, piece)? {
                Ok(arrived) => {
                    offset = arrived;
                    patience.reset();
                }
                Err(trouble) => {
                    // A piece may have arrived although the answer did not: the server then says that it is elsewhere.
                    if !trouble.is("conflict") {
                        patience.wait(trouble).map_err(Failure::from)?;
                    }
                    let here: UploadBody = self.server.ask(&of(self.org, Ask::get(&at)))?;
                    offset = here.offset;
                }
            }
            sent(offset as f64 / total as f64);
        }
        let complete = format!("{at}/complete");
        let key = Uuid::new_v4().to_string();
        self.server
            .ask::<Value>(&of(self.org, Ask::post(&complete).once(&key)))?;
        Ok(())
    }

    fn send_piece(&mut self, at: &str, offset: u64, piece: Vec<u8>) -> Result<Answer<u64>, Failure> {
        let ask = of(self.org, Ask::new(Method::PATCH, at))
            .header("upload-offset", offset.to_string())
            .header("content-type", "application/octet-stream")
            .bytes(piece);
        let answer: Answer<UploadBody> = self.server.send_once(&ask)?;
        Ok(answer.map(|upload| upload.offset))
    }

    /// Has the recording worked on.
    pub(crate) fn process(&mut self) -> Result<(), Failure> {
        let path = format!("/v1/sessions/{}/process", self.id);
        let key = Uuid::new_v4().to_string();
        self.server
            .ask::<Value>(&of(self.org, Ask::post(&path).once(&key)))?;
        Ok(())
    }

    /// Hands out events from the first on until `hear` has heard enough, each once, however often the connection is lost.
    pub(crate) fn follow(&mut self, mut hear: impl FnMut(&Event) -> ControlFlow<()>) -> Result<(), Failure> {
        let path = format!("/v1/sessions/{}/events", self.id);
        let (mut last, mut patience) = (None::<String>, Patience::default());
        loop {
            let mut ask = of(self.org, Ask::get(&path)).header("accept", "text/event-stream");
            if let Some(last) = &last {
                ask = ask.header("last-event-id", last);
            }
            let trouble = match self.server.listen(&ask)? {
                Err(trouble) => trouble,
                Ok(body) => {
                    let mut events = Events::new(body.into_reader());
                    loop {
                        match events.next() {
                            Ok(Some(event)) => {
                                patience.reset();
                                let enough = hear(&event).is_break();
                                last = event.id.or(last);
                                if enough {
                                    return Ok(());
                                }
                            }
                            Ok(None) => {
                                break Trouble::Lost("the server ended the stream of events".to_owned());
                            }
                            Err(error) => {
                                break Trouble::Lost(format!("the stream of events broke off: {error}"));
                            }
                        }
                    }
                }
            };
            patience.wait(trouble)?;
        }
    }

    /// Everything that was found.
    pub(crate) fn analysis(&mut self) -> Result<Analysis, Failure> {
        let path = format!("/v1/sessions/{}/analysis?sounds=true", self.id);
        self.server.ask(&of(self.org, Ask::get(&path)))
    }
}

enum Broken {
    /// The file cannot be read.
    Here(std::io::Error),
    /// The server does not take it.
    There(Failure),
}

impl From<Failure> for Broken {
    fn from(failure: Failure) -> Self {
        Self::There(failure)
    }
}

fn read_piece(file: &mut File, offset: u64, size: u64) -> std::io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(offset))?;
    let mut piece = Vec::new();
    file.take(size).read_to_end(&mut piece)?;
    if piece.is_empty() {
        return Err(std::io::Error::other("it became shorter while it was sent"));
    }
    Ok(piece)
}
