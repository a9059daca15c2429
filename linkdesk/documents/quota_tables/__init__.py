"""The county's tables: T1–T5 of quota, and the lists of projects and plots with the field names that systems ask for."""
