//! The lexicon: TOML word lists turned into tables. The files under `rules/lexicon/` are embedded; a user's vocabulary adds to them.

use super::file::{
    self, Country, Holiday, Honorific, RawCurrency, RawFamily, RawFile, RawGroups, RawList, RawNicknames, RawState, RawUnit,
};
use super::{Class, ClassSet, LexiconError, Marks, Phrases, Token, WordId, Words, tokenize};
use crate::value::{Currency, Exact, Unit};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VariantForm {
    /// Its group's place in [`Lexicon::variants`].
    pub group: usize,
    /// Its place in the group's forms.
    pub form: usize,
    /// Its words and marks.
    pub words: Vec<WordId>,
}

/// The entries of a list as its files have them; they are cut into words only where a rule names the list.
#[derive(Debug, Default)]
struct Entries {
    single: Vec<String>,
    lists: Vec<RawList>,
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

/// All that is known of words.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// The shared table of words.
    pub words: Words,
    /// Bits that the readers hang on words, made at the first use.
    marks: OnceLock<Marks>,
    classes: Vec<ClassSet>,
    phrases: Phrases,
    /// By number of the class.
    lists: FxHashMap<u8, Entries>,
    /// Units by folded name; `true` where the name must touch or follow a number to count ("m", "in").
    pub units: FxHashMap<String, (Arc<Unit>, bool)>,
    /// Units by name in exact case ("MW" and "mW" differ), with the same mark.
    pub unit_forms: FxHashMap<String, (Arc<Unit>, bool)>,
    /// Units that take metric prefixes, by the symbol or word that the prefix stands before, in exact case.
    pub unit_stems: FxHashMap<&'static str, (Arc<Unit>, Prefixes)>,
    /// Currencies by symbol or folded name, with the amount of whole units that one of the name is (a cent: 1/100).
    pub currencies: FxHashMap<String, (Arc<Currency>, Exact)>,
    /// Honorifics by folded form.
    pub honorifics: FxHashMap<String, Arc<Honorific>>,
    /// Countries by folded name, alias, adjective and word for its people.
    pub countries: FxHashMap<String, Arc<Country>>,
    /// Full state names by folded abbreviation and name.
    pub us_states: FxHashMap<String, String>,
    /// Holidays by folded name.
    pub holidays: FxHashMap<String, Arc<Holiday>>,
    /// Family by role phrase, with the place in a ladder of ranks where the family is one.
    pub role_families: FxHashMap<String, (String, Option<usize>)>,
    /// The first form of a group of synonyms, by each form.
    pub role_synonyms: FxHashMap<String, String>,
    /// Full given names by short form, folded.
    pub nicknames: FxHashMap<String, Vec<String>>,
    /// Pairs that one article should not mix.
    pub variants: Vec<Variant>,
    /// Their forms by first word.
    pub variant_forms: FxHashMap<WordId, Vec<VariantForm>>,
}

/// About how many words the embedded files have.
const BUILTIN_WORDS: usize = 40_000;

impl Lexicon {
    /// The embedded lexicon.
    ///
    /// # Errors
    /// The first embedded file that does not parse; a test keeps this from happening.
    pub fn builtin() -> Result<Self, LexiconError> {
        let mut lexicon = Self { words: Words::with_capacity(BUILTIN_WORDS), ..Self::default() };
        // Parsing is most of the time that a run on one article takes, so files are parsed side by side and added in order.
        let parsed: Vec<_> = file::builtin_files().par_iter().map(|(name, text)| file::parse(name, text)).collect();
        for (raw, (name, _)) in parsed.into_iter().zip(file::builtin_files()) {
            lexicon.add_file(raw?).map_err(|message| LexiconError { file: (*name).to_owned(), message })?;
        }
        lexicon.add_calendar();
        Ok(lexicon)
    }

    fn add_file(&mut self, raw: RawFile) -> Result<(), String> {
        for (name, list) in raw.list {
            let class = Class::named(name).ok_or_else(|| format!("no reader uses a list named '{name}'"))?;
            list.entries().for_each(|entry| self.know(class, entry));
            self.lists.entry(class as u8).or_default().lists.push(list);
        }
        self.add_measures(raw.unit, raw.currency)?;
        self.add_people(raw.honorific, raw.role_family, &raw.role_synonyms, &raw.nicknames);
        self.add_places(raw.country, raw.us_state);
        for holiday in raw.holiday {
            let holiday = Arc::new(holiday);
            for name in std::iter::once(&holiday.name).chain(&holiday.aliases) {
                self.add(Class::Holiday, name);
                self.holidays.insert(super::fold(name).into_owned(), Arc::clone(&holiday));
            }
        }
        for (kind, forms) in raw.variants.iter().flat_map(|v| v.all().map(|forms| (v.kind, forms))) {
            let group = self.variants.len();
            for (form, text) in forms.iter().enumerate() {
                let words = self.phrase_ids(text);
                if let Some(&first) = words.first() {
                    self.variant_forms.entry(first).or_default().push(VariantForm { group, form, words });
                }
            }
            self.variants.push(Variant { forms, kind });
        }
        Ok(())
    }

