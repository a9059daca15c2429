"""Documents: a value before it is ink. Content functions make a Document, writers turn it into PDF, Excel or text."""
