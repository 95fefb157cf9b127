"""Screens of what readers get: publishing, schedules, history, bulk acts."""
