"""`python -m tui` is `caploop`."""

import sys

from tui.cli import main

sys.exit(main())
