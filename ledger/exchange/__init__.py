"""Other people's files: reading them into drafts, writing claims out."""
