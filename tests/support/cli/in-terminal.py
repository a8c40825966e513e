# SPDX-License-Identifier: Apache-2.0
"""Runs a program in a pseudo-terminal: argv[1] is JSON {argv, env, steps: [[wait_for, send]…], seconds}. Prints JSON
{"output", "code"}: what the terminal got, and the exit code (128 + n for signal n)."""
import fcntl, json, os, pty, re, select, struct, sys, termios, time

job = json.loads(sys.argv[1])
process, terminal = pty.fork()
if process == 0:
    os.execvpe(job["argv"][0], job["argv"], job["env"])
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, int(job["env"].get("COLUMNS", "100")), 0, 0))
output, steps, seen = b"", list(job["steps"]), 0
deadline = time.time() + job["seconds"]
while time.time() < deadline:
    ready, _, _ = select.select([terminal], [], [], 0.1)
    if ready:
        try:
            data = os.read(terminal, 65536)
        except OSError:
            break
        if not data:
            break
        output += data
    if steps:
        found = re.search(steps[0][0].encode(), output[seen:])
        if found:
            seen += found.end()
            os.write(terminal, steps.pop(0)[1].encode())
else:
    os.kill(process, 9)
_, status = os.waitpid(process, 0)
code = os.waitstatus_to_exitcode(status)
print(json.dumps({"output": output.decode("utf-8", "replace"), "code": 128 - code if code < 0 else code, "unsent": len(steps)}))
