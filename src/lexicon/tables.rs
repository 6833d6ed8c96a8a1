//! Tables of things with names: units, currencies, honorifics, countries, holidays, families of roles. Their names are words of a
//! class as well.

use super::data::Prefixes;
use super::file::{Country, Honorific, RawCurrency, RawFamily, RawFile, RawGroups, RawState, RawUnit};
use super::{Class, Lexicon};
use crate::value::{Currency, Exact, Unit};
use std::borrow::Cow;
use std::sync::Arc;

impl RawFile {
    /// The names in the tables of the file, each with its class, in the order of the tables.
    pub(super) fn names(&self) -> Vec<(Class, &'static str)> {
        let mut out = Vec::new();
        let mut all = |class: Class, names: &mut dyn Iterator<Item = &'static str>| out.extend(names.map(|n| (class, n)));
        for unit in &self.unit {
            all(Class::Unit, &mut unit.names.iter().copied());
        }
        for c in &self.currency {
            let whole = c.symbols.iter().chain(&c.names).chain(&c.slang).copied().chain(std::iter::once(c.code));
            let parts = c.subunit.iter().chain(c.other.iter().flat_map(|o| &o.names)).copied();
            all(Class::Currency, &mut whole.chain(parts));
        }
        for honorific in &self.honorific {
            all(Class::Honorific, &mut honorific.forms.iter().copied());
        }
        for family in self.role_family.iter().filter(|f| f.exclusive || f.ladder) {
            all(Class::RolePhrase, &mut family.roles.iter().copied());
        }
        for forms in self.role_synonyms.all() {
            all(Class::RolePhrase, &mut forms.iter().copied());
        }
        for forms in self.parties.all() {
            all(Class::Party, &mut forms.iter().copied());
        }
        for forms in self.region_adjectives.all() {
            all(Class::RegionAdjective, &mut forms.iter().copied());
        }
        for country in &self.country {
            all(Class::Country, &mut std::iter::once(country.name).chain(country.aliases.iter().copied()));
            all(Class::Nationality, &mut country.adjectives.iter().chain(&country.people).copied());
            all(Class::City, &mut std::iter::once(country.capital).filter(|c| !c.is_empty()));
        }
        for state in &self.us_state {
            all(Class::UsState, &mut std::iter::once(state.name).chain(state.abbreviations.iter().copied()));
            all(Class::Nationality, &mut state.people.iter().copied());
        }
        for holiday in &self.holiday {
            all(Class::Holiday, &mut std::iter::once(holiday.name).chain(holiday.aliases.iter().copied()));
        }
        out
    }
}

impl Lexicon {
    /// Fills the tables from a file.
    ///
    /// # Errors
    /// A number that is none.
    pub(super) fn add_tables(&mut self, raw: &RawFile) -> Result<(), String> {
        self.add_measures(&raw.unit, &raw.currency)?;
        self.add_people(&raw.honorific, &raw.role_family, &raw.role_synonyms);
        self.add_places(&raw.country, &raw.us_state);
        for (groups, table) in [(&raw.parties, &mut self.parties), (&raw.region_adjectives, &mut self.region_adjectives)] {
            for forms in groups.all() {
                let Some(first) = forms.first() else { continue };
                table.add(folded(&forms), super::fold(first).into_owned());
            }
        }
        // Of several holidays of a name, the last one counts.
        for holiday in raw.holiday.iter().rev() {
            self.holidays.add(folded(std::iter::once(&holiday.name).chain(&holiday.aliases)), Arc::clone(holiday));
        }
        for (short, full) in raw.nicknames.all() {
            self.nicknames.add([super::fold(short)], full.map(|name| super::fold(name).into_owned()).collect());
        }
        Ok(())
    }

    fn add_measures(&mut self, units: &[RawUnit], currencies: &[RawCurrency]) -> Result<(), String> {
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
            self.unit_forms.add(&raw.names, (Arc::clone(&unit), raw.ambiguous));
            self.units.add(folded(&raw.names), (Arc::clone(&unit), raw.ambiguous));
            for (stems, which) in [(&raw.prefixed, Prefixes::All), (&raw.multiplied, Prefixes::Multiples), (&raw.divided, Prefixes::Parts)]
            {
                self.unit_stems.add(stems, (Arc::clone(&unit), which));
            }
        }
        for raw in currencies {
            let currency = Arc::new(Currency { code: raw.code.to_owned() });
            let hundredth = Exact::ratio(1, 100).unwrap_or(Exact::ONE);
            let mut add = |names: &mut dyn Iterator<Item = &&'static str>, size: Exact| {
                self.currencies.add(folded(names), (Arc::clone(&currency), size));
            };
            add(&mut raw.symbols.iter().chain(&raw.names).chain(&raw.slang).chain(std::iter::once(&raw.code)), Exact::ONE);
            add(&mut raw.subunit.iter(), hundredth);
            for piece in &raw.other {
                let size = parse_exact(piece.worth).ok_or_else(|| format!("currency {}: '{}' is not a number", raw.code, piece.worth))?;
                add(&mut piece.names.iter(), size);
            }
        }
        Ok(())
    }

    fn add_people(&mut self, honorifics: &[Arc<Honorific>], families: &[RawFamily], synonyms: &RawGroups) {
        for honorific in honorifics {
            self.honorifics.add(folded(&honorific.forms), Arc::clone(honorific));
        }
        for family in families.iter().filter(|f| f.exclusive || f.ladder) {
            for (rank, role) in family.roles.iter().enumerate() {
                self.role_families.add(folded([role]), (family.name, family.ladder.then_some(rank)));
            }
        }
        for forms in synonyms.all() {
            let Some(first) = forms.first() else { continue };
            self.role_synonyms.add(folded(&forms), super::fold(first).into_owned());
        }
    }

    fn add_places(&mut self, countries: &[Arc<Country>], states: &[RawState]) {
        for country in countries {
            let names = std::iter::once(&country.name).chain(&country.aliases).chain(&country.adjectives).chain(&country.people);
            self.countries.add(folded(names), Arc::clone(country));
        }
        for state in states {
            self.us_states.add(folded(std::iter::once(&state.name).chain(&state.abbreviations)), state.name);
        }
    }
}

/// Names as they are looked up in any case.
fn folded<'a>(names: impl IntoIterator<Item = &'a &'static str>) -> impl Iterator<Item = Cow<'static, str>> {
    names.into_iter().map(|name| super::fold(name))
}

/// A plain decimal, or a fraction `5/9` of two.
fn parse_exact(text: &str) -> Option<Exact> {
    match text.split_once('/') {
        Some((n, d)) => Exact::parse(n.trim())?.div(Exact::parse(d.trim())?),
        None => Exact::parse(text.trim()),
    }
}
