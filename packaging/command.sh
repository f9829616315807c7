#!/bin/sh
# Makes the checkout's own command in a virtual environment: command.sh FOLDER gives FOLDER/bin/mailcop.
set -eu
checkout=$(cd "$(dirname "$0")/.." && pwd)
"$1/bin/python" - "$checkout" <<'END'
import sys, sysconfig
from pathlib import Path

Path(sysconfig.get_path("purelib"), "mailcop-checkout.pth").write_text(sys.argv[1] + "\n")
command = Path(sysconfig.get_path("scripts"), "mailcop")
command.write_text(f"#!{sys.executable}\nimport sys\nfrom mailcop.__main__ import main\nsys.exit(main())\n")
command.chmod(0o755)
END
