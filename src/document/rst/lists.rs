//! The marks of list items, fields and options.

/// The mark of a list item: its style, and how many bytes it and the white space behind it take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marker {
    pub(super) style: char,
    pub(super) bytes: usize,
    /// Whether the mark may be the first word of a paragraph: a letter or number in front of text.
    pub(super) doubtful: bool,
}

/// The mark at the start of a text.
pub(super) fn marker(text: &str) -> Option<Marker> {
    let first = text.chars().next()?;
    let (style, length, doubtful) = match first {
        '-' | '*' | '+' | '•' | '‣' | '⁃' => (first, first.len_utf8(), false),
        '(' | '#' | '0'..='9' | 'a'..='z' | 'A'..='Z' => {
            let (style, length) = label(text)?;
            (style, length, true)
        }
        _ => return None,
    };
    let rest = text.get(length..)?;
    let space = rest.len() - rest.trim_start().len();
    // An empty item has its text below.
    ((space > 0) || rest.is_empty()).then_some(Marker { style, bytes: length + space, doubtful })
}

/// The style and bytes of `1.`, `2)`, `(3)`, `#.`, `a)`, `iv.`.
fn label(text: &str) -> Option<(char, usize)> {
    let open = usize::from(text.starts_with('('));
    let inner = text.get(open..)?;
    let bytes = inner.as_bytes();
    let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    let letters = bytes.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    let (length, sort) = match bytes.first()? {
        b'#' => (1, '1'),
        b'0'..=b'9' if digits <= 3 => (digits, '1'),
        _ if letters == 1 => (1, 'a'),
        _ if (2..=5).contains(&letters) && bytes.iter().take(letters).all(|b| matches!(b, b'i' | b'v' | b'x')) => (letters, 'i'),
        _ => return None,
    };
    let close = *bytes.get(length)?;
    let initial = close == b'.' && sort == 'a' && open == 0;
    let closed = close == b')' || (close == b'.' && open == 0 && !initial);
    let style = if close == b')' { ')' } else { sort };
    closed.then_some((style, open + length + 1))
}

/// The name and the bytes of a field mark with the white space behind it: `:name: `.
pub(super) fn field(text: &str) -> Option<(&str, usize)> {
    let inner = text.strip_prefix(':').filter(|t| !t.starts_with([' ', ':', '\t']))?;
    let mut at = 0;
    loop {
        at += inner.get(at..)?.find(':')?;
        let before = inner.get(..at)?;
        let after = inner.get(at + 1..)?;
        let spaced = after.is_empty() || after.starts_with([' ', '\t']);
        if spaced && !before.ends_with(['\\', ' ']) && !before.is_empty() && before.len() <= LONGEST_NAME {
            return Some((before, at + 2 + (after.len() - after.trim_start().len())));
        }
        if at > LONGEST_NAME {
            return None;
        }
        at += 1;
    }
}

/// A name of a field is no longer, in bytes.
const LONGEST_NAME: usize = 80;

/// The bytes of command-line options with the two spaces behind them; all of the text if nothing stands behind.
pub(super) fn options(text: &str) -> Option<usize> {
    let first = text.split_whitespace().next()?;
    let long = first.strip_prefix("--").is_some_and(|n| n.starts_with(|c: char| c.is_ascii_alphabetic()));
    let bytes = first.as_bytes();
    let short = bytes.first() == Some(&b'-') && bytes.get(1).is_some_and(u8::is_ascii_alphanumeric);
    let dos = bytes.len() == 2 && bytes.first() == Some(&b'/') && bytes.get(1).is_some_and(u8::is_ascii_uppercase);
    if !(long || short || dos) {
        return None;
    }
    match text.find("  ") {
        Some(at) => {
            let rest = text.get(at..)?;
            Some(at + rest.len() - rest.trim_start().len())
        }
        None => (text.split_whitespace().count() <= 4).then_some(text.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_items() {
        let mark = |text| marker(text).map(|m| (m.style, m.bytes));
        assert_eq!(mark("- a"), Some(('-', 2)));
        assert_eq!(mark("12. a"), Some(('1', 4)));
        assert_eq!(mark("(b)  a"), Some((')', 5)));
        assert_eq!(mark("iv. a"), Some(('i', 4)));
        for none in ["-a", "J. Lee", "1984. It", "*a* b", "“a”", "It. was"] {
            assert_eq!(mark(none), None, "{none}");
        }
    }

    #[test]
    fn marks_of_fields_and_options() {
        assert_eq!(field(":date: x"), Some(("date", 7)));
        assert_eq!(field(":a:b c: x"), Some(("a:b c", 8)));
        for none in [":ref:`x`", ": x", "::", ":a", "a: b"] {
            assert_eq!(field(none), None, "{none}");
        }
        assert_eq!(options("-a  All"), Some(4));
        assert_eq!(options("--output FILE  All"), Some(15));
        assert_eq!(options("--output=FILE"), Some(13));
        assert_eq!(options("- a"), None);
        assert_eq!(options("-- Ann Lee"), None);
    }
}
