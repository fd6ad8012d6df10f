"""What a page is about -> how the questions of its sentences say so."""
