//! How long rows of numbers are stored: four bytes each, lowest first, so that they are copied and not parsed one by one.

use serde::{Deserialize, Deserializer, Serializer};

/// Stores numbers.
///
/// # Errors
/// Those of the format.
pub(super) fn serialize<S: Serializer>(numbers: &[u32], to: S) -> Result<S::Ok, S::Error> {
    let bytes: Vec<u8> = numbers.iter().flat_map(|n| n.to_le_bytes()).collect();
    to.serialize_bytes(&bytes)
}

/// Reads numbers; bytes that make no whole number at the end are left out.
///
/// # Errors
/// Those of the format.
pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u32>, D::Error> {
    let (chunks, _) = <&[u8]>::deserialize(from)?.as_chunks();
    Ok(chunks.iter().map(|b| u32::from_le_bytes(*b)).collect())
}

/// Changes a number of a row, which is filled up with zeros to there.
pub(super) fn set(numbers: &mut Vec<u32>, i: usize, number: u32) {
    if numbers.len() <= i {
        numbers.resize(i + 1, 0);
    }
    numbers.iter_mut().skip(i).take(1).for_each(|n| *n = number);
}
