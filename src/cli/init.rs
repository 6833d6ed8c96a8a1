//! `factlint init`

use super::config::{NAME, TEMPLATE};
use super::out::Out;
use super::{Exit, Failure, walk};
use std::io::{ErrorKind, Write};

/// Writes a commented configuration, unless there is one.
pub(super) fn run(out: &mut Out) -> Result<Exit, Failure> {
    let created = std::fs::OpenOptions::new().write(true).create_new(true).open(NAME);
    let mut file = created.map_err(|e| match e.kind() {
        ErrorKind::AlreadyExists => format!("there is a {NAME} already; it is left as it is"),
        _ => format!("cannot write {NAME}: {}", walk::reason(&e)),
    })?;
    file.write_all(TEMPLATE.as_bytes()).and_then(|()| file.sync_all()).map_err(|e| format!("cannot write {NAME}: {e}"))?;
    out.remark(&format!("wrote {NAME}"));
    Ok(Exit::Clean)
}
