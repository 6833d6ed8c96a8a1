//! The expression parser: precedence climbing over a small lexer.

use super::super::error::RuleError;
use super::super::toml_reader::Str;
use super::{Expr, Node, Op, Source};
use crate::limits::{NESTING, PATTERN};
use crate::value::Exact;
use std::ops::Range;

/// Reads an expression.
///
/// # Errors
/// The first thing that makes it unreadable, at its place.
pub fn parse(source: &Str) -> Result<Source, Box<RuleError>> {
    if source.text.len() > PATTERN {
        return Err(Box::new(source.error_all(format!("the expression is longer than {PATTERN} bytes"), "too long")));
    }
    let mut p = Parser { source, text: &source.text, at: 0 };
    let expr = p.binary(0, 0)?;
    p.space();
    if p.at < p.text.len() {
        return Err(p.error(p.at..p.text.len(), "the expression should end here", "not expected"));
    }
    Ok(Source { expr, source: source.clone() })
}

/// Operators, longer ones first.
const OPERATORS: &[(&str, Op)] = &[
    ("||", Op::Or),
    ("&&", Op::And),
    ("==", Op::Equal),
    ("!=", Op::Unequal),
    ("<=", Op::AtMost),
    (">=", Op::AtLeast),
    ("<", Op::Less),
    (">", Op::Greater),
    ("+", Op::Add),
    ("-", Op::Sub),
    ("*", Op::Mul),
    ("/", Op::Div),
];

struct Parser<'a> {
    source: &'a Str,
    text: &'a str,
    at: usize,
}

type Parsed<T> = Result<T, Box<RuleError>>;

