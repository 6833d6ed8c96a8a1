//! The pattern parser: `'{wd:weekday},? {date:day}'` to a tree.

use super::super::error::{RuleError, did_you_mean};
use super::super::toml_reader::Str;
use super::super::types::CaptureType;
use super::{Capture, Element, Node, Pattern};
use crate::lexicon::{Lexicon, NewWords, Token, WordId, tokenize};
use crate::limits::{GAP, NESTING, PATTERN, REGEX};
use std::ops::Range;

/// Gap of `..` without a number.
const DEFAULT_GAP: u8 = 4;

/// Reads a pattern. Words that the lexicon does not have are added to `words`.
///
/// # Errors
/// The first thing that makes the pattern unreadable, at its place in the TOML string.
pub fn parse(source: Str, lexicon: &Lexicon, words: &mut NewWords) -> Result<Pattern, Box<RuleError>> {
    if source.text.len() > PATTERN {
        return Err(Box::new(source.error_all(format!("the pattern is longer than {PATTERN} bytes"), "too long")));
    }
    let mut parser = Parser { source: &source, text: &source.text, at: 0, lexicon, words };
    let elements = parser.sequence(0)?;
    if parser.at < parser.text.len() {
        let at = parser.at;
        return Err(Box::new(
            source
                .error(at..at + 1, "an unmatched ')' or '|' in the pattern", "nothing opens this")
                .help("write \\( and \\) for brackets that stand in the text"),
        ));
    }
    if elements.is_empty() {
        return Err(Box::new(source.error_all("the pattern is empty", "needs at least one element")));
    }
    Ok(Pattern { elements, source })
}

struct Parser<'a> {
    source: &'a Str,
    text: &'a str,
    at: usize,
    lexicon: &'a Lexicon,
    words: &'a mut NewWords,
}

