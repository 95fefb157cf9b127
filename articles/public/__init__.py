"""What readers get. Never touches an article's working fields."""
