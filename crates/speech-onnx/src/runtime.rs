//! ONNX Runtime: the shared library, loaded once, and the sessions made with it.

use std::{
    fmt::Display,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use ort::{
    environment::Environment,
    logging::LogLevel,
    session::{
        Session,
        builder::{GraphOptimizationLevel, SessionBuilder},
    },
};
use speech::Error;

/// Name of the library inside its folder in the model store.
const LIBRARY: &str = if cfg!(target_os = "macos") {
    "libonnxruntime.dylib"
} else {
    "libonnxruntime.so"
};

/// The runtime of this process. A process can hold one only, so it stays until the end.
static LOADED: Mutex<Option<Environment>> = Mutex::new(None);

/// ONNX Runtime, ready to load models. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Runtime {
    environment: Environment,
}

impl Runtime {
    /// Loads the library from `path`: the file itself, or the folder it lies in. Once a process has loaded a
    /// library, later calls return the same one whatever their path.
    ///
    /// # Errors
    /// [`Error::Model`] when the file is missing or is not a usable ONNX Runtime.
    pub fn load(path: &Path) -> Result<Self, Error> {
        let mut loaded = LOADED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(environment) = &*loaded {
            return Ok(Self {
                environment: environment.clone(),
            });
        }
        let library = if path.is_dir() {
            path.join(LIBRARY)
        } else {
            path.to_path_buf()
        };
        if !library.is_file() {
            return Err(unusable(
                &library,
                "the file is missing; pull the model “onnxruntime” again",
            ));
        }
        let environment = start(library.clone()).map_err(|error| {
            unusable(
                &library,
                format!("it does not load as ONNX Runtime 1.24 or newer ({error})"),
            )
        })?;
        *loaded = Some(environment.clone());
        Ok(Self { environment })
    }

    /// A session over the ONNX file at `path`, computing on `threads` threads.
    ///
    /// # Errors
    /// [`Error::Model`] when the file cannot be read or is not a model.
    pub(crate) fn session(&self, path: &Path, threads: usize) -> Result<Session, Error> {
        let bytes =
            std::fs::read(path).map_err(|error| unusable(path, format!("it cannot be read ({error})")))?;
        self.session_from_bytes(&bytes, path, threads)
    }

    /// As [`Runtime::session`] for a model in memory; `path` names it in errors.
    pub(crate) fn session_from_bytes(
        &self,
        bytes: &[u8],
        path: &Path,
        threads: usize,
    ) -> Result<Session, Error> {
        self.builder(threads)
            .and_then(|mut builder| builder.commit_from_memory(bytes))
            .map_err(|error| {
                unusable(
                    path,
                    format!("it is not a model that ONNX Runtime can load; pull it again ({error})"),
                )
            })
    }

    /// As [`Runtime::session`] for a graph whose weights lie in a file beside it.
    ///
    /// # Errors
    /// [`Error::Model`] when the files cannot be read or are not a model.
    pub(crate) fn session_beside_data(&self, path: &Path, threads: usize) -> Result<Session, Error> {
        self.builder(threads)
            .and_then(|mut builder| builder.commit_from_file(path))
            .map_err(|error| {
                unusable(
                    path,
                    format!("it is not a model that ONNX Runtime can load; pull it again ({error})"),
                )
            })
    }

    fn builder(&self, threads: usize) -> ort::Result<SessionBuilder> {
        let builder = Session::builder(&self.environment)?
            .with_optimization_level(GraphOptimizationLevel::All)?
            .with_intra_threads(threads.max(1))?
            .with_inter_threads(1)?
            // An arena keeps what its largest run took, one for each model; the allocator gives it back.
            .with_execution_providers([ort::ep::CPU::default().with_arena_allocator(false).build()])?
            // Threads that wait would otherwise burn the processor that other work needs.
            .with_intra_op_spinning(false)?;
        Ok(builder)
    }
}

fn start(library: PathBuf) -> Result<Environment, Box<dyn std::error::Error>> {
    let environment = ort::init_from(library)?
        .with_name("vivavoce")
        .with_telemetry(false)
        .build()?;
    environment.set_log_level(LogLevel::Error);
    Ok(environment)
}

/// A file that is not what an engine needs.
pub(crate) fn unusable(path: &Path, reason: impl Display) -> Error {
    Error::Model {
        model: path.display().to_string(),
        reason: reason.to_string(),
    }
}

/// A failure of `engine` on good files.
pub(crate) fn failed(engine: &'static str) -> impl Fn(ort::Error) -> Error {
    move |error| Error::Engine {
        engine,
        reason: error.to_string(),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use std::path::{Path, PathBuf};

    use speech::store::Store;

    use super::Runtime;

    /// A model's folder in the store.
    pub(crate) fn model(name: &str) -> PathBuf {
        let store = Store::from_env().unwrap();
        store
            .require(name)
            .unwrap_or_else(|error| panic!("{error} (`make models` gets it)"))
    }

    /// The runtime of the store.
    pub(crate) fn runtime() -> Runtime {
        Runtime::load(&model("onnxruntime")).unwrap()
    }

    #[test]
    fn loads_once_and_again() {
        runtime();
        Runtime::load(Path::new("anything")).unwrap();
    }

    #[test]
    fn a_file_that_is_no_model_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("model.onnx");
        let missing = runtime().session(&path, 1).err().unwrap().to_string();
        assert!(
            missing.contains("model.onnx") && missing.contains("cannot be read"),
            "{missing}"
        );
        std::fs::write(&path, "not a model").unwrap();
        let garbage = runtime().session(&path, 1).err().unwrap().to_string();
        assert!(
            garbage.contains("model.onnx") && garbage.contains("pull it again"),
            "{garbage}"
        );
    }
}
