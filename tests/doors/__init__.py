"""Tests of the doors: dialogues, hang-ups, closing, and real servers in front."""
