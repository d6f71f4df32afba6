"""Progress for people."""
import time

START = time.time()


def say(text):
    """One line with the time since the start."""
    print(f"{time.time() - START:6.0f} s  {text}", flush=True)
