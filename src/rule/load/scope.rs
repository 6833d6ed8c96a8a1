//! What names an expression of a rule may use, and their types.

use super::super::expr::Scope;
use super::super::model::{ClaimRef, Field};
use super::super::types::Ty;
use super::Loader;
use smallvec::{SmallVec, smallvec};

/// Names with types.
pub(super) struct Names<'a, 'l> {
    loader: &'a Loader<'l>,
    known: SmallVec<[(&'a str, Ty); 8]>,
    sides: Vec<ClaimRef>,
}

/// What every capture has, wherever it was read.
const UNIVERSAL: &[(&str, Ty)] = &[("text", Ty::Text), ("file", Ty::Text), ("line", Ty::Number), ("count", Ty::Number)];

impl<'a, 'l> Names<'a, 'l> {
    /// Only what is always there.
    pub(super) fn new(loader: &'a Loader<'l>) -> Self {
        Self { loader, known: smallvec![("published", Ty::Date)], sides: Vec::new() }
    }

    /// The fields of one claim.
    pub(super) fn of_fields(loader: &'a Loader<'l>, fields: &'a [Field]) -> Self {
        let mut scope = Self::new(loader);
        scope.known.extend(fields.iter().map(|f| (f.name.as_str(), f.ty.clone())));
        scope
    }

    /// Adds a name.
    pub(super) fn add(&mut self, name: &'a str, ty: Ty) {
        self.known.push((name, ty));
    }

    /// Adds a claim under a name, for rules of two claims.
    pub(super) fn add_claim(&mut self, name: &'a str, claim: ClaimRef) {
        self.known.push((name, Ty::Claim(self.sides.len())));
        self.sides.push(claim);
    }
}

impl Scope for Names<'_, '_> {
    fn name(&self, name: &str) -> Option<Ty> {
        self.known.iter().rev().find(|(n, _)| *n == name).map(|(_, t)| t.clone())
    }

    fn names(&self) -> Vec<String> {
        self.known.iter().map(|(n, _)| (*n).to_owned()).collect()
    }

    fn field(&self, of: &Ty, field: &str) -> (Option<Ty>, Vec<String>) {
        if let Ty::Claim(i) = of {
            let fields = self.sides.get(*i).map(|c| self.loader.fields_of(*c)).unwrap_or_default();
            let ty = fields.iter().find(|f| f.name == field).map(|f| f.ty.clone());
            return (ty, fields.iter().map(|f| f.name.clone()).collect());
        }
        if let Ty::Fact(table) = of {
            let (ty, known) = self.loader.fact_field(table, field);
            if ty.is_some() {
                return (ty, known);
            }
        }
        (UNIVERSAL.iter().find(|(n, _)| *n == field).map(|(_, t)| t.clone()), Vec::new())
    }

    fn has_list(&self, name: &str) -> bool {
        self.loader.has_list(name)
    }
}
