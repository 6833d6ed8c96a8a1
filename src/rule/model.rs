//! Rules as loaded: resolved, typed, ready to judge.

use super::error::RuleFile;
use super::expr;
use super::message::Template;
use super::pattern::Pattern;
use super::toml_reader::Quoted;
use super::types::Ty;
use crate::lexicon::WordId;
use crate::read::{ClaimSchema, Context, Kind as MentionKind};
use crate::source::Span;
use crate::value::Value;
use chrono::NaiveDate;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// How serious a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// A query to the desk.
    Note,
    /// Very likely wrong and worth a stop.
    Warning,
    /// Provably wrong.
    Error,
}

impl Severity {
    /// The names, mildest first.
    pub const NAMES: &'static [&'static str] = &["note", "warning", "error"];

    /// The name in rule files and reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// By name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        [Self::Note, Self::Warning, Self::Error].into_iter().find(|s| s.name() == name)
    }
}

/// Which claims a rule sees by where they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ContextFilter {
    /// If given, a claim must have one of these.
    pub only: Option<Context>,
    /// A claim must have none of these.
    pub never: Context,
}

impl ContextFilter {
    /// Whether a claim in a context is seen.
    #[must_use]
    pub fn admits(self, context: Context) -> bool {
        self.only.is_none_or(|only| only.meets(context)) && !self.never.meets(context)
    }
}

/// A field of a claim by pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// Its type.
    pub ty: Ty,
    /// Whether every alternative gives it.
    pub always: bool,
}

/// A claim by pattern: `[claim.NAME]`, or the `match` of a rule.
#[derive(Debug)]
pub struct ClaimDef {
    /// Its name; for a rule's own `match`, the rule's id.
    pub name: String,
    /// Alternatives.
    pub patterns: Vec<Pattern>,
    /// Antipatterns: where one matches over or beside a match in the same sentence, there is no claim.
    pub unless: Vec<Pattern>,
    /// Patterns of which one must match in the sentence.
    pub when: Vec<Pattern>,
    /// Where it is read.
    pub context: ContextFilter,
    /// What must hold for the captures.
    pub condition: Option<Condition>,
    /// Its fields.
    pub fields: Vec<Field>,
    /// The file that defines it.
    pub file: Arc<RuleFile>,
}

impl ClaimDef {
    /// Gives the words that were new when it was read their lasting numbers.
    pub(super) fn settle(&mut self, numbers: &[WordId]) {
        [&mut self.patterns, &mut self.unless, &mut self.when].into_iter().flatten().for_each(|p| p.settle(numbers));
    }
}

/// A claim that a rule judges.
#[derive(Debug, Clone, Copy)]
pub enum ClaimRef {
    /// By pattern: an index into [`RuleSet::claims`].
    Pattern(usize),
    /// By a native reader.
    Native(&'static ClaimSchema),
    /// Every mention of a kind, as a claim with one field named as the kind.
    Mention(MentionKind),
}

/// A typed condition.
pub type Condition = expr::Source;

/// `name = 'expression'` of a rule's `let`, in an order in which each can be computed.
#[derive(Debug)]
pub struct Let {
    /// Its name.
    pub name: String,
    /// Its expression.
    pub value: expr::Source,
    /// Its type.
    pub ty: Ty,
}

/// A capture, or a field of a claim: `date`, `a.date`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Path {
    /// The name.
    pub name: String,
    /// The field behind it.
    pub field: Option<String>,
}

/// When a rule fires.
#[derive(Debug)]
pub enum Check {
    /// Fires when certainly false.
    Require(Condition),
    /// Fires when certainly true.
    Forbid(Condition),
}

impl Check {
    /// Its condition.
    #[must_use]
    pub fn condition(&self) -> &Condition {
        match self {
            Self::Require(c) | Self::Forbid(c) => c,
        }
    }
}

/// When two values of a `unique` rule count as the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Same {
    /// By their type: ranges that meet, names that can be of one person.
    Value,
    /// By words: case, articles, plurals, -ise/-ize apart.
    Words,
    /// As names: words that one of them leaves out, and longer forms of a word, do not count.
    Name,
    /// By letters.
    Exact,
    /// As roles: only same heads with different qualifiers, or different roles of one exclusive family, are different.
    Role,
}

/// Which of the differing values a `unique` rule reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Majority {
    /// Every later one that differs from the first.
    First,
    /// The rarer forms, against the most frequent one; equal counts are reported as well.
    Rare,
}

/// What a `similar` rule compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SimilarOn {
    /// Surnames of persons.
    Surname,
    /// Given names of persons with one surname.
    Given,
    /// Names of organisations, places, and other capitalised runs.
    Name(MentionKind),
    /// Whole names of persons, against the names of facts.
    Person,
    /// Capitalised words of the text that are not plain words: products, projects.
    Word,
    /// Names of bodies and posts that begin with a rank or title.
    Titled,
    /// Capitalised names of several words that differ in one word: another word.
    Phrase,
    /// The same, where the differing words are forms of one: "Parks" and "Park".
    PhraseForm,
}

