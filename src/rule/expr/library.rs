//! The functions of expressions: their names, types and meaning. What they compute is in the judge, beside the values.

use super::super::types::Ty;

/// A function of the library.
#[derive(Debug)]
pub struct Function {
    /// Its name.
    pub name: &'static str,
    /// Types of its arguments.
    pub takes: &'static [Ty],
    /// How many of the last arguments may be left out.
    pub optional: usize,
    /// Type of its value.
    pub gives: Ty,
    /// What it means, for `factlint schema` and the documentation.
    pub about: &'static str,
}

macro_rules! library {
    ($($name:literal ($($arg:ident),*) $(optional $opt:literal)? -> $out:ident : $about:literal),* $(,)?) => {
        /// All functions.
        pub const LIBRARY: &[Function] = &[$(Function {
            name: $name,
            takes: &[$(Ty::$arg),*],
            optional: 0 $(+ $opt)?,
            gives: Ty::$out,
            about: $about,
        }),*];
    };
}

library! {
    "weekday"(Date) -> Weekday: "The weekday of a day; unknown where the date is wider than a day and its readings differ.",
    "nearest"(Date, Weekday) -> Date: "The day with a weekday that is nearest to a date.",
    "year"(Date) -> Number: "The year of a date.",
    "month"(Date) -> Number: "The month of a date, 1 to 12.",
    "day"(Date) -> Number: "The day of the month of a date.",
    "start"(Date) -> Date: "The first day of a date.",
    "end"(Date) -> Date: "The last day of a date.",
    "years_between"(Date, Date) -> Number: "Whole years from one date to another, as for ages; a range where the dates are wide.",
    "span"(Date, Date) -> Duration: "The time from one date to another, the last day not counted.",
    "days"(Number) -> Duration: "So many days.",
    "weeks"(Number) -> Duration: "So many weeks.",
    "months"(Number) -> Duration: "So many months.",
    "years"(Number) -> Duration: "So many years.",
    "hours"(Number) -> Duration: "So many hours.",
    "minutes"(Number) -> Duration: "So many minutes.",
    "valid"(Any) -> Bool: "Whether the calendar or the clock has this date or time.",
    "exists"(Any) -> Bool: "Whether the text gives this field.",
    "sum"(List) -> Any: "The sum of a list of like values.",
    "min"(Any, Any) -> Any: "The smaller of two.",
    "max"(Any, Any) -> Any: "The larger of two.",
    "count"(List) -> Number: "How many items a list has.",
    "abs"(Any) -> Any: "The size without the sign.",
    "round"(Number, Number) optional 1 -> Number: "Rounded to so many decimals (0 if left out).",
    "low"(Any) -> Number: "The least number a value may be.",
    "high"(Any) -> Number: "The greatest number a value may be.",
    "nominal"(Any) -> Number: "The number as written, without its range.",
    "percent_of"(Any, Any) -> Percent: "The first as a percentage of the second.",
    "percent_change"(Any, Any) -> Percent: "The change from the first to the second, in percent of the first.",
    "close"(Any, Any, Number) -> Bool: "Whether two like values agree within so many percent.",
    "converts"(Any, Any) -> Bool: "Whether a quantity is another one in another unit, rounding to the digits shown.",
    "in_unit_of"(Any, Any) -> Any: "The first quantity in the unit of the second.",
    "unit"(Any) -> Text: "The unit or currency of a value.",
    "initials_of"(Text, Text) -> Bool: "Whether the second can be made of the initials of the first.",
    "same_name"(Any, Any) -> Bool: "Whether two names can be of one person.",
    "same_words"(Text, Text) -> Bool: "Whether two texts have the same words (case, articles, plurals and -ise/-ize apart).",
    "edits"(Text, Text) -> Number: "How many letters must change (swaps count once) to get from one text to the other.",
    "words"(Text) -> Number: "How many words a text has.",
    "lower"(Text) -> Text: "In lower case.",
    "contains"(Text, Text) -> Bool: "Whether a text holds another, case apart.",
    "starts_with"(Text, Text) -> Bool: "Whether a text begins with another, case apart.",
    "ends_with"(Text, Text) -> Bool: "Whether a text ends with another, case apart.",
}

/// A function by name.
#[must_use]
pub fn function(name: &str) -> Option<&'static Function> {
    LIBRARY.iter().find(|f| f.name == name)
}

/// Fields of values: type, name, type of the field, meaning.
pub(super) const FIELDS: &[(Ty, &str, Ty, &str)] = &[
    (Ty::Person, "surname", Ty::Text, "surname with its particles"),
    (Ty::Person, "given", Ty::Text, "given name or initial"),
    (Ty::Person, "honorific", Ty::Text, "\"Mr.\" as written"),
    (Ty::Person, "name", Ty::Text, "fullest name of the person in the document"),
    (Ty::Role, "head", Ty::Text, "head word, \"minister\""),
    (Ty::Role, "country", Ty::Text, "country said with it"),
    (Ty::Role, "organisation", Ty::Text, "organisation said with it"),
    (Ty::Role, "status", Ty::Text, "\"current\", \"past\", \"acting\" or \"future\""),
    (Ty::Role, "family", Ty::Text, "family of roles that exclude each other"),
    (Ty::Date, "year", Ty::Number, "the year said"),
    (Ty::Date, "month", Ty::Number, "the month said, 1 to 12"),
    (Ty::Date, "day", Ty::Number, "the day said"),
    (Ty::Date, "weekday", Ty::Weekday, "the weekday said with it"),
    (Ty::Date, "grain", Ty::Text, "\"day\", \"month\", \"year\" …"),
    (Ty::Money, "currency", Ty::Text, "ISO code"),
    (Ty::Quantity, "unit", Ty::Text, "unit code"),
    (Ty::Quantity, "dimension", Ty::Text, "what it measures"),
    (Ty::Number, "hedge", Ty::Text, "\"exact\", \"about\", \"nearly\", \"at-least\", \"at-most\" or \"vague\""),
    (Ty::Percent, "hedge", Ty::Text, "as of a number"),
    (Ty::Duration, "unit", Ty::Text, "\"day\", \"year\" …"),
];
