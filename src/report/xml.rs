//! Text in XML 1.0. Characters that XML forbids even as references are shown as `\u{…}`; white space in attributes is kept by
//! references, as are separators of lines; `##[` is written with a reference, so that no continuous-integration runner takes it for a command.

use std::fmt;

/// Text inside an element or a quoted attribute.
pub(super) struct Escaped<'a>(pub(super) &'a str);

/// Whether XML 1.0 allows a character and every parser takes it.
fn is_allowed(c: char) -> bool {
    !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}') && (c as u32) & 0xfffe != 0xfffe
}

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut last = '\0';
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&apos;")?,
                '#' if last == '#' => f.write_str("&#35;")?,
                '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => write!(f, "&#{};", c as u32)?,
                c if is_allowed(c) => write!(f, "{c}")?,
                c => write!(f, "\\u{{{:x}}}", c as u32)?,
            }
            last = c;
        }
        Ok(())
    }
}

/// What every document begins with.
pub(super) const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

#[cfg(test)]
mod tests {
    use super::Escaped;

    #[test]
    fn nothing_is_left_that_xml_forbids() {
        assert_eq!(Escaped("a<b>&\"'").to_string(), "a&lt;b&gt;&amp;&quot;&apos;");
        assert_eq!(Escaped("\u{1b}[31m\0\u{85}\u{fffe}\u{1ffff}").to_string(), "\\u{1b}[31m\\u{0}\\u{85}\\u{fffe}\\u{1ffff}");
        assert_eq!(Escaped("##[error]\n\t").to_string(), "#&#35;[error]&#10;&#9;");
        assert_eq!(Escaped("a\u{2028}::b").to_string(), "a&#8232;::b");
        assert_eq!(Escaped("é 𐐀 \u{fffd}").to_string(), "é 𐐀 \u{fffd}");
    }
}
