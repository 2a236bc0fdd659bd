"""What people write, as frozen models."""
