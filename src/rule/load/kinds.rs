//! What each kind of rule judges.

use super::super::model::{ClaimRef, Group, Kind, Majority, Same, SimilarGuard, SimilarOn, Total};
use super::super::toml_reader::{Str, Table};
use super::super::types::Ty;
use super::super::{RuleError, did_you_mean};
use super::{Loader, context};
use crate::read::Kind as MentionKind;
use crate::source::Span;
use crate::value::{Exact, Number, Value};

/// A name that expressions of a rule may use.
#[derive(Debug, Clone)]
pub(super) enum Name {
    /// A value.
    Value(String, Ty),
    /// A claim with fields.
    Claim(String, ClaimRef),
}

/// A kind whose condition is not read yet.
#[derive(Debug, Default)]
pub(super) enum Draft {
    /// Could not be read.
    #[default]
    Nothing,
    /// One claim; `own` if it is the rule's own `match`.
    Compare { claim: ClaimRef, own: bool },
    /// Two claims.
    Pair { sides: [(String, ClaimRef); 2], join: Vec<(String, String)> },
    /// A kind without a condition.
    Done(Kind),
}

impl Draft {
    /// Whether the rule has `require` or `forbid`.
    pub(super) fn is_judged(&self) -> bool {
        matches!(self, Self::Compare { .. } | Self::Pair { .. })
    }

    /// Whether its claim is its own `match`.
    pub(super) fn is_own_match(&self) -> bool {
        matches!(self, Self::Compare { own: true, .. })
    }

    /// The claims by pattern that it judges, with the name of the side.
    pub(super) fn pattern_claims(&self) -> Vec<(usize, Option<&String>)> {
        match self {
            Self::Compare { claim: ClaimRef::Pattern(i), .. } => vec![(*i, None)],
            Self::Pair { sides, .. } => sides
                .iter()
                .filter_map(|(n, c)| match c {
                    ClaimRef::Pattern(i) => Some((*i, Some(n))),
                    _ => None,
                })
                .collect(),
            _ => Vec::new(),
        }
    }
}

type Drafted = Option<(Draft, Vec<Name>)>;

