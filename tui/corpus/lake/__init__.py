"""A corpus past one machine: tables in a DuckLake whose catalog is a PostgreSQL database."""
