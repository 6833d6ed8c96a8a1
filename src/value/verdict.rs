//! The three outcomes of a comparison over ranges.

/// What a comparison over ranges can say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// True for every reading.
    Yes,
    /// True for no reading.
    No,
    /// True for some readings, or not known.
    CannotTell,
}

impl Verdict {
    /// A certain outcome.
    #[must_use]
    pub fn certain(truth: bool) -> Self {
        if truth { Self::Yes } else { Self::No }
    }

    /// Both hold (Kleene's strong conjunction).
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Yes, Self::Yes) => Self::Yes,
            _ => Self::CannotTell,
        }
    }

    /// At least one holds.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.negate().and(other.negate()).negate()
    }

    /// The opposite.
    #[must_use]
    pub fn negate(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            Self::CannotTell => Self::CannotTell,
        }
    }

    /// One verdict over alternative readings: certain only where all readings agree. No readings: cannot tell.
    #[must_use]
    pub fn over_readings(readings: impl IntoIterator<Item = Self>) -> Self {
        let mut all = None;
        for v in readings {
            match all {
                None => all = Some(v),
                Some(seen) if seen == v => {}
                Some(_) => return Self::CannotTell,
            }
        }
        all.unwrap_or(Self::CannotTell)
    }
}

#[cfg(test)]
mod tests {
    use super::Verdict::{CannotTell, No, Yes};
    use super::*;

    #[test]
    fn follows_kleene() {
        assert_eq!(No.and(CannotTell), No);
        assert_eq!(Yes.and(CannotTell), CannotTell);
        assert_eq!(Yes.or(CannotTell), Yes);
        assert_eq!(No.or(CannotTell), CannotTell);
        assert_eq!(CannotTell.negate(), CannotTell);
    }

    #[test]
    fn readings_must_agree() {
        assert_eq!(Verdict::over_readings([Yes, Yes]), Yes);
        assert_eq!(Verdict::over_readings([Yes, No]), CannotTell);
        assert_eq!(Verdict::over_readings([]), CannotTell);
    }
}
