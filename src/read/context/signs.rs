//! What single words say of the context that they stand in. Asked once for each spot of a sentence that holds a claim.

use crate::lexicon::{Class, Flags, TokenKind};
use crate::read::{Cx, Look, Sought, Spot};

/// What a word with a sign can be.
pub(in crate::read) const SIGN: Sought = Sought {
    words: "; : ( ) \u{2014} -- - \u{2013} , but while whereas although though because whose which according said says told tells deny \
        denies denied denying will shall would going could might should may then used time until was were formerly previously \
        erstwhile revised revising revision corrected restated updated amended",
    classes: &[Class::Reporting, Class::Negation, Class::Planning, Class::Hypothetical, Class::RolePast],
    // "won't", "they'll", "she'd".
    looks: &[Look::Apostrophe],
};

/// What a plan or a supposition begins with.
pub(in crate::read) const PLAN: Sought = Sought { classes: &[Class::Planning, Class::Hypothetical], ..Sought::NONE };

/// A set of signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Signs(u16);

impl Signs {
    /// A clause ends here.
    pub(super) const BOUND: Self = Self(1);
    /// A mark; told of those that end a clause.
    pub(super) const MARK: Self = Self(2);
    /// A word of saying, wherever the claim stands.
    pub(super) const REPORTS: Self = Self(4);
    /// A reporting verb at the end of a clause; it says who says so if a comma sets it off.
    pub(super) const REPORTS_BEHIND_COMMA: Self = Self(8);
    /// A supposition.
    pub(super) const SUPPOSES: Self = Self(16);
    /// A modal verb of the merely possible.
    pub(super) const UNREAL: Self = Self(32);
    /// A negation.
    pub(super) const DENIES: Self = Self(64);
    /// A plan.
    pub(super) const PLANS: Self = Self(128);
    /// Another time.
    pub(super) const PAST: Self = Self(256);
    /// A revision of figures.
    pub(super) const REVISES: Self = Self(512);

    pub(super) fn has(self, sign: Self) -> bool {
        self.0 & sign.0 != 0
    }

    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }

    fn with_if(self, sign: Self, so: bool) -> Self {
        if so { Self(self.0 | sign.0) } else { self }
    }
}

/// The signs of a token in a sentence that ends at `end`.
pub(super) fn at(cx: &Cx<'_>, t: u32, end: u32) -> Signs {
    if is_mark(cx, t) {
        let bound = is_bounding(cx, t);
        return Signs::default().with_if(Signs::BOUND, bound).with_if(Signs::MARK, bound);
    }
    let word = cx.folded(t);
    let phrase = cx.spotted(t, Spot::Plan) && cx.phrase_of_any(t, end, &[Class::Planning, Class::Hypothetical]).is_some();
    Signs::default()
        .with_if(Signs::BOUND, is_conjunction(word))
        .with_if(Signs::SUPPOSES, phrase && is_supposition(cx, t, word, end))
        .with_if(Signs::UNREAL, is_unreal(cx, t, word))
        .with_if(Signs::DENIES, is_negation(cx, t, word))
        .with_if(Signs::PLANS, is_plan(cx, t, word, end, phrase))
        .with_if(Signs::PAST, is_past(cx, t, word))
        .with_if(Signs::REVISES, is_revision(word))
        .with_if(attribution(cx, t, word, end), true)
}

fn is_mark(cx: &Cx<'_>, t: u32) -> bool {
    cx.is_kind(t, TokenKind::Mark)
}

/// Whether a clause ends at a mark.
fn is_bounding(cx: &Cx<'_>, t: u32) -> bool {
    match cx.text(t) {
        ";" | ":" | "(" | ")" | "\u{2014}" | "--" => true,
        // A dash between spaces; one without is a hyphen or a range.
        "-" | "\u{2013}" => !cx.touches(t) && !cx.touches(t.saturating_add(1)),
        // The comma of a date ("June 18, 2023") is none of a clause.
        "," => !(cx.is_kind(t.saturating_add(1), TokenKind::Number) && t.checked_sub(1).is_some_and(|p| cx.is_kind(p, TokenKind::Number))),
        _ => false,
    }
}

/// Whether a clause ends at a word.
fn is_conjunction(word: &str) -> bool {
    matches!(word, "but" | "while" | "whereas" | "although" | "though" | "because" | "whose" | "which")
}

