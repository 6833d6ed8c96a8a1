//! Classes of words: each is the name of a `[list.NAME]` in the lexicon files, and one bit of a word's entry.

use serde::{Deserialize, Serialize};

macro_rules! classes {
    ($($variant:ident = $name:literal),* $(,)?) => {
        /// What a word can be. The name of each is that of its list in `rules/lexicon/`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum Class {
            $(#[doc = concat!("`", $name, "`")] $variant),*
        }

        impl Class {
            /// All classes.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The class of a list.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|c| c.name() == name)
            }

            /// The list's name.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }
        }
    };
}

classes! {
    AbbreviationInner = "abbreviations-inner",
    AbbreviationFinal = "abbreviations-final",
    Honorific = "honorifics",
    RoleHead = "role-heads",
    RoleModifier = "role-modifiers",
    RolePhrase = "role-phrases",
    RolePast = "role-past",
    RoleActing = "role-acting",
    RoleFuture = "role-future",
    GivenFemale = "given-female",
    GivenMale = "given-male",
    GivenAny = "given-any",
    Surname = "common-surnames",
    SurnameFirst = "surnames-first",
    Particle = "surname-particles",
    NameSuffix = "name-suffixes",
    Mononym = "mononyms",
    NameOrWord = "name-or-word",
    Country = "countries",
    Nationality = "nationalities",
    City = "cities",
    UsState = "us-states",
    Region = "regions",
    PlaceHead = "place-heads",
    PlacePreposition = "place-prepositions",
    OrgHead = "org-heads",
    OrgSuffix = "org-suffixes",
    Organisation = "organisations",
    OrganisationOrWord = "organisation-or-word",
    KnownAcronym = "known-acronyms",
    OddAcronym = "odd-acronyms",
    Reporting = "reporting-verbs",
    Be = "be",
    Have = "have",
    Modal = "modals",
    Planning = "planning",
    Negation = "negation",
    Hypothetical = "hypothetical",
    Rise = "rise-verbs",
    Fall = "fall-verbs",
    RiseNoun = "rise-nouns",
    FallNoun = "fall-nouns",
    UndirectedChange = "undirected-changes",
    NoChange = "no-changes",
    RankWord = "rank-words",
    AdjustedCue = "adjusted-cues",
    OpenCue = "open-cues",
    TotalCue = "total-cues",
    BodyWord = "body-words",
    AnnouncingNoun = "announcing-nouns",
    OverlapCue = "overlap-cues",
    ResidualAnswer = "residual-answers",
    SoftWhole = "soft-wholes",
    CollectiveNoun = "collective-nouns",
    FiniteVerb = "finite-verbs",
    FirstPerson = "first-person",
    Unit = "units",
    Currency = "currencies",
    Holiday = "holidays",
    Common = "common-words",
    Stop = "stop-words",
    RepeatAllowed = "repeat-allowed",
    Month = "months",
    Weekday = "weekdays",
    NumberWord = "number-words",
    HedgeAbout = "hedge-about",
    HedgeNearly = "hedge-nearly",
    HedgeJustOver = "hedge-just-over",
    HedgeAtLeast = "hedge-at-least",
    HedgeAtMost = "hedge-at-most",
    HedgeVague = "hedge-vague",
    HedgeAfterAbout = "hedge-after-about",
    HedgeAfterAtLeast = "hedge-after-at-least",
    HedgeAfterAtMost = "hedge-after-at-most",
    ShareWhole = "share-wholes",
    MeasureAdjective = "measure-adjectives",
    NumeralWord = "numeral-words",
    StreetWord = "street-words",
    NumberLabel = "number-labels",
    ChangeVerb = "change-verbs",
    UniqueOffice = "unique-offices",
    Party = "parties",
    RegionAdjective = "region-adjectives",
    TimeStart = "time-starts",
    TimeOpener = "time-openers",
    TimeSecond = "time-seconds",
}

/// A set of classes in 128 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
pub struct ClassSet(u128);

impl ClassSet {
    /// No class.
    pub const EMPTY: Self = Self(0);

    /// With a class added.
    #[must_use]
    pub fn with(self, class: Class) -> Self {
        Self(self.0 | 1 << class as u8)
    }

    /// Adds a class.
    pub fn insert(&mut self, class: Class) {
        self.0 |= 1 << class as u8;
    }

    /// Whether a class is in it.
    #[must_use]
    pub fn has(self, class: Class) -> bool {
        self.0 & (1 << class as u8) != 0
    }

    /// Whether it shares a class with another.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether any of several is in it.
    #[must_use]
    pub fn has_any(self, classes: &[Class]) -> bool {
        self.0 & classes.iter().fold(0, |mask, &c| mask | 1 << c as u8) != 0
    }

    /// Whether it is empty.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}
