//! The shape of a lexicon file: what TOML holds, before it is turned into tables.
//!
//! Long lists are one TOML string each, not one a word: an editor types less, and TOML has little to read.
//! - `text`: words with white space between them.
//! - `phrases`: entries with commas between them; from `#` to the end of a line is a comment.
//! - `groups`: forms of one thing on one line, with `|` between them; the same comments.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The embedded lexicon files: name and text. A test compares this table with the folder.
#[must_use]
pub fn builtin_files() -> &'static [(&'static str, &'static str)] {
    macro_rules! files {
        ($($name:literal),* $(,)?) => { &[$((concat!("lexicon/", $name), include_str!(concat!("../../rules/lexicon/", $name)))),*] };
    }
    files![
        "abbreviations.toml",
        "acronyms.toml",
        "arithmetic.toml",
        "currencies.toml",
        "hedges.toml",
        "holidays.toml",
        "honorifics.toml",
        "name-order.toml",
        "names.toml",
        "numbers.toml",
        "organisations.toml",
        "places.toml",
        "roles.toml",
        "style.toml",
        "time.toml",
        "units.toml",
        "verbs.toml",
        "words.toml",
    ]
}

/// Why a lexicon file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {message}")]
pub struct LexiconError {
    /// The file's name.
    pub file: String,
    /// What is wrong, with the place.
    pub message: String,
}

/// A word that stands before a name: "Mr.", "Sen.".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Honorific {
    /// Its written forms, "Mr" and "Mr.".
    pub forms: Vec<&'static str>,
    /// `male`, `female` or `any`.
    pub gender: &'static str,
    /// `courtesy`, `professional`, `military`, `clergy`, `political`, `nobility`, `police`.
    pub kind: &'static str,
    /// In full: "Mister".
    #[serde(default)]
    pub full: &'static str,
}

/// A country with what is said of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Country {
    /// Usual name.
    pub name: &'static str,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<&'static str>,
    /// "Chinese".
    #[serde(default)]
    pub adjectives: Vec<&'static str>,
    /// Words for its people.
    #[serde(default)]
    pub people: Vec<&'static str>,
    /// Its capital city.
    #[serde(default)]
    pub capital: &'static str,
    /// Cities that are its seat of government or capital too.
    #[serde(default)]
    pub other_capitals: Vec<&'static str>,
    /// What it is where it is not a sovereign state of today: `disputed`, `historical`, `nation`, `territory`, `union`.
    #[serde(default)]
    pub kind: &'static str,
}

/// A holiday with the rule of its date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    /// Usual name.
    pub name: &'static str,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<&'static str>,
    /// `12-25`, `easter+1`, `4th thu of 11`, `last mon of 5`.
    #[serde(default)]
    pub rule: Option<&'static str>,
    /// Dates by year for holidays of other calendars.
    #[serde(default)]
    pub years: BTreeMap<&'static str, &'static str>,
    /// Country codes where the rule holds; empty: everywhere.
    #[serde(default)]
    pub countries: Vec<&'static str>,
    /// Rules of other days of this name, kept elsewhere; `any` where they are not all known.
    #[serde(default)]
    pub also: Vec<&'static str>,
    /// Whether the day begins at sunset on the evening before the date given.
    #[serde(default)]
    pub evening_before: bool,
    /// Whether the date may differ by a day or two from place to place.
    #[serde(default)]
    pub approximate: bool,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawList {
    #[serde(default)]
    phrases: &'static str,
    #[serde(default)]
    text: &'static str,
}

impl RawList {
    /// All entries, however they are written.
    pub(super) fn entries(&self) -> impl Iterator<Item = &'static str> + use<'_> {
        let phrases = lines(self.phrases).flat_map(|l| l.split(',')).map(str::trim).filter(|p| !p.is_empty());
        phrases.chain(self.text.split_whitespace())
    }
}

/// Lines without comments.
fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().map(|l| l.split_once('#').map_or(l, |(before, _)| before).trim()).filter(|l| !l.is_empty())
}

