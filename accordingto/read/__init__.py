"""An article -> a reading: attributions, places, times, actors, amounts, events. Pure: no network, no ledger."""

from accordingto.read.reader import ALL_LAYERS, Layer, Reader
from accordingto.read.thresholds import Thresholds

__all__ = ["ALL_LAYERS", "Layer", "Reader", "Thresholds"]
