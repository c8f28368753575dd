"""The journal and its projection: the only folder that speaks SQL."""
