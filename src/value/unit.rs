//! Units and currencies: filled from the lexicon, compared by code and dimension.

use super::Exact;
use serde::{Deserialize, Serialize};

/// A unit of measurement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// The short code shown in JSON: `km`, `°C`.
    pub code: String,
    /// What it measures: `length`, `mass`, `temperature` …
    pub dimension: String,
    /// Multiplier to the base unit of the dimension.
    pub factor: Exact,
    /// Added after multiplying; non-zero for temperatures only.
    pub offset: Exact,
    /// The system it belongs to: `metric`, `imperial`, `us`, `any`.
    pub system: String,
}

/// A currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Currency {
    /// ISO 4217 code: `USD`.
    pub code: String,
}
