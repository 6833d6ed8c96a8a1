//! What output must never hold, told in the one way in which all tests of it ask.

/// What the runners of GitHub and Azure take for a command.
pub(crate) fn is_command(line: &str) -> bool {
    let trimmed = line.trim_start();
    trimmed.strip_prefix("::").is_some_and(|rest| rest.contains("::")) || line.contains("##[") || line.contains("##vso[")
}

/// A character that steers a terminal, or that hides or turns text.
pub(crate) fn is_harmful(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}
