//! Rule files, patterns and expressions. What loads is also run; what does not says where and why.

use super::Features;
use super::invariants::{self, hold};
use super::world::{World, hash};
use factlint::document::Format;
use factlint::judge::Engine;
use factlint::lexicon::Lexicon;
use factlint::rule::{self, LoadOptions, RuleError, RuleFile};
use factlint::source::Source;
use std::sync::Arc;

/// An article with something of everything.
const ARTICLE: &str = "On Monday, June 18, 2023, Ms. Ann Bell, 45, the mayor of Oslo, said that costs rose 10% from $100 to $120 million. \
    \"We saw five of the four cats,\" she told the BBC (British Broadcasting Corporation) in 1999. The colour of a b c was red.";

fn lexicon() -> Lexicon {
    Lexicon::builtin().expect("the lexicon")
}

fn load(text: &str) -> Result<Engine, Vec<RuleError>> {
    let mut lexicon = lexicon();
    let file = Arc::new(RuleFile { name: "r.toml".to_owned(), text: text.to_owned(), builtin: false });
    rule::load(&[file], &mut lexicon, &LoadOptions::default()).map(|rules| Engine::new(lexicon, rules))
}

/// Every error says something, at a place that is there.
pub(crate) fn errors(errors: &[RuleError], text: &str) -> Result<Features, String> {
    let mut features = Features::new();
    for error in errors {
        hold!(!error.message.is_empty(), "empty: an error without a message");
        let (start, end) = (error.span.start as usize, error.span.end as usize);
        hold!(start <= end && text.get(start..end).is_some(), "bounds: {:?} of {} bytes ({})", error.span, text.len(), error.message);
        features.insert(hash(error.message.split('\'').step_by(2).collect::<Vec<_>>()));
    }
    let shown = rule::RuleError::clone;
    let look = factlint::report::Look { color: false, unicode: true, width: 80 };
    let cards = factlint::report::rule_errors(&errors.iter().map(shown).collect::<Vec<_>>(), look);
    let harmful = |c: char| c.is_control() && c != '\n' || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    hold!(!cards.contains(harmful), "control: {cards:?}");
    Ok(features)
}

fn run(engine: &Engine, text: &str) -> Result<Features, String> {
    let article = || engine.read(Arc::new(Source::from_text("x", text.to_owned())), Format::Text, None);
    let (one, two) = (article(), article());
    let found = engine.judge(&one).findings;
    hold!(found == engine.judge(&two).findings, "same: judged twice, judged differently");
    hold!(found == engine.judge_everywhere(&one).findings, "same: judged without the index, judged differently");
    let mut features = Features::new();
    invariants::findings(&one, &found, &mut features)?;
    features.insert(hash(("found", found.len().min(5))));
    features.insert(hash(("claims", engine.pattern_claims(&one).len().min(20))));
    Ok(features)
}

