"""The loaded record, the filters as widgets, links: the only place with session state. It imports panels."""