    /// Adds one entry, a word or a phrase, to a class.
    pub fn add(&mut self, class: Class, entry: &str) {
        self.lists.entry(class as u8).or_default().single.push(entry.to_owned());
        self.know(class, entry);
    }

    fn know(&mut self, class: Class, entry: &str) {
        // Most entries are one plain word, which the tokenizer would hand back as it is.
        if entry.bytes().all(|b| b.is_ascii_alphabetic()) {
            let id = self.words.intern(entry);
            self.mark(id, class);
            return;
        }
        // Abbreviations are what the tokenizer itself asks for: they are one word whatever their dots.
        if matches!(class, Class::AbbreviationInner | Class::AbbreviationFinal) {
            let id = self.words.intern(entry);
            self.mark(id, class);
            return;
        }
        let ids = self.phrase_ids(entry);
        match ids.as_slice() {
            [id] => self.mark(*id, class),
            ids => self.phrases.insert(ids, class),
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
        self.classes.get(id.0 as usize).copied().unwrap_or_default()
    }

    /// The bits that one higher layer hangs on words; it says how they are made, once, when all words are known.
    pub fn marks(&self, make: impl FnOnce(&Self) -> Marks) -> &Marks {
        self.marks.get_or_init(|| make(self))
    }

    /// Whether a word is of a class.
    #[must_use]
    pub fn is(&self, id: WordId, class: Class) -> bool {
        self.classes(id).has(class)
    }

    /// The longest phrase of a class at the start of the words that `at` gives: its number of words.
    pub fn phrase(&self, mut at: impl FnMut(usize) -> Option<WordId>, class: Class) -> Option<usize> {
        let first = at(0)?;
        self.phrases.longest(at, class).or_else(|| self.is(first, class).then_some(1))
    }

    /// The entries of a list by its name, for rules that name it with `@`.
    #[must_use]
    pub fn list(&self, name: &str) -> Option<Vec<String>> {
        let entries = self.lists.get(&(Class::named(name)? as u8))?;
        let listed = entries.lists.iter().flat_map(RawList::entries).map(str::to_owned);
        Some(entries.single.iter().cloned().chain(listed).collect())
    }

    /// Names of all lists.
    pub fn list_names(&self) -> impl Iterator<Item = &str> {
        Class::ALL.iter().map(|c| c.name())
    }

    fn mark(&mut self, id: WordId, class: Class) {
        let at = id.0 as usize;
        if self.classes.len() <= at {
            self.classes.resize(at + 1, ClassSet::default());
        }
        if let Some(set) = self.classes.get_mut(at) {
            set.insert(class);
        }
    }

    fn add_measures(&mut self, units: Vec<RawUnit>, currencies: Vec<RawCurrency>) -> Result<(), String> {
        for raw in units {
            let parse = |text: &str| parse_exact(text).ok_or_else(|| format!("unit {}: '{text}' is not a number", raw.code));
            let (factor, offset) = (parse(raw.factor)?, raw.offset.map_or(Ok(Exact::ZERO), parse)?);
            let unit = Arc::new(Unit {
                code: raw.code.to_owned(),
                dimension: raw.dimension.to_owned(),
                factor,
                offset,
                system: raw.system.to_owned(),
            });
            for name in &raw.names {
                self.add(Class::Unit, name);
                self.unit_forms.entry((*name).to_owned()).or_insert_with(|| (Arc::clone(&unit), raw.ambiguous));
                self.units.entry(super::fold(name).into_owned()).or_insert_with(|| (Arc::clone(&unit), raw.ambiguous));
            }
            for (stems, which) in [(raw.prefixed, Prefixes::All), (raw.multiplied, Prefixes::Multiples), (raw.divided, Prefixes::Parts)] {
                for stem in stems {
                    self.unit_stems.entry(stem).or_insert_with(|| (Arc::clone(&unit), which));
                }
            }
        }
        for raw in currencies {
            let currency = Arc::new(Currency { code: raw.code.to_owned() });
            let hundredth = Exact::ratio(1, 100).unwrap_or(Exact::ONE);
            let whole = raw.symbols.iter().chain(&raw.names).chain(&raw.slang).chain(std::iter::once(&raw.code)).map(|n| (n, Exact::ONE));
            let mut others = Vec::new();
            for piece in &raw.other {
                let size = parse_exact(piece.worth).ok_or_else(|| format!("currency {}: '{}' is not a number", raw.code, piece.worth))?;
                others.extend(piece.names.iter().map(|n| (n, size)));
            }
            for (name, size) in whole.chain(raw.subunit.iter().map(|n| (n, hundredth))).chain(others) {
                self.add(Class::Currency, name);
                self.currencies.entry(super::fold(name).into_owned()).or_insert_with(|| (Arc::clone(&currency), size));
            }
        }
        Ok(())
    }

    fn add_people(&mut self, honorifics: Vec<Honorific>, families: Vec<RawFamily>, synonyms: &RawGroups, nicknames: &RawNicknames) {
        for honorific in honorifics {
            let honorific = Arc::new(honorific);
            for form in &honorific.forms {
                self.add(Class::Honorific, form);
                self.honorifics.entry(super::fold(form).into_owned()).or_insert_with(|| Arc::clone(&honorific));
            }
        }
        for family in families.into_iter().filter(|f| f.exclusive || f.ladder) {
            for (rank, role) in family.roles.iter().enumerate() {
                self.add(Class::RolePhrase, role);
                self.role_families.entry(super::fold(role).into_owned()).or_insert((family.name.to_owned(), family.ladder.then_some(rank)));
            }
        }
        for forms in synonyms.all() {
            let Some(first) = forms.first() else { continue };
            for form in &forms {
                self.add(Class::RolePhrase, form);
                self.role_synonyms.entry(super::fold(form).into_owned()).or_insert_with(|| super::fold(first).into_owned());
            }
        }
        for (short, full) in nicknames.all() {
            let full = full.map(|n| super::fold(n).into_owned());
            self.nicknames.entry(super::fold(short).into_owned()).or_default().extend(full);
        }
    }

    fn add_places(&mut self, countries: Vec<Country>, states: Vec<RawState>) {
        for country in countries {
            let country = Arc::new(country);
            for name in std::iter::once(&country.name).chain(&country.aliases) {
                self.add(Class::Country, name);
                self.countries.entry(super::fold(name).into_owned()).or_insert_with(|| Arc::clone(&country));
            }
            for name in country.adjectives.iter().chain(&country.people) {
                self.add(Class::Nationality, name);
                self.countries.entry(super::fold(name).into_owned()).or_insert_with(|| Arc::clone(&country));
            }
            if !country.capital.is_empty() {
                self.add(Class::City, country.capital);
            }
        }
        for state in states {
            for name in std::iter::once(&state.name).chain(&state.abbreviations) {
                self.add(Class::UsState, name);
                self.us_states.entry(super::fold(name).into_owned()).or_insert_with(|| state.name.to_owned());
            }
            for name in &state.people {
                self.add(Class::Nationality, name);
            }
        }
    }

    /// Months, weekdays and number words are grammar rather than knowledge, so they are here and not in a file.
    fn add_calendar(&mut self) {
        const MONTHS: &str = "january february march april may june july august september october november december \
            jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec. jan feb mar apr jun jul aug sep sept oct nov dec";
        const WEEKDAYS: &str = "monday tuesday wednesday thursday friday saturday sunday mon. tue. tues. wed. thu. thur. thurs. fri. sat. sun. \
            mon tue tues wed thu thur thurs fri sat sun";
        const NUMBERS: &str = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen \
            eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion dozen half quarter third";
        for (class, text) in [(Class::Month, MONTHS), (Class::Weekday, WEEKDAYS), (Class::NumberWord, NUMBERS)] {
            for word in text.split_whitespace() {
                if word.ends_with('.') {
                    self.add(Class::AbbreviationInner, word);
                    let id = self.words.intern(word);
                    self.mark(id, class);
                } else {
                    self.add(class, word);
                }
            }
        }
    }
}

/// A plain decimal, or a fraction `5/9` of two.
fn parse_exact(text: &str) -> Option<Exact> {
    match text.split_once('/') {
        Some((n, d)) => Exact::parse(n.trim())?.div(Exact::parse(d.trim())?),
        None => Exact::parse(text.trim()),
    }
}
