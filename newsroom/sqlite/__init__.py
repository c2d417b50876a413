"""Django's SQLite backend with one addition: processes that write wait in a queue. See `base`."""
