//! The rule files that come with the program. A test compares this table with the folder `rules/`.

use super::error::RuleFile;
use std::sync::Arc;

macro_rules! files {
    ($($name:literal),* $(,)?) => { &[$(($name, include_str!(concat!("../../rules/", $name)))),*] };
}

/// Names (below `rules/`) and texts.
pub const FILES: &[(&str, &str)] = files![
    "core/dates.toml",
    "core/names.toml",
    "core/numbers.toml",
    "core/text.toml",
    "desk/events.toml",
    "desk/numbers.toml",
    "desk/people.toml",
    "desk/structure.toml",
    "desk/superlatives.toml",
    "desk/tenures.toml",
    "desk/text.toml",
    "desk/time.toml",
    "facts/events.toml",
    "facts/people.toml",
    "style/forms.toml",
];

/// The built-in files, ready to load.
#[must_use]
pub fn files() -> Vec<Arc<RuleFile>> {
    let file = |(name, text): &(&str, &str)| Arc::new(RuleFile { name: format!("rules/{name}"), text: (*text).to_owned(), builtin: true });
    FILES.iter().map(file).collect()
}

/// The pack of a built-in file: `core`, `desk`, `style`, `facts`.
#[must_use]
pub fn pack(file: &RuleFile) -> Option<&str> {
    if !file.builtin {
        return None;
    }
    file.name.strip_prefix("rules/").and_then(|n| n.split_once('/')).map(|(pack, _)| pack)
}
