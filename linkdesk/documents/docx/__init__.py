"""Word copies: documents as .docx, and what comes back read in a child of the program. Only here python-docx and lxml are known."""
