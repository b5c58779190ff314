"""All that the station says by templates.

Each module is one subject; :mod:`inspector.domain.phrases.books` lists them all. A key stays what
it is: clients know it.
"""
