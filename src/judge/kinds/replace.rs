//! `replace`: house style.

use super::super::Finding;
use super::super::bound::{Bound, Place, Val};
use super::super::desk::Desk;
use super::super::eval::Env;
use crate::rule::Rule;
use crate::rule::pattern::Pattern;
use crate::value::Value;

/// Tells every old form that stands where the rule looks.
pub(super) fn judge<'a>(desk: &Desk<'a>, rule: &'a Rule, number: usize, swaps: &'a [(Pattern, String)]) -> Vec<Finding> {
    let mut out = Vec::new();
    for (reader, extracted) in desk.readers.iter().zip(&desk.extracted) {
        for found in extracted.swaps.get(&number).into_iter().flatten().filter(|s| rule.context.admits(s.context)) {
            let Some((_, new)) = swaps.get(found.number) else { continue };
            if !reader.admitted(&rule.unless, &rule.when, reader.sentence_tokens(found.sentence)) {
                continue;
            }
            let text = reader.article.document.text(found.span).to_owned();
            let old = Bound::at(Val::Value(Value::Text(text)), reader.number, found.span);
            let names = vec![("old", old), ("new", Bound::computed(Val::Value(Value::Text(new.clone()))))];
            let mut env = Env::of_names(names, reader.article.published, desk.rules);
            env.bind(&rule.lets);
            let place = Place { article: reader.number, span: found.span };
            out.extend(desk.finding(rule, &env, &[place], &[]));
        }
    }
    out
}
