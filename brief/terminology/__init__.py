"""Terminology from elsewhere and for elsewhere: CSV, TBX and Wikidata in; CSV, TBX, JSON-LD out.

What is read becomes entities (``tables``, ``tbx``, ``wikidata``), which ``editing`` adds to the
files of the glossary: what stands there stays, byte for byte, and only what is new is put in.
"""
