//! Words, names and roles: normal forms and sameness.

use crate::value::{Person, Role, RoleStatus, Verdict};
use unicode_normalization::UnicodeNormalization;

/// Letters and digits in lower case, words separated by one space, accents kept, without a leading article.
pub(in super::super) fn normal(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 1);
    let mut words = 0;
    if text.is_ascii() {
        let is_gap = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'\x0b' | b'-');
        for written in text.as_bytes().split(is_gap).filter(|w| !w.is_empty()) {
            let kept = written.iter().filter(|b| b.is_ascii_alphanumeric() || **b == b'\'');
            add_word(&mut out, kept.map(|b| char::from(b.to_ascii_lowercase())), &mut words);
        }
        return out;
    }
    for written in text.split(|c: char| c.is_whitespace() || matches!(c, '-' | '\u{2010}' | '\u{2011}')) {
        let kept = written.chars().filter(|c| c.is_alphanumeric() || matches!(c, '\'' | '’'));
        add_word(&mut out, kept.flat_map(char::to_lowercase), &mut words);
    }
    out
}

/// Adds a word of a normal form, without the marks around it and without its possessive ending.
fn add_word(out: &mut String, letters: impl Iterator<Item = char>, words: &mut usize) {
    let before = out.len();
    if before > 0 {
        out.push(' ');
    }
    let start = out.len();
    out.extend(letters);
    let piece = out.get(start..).unwrap_or("");
    if piece.ends_with(['\'', '’', 's']) || piece.starts_with(['\'', '’']) {
        let word = piece.trim_matches(['\'', '’']).trim_end_matches("'s").trim_end_matches("’s");
        if word.len() < piece.len() {
            let word = word.to_owned();
            out.truncate(start);
            out.push_str(&word);
        }
    }
    if out.len() == start {
        out.truncate(before);
        return;
    }
    if *words == 1 && matches!(out.get(..before), Some("the" | "a" | "an")) {
        out.drain(..start);
    }
    *words += 1;
}

/// A coarser form: plurals, -ise/-ize, -our/-or and small words do not count.
pub(in super::super) fn normal_words(text: &str) -> String {
    let fold = |w: &str| {
        let w: String = w.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)).collect();
        let w = w
            .replace("isation", "ization")
            .replace("ise", "ize")
            .replace("our", "or")
            .replace("centre", "center")
            .replace("programme", "program")
            .replace("defence", "defense");
        let plural = w.len() > 3 && w.ends_with('s') && !w.ends_with("ss");
        if plural { w.trim_end_matches('s').to_owned() } else { w }
    };
    normal(text)
        .split(' ')
        .filter(|w| !matches!(*w, "the" | "a" | "an" | "of" | "and" | "for" | "in" | "on"))
        .map(fold)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Two names of a thing are different for certain only if each has a word that the other has in no form: "Civil Rights" and
/// "Civil Rights Division" are one, "Apps" and "Applications" too.
pub(super) fn same_title(a: &str, b: &str) -> Verdict {
    let (x, y) = (normal_words(a), normal_words(b));
    if x == y {
        return Verdict::Yes;
    }
    let (x, y): (Vec<&str>, Vec<&str>) = (x.split(' ').collect(), y.split(' ').collect());
    let own = |p: &[&str], q: &[&str]| p.iter().any(|w| !q.iter().any(|v| w.starts_with(v) || v.starts_with(w)));
    if own(&x, &y) && own(&y, &x) { Verdict::No } else { Verdict::CannotTell }
}

/// Two texts are the same if their normal forms are.
pub(super) fn same_text(a: &str, b: &str) -> Verdict {
    Verdict::certain(a == b || normal(a) == normal(b))
}

/// Two mentions are of one person for certain if they are of one cluster; of two for certain only if their surnames differ.
pub(super) fn same_person(a: &Person, b: &Person) -> Verdict {
    let same_place = a.entity == b.entity && a.canonical == b.canonical;
    if same_place {
        // "Anders Kvist" and "Anders Kvist Jr.", both in full, may be father and son.
        let full = a.given.is_some() && b.given.is_some();
        return if full && a.suffix.is_some() != b.suffix.is_some() { Verdict::CannotTell } else { Verdict::Yes };
    }
    let surname = |p: &Person| p.surname.as_deref().map(normal).or_else(|| p.given.as_deref().map(normal));
    match (surname(a), surname(b)) {
        (Some(x), Some(y)) if x != y => Verdict::No,
        (Some(_), Some(_)) if a.canonical.contains(' ') && normal(&a.canonical) == normal(&b.canonical) => Verdict::Yes,
        (Some(_), Some(_)) if !given_agree(a, b) => Verdict::No,
        _ => Verdict::CannotTell,
    }
}

/// Whether given names do not speak against one person: equal, one an initial of the other, or one missing.
pub(in super::super) fn given_agree(a: &Person, b: &Person) -> bool {
    match (&a.given, &b.given) {
        (Some(x), Some(y)) => {
            let (x, y) = (normal(x), normal(y));
            let initial = |s: &str| s.chars().count() == 1;
            x == y || (initial(&x) || initial(&y)) && x.chars().next() == y.chars().next()
        }
        _ => true,
    }
}

/// Two roles are different for certain if they are of one exclusive family, or if one head has different qualifiers.
pub(super) fn same_role(a: &Role, b: &Role) -> Verdict {
    if a.phrase == b.phrase {
        return Verdict::Yes;
    }
    let current = |r: &Role| matches!(r.status, RoleStatus::Current | RoleStatus::Acting);
    if !current(a) || !current(b) {
        return Verdict::CannotTell;
    }
    let words = |r: &Role| normal(&r.phrase).split(' ').map(str::to_owned).collect::<Vec<_>>();
    let (x, y) = (words(a), words(b));
    let within = |p: &[String], q: &[String]| p.iter().all(|w| q.contains(w));
    if within(&x, &y) || within(&y, &x) {
        return Verdict::CannotTell;
    }
    let chief = |r: &Role| r.phrase.starts_with("chief ") && r.phrase.ends_with(" officer");
    let exclusive = chief(a) && chief(b) || a.family.is_some() && a.family == b.family;
    let qualified = a.head == b.head && !a.head.is_empty() && is_office(&a.head);
    if exclusive || qualified { Verdict::No } else { Verdict::CannotTell }
}

/// Heads of offices of which a person holds one at a time.
fn is_office(head: &str) -> bool {
    matches!(head, "minister" | "secretary" | "ambassador" | "governor" | "senator" | "general" | "justice" | "bishop" | "commissioner")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_normal_forms() {
        assert_eq!(normal("The Geneva summit"), "geneva summit");
        assert_eq!(normal_words("World Health Organisations"), normal_words("the World Health Organization"));
    }

    #[test]
    fn roles_differ_only_for_certain() {
        let role = |phrase: &str| Role { phrase: phrase.into(), head: phrase.rsplit(' ').next().unwrap_or("").into(), ..Role::default() };
        assert_eq!(same_role(&role("foreign minister"), &role("defence minister")), Verdict::No);
        assert_eq!(same_role(&role("minister"), &role("defence minister")), Verdict::CannotTell);
        assert_eq!(same_role(&role("author"), &role("minister")), Verdict::CannotTell);
    }
}
