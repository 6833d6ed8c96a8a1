//! File names as URI references.

use std::fmt::Write;

/// A path as a URI reference: relative to the top of the repository, or absolute for a path that is. Everything but letters, digits,
/// `-._~` and the slashes is percent-encoded: a colon in the first segment would be read as a scheme.
pub(super) fn of_path(path: &str) -> String {
    let drive = path.as_bytes().get(1) == Some(&b':') && path.starts_with(|c: char| c.is_ascii_alphabetic());
    if path.is_empty() {
        return ".".to_owned(); // an empty reference is refused where one is required
    }
    let mut out = String::with_capacity(path.len() + 8);
    if path.starts_with('/') {
        out.push_str("file://");
    } else if drive && path.get(2..).is_some_and(|rest| rest.starts_with('/')) {
        out.push_str("file:///");
    }
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(byte.into());
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::of_path;

    #[test]
    fn names_are_encoded() {
        assert_eq!(of_path("a b/c.md"), "a%20b/c.md");
        assert_eq!(of_path("x:y.md"), "x%3Ay.md");
        assert_eq!(of_path("é?#%[1].md"), "%C3%A9%3F%23%25%5B1%5D.md");
        assert_eq!(of_path("/srv/a.md"), "file:///srv/a.md");
        assert_eq!(of_path("C:/a.md"), "file:///C%3A/a.md");
        assert_eq!(of_path("<stdin>"), "%3Cstdin%3E");
        assert_eq!(of_path("a//b"), "a//b");
    }
}
