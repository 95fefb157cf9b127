"""Pages of other sites: read into records, then written as drafts through the acts."""
