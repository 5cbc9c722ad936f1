"""The load: a process of its own, bounded in connections and time, that speaks to this machine only.

`python -m bench.load` takes a plan as the first line of its input and answers in lines of JSON.
"""
