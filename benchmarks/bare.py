"""The least that a program over a clip can do: read a picture, have MediaPipe find the body in it. Nothing else.

python bare.py CLIP MODEL
"""

import os
import sys

os.environ["OPENCV_FFMPEG_LOGLEVEL"] = "-8"

import cv2
import mediapipe
from mediapipe.tasks.python import BaseOptions, vision

clip, model = sys.argv[1:]
options = vision.PoseLandmarkerOptions(
    base_options=BaseOptions(model_asset_path=model), running_mode=vision.RunningMode.VIDEO, num_poses=1
)
capture = cv2.VideoCapture(clip)
fps = capture.get(cv2.CAP_PROP_FPS)
frames = found = 0
with vision.PoseLandmarker.create_from_options(options) as landmarker:
    while True:
        there, image = capture.read()
        if not there:
            break
        rgb = cv2.cvtColor(image, cv2.COLOR_BGR2RGB)
        picture = mediapipe.Image(image_format=mediapipe.ImageFormat.SRGB, data=rgb)
        result = landmarker.detect_for_video(picture, round(frames * 1000 / fps))
        found += bool(result.pose_landmarks)
        frames += 1
print(f"{frames} frames, a body in {found}")
