"""The accessibility statement, and the barriers that readers report."""
