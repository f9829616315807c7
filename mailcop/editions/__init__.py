"""What the clock and facilitators send: digests, newsletters, announcements, reminders, notices, and their drafts."""
