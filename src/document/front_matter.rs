//! Front matter: flat keys.
