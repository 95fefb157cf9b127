"""Screens of a review: submitting, reading, answering."""
