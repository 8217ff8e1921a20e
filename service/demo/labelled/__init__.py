"""A commune's year in which every act that a signal could mean is labelled."""

from typing import Literal

Label = Literal["guilty", "innocent"]  # guilty: its rule has to name it
