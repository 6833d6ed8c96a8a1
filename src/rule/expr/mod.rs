//! Expressions: `weekday(date) == wd`. Read and typed when a rule loads, evaluated over ranges when it runs.
//!
//! Invariants: no loops, no user functions, no side effects; a typed expression evaluates for any binding without failing: what
//! is missing or overflows is unknown.

mod check;
mod library;
mod parse;

pub use check::{Scope, check, names};
pub use library::{Function, LIBRARY, function};
pub use parse::parse;

use super::toml_reader::Str;
use crate::value::Exact;
use std::ops::Range;

/// An expression with its place in its source string.
#[derive(Debug, Clone, PartialEq)]
pub struct Expr {
    /// What it is.
    pub node: Node,
    /// Its place in the text of the source.
    pub at: Range<usize>,
}

/// A whole expression of a rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// The tree.
    pub expr: Expr,
    /// Its text.
    pub source: Str,
}

/// Kinds of expressions.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// `12`, `0.5`
    Number(Exact),
    /// `'text'`
    Text(String),
    /// `true`, `false`
    Bool(bool),
    /// `date`
    Name(String),
    /// `person.surname`
    Field(Box<Expr>, String),
    /// `weekday(date)`
    Call(String, Vec<Expr>),
    /// `['a', 'b']`
    List(Vec<Expr>),
    /// `@titles`
    WordList(String),
    /// `!x`
    Not(Box<Expr>),
    /// `-x`
    Minus(Box<Expr>),
    /// `a + b`
    Binary(Op, Box<Expr>, Box<Expr>),
}

/// Binary operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Op {
    /// `||`
    Or,
    /// `&&`
    And,
    /// `==`
    Equal,
    /// `!=`
    Unequal,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
    /// `in`
    In,
    /// `+`
    Add,
    /// `-`
    Sub,
    /// `*`
    Mul,
    /// `/`
    Div,
}

impl Op {
    /// As written.
    #[must_use]
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Or => "||",
            Self::And => "&&",
            Self::Equal => "==",
            Self::Unequal => "!=",
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::Greater => ">",
            Self::AtLeast => ">=",
            Self::In => "in",
            Self::Add => "+",
            Self::Sub => "-",
            Self::Mul => "*",
            Self::Div => "/",
        }
    }

    /// How strongly it binds; higher is tighter.
    fn power(self) -> u8 {
        match self {
            Self::Or => 1,
            Self::And => 2,
            Self::Equal | Self::Unequal | Self::Less | Self::AtMost | Self::Greater | Self::AtLeast | Self::In => 3,
            Self::Add | Self::Sub => 4,
            Self::Mul | Self::Div => 5,
        }
    }
}
