//! `report`: one session in one format, put in the file store.
//!
//! Twice: the same file is put under the same key.

use std::{
    io::{Cursor, Write},
    time::Duration,
};

use ::report::{HtmlOptions, Interface, PdfOptions};
use bytes::Bytes;
use domain::Analysis;
use storage::{
    BlobKey, OrgTx,
    records::{ReportFormat, ReportRow, ReportState},
};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use crate::{AtOnce, Kind, Of, analysis, events::ScoreEvent, failure::Failure, stop::blocking, task::Task};

pub(crate) const KIND: Kind = Kind {
    name: "report",
    subject: "report.make",
    of: Of::Report,
    stage: 70,
    tries: 5,
    timeout: Duration::from_secs(10 * 60),
    at_once: AtOnce::Cores,
};

pub(crate) async fn run(task: &Task) -> Result<(), Failure> {
    let tx = task.parts.store.read(task.org()).await?;
    let row = wanted(&tx, task).await?;
    let session = tx.sessions().find(row.session_id).await?.ok_or(Failure::Void)?;
    let analysis = analysis(&tx, &session).await?;
    let pronunciation = tx.transcripts().sounds(session.id).await?;
    let reader = tx.users().by_id(row.requested_by).await?;
    drop(tx);
    let analysis = analysis.ok_or_else(|| {
        Failure::Input("the session is not done yet: ask for the report when it is".to_owned())
    })?;
    let analysis = Analysis {
        pronunciation,
        ..analysis
    };
    let language = reader.map_or(Interface::default(), |reader| interface(&reader.locale));
    let format = row.format;
    let file = blocking(move || render(&analysis, format, language)).await?;
    let (key, bytes) = (BlobKey::report(task.org(), row.id), file.len());
    task.parts.blobs.put(&key, file).await?;
    let written = write(task, &row, &key, bytes).await;
    if matches!(written, Err(Failure::Void)) {
        // Erased while it was made: what was put must not stay.
        task.parts.blobs.delete(&key).await?;
    }
    written
}

async fn write(task: &Task, row: &ReportRow, key: &BlobKey, bytes: usize) -> Result<(), Failure> {
    let tx = task.parts.store.write(task.org()).await?;
    let row = tx
        .sessions()
        .lock(row.session_id)
        .await?
        .map(|_| row)
        .ok_or(Failure::Void)?;
    wanted(&tx, task).await?;
    let size = i64::try_from(bytes).unwrap_or(i64::MAX);
    tx.reports().ready(row.id, key.as_str(), size).await?;
    let event = ScoreEvent::Report {
        id: row.id,
        format: row.format,
        state: ReportState::Ready,
    };
    tx.events().append(row.session_id, vec![event.told()]).await?;
    task.finish(tx).await
}

async fn wanted(tx: &OrgTx, task: &Task) -> Result<ReportRow, Failure> {
    let row = tx.reports().find(task.job.subject_id).await?;
    row.filter(|row| row.state == ReportState::Queued)
        .ok_or(Failure::Void)
}

/// The language of the page, from that of the person who asked for it.
fn interface(locale: &str) -> Interface {
    if locale.starts_with(Interface::Spanish.code()) {
        Interface::Spanish
    } else {
        Interface::English
    }
}

fn render(analysis: &Analysis, format: ReportFormat, language: Interface) -> Result<Bytes, Failure> {
    Ok(match format {
        ReportFormat::Json => ::report::json(analysis)?.into(),
        ReportFormat::Html => {
            let options = HtmlOptions {
                audio: None,
                language: Some(language),
            };
            ::report::html(analysis, &options).into()
        }
        ReportFormat::Pdf => ::report::pdf(analysis, &PdfOptions { language })?.into(),
        ReportFormat::Csv => archive(&[
            ("words.csv", ::report::csv::words(analysis)?),
            ("tracks.csv", ::report::csv::tracks(analysis)?),
        ])
        .map_err(|error| Failure::Again(format!("the tables could not be packed: {error}")))?,
    })
}

/// The tables in one zip file.
fn archive(files: &[(&str, String)]) -> Result<Bytes, zip::result::ZipError> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, text) in files {
        archive.start_file(*name, options)?;
        archive.write_all(text.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner().into())
}