type Parsed<T> = Result<T, Box<RuleError>>;

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn bump(&mut self, c: char) {
        self.at += c.len_utf8();
    }

    fn eat(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        if found {
            self.bump(c);
        }
        found
    }

    #[expect(clippy::unnecessary_box_returns, reason = "it is what `Parsed` carries")]
    fn error(&self, range: Range<usize>, message: impl Into<String>, label: impl Into<String>) -> Box<RuleError> {
        Box::new(self.source.error(range, message, label))
    }

    /// Elements up to `|`, `)` or the end.
    fn sequence(&mut self, depth: usize) -> Parsed<Vec<Element>> {
        let mut out: Vec<Element> = Vec::new();
        while let Some(c) = self.peek() {
            match c {
                ' ' | '\t' | '\n' | '\r' => self.bump(c),
                ')' | '|' => break,
                '?' => self.optional(&mut out)?,
                _ => self.element(c, depth, &mut out)?,
            }
        }
        Ok(out)
    }

    fn optional(&mut self, out: &mut Vec<Element>) -> Parsed<()> {
        let at = self.at;
        self.at += 1;
        let Some(last) = out.pop() else {
            return Err(self
                .error(at..at + 1, "'?' makes the element before it optional, and there is none", "nothing before it")
                .help("write \\? for a question mark that stands in the text")
                .into());
        };
        let range = last.at.start..self.at;
        out.push(Element { node: Node::Maybe(vec![last]), at: range });
        Ok(())
    }

    fn element(&mut self, first: char, depth: usize, out: &mut Vec<Element>) -> Parsed<()> {
        let start = self.at;
        let node = match first {
            '(' => self.group(depth)?,
            '{' => self.capture()?,
            '<' => self.verb()?,
            '@' => self.list()?,
            '"' => return self.exact(out),
            '/' if self.rest().get(1..).is_some_and(|r| r.split([' ', '/']).next().is_some_and(|w| !w.is_empty()) && r.contains('/')) => {
                self.regex()?
            }
            '.' if self.rest().starts_with("..") => self.gap()?,
            _ => match self.plain_word() {
                Some(word) => Node::Word(word),
                None => return self.words(out),
            },
        };
        out.push(Element { node, at: start..self.at });
        Ok(())
    }

    fn group(&mut self, depth: usize) -> Parsed<Node> {
        let start = self.at;
        if depth >= NESTING {
            return Err(self.error(start..start + 1, format!("groups are nested more than {NESTING} deep"), "too deep"));
        }
        self.at += 1;
        let mut branches = vec![self.sequence(depth + 1)?];
        while self.eat('|') {
            branches.push(self.sequence(depth + 1)?);
        }
        if !self.eat(')') {
            return Err(Box::new(
                self.source
                    .error(start..start + 1, "a '(' is never closed", "opened here")
                    .help("write \\( for a bracket that stands in the text"),
            ));
        }
        for (i, branch) in branches.iter().enumerate() {
            if branch.is_empty() {
                return Err(Box::new(
                    self.source
                        .error(start..self.at, format!("branch {} of the group is empty", i + 1), "nothing to match")
                        .help("write (…)? for an optional group"),
                ));
            }
        }
        Ok(Node::Any(branches))
    }

    fn capture(&mut self) -> Parsed<Node> {
        let start = self.at;
        let Some(length) = self.rest().find('}') else {
            return Err(self.error(start..start + 1, "a '{' is never closed", "opened here"));
        };
        let inside = self.rest().get(1..length).unwrap_or("");
        self.at += length + 1;
        let whole = start..self.at;
        let (name, ty) = inside.split_once(':').map_or((None, inside), |(n, t)| (Some(n.trim()), t));
        let ty_start = start + 1 + inside.len() - ty.len();
        let (ty, many) = ty.trim().strip_suffix('+').map_or((ty.trim(), false), |t| (t, true));
        let (base, argument) = match ty.split_once('(') {
            Some((b, a)) => (b, Some(a.trim_end_matches(')').trim())),
            None => (ty, None),
        };
        let kind = match (base, argument) {
            ("fact", Some(table)) => CaptureType::Fact(table.to_owned()),
            ("np", Some(list)) if list.starts_with('@') => CaptureType::NounPhrase(Some(list.trim_start_matches('@').to_owned())),
            (_, None) => {
                if let Some(t) = CaptureType::of_name(base) {
                    t
                } else {
                    let help = did_you_mean(base, CaptureType::NAMES.iter().copied())
                        .unwrap_or_else(|| format!("types: {}, fact(TABLE)", CaptureType::NAMES.join(", ")));
                    return Err(Box::new(
                        self.source.error(ty_start..ty_start + base.len(), format!("there is no type '{base}'"), "unknown type").help(help),
                    ));
                }
            }
            _ => {
                return Err(Box::new(
                    self.source
                        .error(whole, format!("'{base}' takes no argument of this form"), "not a type")
                        .help("write fact(TABLE) or np(@LIST)"),
                ));
            }
        };
        if many && kind != CaptureType::Mention(crate::read::Kind::Person) {
            return Err(Box::new(self.source.error(whole, "only persons may be captured with '+'", "drop the '+'")));
        }
        let name = name.unwrap_or(base).to_owned();
        if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
            return Err(Box::new(self.source.error(whole, format!("'{name}' is not a name for a capture"), "letters, digits and _ only")));
        }
        Ok(Node::Capture(Capture { name, ty: kind, many }))
    }

    fn verb(&mut self) -> Parsed<Node> {
        let start = self.at;
        let Some(length) = self.rest().find('>') else {
            return Err(Box::new(
                self.source
                    .error(start..start + 1, "a '<' is never closed", "opened here")
                    .help("write <be> for the forms of a verb, \\< for the mark"),
            ));
        };
        let lemma = self.rest().get(1..length).unwrap_or("").trim().to_lowercase();
        self.at += length + 1;
        if lemma.is_empty() || !lemma.chars().all(char::is_alphabetic) {
            return Err(self.error(start..self.at, "a verb is one word: <be>, <meet>", "not a verb"));
        }
        let forms = super::super::verbs::forms(&lemma);
        Ok(Node::Verb(forms.iter().map(|f| self.words.intern(&self.lexicon.words, f)).collect()))
    }

    fn list(&mut self) -> Parsed<Node> {
        let start = self.at;
        self.at += 1;
        let name: String = self.rest().chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-')).collect();
        self.at += name.len();
        if name.is_empty() {
            return Err(Box::new(
                self.source.error(start..start + 1, "'@' must be followed by the name of a list", "no name").help("write \\@ for the mark"),
            ));
        }
        Ok(Node::List(name))
    }

    fn regex(&mut self) -> Parsed<Node> {
        let start = self.at;
        let Some(length) = self.rest().get(1..).and_then(|r| r.find('/')) else {
            return Err(self.error(start..start + 1, "a '/' is never closed", "opened here"));
        };
        let body = self.rest().get(1..=length).unwrap_or("").to_owned();
        self.at += length + 2;
        let built = regex::RegexBuilder::new(&format!("^(?:{body})$")).size_limit(REGEX).nest_limit(50).build();
        match built {
            Ok(regex) => Ok(Node::Regex(Box::new(regex))),
            Err(e) => {
                let why = e.to_string();
                let why = why.lines().rev().find_map(|l| l.strip_prefix("error: ")).unwrap_or("it is too large").to_owned();
                Err(Box::new(
                    self.source
                        .error(start + 1..start + 1 + body.len(), format!("this is not a regex: {why}"), why)
                        .help("a regex matches inside one token; see the syntax of the regex crate"),
                ))
            }
        }
    }

    fn gap(&mut self) -> Parsed<Node> {
        let start = self.at;
        self.at += 2;
        let digits: String = self.rest().chars().take_while(char::is_ascii_digit).collect();
        self.at += digits.len();
        let width = if digits.is_empty() { Some(DEFAULT_GAP) } else { digits.parse::<u8>().ok().filter(|w| (1..=GAP).contains(w)) };
        width.map(Node::Gap).ok_or_else(|| self.error(start..self.at, format!("a gap has 1 to {GAP} tokens"), "out of range"))
    }

    fn exact(&mut self, out: &mut Vec<Element>) -> Parsed<()> {
        let start = self.at;
        let Some(length) = self.rest().get(1..).and_then(|r| r.find('"')) else {
            return Err(Box::new(
                self.source
                    .error(start..start + 1, "a '\"' is never closed", "opened here")
                    .help("write \\\" for a quotation mark that stands in the text"),
            ));
        };
        let body = self.rest().get(1..=length).unwrap_or("").to_owned();
        self.at += length + 2;
        let at = start..self.at;
        for (word, text) in self.cut(&body) {
            out.push(Element { node: Node::Exact(word, text.into()), at: at.clone() });
        }
        Ok(())
    }

    /// A word of letters and digits with nothing behind it that might belong to it, which the tokenizer would hand back as it is.
    fn plain_word(&mut self) -> Option<WordId> {
        let rest = self.rest();
        let length = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let ends = |b: &u8| matches!(b, b' ' | b'(' | b')' | b'|' | b'{' | b'}' | b'?' | b'<' | b'@' | b'"');
        let word = rest.get(..length).filter(|w| w.starts_with(|c: char| c.is_ascii_alphabetic()))?;
        if !rest.as_bytes().get(length).is_none_or(ends) {
            return None;
        }
        self.at += length;
        Some(self.words.intern(&self.lexicon.words, word))
    }

    /// A run of plain text up to the next special character.
    fn words(&mut self, out: &mut Vec<Element>) -> Parsed<()> {
        let start = self.at;
        let mut run = String::new();
        while let Some(c) = self.peek() {
            match c {
                '\\' => {
                    self.bump(c);
                    let Some(escaped) = self.peek() else {
                        return Err(self.error(start..self.at, "a '\\' at the end of the pattern escapes nothing", "drop it or double it"));
                    };
                    self.bump(escaped);
                    run.push(escaped);
                }
                '(' | ')' | '|' | '{' | '}' | '?' | '<' | '@' | '"' => break,
                '/' if run.is_empty() => {
                    run.push(c);
                    self.bump(c);
                }
                '.' if self.rest().starts_with("..") => break,
                c if c.is_whitespace() => break,
                c => {
                    run.push(c);
                    self.bump(c);
                }
            }
        }
        if run.is_empty() {
            let c = self.peek().unwrap_or(' ');
            return Err(Box::new(
                self.source
                    .error(start..start + c.len_utf8(), format!("'{c}' is not expected here"), "not expected")
                    .help(format!("write \\{c} for the mark")),
            ));
        }
        let at = start..self.at;
        for (word, _) in self.cut(&run) {
            out.push(Element { node: Node::Word(word), at: at.clone() });
        }
        Ok(())
    }

    fn cut(&mut self, text: &str) -> Vec<(WordId, String)> {
        let mut tokens: Vec<Token> = Vec::new();
        tokenize(self.lexicon, text, 0..text.len(), |_| WordId(0), &mut tokens);
        let pieces = tokens.iter().map(|t| text.get(t.start as usize..t.end as usize).unwrap_or("").to_owned());
        pieces.map(|p| (self.words.intern(&self.lexicon.words, &p), p)).collect()
    }
}
