//! The lexicon: TOML word lists turned into tables. The files under `rules/lexicon/` are embedded; a user's vocabulary adds to them.

use super::class_table::ClassTable;
use super::file::{self, Country, Holiday, Honorific, RawFile};
use super::named::{Named, Stored};
use super::phrases::Phrases;
use super::{Class, ClassSet, Frequent, LexiconError, Marks, Token, WordId, Words, packed, prebuilt, tokenize};
use crate::value::{Currency, Exact, Unit};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// Forms of one word that an article should not mix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variant {
    /// The forms, in exact case.
    pub forms: Vec<&'static str>,
    /// `abbreviation`, `spelling` or `word`.
    pub kind: &'static str,
}

/// One form of a [`Variant`], as the tokenizer cuts it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VariantForm {
    /// Its group's place in the table of variants.
    pub group: usize,
    /// Its place in the group's forms.
    pub form: usize,
    /// Its words and marks.
    pub words: Vec<WordId>,
}

/// Which of the prefixes of the metric system a unit takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Prefixes {
    /// All of them.
    All,
    /// Those that multiply: kilo and up.
    Multiples,
    /// Those that divide: milli and down.
    Parts,
}

/// The entries of a list: names that the tables of things give it, and what its file lists.
type List = (Vec<&'static str>, Vec<&'static str>);

