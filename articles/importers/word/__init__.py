"""Word documents into records, and those into drafts."""
