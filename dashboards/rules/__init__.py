"""What the pages of lending rules share: the rulebooks, the form of a question, its answer."""
