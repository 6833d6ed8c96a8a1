//! Kinds of mentions, as JSON names them.

macro_rules! kinds {
    ($($variant:ident = $name:literal: $doc:literal),* $(,)?) => {
        /// What a mention is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind { $(#[doc = $doc] $variant),* }

        impl Kind {
            /// All kinds.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The name in JSON and in patterns.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// What it is, for people.
            #[must_use]
            pub fn about(self) -> &'static str {
                match self { $(Self::$variant => $doc),* }
            }
        }
    };
}

kinds! {
    Date = "date": "A day, month, year, period or weekday on the calendar.",
    Time = "time": "A time of day.",
    Duration = "duration": "A length of time, or a stretch from one date or time to another.",
    Set = "set": "A recurrence.",
    Number = "number": "A plain number or count.",
    Ordinal = "ordinal": "A place in an order.",
    Percent = "percent": "A percentage or percentage points.",
    Money = "money": "A sum of money.",
    Quantity = "quantity": "A number with a unit.",
    Age = "age": "An age.",
    Person = "person": "A person's name.",
    Role = "role": "An office or occupation.",
    Honorific = "honorific": "A title before a name.",
    Org = "org": "An organisation.",
    Place = "place": "A place.",
    Acronym = "acronym": "A short form in capitals.",
    Expansion = "acronym-expansion": "The long form of an acronym.",
    Quote = "quote": "A quotation.",
}
