"""The demonstration: stories as TOML files, and what builds a fixture from them."""
