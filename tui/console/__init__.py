"""What the SQL console knows of SQL texts, without a screen: the engine is asked elsewhere."""
