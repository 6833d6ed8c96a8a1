//! Every bound on size, depth and work, in one place.
//!
//! Invariants:
//! - Bounds are counts of things, never of seconds: what is left out is the same on every machine.
//! - Whoever is touched by a bound is told: [`TABLE`] says how. A text that no bound touches is read and judged whole.
//! - Nothing that a discovered file says can move a bound.

/// The largest article, in bytes.
pub const FILE: usize = 64 << 20;
/// The largest batch or diff, in bytes.
pub const BATCH: u64 = 16 * FILE as u64;
/// The largest rule file, list of facts or configuration, in bytes.
pub const RULE_FILE: usize = 1 << 20;
/// Rules of one run.
pub const RULES: usize = 20_000;
/// Folders that a folder of rules may nest.
pub const RULE_FOLDERS: usize = 8;
/// The longest pattern or expression, in bytes.
pub const PATTERN: usize = 4096;
/// Groups that a pattern may nest, brackets that an expression may.
pub const NESTING: usize = 50;
/// The widest gap of a pattern, in tokens.
pub const GAP: u8 = 40;
/// The size of a compiled regex of one word, in bytes.
pub const REGEX: usize = 1 << 18;

/// The longest sentence, in tokens: a text without stops is cut there.
pub const SENTENCE: usize = 1000;
/// What readers may understand of one article, in mentions: so many, and one more for so many bytes.
pub const MENTIONS: (usize, usize) = (20_000, 32);
/// Claims of one kind that one article may make: so many, and one more for so many bytes.
pub const CLAIMS: (usize, usize) = (5_000, 200);
/// People of one surname that are told apart.
pub const NAMESAKES: usize = 200;
/// People among whom a given name alone is looked for in its other forms ("Bob", "Robert").
pub const PEOPLE: usize = 1000;
/// Surnames with one initial among which slips of one letter are looked for.
pub const SURNAMES: usize = 200;
/// Bare surnames that are looked for all over an article.
pub const BARE_SURNAMES: usize = 1000;
/// Parts of one total.
pub const PARTS: usize = 64;

/// Steps that one pattern may take in one sentence.
pub const STEPS: u32 = 50_000;
/// Steps in sentences that took more than [`EVERYDAY_STEPS`] that one pattern may take in one article, and as many more for each token.
pub const HEAVY_STEPS: (u64, u64) = (2_000_000, 20);
/// The same for all patterns together.
pub const ALL_HEAVY_STEPS: (u64, u64) = (100_000_000, 500);
/// A pattern that takes no more steps in a sentence is not counted against the article.
pub const EVERYDAY_STEPS: u32 = 2_000;
/// Findings that a rule tells of one article (or of all, where it judges all).
pub const FINDINGS: usize = 10_000;
/// Pairs of claims that a rule of the kind `pair` looks at.
pub const PAIRS: usize = 100_000;
/// Different values of one key that a rule of the kind `unique` compares.
pub const VALUES: usize = 64;
/// Parts that a rule of the kind `sum` adds up.
pub const SUMMANDS: usize = 500;
/// Names with a deletion in common that a rule of the kind `similar` compares with each other.
pub const ALIKE: usize = 64;
/// Letters of a name that is compared with others letter by letter.
pub const LETTERS: usize = 100;
/// Places of one word that a rule of the kind `similar` looks at for what stands before it.
pub const NEIGHBOURS: usize = 1_000;
/// People of one name that a rule of the kind `similar` compares.
pub const BEARERS: usize = 64;

/// Results in a SARIF report.
pub const SARIF_RESULTS: usize = 5000;
/// Related places of a SARIF result.
pub const SARIF_RELATED: usize = 999;
/// The longest message of an annotation, in characters.
pub const ANNOTATION: usize = 4000;
/// Times that `--fix` goes over a file.
pub const ROUNDS: usize = 8;

