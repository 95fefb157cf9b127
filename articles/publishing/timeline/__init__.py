"""What an address answers, when: publications, schedules and ends."""
