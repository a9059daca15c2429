"""Everything a person can do, a module per step of the work; window, command line and tests call the same verbs."""
