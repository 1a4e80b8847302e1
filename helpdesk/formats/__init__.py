"""How Indonesian dates, times and numbers are written, where Django's own Indonesian errs."""
