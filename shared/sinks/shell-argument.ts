/** One word of a line for a POSIX shell (XCU 2.2.2): nothing in it is looked at, whatever its author put there. */
export function shellArgument(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
