"""Accounts: inviting people."""
