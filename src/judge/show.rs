//! Values in words, for messages.

use super::article::Article;
use super::bound::{Bound, Val};
use super::eval::Env;
use crate::rule::expr::Node;
use crate::rule::{Format, Part, Template};
use crate::value::{Date, Exact, Interval, Number, Value, Verdict, weekday_name};
use chrono::Datelike;

/// Fills a template.
pub(super) fn render(template: &Template, env: &Env<'_>, articles: &[&Article]) -> String {
    let mut out = String::new();
    for part in &template.parts {
        match part {
            Part::Text(t) => out.push_str(t),
            Part::Value(source, formats) => out.push_str(&part_text(source, formats, env, articles)),
        }
    }
    out
}

fn part_text(source: &crate::rule::expr::Source, formats: &[Format], env: &Env<'_>, articles: &[&Article]) -> String {
    let (name, field) = match &source.expr.node {
        Node::Name(n) => (Some(n.as_str()), None),
        Node::Field(base, f) => match &base.node {
            Node::Name(n) => (Some(n.as_str()), Some(f.as_str())),
            _ => (None, None),
        },
        _ => (None, None),
    };
    let bound = name.and_then(|n| env.bound(n, field));
    // `{first.file}`, `{other.line}`: facts about the place of a name.
    if bound.is_none()
        && let (Some(n), Some(f)) = (name, field)
        && let Some(place) = env.bound(n, None).and_then(|b| b.place)
        && let Some(article) = articles.get(place.article as usize)
    {
        match f {
            "file" => return article.document.source.path.clone(),
            "line" => return article.document.source.position(article.document.source_span(place.span).start).line.to_string(),
            "text" => return written(article, place.span),
            _ => {}
        }
    }
    let val = env.eval(&source.expr);
    let plain = formats.is_empty() || formats == [Format::Lower];
    let mut text = match bound {
        Some(b) if plain => bound_text(b, articles),
        _ => {
            let mut text = words(&val);
            for format in formats {
                text = match format {
                    Format::Long => words(&val),
                    Format::Plain => match &val {
                        Val::Value(v) => v.canonical(),
                        other => words(other),
                    },
                    Format::Like(capture) => like(&val, env.bound(capture, None), articles).unwrap_or(text),
                    Format::Lower => text,
                };
            }
            text
        }
    };
    if formats.contains(&Format::Lower) {
        text = text.to_lowercase();
    }
    text
}

/// As the article writes it, white space made single.
fn written(article: &Article, span: crate::document::TextSpan) -> String {
    let text = article.document.text(span);
    let mut out = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if out.chars().count() > 120 {
        out = out.chars().take(117).collect::<String>() + "…";
    }
    out
}

/// A bound value: as written where it stands in a text, else in words.
pub(super) fn bound_text(bound: &Bound, articles: &[&Article]) -> String {
    match bound.place.and_then(|p| articles.get(p.article as usize).map(|a| (a, p.span))) {
        Some((article, span)) => written(article, span),
        None => words(&bound.val),
    }
}

/// A value in words.
pub(super) fn words(val: &Val) -> String {
    match val {
        Val::Value(v) => value_words(v),
        Val::OneOf(readings) => {
            let mut all: Vec<String> = readings.iter().map(words).collect();
            all.dedup();
            all.join(" or ")
        }
        Val::Verdict(Verdict::Yes) => "true".into(),
        Val::Verdict(Verdict::No) => "false".into(),
        Val::Verdict(Verdict::CannotTell) | Val::Unknown => "unknown".into(),
        Val::Fact(_, _) => "a fact".into(),
    }
}

fn value_words(v: &Value) -> String {
    match v {
        Value::Date(d) => d.long(),
        Value::Weekday(w) => weekday_name(*w).into(),
        Value::Duration(d) => d.words(),
        Value::Number(n) | Value::Age(n) => number_words(n),
        Value::Percent(n) => format!("{}%", number_words(n)),
        Value::Points(n) => format!("{} points", number_words(n)),
        Value::Money(m) => format!("{} {}", m.currency.code, number_words(&m.amount)),
        Value::Quantity(q) => format!("{} {}", number_words(&q.amount), q.unit.code),
        Value::List(items) => {
            let all: Vec<String> = items.iter().map(value_words).collect();
            match all.split_last() {
                Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
                _ => all.concat(),
            }
        }
        other => other.canonical(),
    }
}

/// A number, or its range where it is wider than its rounding.
pub(super) fn number_words(n: &Number) -> String {
    let Interval { lo, hi } = n.range;
    let short = |e: Exact| grouped(e.round(if e.abs() < Exact::int(100) { 2 } else { 0 }).unwrap_or(e));
    match (lo, hi) {
        (Some(a), Some(b)) if a == b => short(a),
        (Some(_), Some(_)) if n.half_unit != Exact::ZERO => grouped(n.nominal),
        (Some(a), Some(b)) => {
            let (x, y) = (short(a), short(b));
            if x == y { x } else { format!("{x} to {y}") }
        }
        (Some(a), None) => format!("at least {}", short(a)),
        (None, Some(b)) => format!("at most {}", short(b)),
        (None, None) => "any number".into(),
    }
}

/// Digits in groups of three.
fn grouped(e: Exact) -> String {
    let plain = e.to_string();
    let (sign, rest) = plain.strip_prefix('-').map_or(("", plain.as_str()), |r| ("-", r));
    let (whole, fraction) = rest.split_once('.').map_or((rest, None), |(w, f)| (w, Some(f)));
    let digits: Vec<char> = whole.chars().collect();
    let mut out = String::from(sign);
    for (i, c) in digits.iter().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) && digits.len() > 4 {
            out.push(',');
        }
        out.push(*c);
    }
    if let Some(f) = fraction {
        out.push('.');
        out.push_str(f);
    }
    out
}

/// A value in the form of a capture: `1979` for "2019", `June 17, 2023` for "June 18, 2023".
fn like(val: &Val, form: Option<&Bound>, articles: &[&Article]) -> Option<String> {
    let Val::Value(Value::Date(date)) = val else { return None };
    let text = bound_text(form?, articles);
    let Val::Value(Value::Date(shape)) = &form?.val else { return None };
    let first = date.alternatives.first()?.lo.and_then(chrono::NaiveDate::from_num_days_from_ce_opt)?;
    Some(date_like(date, first, shape, &text))
}

fn date_like(date: &Date, first: chrono::NaiveDate, shape: &Date, text: &str) -> String {
    let (year, month, day) = (first.year(), crate::value::month_name(first.month()), first.day());
    let iso = text.len() >= 10 && text.chars().next().is_some_and(|c| c.is_ascii_digit()) && text.matches('-').count() == 2;
    if iso {
        return first.format("%Y-%m-%d").to_string();
    }
    let day_first = text.chars().next().is_some_and(|c| c.is_ascii_digit());
    match (shape.said.year, shape.said.month, shape.said.day) {
        (Some(_), None, _) => year.to_string(),
        (Some(_), Some(_), None) => format!("{month} {year}"),
        (Some(_), Some(_), Some(_)) if day_first => format!("{day} {month} {year}"),
        (Some(_), Some(_), Some(_)) => format!("{month} {day}, {year}"),
        (None, Some(_), Some(_)) if day_first => format!("{day} {month}"),
        (None, Some(_), Some(_)) => format!("{month} {day}"),
        (None, Some(_), None) => month.to_owned(),
        _ => date.long(),
    }
}
