//! Expressions over bound values, with three outcomes.
//!
//! Invariants: evaluation never fails and never panics; what is missing, of the wrong type at run time, or overflows is
//! [`Val::Unknown`], which no comparison can decide.

mod compare;
mod dates;
mod functions;
mod numbers;
mod words;

pub(super) use compare::{equal, same};
pub(super) use numbers::sum;
pub(super) use words::{given_agree, normal, normal_words};

use super::bound::{Bound, Field, Tuple, Val};
use crate::rule::expr::{Expr, Node, Op};
use crate::rule::{Let, RuleSet};
use crate::value::{Basis, Date, Exact, Number, Value, Verdict};
use chrono::NaiveDate;

/// What names mean while one rule judges one candidate.
pub(super) struct Env<'e> {
    /// The fields of the claim that is judged, as names.
    pub(super) fields: &'e [Field<'e>],
    /// Further names with values, later ones first.
    pub(super) names: Vec<(&'e str, Bound)>,
    /// Claims by name, for rules of two claims.
    pub(super) sides: Vec<(&'e str, &'e Tuple<'e>)>,
    /// The article's date.
    pub(super) published: Option<NaiveDate>,
    /// Lists and facts.
    pub(super) rules: &'e RuleSet,
}

impl<'e> Env<'e> {
    /// The fields of one claim as names.
    pub(super) fn of_tuple(tuple: &'e Tuple<'e>, published: Option<NaiveDate>, rules: &'e RuleSet) -> Self {
        Self { fields: &tuple.fields, names: Vec::new(), sides: Vec::new(), published, rules }
    }

    /// Names that stand for themselves.
    pub(super) fn of_names(names: Vec<(&'e str, Bound)>, published: Option<NaiveDate>, rules: &'e RuleSet) -> Self {
        Self { fields: &[], names, sides: Vec::new(), published, rules }
    }

    /// Two claims by name.
    pub(super) fn of_sides(sides: Vec<(&'e str, &'e Tuple<'e>)>, published: Option<NaiveDate>, rules: &'e RuleSet) -> Self {
        Self { fields: &[], names: Vec::new(), sides, published, rules }
    }

    /// Computes the lets in order.
    pub(super) fn bind(&mut self, lets: &'e [Let]) {
        for l in lets {
            let val = self.eval(&l.value.expr);
            self.names.push((&l.name, Bound::computed(val)));
        }
    }

    /// What a name or a claim's field is bound to.
    pub(super) fn bound(&self, name: &str, field: Option<&str>) -> Option<&Bound> {
        if let (Some(field), Some((_, tuple))) = (field, self.sides.iter().find(|(n, _)| *n == name)) {
            return tuple.field(field);
        }
        if field.is_some() {
            return None;
        }
        let named = self.names.iter().rev().find(|(n, _)| *n == name).map(|(_, b)| b);
        named.or_else(|| self.fields.iter().rev().find(|f| f.name == name).map(Field::bound))
    }

    /// What stands at a place, among all names and sides.
    pub(super) fn bound_at(&self, place: super::bound::Place) -> Option<&Bound> {
        let sides = self.sides.iter().flat_map(|(_, t)| &t.fields).map(Field::bound);
        let names = self.names.iter().map(|(_, b)| b);
        self.fields.iter().map(Field::bound).chain(names).chain(sides).find(|b| b.place == Some(place))
    }

    /// The outcome of a condition.
    pub(super) fn decide(&self, expr: &Expr) -> Verdict {
        verdict(&self.eval(expr))
    }

    /// The value of an expression.
    pub(super) fn eval(&self, expr: &Expr) -> Val {
        match &expr.node {
            Node::Number(n) => Val::Value(Value::Number(Box::new(Number::exact(*n)))),
            Node::Text(t) => Val::Value(Value::Text(t.clone())),
            Node::Bool(b) => Val::Verdict(Verdict::certain(*b)),
            Node::Name(name) if name == "published" && self.bound(name, None).is_none() => match self.published {
                Some(day) => Val::Value(Value::Date(Box::new(Date::day(day, Basis::Published)))),
                None => Val::Unknown,
            },
            Node::Name(name) => self.bound(name, None).map_or(Val::Unknown, |b| b.val.clone()),
            Node::Field(base, field) => self.field(base, field),
            Node::Call(name, args) => self.call(name, args),
            Node::List(items) => Val::Value(Value::List(items.iter().filter_map(|i| value(self.eval(i))).collect())),
            Node::WordList(name) => {
                let texts = self.rules.list_texts.get(name).into_iter().flatten();
                Val::Value(Value::List(texts.map(|t| Value::Text(t.clone())).collect()))
            }
            Node::Not(a) => Val::Verdict(self.decide(a).negate()),
            Node::Minus(a) => functions::over_readings(self.eval(a), |v| numbers::negate(&v)),
            Node::Binary(op, a, b) => self.binary(*op, a, b),
        }
    }

    fn field(&self, base: &Expr, field: &str) -> Val {
        if let Node::Name(name) = &base.node {
            if let Some(bound) = self.bound(name, Some(field)) {
                return bound.val.clone();
            }
            if field == "count"
                && let Some(count) = self.bound(name, None).and_then(|b| b.count)
            {
                return Val::Value(Value::Number(Box::new(Number::int(i64::try_from(count).unwrap_or(i64::MAX)))));
            }
        }
        match self.eval(base) {
            Val::Fact(table, i) => {
                let entry = self.rules.facts.get(&table).and_then(|t| t.entries.get(i));
                let given =
                    entry.and_then(|e| if field == "name" { Some(Value::Text(e.name.clone())) } else { e.fields.get(field).cloned() });
                given.map_or(Val::Unknown, Val::Value)
            }
            val => functions::over_readings(val, |v| functions::field_of(&v, field)),
        }
    }

    fn binary(&self, op: Op, a: &Expr, b: &Expr) -> Val {
        match op {
            Op::And => Val::Verdict(self.decide(a).and(self.decide(b))),
            Op::Or => Val::Verdict(self.decide(a).or(self.decide(b))),
            Op::In => match self.eval(b) {
                Val::Value(Value::List(items)) => {
                    let x = self.eval(a);
                    let any = items.into_iter().map(|i| compare::equal(&x, &Val::Value(i))).fold(Verdict::No, Verdict::or);
                    Val::Verdict(any)
                }
                _ => Val::Unknown,
            },
            Op::Equal => Val::Verdict(compare::equal(&self.eval(a), &self.eval(b))),
            Op::Unequal => Val::Verdict(compare::equal(&self.eval(a), &self.eval(b)).negate()),
            Op::Less => Val::Verdict(compare::less(&self.eval(a), &self.eval(b))),
            Op::Greater => Val::Verdict(compare::less(&self.eval(b), &self.eval(a))),
            Op::AtMost => Val::Verdict(compare::less(&self.eval(b), &self.eval(a)).negate()),
            Op::AtLeast => Val::Verdict(compare::less(&self.eval(a), &self.eval(b)).negate()),
            Op::Add | Op::Sub | Op::Mul | Op::Div => {
                let (x, y) = (self.eval(a), self.eval(b));
                functions::over_pairs(x, y, |x, y| numbers::arithmetic(op, x, y))
            }
        }
    }

    fn call(&self, name: &str, args: &[Expr]) -> Val {
        let vals: Vec<Val> = args.iter().map(|a| self.eval(a)).collect();
        functions::call(name, vals)
    }
}

/// A condition's outcome from its value.
pub(super) fn verdict(val: &Val) -> Verdict {
    match val {
        Val::Verdict(v) => *v,
        Val::Value(Value::Bool(b)) => Verdict::certain(*b),
        Val::OneOf(readings) => Verdict::over_readings(readings.iter().map(verdict)),
        _ => Verdict::CannotTell,
    }
}

/// A plain value, where it is one.
pub(super) fn value(val: Val) -> Option<Value> {
    match val {
        Val::Value(v) => Some(v),
        Val::Verdict(Verdict::Yes) => Some(Value::Bool(true)),
        Val::Verdict(Verdict::No) => Some(Value::Bool(false)),
        _ => None,
    }
}

/// A number as a value.
fn number(n: Exact) -> Val {
    Val::Value(Value::Number(Box::new(Number::exact(n))))
}
