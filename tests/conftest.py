"""What every test may count on."""

import signal

# A run in the background may have been started with Ctrl-C ignored, and its children would be deaf to it, too.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
