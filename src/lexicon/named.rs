//! Things with names, as they are stored: each is read when it is first asked for, because an article asks for few of them.

use super::{Words, packed};
use serde::{Deserialize, Deserializer, Serialize, Serializer, ser};
use std::sync::OnceLock;

/// Things by name. Names are compared as they are: what is to be found in any case is folded by whoever asks.
#[derive(Debug, Serialize, Deserialize)]
#[serde(bound(serialize = "T: Serialize", deserialize = "'de: 'static"))]
pub struct Named<T> {
    names: Words,
    /// By number of the name, the number of the thing.
    #[serde(with = "packed")]
    things_of: Vec<u32>,
    things: Vec<Stored<T>>,
}

impl<T> Default for Named<T> {
    fn default() -> Self {
        Self { names: Words::default(), things_of: Vec::new(), things: Vec::new() }
    }
}

impl<T: Deserialize<'static>> Named<T> {
    /// The thing of a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&T> {
        let number = self.things_of.get(self.names.get_folded(name)?.0 as usize)?;
        self.things.get(*number as usize)?.get()
    }

    /// Whether something has a name.
    #[must_use]
    pub fn contains_key(&self, name: &str) -> bool {
        self.names.get_folded(name).is_some()
    }
}

impl<T> Named<T> {
    /// Adds a thing with its names; a name that another has already stays with that one.
    pub(super) fn add(&mut self, names: impl IntoIterator<Item = impl AsRef<str>>, thing: T) {
        let number = u32::try_from(self.things.len()).unwrap_or(u32::MAX);
        for name in names {
            let id = self.names.intern_folded(name.as_ref()).0 as usize;
            if id == self.things_of.len() {
                self.things_of.push(number);
            }
        }
        self.things.push(Stored::from(thing));
    }
}

/// A thing that is read from its stored form when it is first asked for.
#[derive(Debug)]
pub(super) struct Stored<T> {
    bytes: &'static [u8],
    thing: OnceLock<Option<T>>,
}

impl<T> From<T> for Stored<T> {
    fn from(thing: T) -> Self {
        Self { bytes: &[], thing: OnceLock::from(Some(thing)) }
    }
}

impl<T: Deserialize<'static>> Stored<T> {
    /// The thing; none where what is stored is something else.
    pub(super) fn get(&self) -> Option<&T> {
        self.thing.get_or_init(|| postcard::from_bytes(self.bytes).ok()).as_ref()
    }
}

impl<'de: 'static, T> Deserialize<'de> for Stored<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(Self { bytes: <&[u8]>::deserialize(from)?, thing: OnceLock::new() })
    }
}

impl<T: Serialize> Serialize for Stored<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self.thing.get().and_then(Option::as_ref) {
            Some(thing) => to.serialize_bytes(&postcard::to_allocvec(thing).map_err(ser::Error::custom)?),
            None => to.serialize_bytes(self.bytes),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_have_several_names_and_are_read_from_their_stored_form() {
        let mut made = Named::default();
        made.add(["kilometre", "km"], "length".to_owned());
        made.add(["knot", "km"], "speed".to_owned());
        let bytes: &'static [u8] = Box::leak(postcard::to_allocvec(&made).unwrap().into_boxed_slice());
        let read: Named<String> = postcard::from_bytes(bytes).unwrap();
        for named in [&made, &read] {
            let of = |name: &str| named.get(name).map(String::as_str);
            assert_eq!([of("km"), of("knot"), of("mile")], [Some("length"), Some("speed"), None]);
            assert!(named.contains_key("kilometre"));
        }
    }
}
