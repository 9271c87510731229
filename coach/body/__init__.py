"""One person in numbers: landmarks, measures, smoothing, neutral. No exercise, no clock, no file, no camera."""
