"""The home window as data: where somebody is in it, what each page says and offers, what a press means."""