impl Loader<'_> {
    /// Reads the keys of a kind.
    pub(super) fn draft(&mut self, kind: &Str, table: &Table<'_>, id: Option<&Str>) -> Drafted {
        match kind.text.as_str() {
            "compare" => self.compare(table, id),
            "pair" => self.pair(table),
            "unique" => self.unique(table),
            "sum" => self.sum(table),
            "similar" => self.similar(table),
            "replace" => self.replace(table),
            other => {
                let help = did_you_mean(other, Kind::NAMES.iter().copied()).unwrap_or_else(|| format!("kinds: {}", Kind::NAMES.join(", ")));
                self.fail(kind.error_all(format!("there is no kind of rule '{other}'"), "unknown kind").help(help));
                None
            }
        }
    }

    /// The claim that a name means in a file.
    fn claim_ref(&self, name: &Str) -> Option<ClaimRef> {
        if let Some(i) = self.claim_index(&name.text, &name.file) {
            return Some(ClaimRef::Pattern(i));
        }
        if let Some(schema) = crate::read::native_schema(&name.text) {
            return Some(ClaimRef::Native(schema));
        }
        if let Some(kind) = MentionKind::ALL.iter().copied().find(|k| k.name() == name.text) {
            return Some(ClaimRef::Mention(kind));
        }
        let native = crate::read::NATIVE.iter().flat_map(|s| s.iter()).map(|s| s.name);
        let known = self.known.claims.keys().map(String::as_str).chain(native).chain(MentionKind::ALL.iter().map(|k| k.name()));
        let help = did_you_mean(&name.text, known).unwrap_or_else(|| "`factlint claims --kinds` lists all claims".into());
        self.fail(name.error_all(format!("there is no claim '{}'", name.text), "unknown claim").help(help));
        None
    }

    /// Splits `claim.field` and finds both; a claim with a single field needs no `.field`.
    fn claim_field(&self, path: &Str) -> Option<(ClaimRef, String, Ty)> {
        let (name, field) = path.text.split_once('.').map_or((path.text.as_str(), None), |(n, f)| (n, Some(f)));
        let claim = self.claim_ref(&Str { text: name.to_owned(), ..path.clone() })?;
        let fields = self.fields_of(claim);
        let found = match field {
            Some(f) => fields.iter().find(|x| x.name == f),
            None => fields.first().filter(|_| fields.len() == 1),
        };
        if let Some(f) = found {
            return Some((claim, f.name.clone(), f.ty.clone()));
        }
        let names: Vec<&str> = fields.iter().map(|f| f.name.as_str()).collect();
        self.fail(
            path.error_all(format!("'{}' names no field of the claim '{name}'", path.text), "needs 'claim.field'")
                .help(format!("fields: {}", names.join(", "))),
        );
        None
    }

    fn missing(&self, table: &Table<'_>, key: &str) {
        self.fail(RuleError::new(table.file, table.span, format!("[[rule]] has no '{key}'"), format!("needs '{key} = …'")));
    }

    fn names_of(&self, claim: ClaimRef) -> Vec<Name> {
        self.fields_of(claim).iter().map(|f| Name::Value(f.name.clone(), f.ty.clone())).collect()
    }

    fn compare(&mut self, table: &Table<'_>, id: Option<&Str>) -> Drafted {
        let matches = table.strings("match").unwrap_or_default();
        if let Some(claims) = table.string("claims") {
            if !matches.is_empty() {
                self.fail(claims.error_all("a rule has 'match' or 'claims', not both", "drop one"));
            }
            let claim = self.claim_ref(&claims)?;
            return Some((Draft::Compare { claim, own: false }, self.names_of(claim)));
        }
        if matches.is_empty() {
            self.missing(table, "match");
            return None;
        }
        let name = id.map_or_else(String::new, |i| i.text.clone());
        let filter = context::read(table, context::hidden());
        let before = self.errors.borrow().len();
        let def = self.claim_def(&name, matches, table, filter);
        if self.errors.borrow().len() > before {
            return None;
        }
        let claim = ClaimRef::Pattern(self.add_claim(def));
        Some((Draft::Compare { claim, own: true }, self.names_of(claim)))
    }

    fn pair(&mut self, table: &Table<'_>) -> Drafted {
        let Some(claims) = table.table("claims") else {
            if table.value("claims").is_none() {
                self.missing(table, "claims");
            }
            return None;
        };
        let mut sides = Vec::new();
        for (name, value) in claims.entries() {
            let claim = claims.as_string(&name.text, value).and_then(|c| self.claim_ref(&c))?;
            sides.push((name.text, claim));
        }
        let Ok(sides) = <[(String, ClaimRef); 2]>::try_from(sides) else {
            self.fail(RuleError::new(
                table.file,
                claims.span,
                "a rule of kind 'pair' joins exactly two claims",
                "needs { a = '…', b = '…' }",
            ));
            return None;
        };
        let mut join = Vec::new();
        for key in table.strings("join").unwrap_or_default() {
            // `person`, or `person = holder` where the sides name it differently.
            let (left, right) = key.text.split_once('=').map_or((key.text.trim(), key.text.trim()), |(l, r)| (l.trim(), r.trim()));
            for (field, (side, claim)) in [left, right].into_iter().zip(&sides) {
                let fields = self.fields_of(*claim);
                if !fields.iter().any(|f| f.name == field) {
                    let help = did_you_mean(field, fields.iter().map(|f| f.name.as_str()))
                        .unwrap_or_else(|| format!("fields: {}", fields.iter().map(|f| f.name.as_str()).collect::<Vec<_>>().join(", ")));
                    self.fail(
                        key.error_all(format!("the claim of '{side}' has no field '{field}' to join on"), "unknown field").help(help),
                    );
                }
            }
            join.push((left.to_owned(), right.to_owned()));
        }
        let names = sides.iter().map(|(n, c)| Name::Claim(n.clone(), *c)).collect();
        Some((Draft::Pair { sides, join }, names))
    }

    fn unique(&mut self, table: &Table<'_>) -> Drafted {
        let claim = self.claim_ref(&table.required("claims")?)?;
        let fields = self.fields_of(claim).into_owned();
        let filter = table.string("where").and_then(|s| self.condition(&s, &fields));
        let field = |name: &Str| {
            let found = fields.iter().find(|f| f.name == name.text);
            if found.is_none() {
                let help = did_you_mean(&name.text, fields.iter().map(|f| f.name.as_str()))
                    .unwrap_or_else(|| format!("fields: {}", fields.iter().map(|f| f.name.as_str()).collect::<Vec<_>>().join(", ")));
                self.fail(name.error_all(format!("the claim has no field '{}'", name.text), "unknown field").help(help));
            }
            found
        };
        let keys = table.strings("key").unwrap_or_default();
        if keys.is_empty() && table.value("key").is_none() {
            self.missing(table, "key");
        }
        let key: Vec<_> = keys.iter().filter_map(field).collect();
        let value = field(&table.required("value")?)?;
        let same = self.one_of(table, "same", &["value", "words", "name", "exact", "role"], "value")?;
        let same = match same {
            "words" => Same::Words,
            "name" => Same::Name,
            "exact" => Same::Exact,
            "role" => Same::Role,
            _ => Same::Value,
        };
        let report = self.one_of(table, "report", &["first", "rare"], "first")?;
        let majority = if report == "rare" { Majority::Rare } else { Majority::First };
        let synonyms = Self::synonyms(table);
        let key_ty = key.first().map_or(Ty::Text, |f| f.ty.clone());
        let pair = if majority == Majority::Rare { ["rare", "common"] } else { ["other", "first"] };
        let mut names = vec![Name::Value("key".into(), key_ty)];
        names.extend(pair.map(|n| Name::Value(n.into(), value.ty.clone())));
        let kind = Kind::Unique {
            claim,
            key: key.iter().map(|f| f.name.clone()).collect(),
            value: value.name.clone(),
            same,
            synonyms,
            majority,
            filter,
        };
        Some((Draft::Done(kind), names))
    }

    fn synonyms(table: &Table<'_>) -> Vec<Vec<String>> {
        let Some(value) = table.value("synonyms") else { return Vec::new() };
        let Some(groups) = value.get_ref().as_array() else {
            table.wrong_type("synonyms", value, "an array of groups");
            return Vec::new();
        };
        let group = |g: &toml::Spanned<toml::de::DeValue<'_>>| {
            if let Some(words) = g.get_ref().as_array() {
                words.iter().filter_map(|w| table.as_string("synonyms", w)).map(|w| w.text.to_lowercase()).collect()
            } else {
                table.wrong_type("synonyms", g, "a group, ['a', 'b']");
                Vec::new()
            }
        };
        groups.iter().map(group).collect()
    }

    fn sum(&mut self, table: &Table<'_>) -> Drafted {
        let total_value = table.value("total");
        let parts_path = table.required("parts")?;
        let (claim, field, ty) = self.claim_field(&parts_path)?;
        let total = match total_value.map(toml::Spanned::get_ref) {
            None => {
                self.missing(table, "total");
                return None;
            }
            Some(v) if v.is_integer() || v.is_float() => {
                let digits = v.as_integer().map(|i| i.as_str().to_owned()).or_else(|| v.as_float().map(|f| f.as_str().to_owned()));
                let number = digits.and_then(|d| Exact::parse(&d)).map(Number::exact)?;
                Total::Constant(if ty == Ty::Percent { Value::Percent(Box::new(number)) } else { Value::Number(Box::new(number)) })
            }
            Some(_) => {
                let path = table.string("total")?;
                let (claim, field, total_ty) = self.claim_field(&path)?;
                if !total_ty.fits(&ty) {
                    self.fail(path.error_all(
                        format!("the total is {} and the parts are {}", total_ty.name(), ty.name()),
                        format!("this is {}", total_ty.name()),
                    ));
                }
                Total::Field(claim, field)
            }
        };
        let group = match self.one_of(table, "group", &["sentence", "paragraph", "document"], "document")? {
            "sentence" => Group::Sentence,
            "paragraph" => Group::Paragraph,
            _ => Group::Document,
        };
        let min_parts = table.count("min_parts").unwrap_or(2);
        let names = vec![Name::Value("total".into(), ty.clone()), Name::Value("parts".into(), Ty::List), Name::Value("sum".into(), ty)];
        Some((Draft::Done(Kind::Sum { total, parts: (claim, field), group, min_parts }), names))
    }

    fn similar(&mut self, table: &Table<'_>) -> Drafted {
        const ON: &[&str] =
            &["person.surname", "person.given", "person", "org", "place", "role", "word", "name", "name.form", "name.title"];
        let on = table.required("on")?;
        let on = match on.text.as_str() {
            "person.surname" => SimilarOn::Surname,
            "person.given" => SimilarOn::Given,
            "person" => SimilarOn::Person,
            "org" => SimilarOn::Name(MentionKind::Org),
            "place" => SimilarOn::Name(MentionKind::Place),
            "role" => SimilarOn::Name(MentionKind::Role),
            "word" => SimilarOn::Word,
            "name.title" => SimilarOn::Titled,
            "name" => SimilarOn::Phrase,
            "name.form" => SimilarOn::PhraseForm,
            other => {
                let help = did_you_mean(other, ON.iter().copied()).unwrap_or_else(|| format!("one of: {}", ON.join(", ")));
                self.fail(on.error_all(format!("names cannot be compared on '{other}'"), "unknown").help(help));
                return None;
            }
        };
        let mut same_if = Vec::new();
        for guard in table.strings("same_if").unwrap_or_default() {
            match guard.text.as_str() {
                "same_given" => same_if.push(SimilarGuard::SameGiven),
                "bare" => same_if.push(SimilarGuard::Bare),
                "same_role" => same_if.push(SimilarGuard::SameRole),
                "same_sound" => same_if.push(SimilarGuard::SameSound),
                other => self.fail(
                    guard
                        .error_all(format!("there is no guard '{other}'"), "unknown guard")
                        .help("same_given, bare, same_role, same_sound"),
                ),
            }
        }
        let against = table.string("against");
        let against_ty = against.as_ref().map(|a| Ty::Fact(a.text.as_str().into()));
        if let Some(a) = &against
            && !self.known.set.facts.contains_key(&a.text)
        {
            self.fail(a.error_all(format!("there is no table of facts '{}'", a.text), "unknown table"));
        }
        let kind = Kind::Similar {
            on,
            max_edits: table.count("max_edits").unwrap_or(1),
            min_length: table.count("min_length").unwrap_or(5),
            same_if,
            against: against.map(|a| a.text),
        };
        let mut names = vec![Name::Value("rare".into(), Ty::Text), Name::Value("common".into(), Ty::Text)];
        names.extend(against_ty.map(|ty| Name::Value("fact".into(), ty)));
        Some((Draft::Done(kind), names))
    }

    #[expect(clippy::unnecessary_wraps, reason = "all kinds are read by functions of one shape")]
    fn replace(&mut self, table: &Table<'_>) -> Drafted {
        let swap = table.table("swap");
        if swap.is_none() && table.value("swap").is_none() {
            self.missing(table, "swap");
        }
        let mut swaps = Vec::new();
        for (old, value) in swap.iter().flat_map(Table::entries) {
            let Some(new) = swap.as_ref().and_then(|s| s.as_string(&old.text, value)) else { continue };
            // A form with a capital is meant in that case only; the key is plain words, never a pattern.
            let quoted = if old.text.chars().any(char::is_uppercase) { format!("\"{}\"", old.text) } else { escape(&old.text) };
            let source = Str { text: quoted, span: Span::new(old.span.start, old.span.end), file: old.file.clone() };
            if let Some(pattern) = self.patterns(vec![source], false).pop() {
                swaps.push((pattern, new.text));
            }
        }
        let names = vec![Name::Value("old".into(), Ty::Text), Name::Value("new".into(), Ty::Text)];
        Some((Draft::Done(Kind::Replace { swaps }), names))
    }
}

/// Plain text as a pattern.
fn escape(text: &str) -> String {
    text.chars().flat_map(|c| if c.is_alphanumeric() || c.is_whitespace() || c == '-' { vec![c] } else { vec!['\\', c] }).collect()
}