/// A bound as documented.
#[derive(Debug, Clone, Copy)]
pub struct Limit {
    /// What is bounded.
    pub what: &'static str,
    /// How much at most; of two, the second is the bytes or tokens for one more.
    pub most: (u64, Option<&'static str>),
    /// What happens to what is beyond, and who says so.
    pub then: &'static str,
}

const fn limit(what: &'static str, most: u64, then: &'static str) -> Limit {
    Limit { what, most: (most, None), then }
}

const fn growing(what: &'static str, most: u64, more: &'static str, then: &'static str) -> Limit {
    Limit { what, most: (most, Some(more)), then }
}

/// All bounds.
pub const TABLE: &[Limit] = &[
    limit("bytes of an article", FILE as u64, "the file is skipped, and said to be; exit status 2 where it was named"),
    limit("bytes of a batch or of a diff", BATCH, "error, exit status 2"),
    limit("bytes of a rule file, of facts, of a configuration", RULE_FILE as u64, "error, exit status 2"),
    limit("rules of a run", RULES as u64, "error, exit status 2"),
    limit("folders below a folder of rules", RULE_FOLDERS as u64, "error, exit status 2"),
    limit("bytes of a pattern or an expression", PATTERN as u64, "error at the place, exit status 2"),
    limit("nesting of a pattern or an expression", NESTING as u64, "error at the place, exit status 2"),
    limit("tokens in a gap of a pattern", GAP as u64, "error at the place, exit status 2"),
    limit("bytes of a compiled regex of one word", REGEX as u64, "error at the place, exit status 2"),
    limit("tokens of a sentence", SENTENCE as u64, "the sentence is cut there; `limit/reading`"),
    growing(
        "mentions in an article",
        MENTIONS.0 as u64,
        "and 1 for every 32 bytes",
        "the article is read as far as they go; `limit/reading` where it ends",
    ),
    growing(
        "claims of one kind in an article",
        CLAIMS.0 as u64,
        "and 1 for every 200 bytes",
        "the later ones are left out; `limit/reading`",
    ),
    limit("people of one surname told apart", NAMESAKES as u64, "the last ones named count; `limit/reading`"),
    limit("people searched for other forms of a given name", PEOPLE as u64, "such a name alone means nobody; `limit/reading`"),
    limit("surnames with one initial searched for slips", SURNAMES as u64, "no slips are looked for there; `limit/reading`"),
    limit("bare surnames looked for all over an article", BARE_SURNAMES as u64, "the later ones are left alone; `limit/reading`"),
    limit("parts of one total", PARTS as u64, "the total is left alone; `limit/reading`"),
    limit("steps of a pattern in a sentence", STEPS as u64, "no match there, and what it guards is left alone; `limit/pattern`"),
    growing(
        "steps of a pattern in an article, in sentences where it takes over 2,000",
        HEAVY_STEPS.0,
        "and 20 for every token",
        "as above; `limit/pattern`",
    ),
    growing("the same of all patterns", ALL_HEAVY_STEPS.0, "and 500 for every token", "as above; `limit/pattern`"),
    limit("findings of a rule in an article", FINDINGS as u64, "the later ones are left out; `limit/findings`"),
    limit("pairs of claims that a rule looks at", PAIRS as u64, "the later ones are left out; `limit/findings`"),
    limit(
        "places of one word that are looked at for another spelling before it",
        NEIGHBOURS as u64,
        "the later ones are left out; `limit/findings`",
    ),
    limit("different values of one key", VALUES as u64, "the later ones are left out; `limit/findings`"),
    limit("summands of a rule", SUMMANDS as u64, "the group is left out; `limit/findings`"),
    limit("names alike that are compared with each other", ALIKE as u64, "they are left out; `limit/findings`"),
    limit("letters of a name compared with others", LETTERS as u64, "a longer name is no slip of another; not told: no name is so long"),
    limit("people of one name that are compared", BEARERS as u64, "the later ones are left out; `limit/findings`"),
    limit("results in a SARIF report", SARIF_RESULTS as u64, "the most serious are kept; a notification counts the others"),
    limit("related places of a SARIF result", SARIF_RELATED as u64, "the later ones are left out; the message ends in `…`"),
    limit("characters of an annotation", ANNOTATION as u64, "the message ends in `…`"),
    limit("times that `--fix` goes over a file", ROUNDS as u64, "what is left is reported as found"),
];
