// SPDX-License-Identifier: Apache-2.0
import type { ProcessEntry } from '../../children/process-port.ts';

/** The child process to start while the command line loads; a wrong guess only wastes that process. */
export function preforkEntry(argv: readonly string[]): ProcessEntry | null {
  const [command] = argv;
  if (argv.length < 2 || argv.includes('--help') || argv.includes('-h')) return null;
  if (command === 'import') return 'parse';
  return command === 'scan' ? 'scan' : null;
}
