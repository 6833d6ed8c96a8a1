//! What the verbs around an expression say of its time: told as over, or as to come.

use super::lists::among;
use super::scan::Scan;
use crate::lexicon::Flags;

/// The tense of the words around an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tense {
    /// Told as over.
    Past,
    /// Told as to come.
    Future,
    /// No word tells.
    Unknown,
}

impl Scan<'_, '_> {
    /// What the verbs near a place say of its time, and whether that is beyond doubt.
    pub(super) fn tense(&self, i: u32) -> (Tense, bool) {
        if among!(self, self.before_index(i), "by through until till") && i > self.from {
            return (Tense::Future, false);
        }
        let first = i.saturating_sub(14).max(self.from);
        let mut seen = Tense::Unknown;
        let mut doubt = false;
        for k in (first..i).rev() {
            let t = self.verb_tense(k);
            doubt |= t == Tense::Future;
            if seen == Tense::Unknown {
                seen = t;
            }
        }
        if seen == Tense::Unknown {
            seen = (i..(i + 12).min(self.limit)).map(|k| self.verb_tense(k)).find(|t| *t != Tense::Unknown).unwrap_or(Tense::Unknown);
            doubt = true;
        }
        (seen, seen == Tense::Past && !doubt && self.past_beside(i, 2))
    }

    /// Whether a verb of the past stands within so many words before a place.
    pub(super) fn past_beside(&self, i: u32, words: u32) -> bool {
        (i.saturating_sub(words).max(self.from)..i).any(|k| self.verb_tense(k) == Tense::Past)
    }

    fn verb_tense(&self, i: u32) -> Tense {
        const FUTURE: &str = "will 'll shall won't upcoming scheduled due expected expects expect plans planned until till payable expires expire would effective hopes \
            starting beginning could may might must can should likely set";
        const PAST: &str = "was were had did said told came went took began fell rose made met won lost held gave left found became sold bought broke ended ago since \
            ran saw got spoke died grew led sent wrote hit cut put won drew flew";
        let w = self.w(i);
        if among!(self, i, FUTURE) {
            // "had been due to expire Friday"
            let over = self.w(i.saturating_sub(1)) == "been" && self.w(i.saturating_sub(2)) == "had";
            let modal = !matches!(w, "may" | "set") || !self.cx.has(i, Flags::CAPITAL) && (w == "may" || self.w(i + 1) == "to");
            return if over {
                Tense::Past
            } else if modal {
                Tense::Future
            } else {
                Tense::Unknown
            };
        }
        if w == "to" {
            // "is to resume trading", "agreed to pay": an infinitive looks ahead.
            let led = among!(
                self,
                i.saturating_sub(1),
                "is are be agreed plan plans likely scheduled set wants want hopes vowed pledged ready intends intend",
            );
            return if led && i > self.from { Tense::Future } else { Tense::Unknown };
        }
        if among!(self, i, PAST) || w.len() > 4 && w.ends_with("ed") && !self.cx.has(i, Flags::CAPITAL) {
            return Tense::Past;
        }
        Tense::Unknown
    }
}
