//! Times of day and recurrences.

/// A part of the day, with the TIMEX3 letters used for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PartOfDay {
    /// `MO`
    Morning,
    /// `MI`
    Midday,
    /// `AF`
    Afternoon,
    /// `EV`
    Evening,
    /// `NI`
    Night,
    /// `DT`
    Daytime,
}

impl PartOfDay {
    /// The TIMEX3 code after `T`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Morning => "MO",
            Self::Midday => "MI",
            Self::Afternoon => "AF",
            Self::Evening => "EV",
            Self::Night => "NI",
            Self::Daytime => "DT",
        }
    }
}

/// A time of day, perhaps on a known date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// Minutes after midnight, earliest and latest reading. `9` without a.m. or p.m. is either of two: then `lo != hi`.
    pub minutes: Option<(u16, u16)>,
    /// The part of day said beside it or instead of it.
    pub part: Option<PartOfDay>,
    /// Whether it exists: 8:65 p.m. does not.
    pub valid: bool,
    /// A named zone as written ("ET", "GMT"), upper-case.
    pub zone: Option<String>,
    /// TIMEX3 value: `2023-06-18TAF`, `T14:30`.
    pub timex: String,
}

/// A recurrence, "every Monday"; only its TIMEX3 value is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recurrence {
    /// TIMEX3 value of the period: `P1W`, `XXXX-WXX-1`.
    pub timex: String,
}
