"""The demonstration's source: stories that a person can read, and what makes a fixture of them."""
