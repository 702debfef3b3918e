"""The page of a comparison, for the screen and on paper."""
