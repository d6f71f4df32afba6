//! Running another program that downloads into a folder, without a shell, with an eye on how the folder grows.

use std::{
    ffi::OsStr,
    fs::{self, File},
    io::{ErrorKind, Read, Seek, SeekFrom},
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use super::Fault;
use crate::store::Error;

/// How often to look.
const INTERVAL: Duration = Duration::from_millis(100);

/// Looks in which nothing has come before the program is stopped: three minutes.
const MAX_IDLE: u32 = 1800;

/// Most bytes of a program's complaint that are read, from its end.
const MAX_COMPLAINT: u64 = 4096;

/// Most characters of it that are shown.
const MAX_SHOWN: usize = 300;

/// Folders inside folders that are looked into.
const MAX_DEPTH: usize = 12;

/// A program and its arguments, to be run in a folder of its own.
pub(super) struct Program<'a> {
    pub(super) arguments: &'a [String],
    pub(super) folder: &'a Path,
    pub(super) search_path: Option<&'a OsStr>,
}

/// Runs the program to its end. `grown` gets the bytes in the folder. `false` when the program is not installed.
pub(super) fn run(program: &Program<'_>, grown: &mut dyn FnMut(u64)) -> Result<bool, Fault> {
    let said = program.folder.join("complaint");
    let refused = |error| Fault::Local(Error::disk("write", &said, error));
    let complaint = File::create(&said).map_err(refused)?;
    let mut child = match start(program, complaint) {
        Ok(child) => child,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
        Err(error) => {
            return Err(Fault::Source(format!(
                "{} cannot be run: {error}",
                program.arguments[0]
            )));
        }
    };
    let ended = watch(&mut child, program, grown);
    if ended.is_err() {
        // It has ended already, or does now; either way it is waited for, so that nothing is left behind.
        let _ = child.kill();
        let _ = child.wait();
    }
    if ended? {
        return Ok(true);
    }
    let complaint = tail(&said);
    if complaint.contains("No module named pip") {
        return Ok(false);
    }
    if complaint.contains("ENOSPC") || complaint.contains("No space left on device") {
        return Err(Error::disk("write", program.folder, ErrorKind::StorageFull.into()).into());
    }
    Err(Fault::Source(format!(
        "{} failed: {}",
        program.arguments[0],
        shown(&complaint)
    )))
}

fn start(program: &Program<'_>, complaint: File) -> std::io::Result<Child> {
    let mut command = Command::new(&program.arguments[0]);
    command
        .args(&program.arguments[1..])
        .current_dir(program.folder)
        .env("TMPDIR", program.folder);
    if let Some(path) = program.search_path {
        command.env("PATH", path);
    }
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(complaint)
        .spawn()
}

/// Waits for the end and tells whether it was a good one. Stops a program that gets nothing for a long time.
fn watch(child: &mut Child, program: &Program<'_>, grown: &mut dyn FnMut(u64)) -> Result<bool, Fault> {
    let (mut before, mut idle) = (0, 0);
    loop {
        let status = child.try_wait();
        let status = status.map_err(|error| Fault::Source(format!("{}: {error}", program.arguments[0])))?;
        if let Some(status) = status {
            return Ok(status.success());
        }
        let bytes = bytes_in(program.folder, MAX_DEPTH);
        idle = if bytes == before { idle + 1 } else { 0 };
        before = bytes;
        if idle >= MAX_IDLE {
            let seconds = (INTERVAL * MAX_IDLE).as_secs();
            return Err(Fault::Source(format!(
                "{} got nothing for {seconds} seconds",
                program.arguments[0]
            )));
        }
        grown(bytes);
        thread::sleep(INTERVAL);
    }
}

fn bytes_in(folder: &Path, depth: usize) -> u64 {
    let Ok(entries) = fs::read_dir(folder) else {
        return 0;
    };
    let sizes = entries.flatten().map(|entry| match entry.metadata() {
        Ok(found) if found.is_file() => found.len(),
        Ok(found) if found.is_dir() && depth > 0 => bytes_in(&entry.path(), depth - 1),
        _ => 0,
    });
    sizes.sum()
}

/// The end of what a program said.
fn tail(path: &Path) -> String {
    let read = || {
        let mut file = File::open(path)?;
        let length = file.metadata()?.len();
        file.seek(SeekFrom::Start(length.saturating_sub(MAX_COMPLAINT)))?;
        let mut bytes = Vec::new();
        file.take(MAX_COMPLAINT).read_to_end(&mut bytes)?;
        std::io::Result::Ok(String::from_utf8_lossy(&bytes).into_owned())
    };
    read().unwrap_or_default()
}

/// The lines that say what was wrong, on one line.
fn shown(complaint: &str) -> String {
    let noise = |line: &str| line.contains("complete log of this run") || line.starts_with("WARNING: ");
    let strip = |line: &str| {
        let line = line
            .trim_start_matches("npm error")
            .trim_start_matches("npm ERR!")
            .trim_start_matches("ERROR:");
        line.trim().to_owned()
    };
    let lines: Vec<_> = complaint.lines().filter(|line| !noise(line)).map(strip).collect();
    let text = lines
        .into_iter()
        .filter(|line| !line.is_empty() && !line.starts_with("at "))
        .collect::<Vec<_>>()
        .join("; ");
    let text: String = text.chars().filter(|character| !character.is_control()).collect();
    match text.char_indices().nth(MAX_SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None if text.is_empty() => "it did not say why".to_owned(),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn a_complaint_is_shown_on_one_line_without_decoration() {
        let said = "npm error code E404\nnpm error 404 Not Found\nnpm error     at emit (lib.js:1)\n\nnpm error A complete log of this run can be found in: x";
        assert_eq!(shown(said), "code E404; 404 Not Found");
        assert_eq!(shown("\n"), "it did not say why");
        assert_eq!(shown("\u{1b}[31mred"), "[31mred");
    }

    #[test]
    fn a_long_complaint_is_cut() {
        assert_eq!(shown(&"é".repeat(5000)).chars().count(), super::MAX_SHOWN + 1);
    }
}
