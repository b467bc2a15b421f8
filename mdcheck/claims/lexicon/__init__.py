"""What the field calls things, in Chinese and English, and what contrasts with what: data, and how to find it in text."""
