"""Pictures in, landmarks out: cameras, files, recordings, the clock, and the pose model."""
