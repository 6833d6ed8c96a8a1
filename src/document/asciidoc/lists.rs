//! List items of AsciiDoc: their marks and their places.

use super::super::ListPlace;

/// Lists nest no deeper; what is deeper counts as this deep.
const DEEPEST: usize = 16;

/// The lists that are open while lines go by.
#[derive(Debug, Default)]
pub(super) struct Lists {
    open: Vec<Level>,
    /// Lists so far.
    count: u32,
}

#[derive(Debug)]
struct Level {
    mark: String,
    list: u32,
    next: u32,
}

impl Lists {
    /// Starts an item of the list with a mark.
    pub(super) fn item(&mut self, mark: &str) {
        match self.open.iter().position(|l| l.mark == mark) {
            Some(at) => self.open.truncate(at + 1),
            None if self.open.len() < DEEPEST => {
                self.open.push(Level { mark: mark.to_owned(), list: self.count, next: 0 });
                self.count = self.count.saturating_add(1);
            }
            None => {}
        }
        if let Some(level) = self.open.last_mut() {
            level.next = level.next.saturating_add(1);
        }
    }

    /// The place of the item that is open.
    pub(super) fn place(&self) -> Option<ListPlace> {
        let level = self.open.last()?;
        let depth = u32::try_from(self.open.len()).unwrap_or(u32::MAX).saturating_sub(1);
        Some(ListPlace { list: level.list, item: level.next.saturating_sub(1), depth })
    }

    /// Ends all lists.
    pub(super) fn end(&mut self) {
        self.open.clear();
    }

    /// Lists of a block inside an item; [`Lists::back`] goes on with these.
    pub(super) fn inner(&mut self) -> Self {
        let count = self.count;
        std::mem::replace(self, Self { open: Vec::new(), count })
    }

    /// Goes on with the lists around a block.
    pub(super) fn back(&mut self, outer: Self) {
        let count = self.count;
        *self = Self { count, ..outer };
    }
}

/// The mark of an item at the start of a line, and the bytes up to its text.
pub(super) fn marker(line: &str) -> Option<(String, usize)> {
    let text = line.trim_start();
    let indent = line.len() - text.len();
    let first = text.bytes().next()?;
    let run = text.bytes().take_while(|b| *b == first).count();
    let (mark, length) = match first {
        b'*' | b'.' if run <= 5 => (text.get(..run)?.to_owned(), run),
        b'-' if run == 1 => ("-".to_owned(), 1),
        b'<' => {
            let close = text.bytes().take(5).position(|b| b == b'>')?;
            let number = text.get(1..close)?;
            let fits = number == "." || (!number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()));
            fits.then(|| ("<>".to_owned(), close + 1))?
        }
        b'0'..=b'9' => {
            let digits = text.bytes().take_while(u8::is_ascii_digit).count();
            (digits <= 3 && text.as_bytes().get(digits) == Some(&b'.')).then(|| ("1.".to_owned(), digits + 1))?
        }
        b'a'..=b'z' => {
            let letters = text.bytes().take_while(u8::is_ascii_lowercase).count();
            let roman = letters <= 4 && text.bytes().take(letters).all(|b| matches!(b, b'i' | b'v' | b'x'));
            match text.as_bytes().get(letters)? {
                b'.' if letters == 1 => ("a.".to_owned(), 2),
                b')' if roman => ("i)".to_owned(), letters + 1),
                _ => return None,
            }
        }
        _ if text.starts_with('•') => ("•".to_owned(), '•'.len_utf8()),
        _ => return None,
    };
    let rest = text.get(length..)?;
    let space = rest.len() - rest.trim_start().len();
    let mut bytes = indent + length + space;
    let mut body = rest.trim_start();
    // Check boxes are no text.
    if let Some(done) = ["[ ] ", "[x] ", "[*] "].iter().find(|b| body.starts_with(**b)) {
        bytes += done.len();
        body = body.get(done.len()..)?;
    }
    (space > 0 && !body.is_empty()).then_some((mark, bytes))
}

/// The term of a description and the bytes up to its text: `term:: text`.
pub(super) fn term(line: &str) -> Option<(std::ops::Range<usize>, usize)> {
    let mut at = 0;
    loop {
        let found = at + line.get(at..)?.find([':', ';'])?;
        let mark = line.get(found..)?.bytes().take_while(|b| matches!(b, b':' | b';')).count();
        let rest = line.get(found + mark..)?;
        let term = line.get(..found)?;
        if (2..=4).contains(&mark) && (rest.is_empty() || rest.starts_with([' ', '\t'])) && !term.trim().is_empty() && !term.ends_with(' ')
        {
            let start = term.len() - term.trim_start().len();
            return Some((start..found, found + mark + (rest.len() - rest.trim_start().len())));
        }
        at = found + mark;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_items() {
        let mark = marker;
        let some = |m: &str, bytes| Some((m.to_owned(), bytes));
        assert_eq!(mark("* a"), some("*", 2));
        assert_eq!(mark(" ** a"), some("**", 4));
        assert_eq!(mark(".. a"), some("..", 3));
        assert_eq!(mark("12. a"), some("1.", 4));
        assert_eq!(mark("* [x] a"), some("*", 6));
        assert_eq!(mark("<1> a"), some("<>", 4));
        for none in ["*a* b", "-a", "1984. It", "J. Lee", ".Title", "… a", "-- Lee"] {
            assert_eq!(mark(none), None, "{none}");
        }
        assert_eq!(term("Ferry:: A boat"), Some((0..5, 8)));
        assert_eq!(term("Ferry::"), Some((0..5, 7)));
        assert_eq!(term("a std::vector of"), None);
    }
}
