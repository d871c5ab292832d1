"""The NumPy/SciPy side of compare.py: takes code and repeat counts on stdin."""

import sys

scope = {}
source, answers = sys.stdin.buffer, sys.stdout
while True:
    line = source.readline().split()
    if not line:
        break
    body = source.read(int(line[1])).decode()
    try:
        if line[0] == b"load":
            exec(body, scope)
        else:
            scope["run"](int(body))
        answers.write("done\n")
    except Exception as problem:
        answers.write(f"{type(problem).__name__}: {problem}".replace("\n", " ") + "\n")
    answers.flush()
