"""Renderings of a release's metadata: Data Package, DCAT, schema.org, Croissant, citation."""
