"""Each takes one protection out of the product, for the length of a test; its name and sentence say which."""
