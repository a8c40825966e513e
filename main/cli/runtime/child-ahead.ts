// SPDX-License-Identifier: Apache-2.0
import type { ProcessEntry } from '../../processes/process-port.ts';

/**
 * The child process that the words after the program's name will ask for: known before the command line itself is
 * loaded, so that the process that reads the files starts meanwhile. A wrong guess costs that process only.
 */
export function childAhead(argv: readonly string[]): ProcessEntry | null {
  const [command] = argv;
  if (argv.length < 2 || argv.includes('--help') || argv.includes('-h')) return null;
  if (command === 'import') return 'parse';
  return command === 'scan' ? 'scan' : null;
}
