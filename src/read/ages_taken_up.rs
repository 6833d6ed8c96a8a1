//! An age told of a person who is taken up by a noun: "For a man of 43, the judge added".
//!
//! Invariant: the person is the only one in the sentence before whose age the article gives.

use super::lives::{finish, make};
use super::subjects::Named;
use super::{Claim, Cx, Kind, Mention, Readings};
use crate::value::{Exact, Value};

/// Whether a claim gives a person's age at the time of the article.
fn is_age_of(claim: &Claim, who: &Value) -> bool {
    let now = claim.field("past").is_some_and(|f| f.value == Value::Bool(false));
    claim.kind == "age" && now && claim.field("person").is_some_and(|f| same(&f.value, who))
}

fn same(a: &Value, b: &Value) -> bool {
    matches!((a, b), (Value::Person(p), Value::Person(q)) if p.entity == q.entity)
}

/// "For a man of 43 with a clean record, the judge added": of the one person before it whose age the article gives.
pub(super) fn of_noun(cx: &Cx<'_>, out: &Readings, noun: u32, claims: &[Claim]) -> Option<Claim> {
    let (here, sentence) = cx.doc.sentence_of(noun)?;
    let from = sentence.tokens.start;
    let led = noun.checked_sub(2).is_some_and(|f| f == from && cx.folded(f) == "for" && cx.folded(f + 1) == "a");
    if !led || cx.folded(noun + 1) != "of" || cx.doc.is_quoted(noun) {
        return None;
    }
    let m = out.longest(noun + 2, Kind::Age).or_else(|| out.longest(noun + 2, Kind::Number)).filter(|m| m.tokens.end == noun + 3)?;
    let n = *m.value.number()?;
    let whole = n.nominal.is_integer() && n.nominal > Exact::int(9) && n.nominal < Exact::int(110);
    let before = cx.doc.sentences.get(here.checked_sub(1)? as usize).filter(|_| whole)?;
    let mut aged: Vec<&Mention> = Vec::new();
    for p in out.within(before.tokens.clone(), Kind::Person).filter(|p| !p.inner) {
        if claims.iter().any(|c| is_age_of(c, &p.value)) && !aged.iter().any(|q| same(&q.value, &p.value)) {
            aged.push(p);
        }
    }
    let [one] = aged.as_slice() else { return None };
    let who = Named { tokens: one.tokens.clone(), span: one.span, value: one.value.clone() };
    let age = Mention { kind: Kind::Age, value: Value::Age(Box::new(n)), ..m.clone() };
    Some(finish(cx, make("age", cx, &who, "age", &age), false, None, None))
}