/// When two near names are plausibly one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SimilarGuard {
    /// Their given names agree.
    SameGiven,
    /// One of them is a bare surname.
    Bare,
    /// Both have one role of which there is one: "the treasurer".
    SameRole,
    /// Their given names sound alike: "Katherine", "Catherine".
    SameSound,
}

/// What a `sum` rule takes for its total.
#[derive(Debug)]
pub enum Total {
    /// A constant.
    Constant(Value),
    /// A field of a claim.
    Field(ClaimRef, String),
}

/// Within what the parts of a sum are collected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// A sentence.
    Sentence,
    /// A paragraph.
    Paragraph,
    /// The document.
    Document,
}

/// What kind of rule it is, with what that kind judges.
#[derive(Debug)]
pub enum Kind {
    /// One claim against a condition.
    Compare {
        /// The claim.
        claim: ClaimRef,
        /// When it fires.
        check: Check,
    },
    /// Two claims joined on a key.
    Pair {
        /// Names and claims of both sides.
        sides: [(String, ClaimRef); 2],
        /// Fields that must certainly be equal, by the name in each side.
        join: Vec<(String, String)>,
        /// When it fires.
        check: Check,
    },
    /// One compatible value a key.
    Unique {
        /// The claim.
        claim: ClaimRef,
        /// The fields that make the key.
        key: Vec<String>,
        /// The field that must agree.
        value: String,
        /// When two values are the same.
        same: Same,
        /// Groups of forms that count as the same, lower-case.
        synonyms: Vec<Vec<String>>,
        /// Which side is reported.
        majority: Majority,
        /// What must hold for a claim to count.
        filter: Option<Condition>,
    },
    /// Parts against a total.
    Sum {
        /// The total.
        total: Total,
        /// The parts: a claim and its field.
        parts: (ClaimRef, String),
        /// Within what they are collected.
        group: Group,
        /// Fewest parts.
        min_parts: usize,
    },
    /// Names that are nearly the same.
    Similar {
        /// What is compared.
        on: SimilarOn,
        /// Most letters that may differ.
        max_edits: usize,
        /// Shortest name compared.
        min_length: usize,
        /// Any of these must hold; none: no guard.
        same_if: Vec<SimilarGuard>,
        /// Compare with the names of a table of facts instead of with each other.
        against: Option<String>,
    },
    /// House style: words to be replaced.
    Replace {
        /// Patterns with the form to use.
        swaps: Vec<(Pattern, String)>,
    },
}

impl Kind {
    /// The names of kinds in rule files.
    pub const NAMES: &'static [&'static str] = &["compare", "pair", "unique", "sum", "similar", "replace"];

    /// Its condition, for kinds that have one.
    #[must_use]
    pub fn check(&self) -> Option<&Check> {
        match self {
            Self::Compare { check, .. } | Self::Pair { check, .. } => Some(check),
            _ => None,
        }
    }

    /// The claims that it judges. Without the first of them there is nothing to judge.
    #[must_use]
    pub fn claims(&self) -> Vec<ClaimRef> {
        match self {
            Self::Compare { claim, .. } | Self::Unique { claim, .. } => vec![*claim],
            Self::Pair { sides: [(_, left), (_, right)], .. } => vec![*left, *right],
            Self::Sum { total: Total::Field(claim, _), parts, .. } => vec![*claim, parts.0],
            Self::Sum { parts, .. } => vec![parts.0],
            Self::Similar { .. } | Self::Replace { .. } => Vec::new(),
        }
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Compare { .. } => "compare",
            Self::Pair { .. } => "pair",
            Self::Unique { .. } => "unique",
            Self::Sum { .. } => "sum",
            Self::Similar { .. } => "similar",
            Self::Replace { .. } => "replace",
        }
    }
}

/// Over what a rule joins claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// One sentence.
    Sentence,
    /// Sentences near one another, for pairs.
    Passage,
    /// One document.
    Document,
    /// All files of the run.
    Corpus,
}

/// How many sentences apart two claims of one passage may stand.
const PASSAGE: u32 = 4;

impl Extent {
    /// Whether two places, each an article and a sentence, are too far apart to be joined.
    #[must_use]
    pub fn parts(self, a: (u32, u32), b: (u32, u32)) -> bool {
        match self {
            Self::Sentence => a != b,
            Self::Passage => a.0 != b.0 || a.1.abs_diff(b.1) > PASSAGE,
            Self::Document | Self::Corpus => false,
        }
    }
}

/// One side of a suggestion: what to replace by what.
#[derive(Debug)]
pub struct Action {
    /// The capture to replace.
    pub target: Path,
    /// The new text.
    pub text: Template,
}

/// The texts of one example.
#[derive(Debug)]
pub struct Example {
    /// Whether the rule must fire.
    pub bad: bool,
    /// File names with their texts; one nameless text for most rules.
    pub files: Vec<(String, Quoted)>,
}

