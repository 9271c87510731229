"""The `.task` bundle that MediaPipe's landmarker loads: a stored zip of two networks that describe their own input.

Source: https://ai.google.dev/edge/mediapipe/solutions/vision/pose_landmarker (bundle);
TFLITE_METADATA as in mediapipe/tasks/metadata/metadata_schema.fbs.
"""

from __future__ import annotations

import importlib.util
import io
import zipfile
from pathlib import Path
from typing import Any

from coach.errors import ModelError
from coach.wording.catalogue import _

DETECTOR = "pose_detector.tflite"
LANDMARKS = "pose_landmarks_detector.tflite"


def is_bundle(path: Path) -> bool:
    """True when the file is a zip that names both networks; whether they work, the landmarker says."""
    try:
        with zipfile.ZipFile(path) as file:
            return {DETECTOR, LANDMARKS} <= set(file.namelist())
    except (OSError, zipfile.BadZipFile, NotImplementedError, ValueError):
        return False


def build(detector: bytes, landmarks: bytes) -> bytes:
    """The bundle of two bare networks. The same networks always give the same bytes.

    The detector wants pixels in -1..1 (mean and deviation 127.5), the landmark network in 0..1.
    """
    contents = {DETECTOR: describe(detector, 127.5, 127.5), LANDMARKS: describe(landmarks, 0.0, 255.0)}
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as file:
        for name, content in contents.items():
            file.writestr(_entry(name), content)
    return whole.getvalue()


def describe(network: bytes, mean: float, deviation: float) -> bytes:
    """The network with TFLITE_METADATA that says: RGB picture, (pixel - mean) / deviation."""
    import flatbuffers

    tflite = _schema("schema_py_generated")
    model = tflite.ModelT.InitFromObj(tflite.Model.GetRootAsModel(network, 0))
    buffer = tflite.BufferT()
    buffer.data = _metadata(mean, deviation, len(model.subgraphs[0].outputs))
    model.buffers.append(buffer)
    entry = tflite.MetadataT()
    entry.name, entry.buffer = b"TFLITE_METADATA", len(model.buffers) - 1
    model.metadata = [old for old in model.metadata or [] if old.name != entry.name] + [entry]
    builder = flatbuffers.Builder(0)
    builder.Finish(model.Pack(builder), b"TFL3")
    return bytes(builder.Output())


def _metadata(mean: float, deviation: float, outputs: int) -> bytes:
    import flatbuffers

    schema = _schema("metadata_schema_py_generated")
    graph = schema.SubGraphMetadataT()
    graph.inputTensorMetadata = [_input(schema, mean, deviation)]
    graph.outputTensorMetadata = [schema.TensorMetadataT() for _ in range(outputs)]
    whole = schema.ModelMetadataT()
    whole.subgraphMetadata = [graph]
    builder = flatbuffers.Builder(0)
    builder.Finish(whole.Pack(builder), b"M001")
    return bytes(builder.Output())


def _input(schema: Any, mean: float, deviation: float) -> Any:
    scale = schema.NormalizationOptionsT()
    scale.mean, scale.std = [mean], [deviation]
    unit = schema.ProcessUnitT()
    unit.optionsType, unit.options = schema.ProcessUnitOptions.NormalizationOptions, scale
    picture = schema.ImagePropertiesT()
    picture.colorSpace = schema.ColorSpaceType.RGB
    content = schema.ContentT()
    content.contentPropertiesType, content.contentProperties = schema.ContentProperties.ImageProperties, picture
    tensor = schema.TensorMetadataT()
    tensor.processUnits, tensor.content = [unit], content
    return tensor


def _entry(name: str) -> zipfile.ZipInfo:
    # Fixed date and system: the checksum must not depend on when and where the bundle was made.
    entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    return entry


def _schema(name: str) -> Any:
    # Loaded by path: `import mediapipe.tasks...` would pull in OpenCV and matplotlib for two plain files.
    package = importlib.util.find_spec("mediapipe")
    folders = list(package.submodule_search_locations or []) if package else []
    path = Path(folders[0], "tasks", "metadata", f"{name}.py") if folders else Path(name)
    spec = importlib.util.spec_from_file_location(f"coach_{name}", path)
    if not path.is_file() or spec is None or spec.loader is None:
        raise ModelError(_("mediapipe is not installed completely"), _("Install the coach again: pip install ."))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
