"""What stands on a page as values, and the one writer and the one component that show them. Imports loaders, never the app."""