/// A rule.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a key of rule files")]
pub struct Rule {
    /// `group/defect`.
    pub id: String,
    /// Class of fact error it is of: `T01`; empty for a house's own.
    pub class: String,
    /// How serious its findings are.
    pub severity: Severity,
    /// One sentence on what it finds.
    pub summary: String,
    /// More on it: known silences, source.
    pub docs: String,
    /// What it judges.
    pub kind: Kind,
    /// Over what.
    pub extent: Extent,
    /// Where claims must stand.
    pub context: ContextFilter,
    /// Whether the rule says so itself; otherwise a claim by pattern keeps its own filter.
    pub context_given: bool,
    /// Patterns that keep it silent in a sentence.
    pub unless: Vec<Pattern>,
    /// Patterns of which one must match in a sentence.
    pub when: Vec<Pattern>,
    /// Computed values.
    pub lets: Vec<Let>,
    /// What it says.
    pub message: Template,
    /// The computation that proves it.
    pub because: Option<Template>,
    /// What to do.
    pub help: Option<Template>,
    /// Replacements.
    pub suggest: Vec<Action>,
    /// Whether its replacement may be made without a look: every finding has exactly one, and it cannot be wrong.
    pub safe: bool,
    /// Captures to mark; `None`: those that the condition uses.
    pub mark: Option<Vec<Path>>,
    /// Examples.
    pub examples: Vec<Example>,
    /// Publication date of the examples.
    pub test_published: Option<NaiveDate>,
    /// Whether examples are Markdown.
    pub test_markdown: bool,
    /// Whether it runs without being asked for.
    pub enabled: bool,
    /// The file that defines it.
    pub file: Arc<RuleFile>,
    /// Where its id stands in the file.
    pub span: Span,
}

impl Rule {
    /// Gives the words that were new when it was read, and its own claim, their lasting numbers.
    pub(super) fn settle(&mut self, numbers: &[WordId], number: impl Fn(usize) -> usize) {
        [&mut self.unless, &mut self.when].into_iter().flatten().for_each(|p| p.settle(numbers));
        match &mut self.kind {
            Kind::Compare { claim: ClaimRef::Pattern(claim), .. } => *claim = number(*claim),
            Kind::Replace { swaps } => swaps.iter_mut().for_each(|(p, _)| p.settle(numbers)),
            _ => {}
        }
    }
}

/// A known entry.
#[derive(Debug, Clone)]
pub struct FactEntry {
    /// Its name.
    pub name: String,
    /// The words of its name and aliases, in all forms.
    pub forms: Vec<Vec<WordId>>,
    /// One word or phrase of each group must stand in the paragraph.
    pub near: Vec<Vec<Vec<WordId>>>,
    /// Its fields.
    pub fields: BTreeMap<String, Value>,
    /// Whether it is there for the examples of a rule file only and never judges an article.
    pub example: bool,
    /// The days for which it holds.
    pub valid: Option<(Option<NaiveDate>, Option<NaiveDate>)>,
}

/// A table of facts.
#[derive(Debug, Default)]
pub struct FactTable {
    /// Fields with their types.
    pub fields: BTreeMap<String, Ty>,
    /// Entries in order of files.
    pub entries: Vec<FactEntry>,
}

/// Everything loaded.
#[derive(Debug, Default)]
pub struct RuleSet {
    /// Claims by pattern.
    pub claims: Vec<ClaimDef>,
    /// Word lists of rule files by name, as word sequences.
    pub lists: BTreeMap<String, Vec<Vec<WordId>>>,
    /// Texts of the lists' entries, for `in @list`.
    pub list_texts: BTreeMap<String, Vec<String>>,
    /// Tables of facts by name.
    pub facts: BTreeMap<String, FactTable>,
    /// Rules, ordered by id.
    pub rules: Vec<Rule>,
    /// The ids of built-in rules that a user's rule replaces.
    pub replaced: Vec<String>,
}

impl RuleSet {
    /// A rule by id.
    #[must_use]
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|r| r.id == id)
    }

    /// Whether any rule needs all files at once.
    #[must_use]
    pub fn has_corpus_rules(&self) -> bool {
        self.rules.iter().any(|r| r.extent == Extent::Corpus)
    }
}

impl ClaimRef {
    /// Whether two are claims of one kind.
    #[must_use]
    pub fn is_same(self, other: Self) -> bool {
        match (self, other) {
            (Self::Pattern(a), Self::Pattern(b)) => a == b,
            (Self::Native(a), Self::Native(b)) => a.name == b.name,
            (Self::Mention(a), Self::Mention(b)) => a == b,
            _ => false,
        }
    }

    /// The fields of a claim that is not by pattern, with their types.
    #[must_use]
    pub fn fields(self) -> Cow<'static, [Field]> {
        match self {
            Self::Pattern(_) => Cow::Borrowed(&[]),
            Self::Native(schema) => schema
                .fields
                .iter()
                .map(|f| Field { name: f.name.to_owned(), ty: Ty::of_name(f.ty).unwrap_or(Ty::Any), always: f.always })
                .collect::<Vec<_>>()
                .into(),
            Self::Mention(kind) => {
                let ty = super::types::CaptureType::Mention(kind).ty();
                vec![Field { name: kind.name().replace('-', "_"), ty, always: true }].into()
            }
        }
    }
}
