"""The provider's guide A1–A14 (rows of the manual) in a real browser, English words to the letter."""
