//! Bytes to text. UTF-8 only: a file in another encoding is refused with a reason, never read as something it is not.

pub use crate::limits::FILE as MAX_BYTES;

/// Why a file could not be read as text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// Larger than [`MAX_BYTES`].
    #[error("the file has {0} bytes; at most {MAX_BYTES} are read")]
    TooLarge(usize),
    /// A UTF-16 byte order mark.
    #[error("the file is UTF-16; convert it to UTF-8")]
    Utf16,
    /// A NUL byte: not text.
    #[error("the file is binary (a NUL byte at offset {0})")]
    Binary(usize),
    /// Not UTF-8.
    #[error("the file is not UTF-8 (an invalid byte at offset {0}); convert it to UTF-8")]
    Invalid(usize),
}

/// Checks the bytes and hands them back as text, unchanged.
pub(super) fn decode(bytes: Vec<u8>) -> Result<String, DecodeError> {
    if bytes.len() > MAX_BYTES {
        return Err(DecodeError::TooLarge(bytes.len()));
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(DecodeError::Utf16);
    }
    if let Some(at) = memchr::memchr(0, &bytes) {
        return Err(DecodeError::Binary(at));
    }
    String::from_utf8(bytes).map_err(|e| DecodeError::Invalid(e.utf8_error().valid_up_to()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_is_not_utf8_text() {
        assert_eq!(decode(vec![0xff, 0xfe, b'a', 0]), Err(DecodeError::Utf16));
        assert_eq!(decode(b"ab\0c".to_vec()), Err(DecodeError::Binary(2)));
        assert_eq!(decode(vec![b'a', 0xe9, b'b']), Err(DecodeError::Invalid(1)));
        assert_eq!(decode("\u{feff}a\r\n".into()), Ok("\u{feff}a\r\n".to_owned()));
    }
}
