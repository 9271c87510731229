"""The desktop around the coach: notifications, quiet times, login, one watch at a time."""
