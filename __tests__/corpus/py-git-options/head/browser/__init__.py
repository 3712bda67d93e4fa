"""A small read-only browser of the organisation's repositories, open to everybody."""