/// Forms of one thing, a group a line, with bars between them.
fn groups(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    lines(text).map(|l| l.split('|').map(str::trim).collect())
}

/// Forms of one thing, a group a line.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawGroups {
    groups: &'static str,
}

impl RawGroups {
    /// The groups.
    pub(super) fn all(&self) -> impl Iterator<Item = Vec<&'static str>> + use<> {
        groups(self.groups)
    }
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawVariants {
    pub(super) kind: &'static str,
    groups: &'static str,
}

impl RawVariants {
    /// The groups of forms that an article should not mix.
    pub(super) fn all(&self) -> impl Iterator<Item = Vec<&'static str>> + use<> {
        groups(self.groups)
    }
}

/// Short names with the names in full, `Abby: Abigail, Abbie`, a short name a line.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawNicknames {
    text: &'static str,
}

impl RawNicknames {
    /// Each short name with the names that it may stand for.
    pub(super) fn all(&self) -> impl Iterator<Item = (&'static str, impl Iterator<Item = &'static str>)> {
        lines(self.text).filter_map(|l| l.split_once(':')).map(|(short, full)| (short.trim(), full.split(',').map(str::trim)))
    }
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawUnit {
    pub(super) names: Vec<&'static str>,
    pub(super) code: &'static str,
    pub(super) dimension: &'static str,
    pub(super) factor: &'static str,
    #[serde(default)]
    pub(super) offset: Option<&'static str>,
    #[serde(default)]
    pub(super) system: &'static str,
    #[serde(default)]
    pub(super) ambiguous: bool,
    #[serde(default)]
    pub(super) prefixed: Vec<&'static str>,
    #[serde(default)]
    pub(super) multiplied: Vec<&'static str>,
    #[serde(default)]
    pub(super) divided: Vec<&'static str>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCurrency {
    pub(super) code: &'static str,
    #[serde(default)]
    pub(super) symbols: Vec<&'static str>,
    #[serde(default)]
    pub(super) names: Vec<&'static str>,
    #[serde(default)]
    pub(super) subunit: Vec<&'static str>,
    #[serde(default)]
    pub(super) other: Vec<RawOther>,
    #[serde(default)]
    pub(super) slang: Vec<&'static str>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawOther {
    pub(super) names: Vec<&'static str>,
    pub(super) worth: &'static str,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawState {
    pub(super) name: &'static str,
    #[serde(default)]
    pub(super) abbreviations: Vec<&'static str>,
    #[serde(default)]
    pub(super) people: Vec<&'static str>,
    #[serde(default)]
    pub(super) capital: &'static str,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFamily {
    pub(super) name: &'static str,
    #[serde(default)]
    pub(super) exclusive: bool,
    #[serde(default)]
    pub(super) ladder: bool,
    pub(super) roles: Vec<&'static str>,
}

/// One lexicon file.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default, bound(deserialize = "'de: 'static"))]
pub(super) struct RawFile {
    pub(super) list: BTreeMap<&'static str, RawList>,
    pub(super) unit: Vec<RawUnit>,
    pub(super) currency: Vec<RawCurrency>,
    pub(super) honorific: Vec<Arc<Honorific>>,
    pub(super) country: Vec<Arc<Country>>,
    pub(super) us_state: Vec<RawState>,
    pub(super) holiday: Vec<Arc<Holiday>>,
    pub(super) role_family: Vec<RawFamily>,
    pub(super) role_synonyms: RawGroups,
    pub(super) parties: RawGroups,
    pub(super) region_adjectives: RawGroups,
    pub(super) nicknames: RawNicknames,
    pub(super) variants: Vec<RawVariants>,
}

/// Reads a file.
///
/// # Errors
/// What TOML or the shape of the file makes unreadable.
pub(super) fn parse(file: &str, text: &'static str) -> Result<RawFile, LexiconError> {
    toml::from_str(text).map_err(|e| LexiconError { file: file.to_owned(), message: e.to_string() })
}
