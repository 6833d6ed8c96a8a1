//! The lexicon: TOML word lists turned into tables. The files under `rules/lexicon/` are embedded; a user's vocabulary adds to them.

use super::class_table::ClassTable;
use super::file::{self, Country, Holiday, Honorific, RawFile, RawList};
use super::phrases::Phrases;
use super::{Class, ClassSet, Frequent, LexiconError, Marks, Token, WordId, Words, prebuilt, tokenize};
use crate::value::{Currency, Exact, Unit};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

/// Forms of one word that an article should not mix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// The forms, in exact case.
    pub forms: Vec<&'static str>,
    /// `abbreviation`, `spelling` or `word`.
    pub kind: &'static str,
}

/// One form of a [`Variant`], as the tokenizer cuts it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VariantForm {
    /// Its group's place in [`Lexicon::variants`].
    pub group: usize,
    /// Its place in the group's forms.
    pub form: usize,
    /// Its words and marks.
    pub words: Vec<WordId>,
}

/// Which of the prefixes of the metric system a unit takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prefixes {
    /// All of them.
    All,
    /// Those that multiply: kilo and up.
    Multiples,
    /// Those that divide: milli and down.
    Parts,
}

/// Names in full by short name, all folded.
type Nicknames = FxHashMap<Cow<'static, str>, Vec<Cow<'static, str>>>;

/// All that is known of words.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// The shared table of words.
    pub words: Words,
    /// Those of its words that texts have most.
    pub frequent: Frequent,
    /// Bits that the readers hang on words, made at the first use.
    marks: OnceLock<Marks>,
    pub(super) classes: ClassTable,
    pub(super) phrases: Phrases,
    /// What its files say, for the entries of lists.
    pub(super) files: Vec<RawFile>,
    /// Entries of lists that were added.
    added: Vec<(Class, String)>,
    /// Units by folded name; `true` where the name must touch or follow a number to count ("m", "in").
    pub units: FxHashMap<Cow<'static, str>, (Arc<Unit>, bool)>,
    /// Units by name in exact case ("MW" and "mW" differ), with the same mark.
    pub unit_forms: FxHashMap<Cow<'static, str>, (Arc<Unit>, bool)>,
    /// Units that take metric prefixes, by the symbol or word that the prefix stands before, in exact case.
    pub unit_stems: FxHashMap<&'static str, (Arc<Unit>, Prefixes)>,
    /// Currencies by symbol or folded name, with the amount of whole units that one of the name is (a cent: 1/100).
    pub currencies: FxHashMap<Cow<'static, str>, (Arc<Currency>, Exact)>,
    /// Honorifics by folded form.
    pub honorifics: FxHashMap<Cow<'static, str>, Arc<Honorific>>,
    /// Countries by folded name, alias, adjective and word for its people.
    pub countries: FxHashMap<Cow<'static, str>, Arc<Country>>,
    /// Full state names by folded abbreviation and name.
    pub us_states: FxHashMap<Cow<'static, str>, &'static str>,
    /// Holidays by folded name.
    pub holidays: FxHashMap<Cow<'static, str>, Arc<Holiday>>,
    /// Family by role phrase, with the place in a ladder of ranks where the family is one.
    pub role_families: FxHashMap<Cow<'static, str>, (&'static str, Option<usize>)>,
    /// The first form of a group of synonyms, by each form.
    pub role_synonyms: FxHashMap<Cow<'static, str>, Cow<'static, str>>,
    /// The first name of a party, by each word for its members.
    pub parties: FxHashMap<Cow<'static, str>, Cow<'static, str>>,
    /// A state or province, by its name and its adjective.
    pub region_adjectives: FxHashMap<Cow<'static, str>, Cow<'static, str>>,
    /// Full given names by short form, folded.
    nicknames: OnceLock<Nicknames>,
    /// Pairs that one article should not mix.
    pub variants: Vec<Variant>,
    /// Their forms by first word.
    pub variant_forms: FxHashMap<WordId, Vec<VariantForm>>,
}

/// About how many words the embedded files have.
const BUILTIN_WORDS: usize = 40_000;

