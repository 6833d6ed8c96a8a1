//! Marks as the sentence and quotation readers ask for them.

use crate::lexicon::{Token, TokenKind};

/// The mark that a token is; `None` for words and numbers. Of a run (`...`, `--`) the first character.
pub(super) fn mark(text: &str, token: &Token) -> Option<char> {
    if token.kind != TokenKind::Mark {
        return None;
    }
    text.get(token.start as usize..).and_then(|t| t.chars().next())
}

/// Whether a mark can close a quotation.
pub(super) fn is_closing_quote(c: char) -> bool {
    matches!(c, '”' | '’' | '"' | '\'' | '»')
}

/// Whether a mark can open a quotation.
pub(super) fn is_opening_quote(c: char) -> bool {
    matches!(c, '“' | '‘' | '"' | '\'' | '«' | '`')
}
