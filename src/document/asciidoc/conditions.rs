//! Lines that a processor of AsciiDoc takes out before it reads: conditions and included files.
//!
//! A condition asks for what the document itself defines; `ifeval` cannot be told and leaves its lines out.

use super::super::lines::{Line, lines};
use super::shapes;
use rustc_hash::FxHashSet;

/// The lines of a text that starts at `base` in the file, without those whose condition does not hold. An included file leaves a blank
/// line.
pub(super) fn lines_read(text: &str, base: usize) -> Vec<Line<'_>> {
    let mut defined: FxHashSet<&str> = FxHashSet::default();
    // Conditions that are open: how many hold, and how many do not, around each other.
    let (mut holding, mut failing) = (0_usize, 0_usize);
    let mut all = Vec::new();
    for line in lines(text, base) {
        let own = line.text.trim_end();
        match directive(own) {
            Some(("endif", _, _)) => {
                if failing > 0 {
                    failing -= 1;
                } else {
                    holding = holding.saturating_sub(1);
                }
            }
            Some(("include", _, _)) => all.push(Line { text: "", start: line.start }),
            Some((name, attributes, inner)) => {
                let any = attributes.split(',').any(|a| defined.contains(a));
                let all_of = !attributes.contains('+') || attributes.split('+').all(|a| defined.contains(a));
                let known = if attributes.contains('+') { all_of } else { any };
                let holds = (name == "ifdef" && known) || (name == "ifndef" && !known);
                // A condition with text in its brackets is over on its line; the text is not read.
                match inner.is_empty() || name == "ifeval" {
                    true if failing > 0 || !holds => failing += 1,
                    true => holding += 1,
                    false => {}
                }
            }
            None if failing > 0 => {}
            None => {
                if let Some((name, _)) = shapes::entry(own) {
                    match name.trim_matches('!') {
                        bare if bare == name => defined.insert(name),
                        bare => defined.remove(bare),
                    };
                }
                all.push(line);
            }
        }
    }
    all
}

/// The name of a directive with what it asks for and what stands in its brackets.
fn directive(line: &str) -> Option<(&str, &str, &str)> {
    let (name, range) = shapes::block_macro(line)?;
    if !matches!(name, "ifdef" | "ifndef" | "ifeval" | "endif" | "include") {
        return None;
    }
    let asked = line.get(name.len() + 2..range.start.checked_sub(1)?)?;
    Some((name, asked, line.get(range)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_ask_the_document() {
        let text = ":a:\nifdef::a[]\n1\nifndef::a[]\n2\nendif::[]\nendif::[]\nifdef::b[]\n3\nendif::[]\nifeval::[1 == 1]\n4\nendif::[]\ninclude::x.adoc[]\n5";
        let read: Vec<_> = lines_read(text, 0).iter().map(|l| l.text).collect();
        assert_eq!(read, [":a:", "1", "", "5"]);
    }
}
