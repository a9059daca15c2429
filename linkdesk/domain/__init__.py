"""The office's nouns and arithmetic: frozen values, no Qt, no SQL, no files."""
