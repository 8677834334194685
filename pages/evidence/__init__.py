"""From an id to what it rests on, and from a query to ids. It imports panels, app and share."""
