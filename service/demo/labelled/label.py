"""What a labelled act is; `guilty`: its rule has to name it."""

from typing import Literal

Label = Literal["guilty", "innocent"]
