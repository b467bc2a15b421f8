"""The canonical package against torch's and sklearn's own, as ratios of time: python bench/impl.py.

The bar for vectorised code is 1.5. A peer that is one fused kernel is out of reach for code that shows its
steps: layer norm and Huber loss read and write memory several times where the kernel does once.
"""

import sys

sys.path.append(sys.path.pop(0))  # this folder goes last, so that the package is not taken for this file

import impl_layers_losses  # noqa: F401  enters its pairs
import impl_steps_measures  # noqa: F401  enters its pairs
from side_by_side import main

if __name__ == "__main__":
    main()
