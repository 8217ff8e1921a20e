"""A commune's months of products, from their events to everybody's scores."""
