"""What mail programs and the people who use them write, as tables: programs, languages, ways of answering.

The tables are written from knowledge of the programs; no mail of anyone is in them. `cells` makes the mails.
"""
