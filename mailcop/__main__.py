"""`mailcop` and `python -m mailcop`."""

import sys

from mailcop.cli import main

if __name__ == "__main__":
    sys.exit(main())
