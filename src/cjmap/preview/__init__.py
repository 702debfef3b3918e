"""The live preview: pages of maps on loopback, which reload themselves when a file changes."""
