//! JSON Schemas of rule files and of `factlint.toml`, so that editors complete and check them.
