"""The static edition: the whole dashboard as files that any web server, or a folder, holds. It imports all of the screen wing."""