/// A rule file.
pub(crate) fn toml(_: &World, input: &[u8]) -> Result<Features, String> {
    let text = String::from_utf8_lossy(input);
    match load(&text) {
        Ok(engine) => run(&engine, ARTICLE),
        Err(found) => errors(&found, &text),
    }
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// A pattern on the first line, a text to match on the others.
pub(crate) fn pattern(_: &World, input: &[u8]) -> Result<Features, String> {
    let text = String::from_utf8_lossy(input);
    let (pattern, body) = text.split_once('\n').unwrap_or((&text, ARTICLE));
    let pattern = quoted(pattern);
    let file = format!(
        "[claim.c]\nmatch = {pattern}\n[[rule]]\nid = 'a/b'\nkind = 'compare'\nmatch = ['{{n:number}}']\nunless = {pattern}\nforbid = 'n > 0'\n\
         message = 'x'\nbad = ['[[5]]']\ngood = ['x']\n"
    );
    match load(&file) {
        Ok(engine) => run(&engine, body),
        Err(found) => errors(&found, &file),
    }
}

/// An expression.
pub(crate) fn expression(_: &World, input: &[u8]) -> Result<Features, String> {
    let text = String::from_utf8_lossy(input);
    let expression = quoted(text.lines().next().unwrap_or(""));
    let file = format!(
        "[[rule]]\nid = 'a/b'\nkind = 'compare'\nmatch = ['{{d:date}} .. {{p:person}},? {{a:age}}', '{{m:money}}', '{{n:number}}']\n\
         forbid = {expression}\nmessage = '{{d}}'\nbad = ['x [[5]]']\ngood = ['x']\n\
         [[rule]]\nid = 'a/c'\nkind = 'compare'\nmatch = ['{{n:number}}']\nlet = {{ v = {expression} }}\nrequire = {expression}\nmessage = '{{n}} {{v}}'\n\
         bad = ['[[5]]']\ngood = ['x']\n\
         [[rule]]\nid = 'a/d'\nkind = 'compare'\nmatch = ['{{d:date}}']\nforbid = {expression}\nmessage = '{{d}}'\nbad = ['[[1999]]']\ngood = ['x']\n"
    );
    match load(&file) {
        Ok(engine) => run(&engine, ARTICLE),
        Err(found) => errors(&found, &file),
    }
}

/// Words on the first line and a pattern on each other: the engine matches what a matcher matches that was written from the
/// description alone.
pub(crate) fn oracle(_: &World, input: &[u8]) -> Result<Features, String> {
    let text = String::from_utf8_lossy(input);
    let mut lines = text.lines();
    let words: Vec<&str> = lines.next().unwrap_or("").split(' ').filter(|w| super::generate::ORACLE_WORDS.contains(w)).take(40).collect();
    let known = lines.filter(|p| p.len() <= 500).take(60).filter_map(|p| Some((p, naive::parse(p)?)));
    // What the loader refuses (a pattern of gaps alone) it refuses for all: each is asked about first.
    let claim = |n: usize, p: &str| format!("[claim.c{n}]\nmatch = {}\n", quoted(p));
    let mut lexicon = lexicon();
    let mut loads = |text: String| {
        let file = Arc::new(RuleFile { name: "r.toml".to_owned(), text, builtin: false });
        rule::load(&[file], &mut lexicon, &LoadOptions::default())
    };
    let known: Vec<_> = known.filter(|(p, _)| loads(claim(0, p)).is_ok()).collect();
    let file: String = known.iter().enumerate().map(|(n, (p, _))| claim(n, p)).collect();
    let Ok(rules) = loads(file) else { return Err("oracle: patterns load alone and not together".to_owned()) };
    let engine = Engine::new(lexicon, rules);
    let article = engine.read(Arc::new(Source::from_text("x", words.join(" "))), Format::Text, None);
    let mut got: Vec<Vec<(usize, usize)>> = vec![Vec::new(); known.len()];
    for claim in engine.pattern_claims(&article) {
        let count = |at: u32| article.document.tokens.partition_point(|t| t.start < at);
        if let Some(list) = claim.name.strip_prefix('c').and_then(|n| n.parse::<usize>().ok()).and_then(|n| got.get_mut(n)) {
            list.push((count(claim.anchor.start), count(claim.anchor.end)));
        }
    }
    let mut features = Features::new();
    for ((pattern, tree), got) in known.iter().zip(&got) {
        let wanted = naive::find(tree, &words);
        hold!(*got == wanted, "oracle: {pattern:?} in {words:?}: the engine finds {got:?}, the naive matcher {wanted:?}");
        features.insert(hash(("matches", got.len(), pattern.len() / 4)));
    }
    Ok(features)
}

/// A matcher without an index, without a budget and without sharing: each element gives all places where it can end, the preferred
/// first.
pub(crate) mod naive {
    /// An element.
    #[derive(Debug, Clone)]
    pub(crate) enum Node {
        Word(String),
        Gap(usize),
        Any(Vec<Vec<Node>>),
        Maybe(Box<Node>),
    }

    /// Reads the part of the language that it knows; `None` for the rest.
    pub(crate) fn parse(text: &str) -> Option<Vec<Node>> {
        let spaced = text.replace('(', " ( ").replace(')', " ) ").replace('|', " | ").replace(") ?", ")?").replace(")  ?", ")?");
        let tokens: Vec<&str> = spaced.split_whitespace().collect();
        let mut at = 0;
        let nodes = sequence(&tokens, &mut at)?;
        (at == tokens.len() && !nodes.is_empty()).then_some(nodes)
    }

    fn sequence(tokens: &[&str], at: &mut usize) -> Option<Vec<Node>> {
        let mut out = Vec::new();
        while let Some(token) = tokens.get(*at) {
            match *token {
                ")" | "|" | ")?" => break,
                "(" => {
                    *at += 1;
                    let mut branches = vec![sequence(tokens, at)?];
                    while tokens.get(*at) == Some(&"|") {
                        *at += 1;
                        branches.push(sequence(tokens, at)?);
                    }
                    let end = *tokens.get(*at).filter(|t| **t == ")" || **t == ")?")?;
                    *at += 1;
                    if branches.iter().any(Vec::is_empty) {
                        return None;
                    }
                    let any = Node::Any(branches);
                    out.push(if end == ")?" { Node::Maybe(Box::new(any)) } else { any });
                    continue;
                }
                gap if gap.starts_with("..") => {
                    let width = if gap == ".." { 4 } else { gap.strip_prefix("..")?.parse().ok().filter(|w| (1..=40).contains(w))? };
                    out.push(Node::Gap(width));
                }
                word => {
                    let (plain, maybe) = word.strip_suffix('?').map_or((word, false), |w| (w, true));
                    if plain.is_empty() || !plain.chars().all(|c| c.is_ascii_lowercase()) {
                        return None;
                    }
                    let node = Node::Word(plain.to_owned());
                    out.push(if maybe { Node::Maybe(Box::new(node)) } else { node });
                }
            }
            *at += 1;
        }
        Some(out)
    }

    /// All places where a sequence can end, the preferred first. What follows from a place is the same however it was reached, so
    /// each is kept once.
    fn ends(nodes: &[Node], words: &[&str], at: usize) -> Vec<usize> {
        let mut places = vec![at];
        for node in nodes {
            let mut next = Vec::new();
            for end in places.iter().flat_map(|&place| one(node, words, place)) {
                if !next.contains(&end) {
                    next.push(end);
                }
            }
            places = next;
        }
        places
    }

    fn one(node: &Node, words: &[&str], at: usize) -> Vec<usize> {
        match node {
            Node::Word(w) => {
                if words.get(at) == Some(&w.as_str()) {
                    vec![at + 1]
                } else {
                    Vec::new()
                }
            }
            Node::Gap(width) => (at..=(at + width).min(words.len())).collect(),
            Node::Any(branches) => branches.iter().flat_map(|b| ends(b, words, at)).collect(),
            Node::Maybe(inner) => one(inner, words, at).into_iter().chain([at]).collect(),
        }
    }

    /// For each start the preferred match, if it takes anything.
    pub(crate) fn find(tree: &[Node], words: &[&str]) -> Vec<(usize, usize)> {
        let first = |start: usize| ends(tree, words, start).first().map(|&end| (start, end)).filter(|(s, e)| e > s);
        (0..words.len()).filter_map(first).collect()
    }
}
