//! The worker: claims jobs when it hears of them, and looks for them by itself in between; does them side by side within
//! the limits of their kinds; ends gracefully.

use std::{sync::Arc, time::Duration};

use storage::{Blobs, Claim, Signal, Store};
use tokio::{
    sync::{Notify, broadcast},
    task::JoinSet,
    time::sleep,
};
use tokio_util::sync::CancellationToken;
use tracing::Instrument;
use uuid::Uuid;

use crate::{
    Bus, Chance, Engines, KINDS, Kind, MemoryAudio,
    failure::Failure,
    settle::settle,
    slots::{Slot, Slots},
    sweep,
    task::{Parts, Task},
    trace,
    try_once::try_once,
};

/// How long things take. The defaults are right; tests are in a hurry.
#[derive(Clone, Copy, Debug)]
pub struct Timings {
    /// How long a job is a worker's without a sign of life.
    pub lease: Duration,
    /// How often a sign of life is given.
    pub renew: Duration,
    /// How often a worker looks for jobs without having heard of one.
    pub poll: Duration,
    /// The same while a bus tells it of jobs.
    pub poll_with_bus: Duration,
    /// How long one try may take, whatever its kind would allow.
    pub longest_try: Duration,
    /// How long jobs may go on once the process is to end.
    pub grace: Duration,
    /// How often it looks after what nobody else looks after: sound whose process is gone, what is due to be erased.
    pub sweep: Duration,
    /// For how long a process that holds sound in memory may be silent before that sound counts as lost.
    pub silence: Duration,
}

impl Default for Timings {
    fn default() -> Self {
        Self {
            lease: Duration::from_secs(30),
            renew: Duration::from_secs(10),
            poll: Duration::from_secs(1),
            poll_with_bus: Duration::from_secs(5),
            longest_try: Duration::from_secs(4 * 3600),
            grace: Duration::from_secs(20),
            sweep: Duration::from_secs(10),
            silence: Duration::from_secs(60),
        }
    }
}

/// What a worker is made of.
pub struct WorkerParts {
    /// The database.
    pub store: Store,
    /// The file store.
    pub blobs: Blobs,
    /// What listens.
    pub engines: Arc<dyn Engines>,
    /// Sound that is nowhere else; it also names this process.
    pub memory: Arc<MemoryAudio>,
    /// The bus, where there is one.
    pub bus: Option<Bus>,
    /// Only kinds of these names; `None` for all.
    pub only: Option<Vec<String>>,
    /// Only jobs whose sound is in this process's memory: for a process that otherwise only serves.
    pub held_only: bool,
    /// Cores to use.
    pub cores: usize,
    /// How much of a recording is taken in.
    pub limits: audio::Limits,
    /// How long things take.
    pub timings: Timings,
    /// Chance, for the waits between tries.
    pub chance: Chance,
}

/// A name that is no kind of job.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no kind of job “{0}”: choose from {known}", known = KINDS.map(|kind| kind.name).join(", "))]
pub struct UnknownKind(pub String);

/// Does jobs.
pub struct Worker {
    parts: Arc<Parts>,
    kinds: Vec<Kind>,
    bus: Option<Bus>,
    held_only: bool,
    slots: Arc<Slots>,
    timings: Timings,
    chance: Chance,
}

impl Worker {
    /// A worker, ready to run.
    ///
    /// # Errors
    /// [`UnknownKind`] when `only` names a kind that is none.
    pub fn new(parts: WorkerParts) -> Result<Self, UnknownKind> {
        let named = |name: &String| Kind::named(name).ok_or_else(|| UnknownKind(name.clone()));
        let kinds = match &parts.only {
            Some(only) => only.iter().map(named).collect::<Result<_, _>>()?,
            None => KINDS.to_vec(),
        };
        Ok(Self {
            slots: Arc::new(Slots::new(&kinds, parts.cores)),
            kinds,
            bus: parts.bus,
            held_only: parts.held_only,
            timings: parts.timings,
            chance: parts.chance,
            parts: Arc::new(Parts::new(
                parts.store,
                parts.blobs,
                parts.engines,
                parts.memory,
                parts.limits,
            )),
        })
    }

