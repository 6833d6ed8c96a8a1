//! `factlint claims`

use super::args::{Claims, Common};
use super::listing::{self, Item, Place};
use super::out::Out;
use super::session::{Loaded, Session};
use super::{Exit, Failure};
use crate::judge::Article;
use crate::read::{Kind as Mention, NATIVE};
use crate::report::escape::inline;
use crate::report::{Format, json_line};
use crate::rule::{ClaimRef, LoadOptions};
use serde::{Serialize, Serializer};
use std::io::Write;

/// A claim as it is shown.
#[derive(Debug, Serialize)]
pub(super) struct Claim {
    #[serde(rename = "claim")]
    name: String,
    #[serde(serialize_with = "as_map")]
    fields: Vec<(String, Place)>,
    context: Vec<&'static str>,
    #[serde(skip)]
    start: u32,
}

fn as_map<S: Serializer>(fields: &[(String, Place)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(fields.iter().map(|(n, p)| (n, p)))
}

impl Item for Claim {
    fn start(&self) -> u32 {
        self.start
    }

    fn line(&self) -> String {
        let fields: Vec<String> = self.fields.iter().map(|(n, p)| format!("{n}: {}", p.show())).collect();
        let context = if self.context.is_empty() { String::new() } else { format!(" [{}]", self.context.join(", ")) };
        format!("{} {{{}}}{context}", self.name, fields.join(", "))
    }
}

/// Prints the claims of articles, or all that there are.
pub(super) fn run(common: &Common, args: &Claims, out: &mut Out) -> Result<Exit, Failure> {
    if args.kinds {
        return kinds(common, out);
    }
    listing::run(common, &args.paths, out, "claims", list)
}

/// The claims of an article, in order.
pub(super) fn list(session: &Session, article: &Article) -> Vec<Claim> {
    let start = |span| article.document.source_span(span).start;
    let native = article.readings.claims.iter().zip(session.engine.contexts(article)).map(|(c, context)| Claim {
        name: c.kind.to_owned(),
        fields: c.fields.iter().map(|f| (f.name.to_owned(), Place::new(article, f.span, &f.value))).collect(),
        context: context.names(),
        start: start(c.anchor),
    });
    let by_pattern = session.engine.pattern_claims(article).into_iter().map(|c| Claim {
        name: c.name,
        fields: c.fields.into_iter().map(|(name, span, value)| (name, Place::new(article, span, &value))).collect(),
        context: c.context.names(),
        start: start(c.anchor),
    });
    let mut all: Vec<Claim> = native.chain(by_pattern).collect();
    all.sort_by(|a, b| (a.start, &a.name).cmp(&(b.start, &b.name)));
    all
}

/// Every claim that rules may use: by pattern, native, and each kind of mention.
fn kinds(common: &Common, out: &mut Out) -> Result<Exit, Failure> {
    let loaded = Loaded::new(common, &[], &LoadOptions::default())?;
    let mut rows: Vec<Kind> = Vec::new();
    for schema in NATIVE.iter().flat_map(|s| s.iter()) {
        let fields = schema.fields.iter().map(|f| Field { name: f.name.into(), ty: f.ty, always: f.always, about: f.about }).collect();
        rows.push(Kind { claim: schema.name.into(), from: "reader".into(), about: schema.about, fields });
    }
    // The `match` of a rule is a claim without a name of its own.
    for claim in loaded.set.claims.iter().filter(|c| !c.name.contains('/')) {
        let fields = claim.fields.iter().map(|f| Field { name: f.name.clone(), ty: f.ty.name(), always: f.always, about: "" }).collect();
        rows.push(Kind { claim: claim.name.clone(), from: claim.file.name.clone(), about: "", fields });
    }
    for kind in Mention::ALL {
        let reference = ClaimRef::Mention(*kind);
        let fields = reference.fields().iter().map(|f| Field { name: f.name.clone(), ty: f.ty.name(), always: true, about: "" }).collect();
        rows.push(Kind { claim: kind.name().into(), from: "mention".into(), about: kind.about(), fields });
    }
    match common.format {
        Some(Format::Json) => writeln!(out, "{}", json_line(&serde_json::json!({"version": 1, "claims": rows})))?,
        Some(Format::Jsonl) => rows.iter().try_for_each(|r| writeln!(out, "{}", json_line(r)))?,
        _ => rows.iter().try_for_each(|r| r.write(out))?,
    }
    Ok(Exit::Clean)
}

#[derive(Debug, Serialize)]
struct Kind {
    claim: String,
    from: String,
    about: &'static str,
    fields: Vec<Field>,
}

#[derive(Debug, Serialize)]
struct Field {
    name: String,
    #[serde(rename = "type")]
    ty: &'static str,
    always: bool,
    about: &'static str,
}

impl Kind {
    fn write(&self, out: &mut Out) -> std::io::Result<()> {
        let about = if self.about.is_empty() { String::new() } else { format!(": {}", self.about) };
        writeln!(out, "{} ({}){}", inline(&self.claim), inline(&self.from), inline(&about))?;
        for f in &self.fields {
            let maybe = if f.always { "" } else { ", not always" };
            let about = if f.about.is_empty() { String::new() } else { format!(": {}", f.about) };
            writeln!(out, "  {} ({}{maybe}){}", inline(&f.name), f.ty, inline(&about))?;
        }
        Ok(())
    }
}
