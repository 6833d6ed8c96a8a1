//! Findings: what a rule says of a text, with both ends.

use crate::rule::Severity;
use crate::source::Span;
use std::sync::Arc;

/// A marked place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The file, as in [`crate::source::Source::path`].
    pub path: Arc<str>,
    /// Bytes of the file.
    pub span: Span,
    /// Line of the start, 1-based.
    pub line: u32,
    /// Column of the start in characters, 1-based.
    pub column: u32,
    /// The text under the span.
    pub text: String,
    /// A few words on this place; may be empty.
    pub message: String,
    /// Whether the place only supports the finding ("the usual spelling stands here"): examples do not mark such places.
    pub evidence: bool,
}

/// A replacement that would settle a finding. Several fixes of one finding exclude each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What to replace.
    pub label: Label,
    /// By what.
    pub text: String,
}

/// What a rule says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule's id.
    pub rule: Arc<str>,
    /// Class of fact error; may be empty.
    pub class: Arc<str>,
    /// How serious it is.
    pub severity: Severity,
    /// What is wrong, in one sentence.
    pub message: String,
    /// The place to look at first.
    pub primary: Label,
    /// The other places that take part.
    pub related: Vec<Label>,
    /// The computation that proves it; may be empty.
    pub because: String,
    /// What to do; may be empty.
    pub help: String,
    /// Replacements.
    pub fixes: Vec<Fix>,
    /// Of rule and the texts of all labels: the same wherever the lines move. Hexadecimal.
    pub fingerprint: String,
}

impl Finding {
    /// All labels, the primary first.
    pub fn labels(&self) -> impl Iterator<Item = &Label> {
        std::iter::once(&self.primary).chain(&self.related)
    }

    /// Sets the fingerprint from rule and texts; white space in them does not count.
    pub fn seal(&mut self) {
        let mut hash = Fnv::new();
        hash.write(&self.rule);
        for label in std::iter::once(&self.primary).chain(&self.related) {
            hash.write("\u{1f}");
            for (i, word) in label.text.split_whitespace().enumerate() {
                hash.write(if i == 0 { "" } else { " " });
                hash.write(word);
            }
        }
        self.fingerprint = format!("{:032x}", hash.0);
    }

    /// The order in which findings are reported: by file, place, rule, message.
    #[must_use]
    pub fn order(&self) -> (&str, Span, &str, &str) {
        (&self.primary.path, self.primary.span, &self.rule, &self.message)
    }
}

/// A hash of a list of texts, hexadecimal: the same on every platform and in every version.
#[must_use]
pub fn stable_hash<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut hash = Fnv::new();
    for part in parts {
        hash.write(part);
        hash.write("\u{1f}");
    }
    format!("{:032x}", hash.0)
}

/// FNV-1a of 128 bits: stable across platforms and versions, which the standard library's hashers are not.
struct Fnv(u128);

impl Fnv {
    fn new() -> Self {
        Self(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d)
    }

    fn write(&mut self, text: &str) {
        for byte in text.bytes() {
            self.0 ^= u128::from(byte);
            self.0 = self.0.wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
        }
    }
}
