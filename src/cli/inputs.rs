//! Inputs: articles from files, from standard input, or from the lines of a batch.

use super::Failure;
use super::args::{Common, Paths};
use super::walk;
use crate::document::Format;
use crate::source::{MAX_BYTES, Source};
use chrono::NaiveDate;
use std::io::Read;
use std::path::PathBuf;
use std::sync::Arc;

/// An article to be read.
#[derive(Debug)]
pub(super) struct Input {
    /// The name in reports.
    pub(super) path: String,
    /// The id in a batch.
    pub(super) id: Option<serde_json::Value>,
    /// Where its text is.
    pub(super) body: Body,
    /// How to parse it.
    pub(super) format: Format,
    /// The date given with it.
    pub(super) published: Option<NaiveDate>,
    /// Whether a failure to read it is a failure of the run.
    pub(super) named: bool,
}

/// Where the text of an article is.
#[derive(Debug)]
pub(super) enum Body {
    /// In a file.
    File(PathBuf),
    /// Here.
    Bytes(Vec<u8>),
    /// Nowhere, and why.
    Missing(String),
}

impl Input {
    /// Its text.
    pub(super) fn source(&mut self) -> Result<Arc<Source>, String> {
        let bytes = match std::mem::replace(&mut self.body, Body::Missing(String::new())) {
            Body::File(path) => read_file(&path)?,
            Body::Bytes(bytes) => bytes,
            Body::Missing(reason) => return Err(reason),
        };
        Source::new(self.path.clone(), bytes).map(Arc::new).map_err(|e| e.to_string())
    }
}

/// The bytes of a regular file, unless there are too many. Nothing else is opened: a pipe would keep the run waiting for ever.
pub(super) fn read_file(path: &std::path::Path) -> Result<Vec<u8>, String> {
    let about = std::fs::metadata(path).map_err(|e| walk::reason(&e))?;
    if !about.is_file() {
        return Err("it is not a regular file".to_owned());
    }
    let size = about.len();
    let too_large = |size: u64| format!("the file has {size} bytes; at most {MAX_BYTES} are read");
    if size > MAX_BYTES as u64 {
        return Err(too_large(size));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    let file = std::fs::File::open(path).map_err(|e| walk::reason(&e))?;
    // It may grow while it is read, and files of the system have no size.
    file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(|e| walk::reason(&e))?;
    if bytes.len() > MAX_BYTES {
        return Err(too_large(bytes.len() as u64));
    }
    Ok(bytes)
}

/// The inputs that a command line names; none is an error. `default` stands for no path at all.
pub(super) fn collect(common: &Common, paths: &Paths, batch: bool, default: &str) -> Result<Vec<Input>, Failure> {
    let inputs = collect_any(common, paths, batch, default)?;
    if inputs.is_empty() {
        let names: Vec<String> = paths.paths.iter().map(|p| walk::shown(p)).collect();
        let names = if names.is_empty() { default.to_owned() } else { names.join(", ") };
        return Err(format!("there is no article in {names} (.md, .txt, .html, .rst, .adoc)").into());
    }
    Ok(inputs)
}

/// The same, where there may be none.
pub(super) fn collect_any(common: &Common, paths: &Paths, batch: bool, default: &str) -> Result<Vec<Input>, Failure> {
    let stdin = |p: &PathBuf| p.as_os_str() == "-";
    let default = [PathBuf::from(default)];
    let paths: &[PathBuf] = if paths.paths.is_empty() { &default } else { &paths.paths };
    if batch {
        return super::batch::inputs(common, paths);
    }
    let mut inputs = Vec::new();
    if paths.iter().any(stdin) {
        inputs.push(standard_input(common)?);
    }
    let files: Vec<PathBuf> = paths.iter().filter(|p| !stdin(p)).cloned().collect();
    for file in walk::files(&files) {
        let format = Format::of_path(&file.shown).unwrap_or(Format::Text);
        let body = file.skip.map_or(Body::File(file.path), Body::Missing);
        inputs.push(Input { path: file.shown, id: None, body, format, published: common.published, named: file.named });
    }
    Ok(inputs)
}

fn standard_input(common: &Common) -> Result<Input, Failure> {
    let mut bytes = Vec::new();
    let limit = MAX_BYTES as u64 + 1;
    std::io::stdin().lock().take(limit).read_to_end(&mut bytes).map_err(|e| format!("cannot read standard input: {e}"))?;
    let path = common.stdin_filename.clone().unwrap_or_else(|| "<stdin>".to_owned());
    let format = Format::of_path(&path).unwrap_or(Format::Text);
    Ok(Input { path, id: None, body: Body::Bytes(bytes), format, published: common.published, named: true })
}
