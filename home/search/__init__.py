"""`/cari/`: one search over pages, questions, services and announcements, for those who may read them: everybody."""
