"""What the documents leave open or contradict, and how it is decided: data with an id, its readings and the one taken."""
