//! Types of expressions: every name, field, function and operator is checked when the rule loads.

use super::super::error::{RuleError, did_you_mean};
use super::super::toml_reader::Str;
use super::super::types::Ty;
use super::library::{FIELDS, Function, LIBRARY, function};
use super::{Expr, Node, Op, Source};

/// What names an expression may use.
pub trait Scope {
    /// The type of a name.
    fn name(&self, name: &str) -> Option<Ty>;
    /// All names, for "did you mean".
    fn names(&self) -> Vec<String>;
    /// The type of a field of a claim or fact, and the names of all its fields.
    fn field(&self, of: &Ty, field: &str) -> (Option<Ty>, Vec<String>);
    /// Whether a word list exists.
    fn has_list(&self, name: &str) -> bool;
}

/// The type of an expression.
///
/// # Errors
/// Every wrong name and type in it, each at its place.
pub fn check(source: &Source, scope: &dyn Scope) -> Result<Ty, Vec<RuleError>> {
    let mut checker = Checker { source: &source.source, scope, errors: Vec::new() };
    let ty = checker.ty(&source.expr);
    if checker.errors.is_empty() { Ok(ty) } else { Err(checker.errors) }
}

/// All names (with one field behind it, where there is one) that an expression uses.
#[must_use]
pub fn names(expr: &Expr) -> Vec<(String, Option<String>)> {
    let mut out = Vec::new();
    collect(expr, &mut out);
    out
}

fn collect(expr: &Expr, out: &mut Vec<(String, Option<String>)>) {
    match &expr.node {
        Node::Name(n) => out.push((n.clone(), None)),
        Node::Field(base, field) => match &base.node {
            Node::Name(n) => out.push((n.clone(), Some(field.clone()))),
            _ => collect(base, out),
        },
        Node::Call(_, args) | Node::List(args) => args.iter().for_each(|a| collect(a, out)),
        Node::Not(a) | Node::Minus(a) => collect(a, out),
        Node::Binary(_, a, b) => {
            collect(a, out);
            collect(b, out);
        }
        Node::Number(_) | Node::Text(_) | Node::Bool(_) | Node::WordList(_) => {}
    }
}

struct Checker<'a> {
    source: &'a Str,
    scope: &'a dyn Scope,
    errors: Vec<RuleError>,
}

