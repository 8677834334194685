"""What one page says, a module to a page: sentences made of the words that stand beside this package."""