impl Parser<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn space(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    fn eat(&mut self, what: &str) -> bool {
        self.space();
        let found = self.rest().starts_with(what);
        if found {
            self.at += what.len();
        }
        found
    }

    #[expect(clippy::unnecessary_box_returns, reason = "it is what `Parsed` carries")]
    fn error(&self, range: Range<usize>, message: impl Into<String>, label: impl Into<String>) -> Box<RuleError> {
        Box::new(self.source.error(range, message, label))
    }

    fn operator(&mut self) -> Option<(Op, usize)> {
        self.space();
        let rest = self.rest();
        if rest.strip_prefix("in").is_some_and(|r| !r.starts_with(|c: char| c.is_alphanumeric() || c == '_')) {
            return Some((Op::In, 2));
        }
        OPERATORS.iter().find(|(s, _)| rest.starts_with(s)).map(|(s, op)| (*op, s.len()))
    }

    fn binary(&mut self, least: u8, depth: usize) -> Parsed<Expr> {
        if depth > NESTING {
            return Err(self.error(self.at..self.text.len(), format!("the expression is nested more than {NESTING} deep"), "too deep"));
        }
        let mut left = self.unary(depth)?;
        while let Some((op, length)) = self.operator() {
            if op.power() <= least {
                break;
            }
            let op_at = self.at..self.at + length;
            self.at += length;
            let right = self.binary(op.power(), depth + 1)?;
            if op.power() == 3 && matches!(&left.node, Node::Binary(o, ..) if o.power() == 3) {
                return Err(Box::new(
                    self.source.error(op_at, "comparisons do not chain", "second comparison").help("write a < b && b < c"),
                ));
            }
            let at = left.at.start..right.at.end;
            left = Expr { node: Node::Binary(op, Box::new(left), Box::new(right)), at };
        }
        Ok(left)
    }

    fn unary(&mut self, depth: usize) -> Parsed<Expr> {
        self.space();
        let start = self.at;
        if depth > NESTING {
            return Err(self.error(start..self.text.len(), format!("the expression is nested more than {NESTING} deep"), "too deep"));
        }
        if self.rest().starts_with('!') && !self.rest().starts_with("!=") {
            self.at += 1;
            let inner = self.unary(depth + 1)?;
            let at = start..inner.at.end;
            return Ok(Expr { node: Node::Not(Box::new(inner)), at });
        }
        if self.eat("-") {
            let inner = self.unary(depth + 1)?;
            let at = start..inner.at.end;
            return Ok(Expr { node: Node::Minus(Box::new(inner)), at });
        }
        let mut expr = self.primary(depth)?;
        while self.rest().starts_with('.') {
            let dot = self.at;
            self.at += 1;
            let name = self.word();
            if name.is_empty() {
                return Err(self.error(dot..dot + 1, "a '.' must be followed by the name of a field", "no field"));
            }
            let at = expr.at.start..self.at;
            expr = Expr { node: Node::Field(Box::new(expr), name), at };
        }
        Ok(expr)
    }

    fn word(&mut self) -> String {
        self.run(|c| c.is_ascii_alphanumeric() || c == '_').to_owned()
    }

    /// What follows as long as its characters are of a kind.
    fn run(&mut self, of: impl Fn(char) -> bool) -> &str {
        let start = self.at;
        self.at += self.rest().find(|c| !of(c)).unwrap_or(self.rest().len());
        self.text.get(start..self.at).unwrap_or("")
    }

    fn primary(&mut self, depth: usize) -> Parsed<Expr> {
        self.space();
        let start = self.at;
        let Some(first) = self.rest().chars().next() else {
            return Err(self.error(start.saturating_sub(1)..start, "the expression ends too early", "a value should follow"));
        };
        let node = match first {
            '(' => {
                self.at += 1;
                let inner = self.binary(0, depth + 1)?;
                self.close(')', start)?;
                return Ok(Expr { node: inner.node, at: start..self.at });
            }
            '[' => {
                self.at += 1;
                let items = self.items(']', start, depth)?;
                Node::List(items)
            }
            '\'' | '"' => self.text(first)?,
            '@' => {
                self.at += 1;
                Node::WordList(self.run(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-')).to_owned())
            }
            c if c.is_ascii_digit() => {
                let digits = self.run(|c| c.is_ascii_digit() || matches!(c, '.' | '_')).to_owned();
                let number = Exact::parse(&digits.replace('_', ""))
                    .ok_or_else(|| self.error(start..self.at, format!("'{digits}' is not a number"), "not a number"))?;
                Node::Number(number)
            }
            c if c.is_ascii_alphabetic() || c == '_' => {
                let name = self.word();
                if self.rest().starts_with('(') {
                    let open = self.at;
                    self.at += 1;
                    Node::Call(name, self.items(')', open, depth)?)
                } else {
                    match name.as_str() {
                        "true" => Node::Bool(true),
                        "false" => Node::Bool(false),
                        _ => Node::Name(name),
                    }
                }
            }
            c => return Err(self.error(start..start + c.len_utf8(), format!("'{c}' does not start a value"), "not expected")),
        };
        Ok(Expr { node, at: start..self.at })
    }

    fn close(&mut self, mark: char, open: usize) -> Parsed<()> {
        self.space();
        if self.rest().starts_with(mark) {
            self.at += mark.len_utf8();
            return Ok(());
        }
        Err(self.error(open..open + 1, format!("this is never closed with '{mark}'"), "opened here"))
    }

    fn items(&mut self, mark: char, open: usize, depth: usize) -> Parsed<Vec<Expr>> {
        let mut items = Vec::new();
        self.space();
        if self.rest().starts_with(mark) {
            self.at += mark.len_utf8();
            return Ok(items);
        }
        loop {
            items.push(self.binary(0, depth + 1)?);
            if !self.eat(",") {
                break;
            }
        }
        self.close(mark, open)?;
        Ok(items)
    }

    fn text(&mut self, quote: char) -> Parsed<Node> {
        let start = self.at;
        let body = self.rest().get(1..).unwrap_or("");
        let Some(length) = body.find(quote) else {
            return Err(self.error(start..start + 1, "the text is never closed", "opened here"));
        };
        let text = body.get(..length).unwrap_or("").to_owned();
        self.at += length + 2;
        Ok(Node::Text(text))
    }
}
