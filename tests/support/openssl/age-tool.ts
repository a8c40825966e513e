// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';

/**
 * Types a passphrase into the age tool, which reads it only from a terminal, so Python provides a pty. The passphrase
 * reaches Python over stdin, never argv.
 */
const driver = `
import json, os, pty, select, sys, time
job = json.load(sys.stdin)
pid, fd = pty.fork()
if pid == 0:
    os.execvp('age', ['age', '-d', '-o', job['output'], job['file']])
seen, typed = b'', False
while True:
    try:
        chunk = os.read(fd, 4096)
    except OSError:
        break
    if not chunk:
        break
    seen += chunk
    if not typed and b'passphrase' in seen:
        typed = True
        os.write(fd, job['passphrase'].encode() + b'\\n')
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
`;

export async function ageDecryptWithPassphrase(
  file: string,
  passphrase: string,
  output: string,
): Promise<number | null> {
  const child = spawn('python3', ['-c', driver], { stdio: ['pipe', 'ignore', 'ignore'] });
  child.stdin.end(JSON.stringify({ file, passphrase, output }));
  return await new Promise((resolve) => child.once('exit', resolve));
}
