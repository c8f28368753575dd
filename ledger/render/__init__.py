"""A report as characters: table, json, jsonl, csv, markdown."""
