"""How each part of the model is written in the language."""
