"""Cards: what stands behind a number, a deal, a company."""