impl Lexicon {
    /// The embedded lexicon: as it was pre-built, or from its files where they are not those that it was built from.
    ///
    /// # Errors
    /// The first embedded file that does not parse; a test keeps this from happening.
    pub fn builtin() -> Result<Self, LexiconError> {
        match prebuilt::load() {
            Some(stored) => stored,
            None => Self::from_files(),
        }
    }

    /// The lexicon made of its files.
    ///
    /// # Errors
    /// The first embedded file that does not parse.
    pub(super) fn from_files() -> Result<Self, LexiconError> {
        let mut lexicon = Self { words: Words::with_capacity(BUILTIN_WORDS), ..Self::default() };
        for (name, text) in file::builtin_files() {
            let raw = file::parse(name, text)?;
            lexicon.add_file(&raw).map_err(|message| LexiconError { file: (*name).to_owned(), message })?;
            lexicon.files.push(raw);
        }
        calendar().for_each(|(class, word)| lexicon.know(class, word));
        Ok(lexicon)
    }

    fn add_file(&mut self, raw: &RawFile) -> Result<(), String> {
        for (name, list) in &raw.list {
            let class = Class::named(name).ok_or_else(|| format!("no reader uses a list named '{name}'"))?;
            list.entries().for_each(|entry| self.know(class, entry));
        }
        raw.names().into_iter().for_each(|(class, name)| self.know(class, name));
        let first = self.variants.len();
        self.add_tables(raw)?;
        let new: Vec<_> = self.variants.iter().enumerate().skip(first).map(|(group, v)| (group, v.forms.clone())).collect();
        for (group, forms) in new {
            for (form, text) in forms.iter().enumerate() {
                let words = self.phrase_ids(text);
                if let Some(&first) = words.first() {
                    self.variant_forms.entry(first).or_default().push(VariantForm { group, form, words });
                }
            }
        }
        Ok(())
    }

    /// Adds one entry, a word or a phrase, to a class.
    pub fn add(&mut self, class: Class, entry: &str) {
        self.added.push((class, entry.to_owned()));
        self.know(class, entry);
    }

    fn know(&mut self, class: Class, entry: &str) {
        // Most entries are one plain word, which the tokenizer would hand back as it is. Abbreviations are what the tokenizer itself
        // asks for: they are one word whatever their dots.
        let whole = matches!(class, Class::AbbreviationInner | Class::AbbreviationFinal);
        if whole || entry.bytes().all(|b| b.is_ascii_alphabetic()) {
            let id = self.words.intern(entry);
            self.classes.add(id, class);
            return;
        }
        let ids = self.phrase_ids(entry);
        match ids.as_slice() {
            [id] => self.classes.add(*id, class),
            ids => self.phrases.insert(ids, class, &mut self.classes),
        }
    }

    /// The word numbers of a phrase, as the tokenizer cuts it; new words are added to the table.
    pub fn phrase_ids(&mut self, phrase: &str) -> Vec<WordId> {
        // Plain words with single spaces are what the tokenizer would hand back.
        if phrase.split(' ').all(|w| !w.is_empty() && w.bytes().all(|b| b.is_ascii_alphabetic())) {
            return phrase.split(' ').map(|w| self.words.intern(w)).collect();
        }
        let mut folded = Vec::new();
        let mut tokens: Vec<Token> = Vec::new();
        tokenize(
            self,
            phrase,
            0..phrase.len(),
            |f| {
                folded.push(f.to_owned());
                WordId(0)
            },
            &mut tokens,
        );
        folded.iter().map(|f| self.words.intern(f)).collect()
    }

    /// The number of a folded or unfolded word.
    #[must_use]
    pub fn word(&self, word: &str) -> Option<WordId> {
        self.words.get(word)
    }

    /// What a word can be.
    #[must_use]
    pub fn classes(&self, id: WordId) -> ClassSet {
        self.classes.get(id)
    }

    /// The bits that one higher layer hangs on words; it says how they are made, once, when all words are known.
    pub fn marks(&self, make: impl FnOnce(&Self) -> Marks) -> &Marks {
        self.marks.get_or_init(|| make(self))
    }

