"""What Yishi reaches on this machine, beside what a bare Flask reaches on it: `python -m bench [row …] [--quick]`.

Nothing here asserts: machines differ, so each figure that can be is a ratio taken in one run.
"""
