/**
 * Whether the words after the program's name start an import: known before the command line itself is loaded, so that
 * the process that reads the files starts meanwhile. A wrong guess costs that process only.
 */
export function startsImport(argv: readonly string[]): boolean {
  return argv[0] === 'import' && argv.length > 1 && !argv.includes('--help') && !argv.includes('-h');
}
