"""Numbers and addresses that changed: where the old ones still are, and putting them right."""
