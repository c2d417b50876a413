"""Django's SQLite backend with one addition: connections that write wait for each other in a queue. See `base`."""
