"""The handout of a training: the story, the blank score sheet and the key."""