/// "according to", a verb of saying, or another reporting verb that a clause with "that" follows or that ends a sentence behind
/// a comma (", the clerk noted."). "The jurors agreed", "it was reported" and "the report" say nothing of a source.
fn attribution(cx: &Cx<'_>, t: u32, word: &str, end: u32) -> Signs {
    let next = t.saturating_add(1);
    if word == "according" {
        return Signs::default().with_if(Signs::REPORTS, next < end && cx.folded(next) == "to");
    }
    if matches!(word, "said" | "says" | "told" | "tells") {
        return Signs::REPORTS;
    }
    if !cx.is(t, Class::Reporting) {
        return Signs::default();
    }
    let that = next < end && cx.folded(next) == "that";
    let last = next >= end || (is_mark(cx, next) && !cx.touches(next.saturating_add(1)));
    let form = word.ends_with("ed") || word.ends_with('s') || matches!(word, "wrote" | "spoke" | "found" | "thought" | "recalled");
    Signs::default().with_if(Signs::REPORTS, that).with_if(Signs::REPORTS_BEHIND_COMMA, last && form)
}

fn is_negation(cx: &Cx<'_>, t: u32, word: &str) -> bool {
    if word.ends_with("n't") {
        return true;
    }
    if !cx.is(t, Class::Negation) && !matches!(word, "deny" | "denies" | "denied" | "denying") {
        return false;
    }
    // "a few", "said no", "voted no" deny nothing; nor do "not only", "no doubt", "no less than".
    let before = t.checked_sub(1).map_or("", |p| cx.folded(p));
    let answer = matches!(word, "no" | "none" | "neither")
        && (cx.is(t.saturating_sub(1), Class::Reporting) || matches!(before, "voted" | "vote" | "answered"));
    if answer || (matches!(word, "few" | "little") && matches!(before, "a" | "every" | "the")) {
        return false;
    }
    !matches!(cx.folded(t.saturating_add(1)), "only" | "just" | "least" | "merely" | "simply" | "doubt" | "wonder" | "fewer" | "less")
}

/// Whether a word tells a plan; `phrase` says whether a phrase of the lists begins there.
fn is_plan(cx: &Cx<'_>, t: u32, word: &str, end: u32, phrase: bool) -> bool {
    let future = matches!(word, "will" | "won't" | "shall" | "shan't") || word.ends_with("'ll");
    let conditional = matches!(word, "would" | "wouldn't") || word.ends_with("'d");
    let going = word == "going" && cx.folded(t.saturating_add(1)) == "to";
    // "Will" as a name is capitalised inside a sentence.
    let name = cx.is_capitalised(t) && !cx.has(t, Flags::FIRST);
    // "weighs 12 pounds" weighs no plan.
    if word.starts_with("weigh") && (cx.is_kind(t.saturating_add(1), TokenKind::Number) || cx.is(t.saturating_add(1), Class::NumberWord)) {
        return false;
    }
    let unreal = conditional && cx.folded(t.saturating_add(1)) == "have";
    !name && !unreal && (future || conditional || going || phrase && cx.phrase(t, end, Class::Planning).is_some())
}

fn is_supposition(cx: &Cx<'_>, t: u32, word: &str, end: u32) -> bool {
    // "may" is also a month; as a verb it is asked for in `is_unreal`.
    word != "may" && cx.phrase(t, end, Class::Hypothetical).is_some()
}

/// Modal verbs of the merely possible.
fn is_unreal(cx: &Cx<'_>, t: u32, word: &str) -> bool {
    match word {
        "could" | "couldn't" | "might" | "mightn't" => true,
        "would" | "wouldn't" | "should" => cx.folded(t.saturating_add(1)) == "have",
        // The month has a capital.
        "may" => !cx.is_capitalised(t) && !cx.is_kind(t.saturating_add(1), TokenKind::Number),
        _ => false,
    }
}

fn is_past(cx: &Cx<'_>, t: u32, word: &str) -> bool {
    let next = t.saturating_add(1);
    let before = |n: u32| t.checked_sub(n).map_or("", |p| cx.folded(p));
    match word {
        // "then-mayor", "then mayor": as an adverb ("then rose") it is of no other time.
        "then" => cx.text(next) == "-" || cx.is_any(next, &[Class::RoleHead, Class::RoleModifier]) || before(1) == "back",
        "used" => cx.folded(next) == "to" && !matches!(before(1), "be" | "is" | "was" | "are" | "were" | "been"),
        "time" => before(1) == "the" && before(2) == "at",
        "until" => matches!(before(1), "was" | "were"),
        "was" | "were" => before(1) == "who",
        "formerly" | "previously" | "erstwhile" => true,
        // "past two years", "the late train", "the outgoing cabinet" are no past roles.
        _ => {
            let role = |k: u32| cx.is(k, Class::RoleHead) || cx.is(k, Class::RoleModifier) && !is_mark(cx, k.saturating_add(1));
            cx.is(t, Class::RolePast) && (cx.text(next) == "-" || (next..next.saturating_add(3)).take_while(|&k| !is_mark(cx, k)).any(role))
        }
    }
}

fn is_revision(word: &str) -> bool {
    matches!(word, "revised" | "revising" | "revision" | "corrected" | "restated" | "updated" | "amended")
}
