"""What belongs to this installation: settings, addresses, the way to the database. Nobody imports it."""
