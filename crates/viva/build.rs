//! The page is part of the binary: a new build of it is a reason to compile anew.

fn main() {
    println!("cargo::rerun-if-changed=../../web/dist");
}
