"""Text recognition (OCR) of pictures: two engines, and what both of them read."""
