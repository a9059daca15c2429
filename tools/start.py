"""Starts LinkDesk in a built program; from the source tree use `python -m linkdesk`."""

import sys

from linkdesk.__main__ import main

sys.exit(main())
