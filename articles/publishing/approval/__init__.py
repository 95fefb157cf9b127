"""Review and approval of a revision."""
