"""What the office's logo and name become outside of our pages: icons, the manifest, pictures for sharing."""
