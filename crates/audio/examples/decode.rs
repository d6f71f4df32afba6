//! Decodes files and prints what they are: `cargo run --release -p audio --example decode -- FILE…`.
#![expect(clippy::print_stdout, reason = "a command-line example")]

use std::path::Path;

fn main() {
    for name in std::env::args().skip(1) {
        match audio::open(Path::new(&name), &audio::Limits::default()) {
            Ok(recording) => println!(
                "{name}: {:.3} s, {:?}, {:?}, {:?}, truncated: {}, damaged packets: {}",
                recording.seconds(),
                recording.format,
                recording.downmix,
                recording.levels,
                recording.truncated,
                recording.damaged_packets
            ),
            Err(error) => println!("{error}"),
        }
    }
}
