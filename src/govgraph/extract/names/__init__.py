"""Names: what each finder adds to the scene, in the order of ``FINDERS``; beside them, how they decide."""
