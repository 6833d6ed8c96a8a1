//! People and their roles, as named at one place in a text.

/// A person's name in parts, as written at this place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Person {
    /// "Mr.", "Dr", "Sen." as written.
    pub honorific: Option<String>,
    /// Given name or initial.
    pub given: Option<String>,
    /// Middle names and initials.
    pub middle: Vec<String>,
    /// Surname with its particles: "van der Berg". For a mention by given name alone this is absent.
    pub surname: Option<String>,
    /// "Jr.", "III".
    pub suffix: Option<String>,
    /// A name between quotation marks: William “Billy” Strand.
    pub nickname: Option<String>,
    /// The cluster of mentions that this one belongs to: the same number, the same person in this document.
    pub entity: u32,
    /// The fullest name of that person in this document.
    pub canonical: String,
    /// Whether the words could mean either of two people of this document, so that the cluster is the mention's own.
    pub ambiguous: bool,
}

impl Person {
    /// The name as written here, without the honorific.
    #[must_use]
    pub fn full(&self) -> String {
        let parts = self.given.iter().chain(self.middle.iter()).chain(self.surname.iter()).chain(self.suffix.iter());
        parts.map(String::as_str).collect::<Vec<_>>().join(" ")
    }
}

/// When a role is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum RoleStatus {
    /// Held now, or nothing else is said.
    #[default]
    Current,
    /// former, ex-, then-, was until, retired, late.
    Past,
    /// acting, interim.
    Acting,
    /// -elect, incoming, designate.
    Future,
}

/// An office or occupation, as written at this place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Role {
    /// Normal form: lower-case, without article, country or organisation, synonyms joined ("foreign minister").
    pub phrase: String,
    /// The head word: "minister".
    pub head: String,
    /// The country said with it, by its name ("China").
    pub country: Option<String>,
    /// The organisation said with it.
    pub organisation: Option<String>,
    /// When it is held.
    pub status: RoleStatus,
    /// The name of its family of exclusive roles ("cabinet post"), where it has one.
    pub family: Option<String>,
}
