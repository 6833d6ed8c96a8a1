//! Forms of English verbs for `<lemma>` in patterns: the irregular ones by table, the rest by rule.

/// Irregular verbs as `lemma: forms besides lemma, -s and -ing`; `be`, `have` and `do` with all their forms.
const IRREGULAR: &[(&str, &str)] = &[
    ("be", "am is are was were been being"),
    ("have", "has had having"),
    ("do", "does did done doing"),
    ("become", "became"),
    ("begin", "began begun"),
    ("break", "broke broken"),
    ("bring", "brought"),
    ("build", "built"),
    ("buy", "bought"),
    ("choose", "chose chosen"),
    ("come", "came"),
    ("cost", "cost"),
    ("cut", "cut"),
    ("draw", "drew drawn"),
    ("fall", "fell fallen"),
    ("feel", "felt"),
    ("find", "found"),
    ("get", "got gotten"),
    ("give", "gave given"),
    ("go", "went gone"),
    ("grow", "grew grown"),
    ("hear", "heard"),
    ("hold", "held"),
    ("keep", "kept"),
    ("know", "knew known"),
    ("lead", "led"),
    ("leave", "left"),
    ("lose", "lost"),
    ("make", "made"),
    ("meet", "met"),
    ("pay", "paid"),
    ("put", "put"),
    ("read", "read"),
    ("rise", "rose risen"),
    ("run", "ran"),
    ("say", "said"),
    ("see", "saw seen"),
    ("sell", "sold"),
    ("send", "sent"),
    ("set", "set"),
    ("sit", "sat"),
    ("speak", "spoke spoken"),
    ("spend", "spent"),
    ("stand", "stood"),
    ("take", "took taken"),
    ("tell", "told"),
    ("think", "thought"),
    ("win", "won"),
    ("write", "wrote written"),
];

/// Verbs that double their last consonant before -ed and -ing.
const DOUBLING: &[&str] = &[
    "admit", "ban", "begin", "cut", "drop", "get", "plan", "put", "refer", "run", "set", "sit", "ship", "slip", "step", "stop", "trim",
    "win",
];

/// All forms of a verb, the lemma first. Sorted and without repeats behind it.
#[must_use]
pub(super) fn forms(lemma: &str) -> Vec<String> {
    let irregular = IRREGULAR.iter().find(|(l, _)| *l == lemma).map(|(_, f)| *f);
    let mut all: Vec<String> = vec![lemma.to_owned()];
    if !matches!(lemma, "be" | "have" | "do") {
        let stem = lemma.strip_suffix('e').filter(|s| !s.ends_with('e')).unwrap_or(lemma);
        let doubled = lemma.chars().last().filter(|_| DOUBLING.contains(&lemma)).map(|c| format!("{lemma}{c}"));
        let y = lemma.strip_suffix('y').filter(|s| !s.ends_with(['a', 'e', 'o', 'u']));
        let stem = doubled.as_deref().unwrap_or(stem);
        all.push(match y {
            Some(s) => format!("{s}ies"),
            None if lemma.ends_with(['s', 'x', 'z', 'o']) || lemma.ends_with("ch") || lemma.ends_with("sh") => format!("{lemma}es"),
            None => format!("{lemma}s"),
        });
        all.push(format!("{stem}ing"));
        if irregular.is_none() {
            all.push(y.map_or_else(|| format!("{stem}ed"), |s| format!("{s}ied")));
        }
    }
    all.extend(irregular.unwrap_or("").split_whitespace().map(str::to_owned));
    if let Some(rest) = all.get_mut(1..) {
        rest.sort_unstable();
    }
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::forms;

    #[test]
    fn verbs_have_their_forms() {
        let has = |lemma: &str, form: &str| assert!(forms(lemma).iter().any(|f| f == form), "{lemma}: {form}");
        has("be", "was");
        has("meet", "met");
        has("carry", "carried");
        has("carry", "carries");
        has("stop", "stopped");
        has("found", "founded");
        has("establish", "establishes");
        has("create", "creating");
        has("agree", "agreeing");
    }
}
