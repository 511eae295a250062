"""The pages of a release, for people: static files, made from the tables of the release alone."""