impl Checker<'_> {
    fn fail(&mut self, at: &std::ops::Range<usize>, message: String, label: String, help: Option<String>) -> Ty {
        self.errors.push(self.source.error(at.clone(), message, label).maybe_help(help));
        Ty::Any
    }

    fn ty(&mut self, expr: &Expr) -> Ty {
        match &expr.node {
            Node::Number(_) => Ty::Number,
            Node::Text(_) => Ty::Text,
            Node::Bool(_) => Ty::Bool,
            Node::Name(name) => self.name(name, expr),
            Node::Field(base, field) => self.field(base, field, expr),
            Node::Call(name, args) => self.call(name, args, expr),
            Node::List(items) => {
                for item in items {
                    self.ty(item);
                }
                Ty::List
            }
            Node::WordList(name) => {
                if !self.scope.has_list(name) {
                    self.fail(&expr.at, format!("there is no list '@{name}'"), "unknown list".into(), None);
                }
                Ty::List
            }
            Node::Not(a) => {
                self.wants(a, &Ty::Bool, "'!' needs a condition");
                Ty::Bool
            }
            Node::Minus(a) => self.ty(a),
            Node::Binary(op, a, b) => self.binary(*op, a, b, expr),
        }
    }

    fn name(&mut self, name: &str, expr: &Expr) -> Ty {
        if let Some(ty) = self.scope.name(name) {
            return ty;
        }
        let known = self.scope.names();
        let help = did_you_mean(name, known.iter().map(String::as_str)).unwrap_or_else(|| format!("names here: {}", known.join(", ")));
        self.fail(&expr.at, format!("there is no capture, field or 'let' named '{name}'"), "unknown name".into(), Some(help))
    }

    fn field(&mut self, base: &Expr, field: &str, expr: &Expr) -> Ty {
        let of = self.ty(base);
        if of == Ty::Any {
            return Ty::Any;
        }
        if let Some((_, _, ty, _)) = FIELDS.iter().find(|(t, n, ..)| *t == of && *n == field) {
            return ty.clone();
        }
        let (found, mut known) = self.scope.field(&of, field);
        if let Some(ty) = found {
            return ty;
        }
        known.extend(FIELDS.iter().filter(|(t, ..)| *t == of).map(|(_, n, ..)| (*n).to_owned()));
        let help = did_you_mean(field, known.iter().map(String::as_str))
            .or_else(|| (!known.is_empty()).then(|| format!("fields here: {}", known.join(", "))));
        let at = expr.at.end - field.len()..expr.at.end;
        self.fail(&at, format!("{} has no field '{field}'", of.name()), "unknown field".into(), help)
    }

    fn call(&mut self, name: &str, args: &[Expr], expr: &Expr) -> Ty {
        let types: Vec<Ty> = args.iter().map(|a| self.ty(a)).collect();
        let at = expr.at.start..expr.at.start + name.len();
        let Some(f) = function(name) else {
            let help = did_you_mean(name, LIBRARY.iter().map(|f| f.name))
                .unwrap_or_else(|| format!("functions: {}", LIBRARY.iter().map(|f| f.name).collect::<Vec<_>>().join(", ")));
            return self.fail(&at, format!("there is no function '{name}'"), "unknown function".into(), Some(help));
        };
        let least = f.takes.len() - f.optional;
        if !(least..=f.takes.len()).contains(&args.len()) {
            let wanted = if f.optional == 0 { f.takes.len().to_string() } else { format!("{least} to {}", f.takes.len()) };
            return self.fail(&at, format!("{name}() takes {wanted} arguments and has {}", args.len()), signature(f), Some(f.about.into()));
        }
        for ((wanted, found), arg) in f.takes.iter().zip(&types).zip(args) {
            if !found.fits(wanted) {
                self.fail(
                    &arg.at,
                    format!("{name}() needs {} here, not {}", wanted.name(), found.name()),
                    format!("this is {}", found.name()),
                    Some(f.about.into()),
                );
            }
        }
        // Functions over any value keep the type of their first argument.
        if f.gives == Ty::Any { types.into_iter().next().filter(|t| *t != Ty::List).unwrap_or(Ty::Any) } else { f.gives.clone() }
    }

    fn wants(&mut self, expr: &Expr, wanted: &Ty, why: &str) {
        let found = self.ty(expr);
        if !found.fits(wanted) {
            self.fail(&expr.at, format!("{why}, and this is {}", found.name()), format!("this is {}", found.name()), None);
        }
    }

    fn binary(&mut self, op: Op, a: &Expr, b: &Expr, expr: &Expr) -> Ty {
        match op {
            Op::Or | Op::And => {
                let why = format!("'{}' needs conditions on both sides", op.symbol());
                self.wants(a, &Ty::Bool, &why);
                self.wants(b, &Ty::Bool, &why);
                Ty::Bool
            }
            Op::In => {
                self.ty(a);
                self.wants(b, &Ty::List, "'in' needs a list on its right");
                Ty::Bool
            }
            Op::Equal | Op::Unequal | Op::Less | Op::AtMost | Op::Greater | Op::AtLeast => {
                let (x, y) = (self.ty(a), self.ty(b));
                let ordered = matches!(op, Op::Equal | Op::Unequal) || is_ordered(&x) && is_ordered(&y);
                if !ordered || !comparable(&x, &y) {
                    let message = format!("'{}' cannot compare {} with {}", op.symbol(), x.name(), y.name());
                    self.fail(&expr.at, message, format!("{} {} {}", x.name(), op.symbol(), y.name()), None);
                }
                Ty::Bool
            }
            Op::Add | Op::Sub | Op::Mul | Op::Div => {
                let (x, y) = (self.ty(a), self.ty(b));
                arithmetic(op, &x, &y).unwrap_or_else(|| {
                    let message = format!("'{}' does not work on {} and {}", op.symbol(), x.name(), y.name());
                    self.fail(&expr.at, message, format!("{} {} {}", x.name(), op.symbol(), y.name()), None)
                })
            }
        }
    }
}

fn signature(f: &Function) -> String {
    format!("{}({})", f.name, f.takes.iter().map(Ty::name).collect::<Vec<_>>().join(", "))
}

fn is_ordered(ty: &Ty) -> bool {
    !matches!(ty, Ty::Bool | Ty::Text | Ty::Person | Ty::Role | Ty::List | Ty::Fact(_) | Ty::Claim(_) | Ty::Weekday)
}

fn comparable(a: &Ty, b: &Ty) -> bool {
    let named = |t: &Ty| matches!(t, Ty::Text | Ty::Person | Ty::Role | Ty::Fact(_));
    // An age told as a duration ("aged two years") compares with a number of years.
    let years = |x: &Ty, y: &Ty| matches!((x, y), (Ty::Duration, Ty::Number));
    a.fits(b) || b.fits(a) || named(a) && named(b) || years(a, b) || years(b, a)
}

fn arithmetic(op: Op, a: &Ty, b: &Ty) -> Option<Ty> {
    let scalar = |t: &Ty| matches!(t, Ty::Number | Ty::Percent | Ty::Any);
    let measured = |t: &Ty| matches!(t, Ty::Money | Ty::Quantity | Ty::Duration);
    match (op, a, b) {
        (_, Ty::Any, _) | (_, _, Ty::Any) => Some(Ty::Any),
        (Op::Add | Op::Sub, Ty::Date, Ty::Duration) => Some(Ty::Date),
        (Op::Sub, Ty::Date, Ty::Date) => Some(Ty::Duration),
        (Op::Add | Op::Sub, Ty::Percent, Ty::Percent) => Some(Ty::Percent),
        (_, x, y) if scalar(x) && scalar(y) => Some(Ty::Number),
        (Op::Add | Op::Sub, x, y) if measured(x) && x == y => Some(x.clone()),
        (Op::Div, x, y) if measured(x) && x == y => Some(Ty::Number),
        (Op::Mul | Op::Div, x, y) if measured(x) && scalar(y) => Some(x.clone()),
        (Op::Mul, x, y) if scalar(x) && measured(y) => Some(y.clone()),
        _ => None,
    }
}
