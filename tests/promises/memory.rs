//! Hostile shapes of articles take their share of memory and no more.
//!
//! The shapes are those of [`crate::growth`]. The size is small by default, and many shapes share one run;
//! `FACTLINT_GROWTH=1000000 cargo test --release memory` shows that a megabyte of each takes 100 MB at most.

use crate::growth::{Shape, shapes};
use std::path::Path;
use std::process::{Command, Stdio};

/// Bytes that any run may take, and bytes for each byte of text.
const MOST: (usize, usize) = (40_000_000, 60);
/// Shapes that take up to a quarter more.
const MORE: &[&str] = &["people with roles", "changes"];

/// The most memory that a run over a folder took, in bytes: read as long as it runs, which only ever grows.
fn peak(folder: &Path) -> usize {
    let mut command = Command::new(env!("CARGO_BIN_EXE_factlint"));
    command.args(["check", "--isolated", "--quiet", "--jobs", "1"]).arg(folder).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0;
    while child.try_wait().unwrap().is_none() {
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|l| l.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|l| l.trim().strip_suffix(" kB")).and_then(|n| n.parse::<usize>().ok());
        most = most.max(kilobytes.unwrap_or(0) * 1024);
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    most
}

#[test]
fn no_shape_takes_more_than_its_share_of_memory() {
    let asked = std::env::var("FACTLINT_GROWTH").ok().and_then(|v| v.parse().ok());
    let (size, together) = asked.map_or((20_000, 16), |size: usize| (size, 1));
    let mut large = Vec::new();
    for group in shapes().chunks(together) {
        let folder = tempfile::tempdir().unwrap();
        let mut bytes = 0;
        for (i, shape) in group.iter().enumerate() {
            let text = shape.of_size(size);
            bytes += text.len();
            std::fs::write(folder.path().join(format!("{i}.{}", shape.ending())), text).unwrap();
        }
        let named = |s: &Shape| MORE.contains(&s.name.as_str());
        let most = MOST.0 + MOST.1 * bytes;
        let most = if group.iter().any(named) { most / 4 * 5 } else { most };
        let taken = peak(folder.path());
        if taken > most {
            let names: Vec<&str> = group.iter().map(|s| s.name.as_str()).collect();
            large.push(format!("{}: {taken} bytes, at most {most}", names.join(", ")));
        }
    }
    crate::support::report(&large);
}
