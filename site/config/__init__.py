"""What belongs to this installation: settings, addresses, the way to the database. Nobody imports it."""

__version__ = "1.0.0"
