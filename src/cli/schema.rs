//! `factlint schema`

use super::args::{SchemaArgs, SchemaOf};
use super::out::Out;
use super::{Exit, Failure};
use crate::rule::schema;
use std::io::Write;

/// Prints a JSON Schema.
pub(super) fn run(args: &SchemaArgs, out: &mut Out) -> Result<Exit, Failure> {
    let schema = match args.what {
        SchemaOf::Rules => schema::rules(),
        SchemaOf::Config => schema::config(),
    };
    writeln!(out, "{schema:#}")?;
    Ok(Exit::Clean)
}