/// All that is known of words.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Lexicon {
    /// The shared table of words.
    pub words: Words,
    /// Those of its words that texts have most.
    #[serde(skip)]
    pub frequent: Frequent,
    /// Bits that the readers hang on words, made at the first use.
    #[serde(skip)]
    marks: OnceLock<Marks>,
    pub(super) classes: ClassTable,
    pub(super) phrases: Phrases,
    /// The lists of its files that have entries.
    lists: Named<List>,
    /// Entries of lists that were added.
    #[serde(skip)]
    added: Vec<(Class, String)>,
    /// Units by folded name; `true` where the name must touch or follow a number to count ("m", "in").
    pub units: Named<(Arc<Unit>, bool)>,
    /// Units by name in exact case ("MW" and "mW" differ), with the same mark.
    pub unit_forms: Named<(Arc<Unit>, bool)>,
    /// Units that take metric prefixes, by the symbol or word that the prefix stands before, in exact case.
    pub unit_stems: Named<(Arc<Unit>, Prefixes)>,
    /// Currencies by symbol or folded name, with the amount of whole units that one of the name is (a cent: 1/100).
    pub currencies: Named<(Arc<Currency>, Exact)>,
    /// Honorifics by folded form.
    pub honorifics: Named<Arc<Honorific>>,
    /// Countries by folded name, alias, adjective and word for its people.
    pub countries: Named<Arc<Country>>,
    /// Full state names by folded abbreviation and name.
    pub us_states: Named<&'static str>,
    /// Holidays by folded name.
    pub holidays: Named<Arc<Holiday>>,
    /// Family by role phrase, with the place in a ladder of ranks where the family is one.
    pub role_families: Named<(&'static str, Option<usize>)>,
    /// The first form of a group of synonyms, by each form.
    pub role_synonyms: Named<String>,
    /// The first name of a party, by each word for its members.
    pub parties: Named<String>,
    /// A state or province, by its name and its adjective.
    pub region_adjectives: Named<String>,
    /// Full given names by short form, folded.
    pub(super) nicknames: Named<Vec<String>>,
    /// Pairs that one article should not mix.
    pub(super) variants: Vec<Stored<Variant>>,
    /// The first words of their forms, in order.
    #[serde(with = "packed")]
    variant_words: Vec<u32>,
    /// Their forms, for each first word.
    variant_forms: Vec<Stored<Vec<VariantForm>>>,
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
            Some(stored) => Ok(stored),
            None => Self::from_files(),
        }
    }

    /// The lexicon made of its files.
    ///
    /// # Errors
    /// The first embedded file that does not parse.
    pub(super) fn from_files() -> Result<Self, LexiconError> {
        let mut lexicon = Self { words: Words::with_capacity(BUILTIN_WORDS), ..Self::default() };
        let (mut lists, mut variant_forms) = (BTreeMap::<_, List>::new(), BTreeMap::new());
        for (name, text) in file::builtin_files() {
            let raw = file::parse(name, text)?;
            lexicon.add_file(&raw, &mut variant_forms).map_err(|message| LexiconError { file: (*name).to_owned(), message })?;
            raw.names().into_iter().for_each(|(class, name)| lists.entry(class.name()).or_default().0.push(name));
            raw.list.iter().for_each(|(name, list)| lists.entry(name).or_default().1.extend(list.entries()));
        }
        for (class, word) in calendar() {
            lexicon.know(class, word);
            lists.entry(class.name()).or_default().0.push(word);
        }
        for (name, list) in lists.into_iter().filter(|(_, (names, listed))| !names.is_empty() || !listed.is_empty()) {
            lexicon.lists.add([name], list);
        }
        for (word, forms) in variant_forms {
            lexicon.variant_words.push(word.0);
            lexicon.variant_forms.push(forms.into());
        }
        Ok(lexicon)
    }

    fn add_file(&mut self, raw: &RawFile, variant_forms: &mut BTreeMap<WordId, Vec<VariantForm>>) -> Result<(), String> {
        for (name, list) in &raw.list {
            let class = Class::named(name).ok_or_else(|| format!("no reader uses a list named '{name}'"))?;
            list.entries().for_each(|entry| self.know(class, entry));
        }
        raw.names().into_iter().for_each(|(class, name)| self.know(class, name));
        self.add_tables(raw)?;
        for variant in raw.variants.iter().flat_map(|v| v.all().map(|forms| Variant { forms, kind: v.kind })) {
            let group = self.variants.len();
            for (form, text) in variant.forms.iter().enumerate() {
                let words = self.phrase_ids(text);
                if let Some(&first) = words.first() {
                    variant_forms.entry(first).or_default().push(VariantForm { group, form, words });
                }
            }
            self.variants.push(variant.into());
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
        let (named, listed) = self.lists.get(name).map(|(n, l)| (n.as_slice(), l.as_slice())).unwrap_or_default();
        let own = |names: &[&'static str]| names.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>();
        let entries = [own(named), self.added_to(name).map(str::to_owned).collect(), own(listed)].concat();
        (!entries.is_empty()).then_some(entries)
    }

    /// The entries that were added to a list.
    fn added_to(&self, name: &str) -> impl Iterator<Item = &str> {
        let class = Class::named(name);
        self.added.iter().filter(move |(c, _)| Some(*c) == class).map(|(_, n)| n.as_str())
    }

    /// Whether there is a list of a name with entries.
    #[must_use]
    pub fn has_list(&self, name: &str) -> bool {
        self.lists.contains_key(name) || self.added_to(name).next().is_some()
    }

    /// The given names that a folded short name stands for, folded.
    #[must_use]
    pub fn full_names(&self, short: &str) -> &[String] {
        self.nicknames.get(short).map_or(&[], Vec::as_slice)
    }

    /// A group of forms that one article should not mix, by its number.
    #[must_use]
    pub fn variant(&self, group: usize) -> Option<&Variant> {
        self.variants.get(group)?.get()
    }

    /// The forms of such groups that begin with a word.
    #[must_use]
    pub fn variant_forms(&self, first: WordId) -> &[VariantForm] {
        let place = self.variant_words.binary_search(&first.0).ok();
        place.and_then(|n| self.variant_forms.get(n)?.get()).map_or(&[], Vec::as_slice)
    }

    /// The words that such forms begin with.
    pub fn variant_words(&self) -> impl Iterator<Item = WordId> {
        self.variant_words.iter().copied().map(WordId)
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
