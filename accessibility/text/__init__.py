"""Text as it is kept: without invisible characters, and YAML read as it was typed."""