    /// The number of a word's set of classes in [`Lexicon::class_sets`].
    #[must_use]
    pub fn class_number(&self, id: WordId) -> usize {
        self.classes.number(id) as usize
    }

    /// The number of the set of the classes of the phrases that a word begins.
    #[must_use]
    pub fn phrase_class_number(&self, id: WordId) -> usize {
        self.phrases.begun_by(id) as usize
    }

    /// All sets of classes that words or phrases have.
    #[must_use]
    pub fn class_sets(&self) -> &[ClassSet] {
        self.classes.sets()
    }

    /// Whether a word is of a class.
    #[must_use]
    pub fn is(&self, id: WordId, class: Class) -> bool {
        self.classes(id).has(class)
    }

    /// The longest phrase of a class at the start of the words that `at` gives: its number of words.
    pub fn phrase(&self, at: impl FnMut(usize) -> Option<WordId>, class: Class) -> Option<usize> {
        self.phrase_of_any(at, &[class])
    }

    /// The longest phrase of any of several classes at the start of the words that `at` gives.
    pub fn phrase_of_any(&self, mut at: impl FnMut(usize) -> Option<WordId>, any: &[Class]) -> Option<usize> {
        let first = at(0)?;
        self.phrases.longest(at, any, &self.classes).or_else(|| self.classes(first).has_any(any).then_some(1))
    }

    /// The entries of a list by its name, for rules that name it with `@`.
    #[must_use]
    pub fn list(&self, name: &str) -> Option<Vec<String>> {
        let class = Class::named(name)?;
        let named = self.files.iter().flat_map(RawFile::names).chain(calendar()).filter(|(c, _)| *c == class).map(|(_, n)| n.to_owned());
        let added = self.added.iter().filter(|(c, _)| *c == class).map(|(_, n)| n.clone());
        let listed = self.files.iter().filter_map(|f| f.list.get(name)).flat_map(RawList::entries).map(str::to_owned);
        let entries: Vec<String> = named.chain(added).chain(listed).collect();
        (!entries.is_empty()).then_some(entries)
    }

    /// Whether there is a list of a name with entries.
    #[must_use]
    pub fn has_list(&self, name: &str) -> bool {
        let listed = |f: &RawFile| f.list.get(name).is_some_and(|l| l.entries().next().is_some());
        Class::named(name).is_some() && (self.files.iter().any(listed) || self.list(name).is_some())
    }

    /// The given names that a folded short name stands for, folded.
    #[must_use]
    pub fn full_names(&self, short: &str) -> &[Cow<'static, str>] {
        let read = || {
            let mut names = Nicknames::default();
            for (short, full) in self.files.iter().flat_map(|f| f.nicknames.all()) {
                names.entry(super::fold(short)).or_default().extend(full.map(super::fold));
            }
            names
        };
        self.nicknames.get_or_init(read).get(short).map_or(&[], Vec::as_slice)
    }

    /// Names of all lists.
    pub fn list_names(&self) -> impl Iterator<Item = &str> {
        Class::ALL.iter().map(|c| c.name())
    }
}

/// Months, weekdays and number words are grammar rather than knowledge, so they are here and not in a file.
fn calendar() -> impl Iterator<Item = (Class, &'static str)> {
    const MONTHS: &str = "january february march april may june july august september october november december \
        jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec. jan feb mar apr jun jul aug sep sept oct nov dec";
    const WEEKDAYS: &str = "monday tuesday wednesday thursday friday saturday sunday mon. tue. tues. wed. thu. thur. thurs. fri. sat. sun. \
        mon tue tues wed thu thur thurs fri sat sun";
    const NUMBERS: &str = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen \
        eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion dozen half quarter third";
    let words = |(class, text): (Class, &'static str)| {
        // The dot makes one word of it for the tokenizer.
        text.split_whitespace().flat_map(move |word| {
            let dotted = word.ends_with('.').then_some((Class::AbbreviationInner, word));
            dotted.into_iter().chain(std::iter::once((class, word)))
        })
    };
    [(Class::Month, MONTHS), (Class::Weekday, WEEKDAYS), (Class::NumberWord, NUMBERS)].into_iter().flat_map(words)
}