    /// Works until `shutdown`. Then nothing new is begun; what runs may end in its time of grace, and the rest is handed
    /// back, to be begun anew by another worker.
    pub async fn run(self, shutdown: CancellationToken) {
        let background = shutdown.child_token();
        let woken = Arc::new(Notify::new());
        let mut helpers = JoinSet::new();
        helpers.spawn(sweep::run(
            self.parts.clone(),
            self.timings,
            self.held_only,
            background.clone(),
        ));
        if let Some(bus) = &self.bus {
            helpers.spawn(
                bus.clone()
                    .tell(self.parts.store.signals().listen(), background.clone()),
            );
            if !self.held_only {
                for kind in &self.kinds {
                    helpers.spawn(bus.clone().listen(
                        *kind,
                        self.slots.clone(),
                        woken.clone(),
                        background.clone(),
                    ));
                }
            }
        }
        let halt = CancellationToken::new();
        let mut running = JoinSet::new();
        let mut signals = self.parts.store.signals().listen();
        while !shutdown.is_cancelled() {
            self.claim_all(&mut running, &halt, &shutdown).await;
            tokio::select! {
                () = shutdown.cancelled() => {}
                Some(_) = running.join_next() => {}
                () = heard_of_a_job(&mut signals) => {}
                () = woken.notified() => {}
                () = sleep(self.pause()) => {}
            }
        }
        self.wind_down(running, halt).await;
        background.cancel();
        while helpers.join_next().await.is_some() {}
    }

    /// Lets what runs end, for a while.
    async fn wind_down(&self, mut running: JoinSet<()>, halt: CancellationToken) {
        let all = async { while running.join_next().await.is_some() {} };
        if tokio::time::timeout(self.timings.grace, all).await.is_err() {
            halt.cancel();
            while running.join_next().await.is_some() {}
        }
    }

    fn pause(&self) -> Duration {
        match &self.bus {
            Some(bus) if bus.connected() => self.timings.poll_with_bus,
            _ => self.timings.poll,
        }
    }

    /// Claims jobs until there are none, or no room for more.
    async fn claim_all(
        &self,
        running: &mut JoinSet<()>,
        halt: &CancellationToken,
        shutdown: &CancellationToken,
    ) {
        loop {
            let free = self.slots.free();
            if free.is_empty() || shutdown.is_cancelled() {
                return;
            }
            match self.claim(&free).await {
                Ok(Some((task, slot))) => {
                    let (timings, chance, halt) = (self.timings, self.chance.clone(), halt.clone());
                    running.spawn(async move {
                        work(task, timings, chance, halt).await;
                        drop(slot);
                    });
                }
                Ok(None) => return,
                Err(error) => {
                    tracing::error!(%error, "no jobs can be claimed now");
                    return;
                }
            }
        }
    }

    async fn claim(&self, free: &[&str]) -> storage::Result<Option<(Task, Slot)>> {
        let worker = format!("{}/{}", self.parts.memory.process(), Uuid::new_v4());
        let claim = Claim {
            kinds: free,
            process: self.parts.memory.process(),
            worker: &worker,
            lease: self.timings.lease,
            held_only: self.held_only,
        };
        let tx = self.parts.store.system().await?;
        let job = tx.queue().claim(&claim).await?;
        tx.commit().await?;
        let Some(job) = job else {
            return Ok(None);
        };
        // Only kinds with a free slot were asked for, and nobody else takes slots.
        let claimed = Kind::named(&job.kind).and_then(|kind| Some((kind, self.slots.take(kind)?)));
        Ok(claimed.map(|(kind, slot)| {
            let stop = CancellationToken::new();
            let parts = self.parts.clone();
            (
                Task {
                    parts,
                    kind,
                    job,
                    worker,
                    stop,
                },
                slot,
            )
        }))
    }
}

/// Tries a job once and writes down how that ended.
async fn work(task: Task, timings: Timings, chance: Chance, halt: CancellationToken) {
    let job = &task.job;
    let span = tracing::info_span!("job", kind = task.kind.name, id = %job.id, org = %job.org_id, subject = %job.subject_id, run = job.run, attempt = job.tries);
    trace::follow(&span, &job.input);
    async {
        let clock = task.parts.store.clock();
        let began = clock.now();
        let result = try_once(&task, &timings, &halt).await;
        if let Err(failure @ (Failure::Again(_) | Failure::Away(_) | Failure::Input(_))) = &result {
            tracing::warn!(error = %failure, "a job failed");
        }
        let outcome = match settle(&task, result, &chance).await {
            Ok(outcome) => outcome.as_str(),
            Err(error) => {
                tracing::error!(%error, "how the job ended could not be written down; it is tried again when its lease ends");
                "unsettled"
            }
        };
        let seconds = (clock.now() - began).as_seconds_f64();
        metrics::histogram!("vivavoce_job_seconds", "kind" => task.kind.name, "outcome" => outcome).record(seconds);
        tracing::info!(outcome, seconds, "job ended");
    }
    .instrument(span)
    .await;
}

async fn heard_of_a_job(signals: &mut broadcast::Receiver<Signal>) {
    loop {
        match signals.recv().await {
            // Some were missed: one of them may have been of a job.
            Ok(Signal::Job { .. }) | Err(broadcast::error::RecvError::Lagged(_)) => return,
            Ok(_) => {}
            Err(broadcast::error::RecvError::Closed) => std::future::pending().await,
        }
    }
}
