//! The jobs, one a file, and what several of them share. Each file names its kind, what it reads and writes, and why doing
//! it twice changes nothing.

pub(crate) mod align;
pub(crate) mod asr;
pub(crate) mod attempt;
pub(crate) mod decode;
pub(crate) mod drill;
pub(crate) mod erase;
pub(crate) mod fluency;
pub(crate) mod hear;
pub(crate) mod ingest;
pub(crate) mod join;
pub(crate) mod prosody;
pub(crate) mod report;
pub(crate) mod rescore;
pub(crate) mod score;

use crate::{failure::Failure, task::Task};

/// Does a job.
pub(crate) async fn run(task: &Task) -> Result<(), Failure> {
    match task.kind.name {
        "ingest" => ingest::run(task).await,
        "asr" => asr::run(task).await,
        "prosody" => prosody::run(task).await,
        "align" => align::run(task).await,
        "fluency" => fluency::run(task).await,
        "score" => score::run(task).await,
        "drill" => drill::run(task).await,
        "report" => report::run(task).await,
        "attempt" => attempt::run(task).await,
        "erase" => erase::run(task).await,
        "rescore" => rescore::run(task).await,
        other => Err(Failure::Again(format!(
            "this version of Vivavoce has no job “{other}”"
        ))),
    }
}
