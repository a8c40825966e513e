/**
 * What a child process may know of our environment: where programs and temporary files are, and the language.
 * Everything else stays behind, so that a token or password in the caller's environment cannot reach a parser.
 */
const passedOn = ['PATH', 'LANG', 'LC_ALL', 'LC_CTYPE', 'TZ', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'windir'];

export function childEnvironment(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    passedOn.flatMap((name) => {
      const value = env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** V8 heap of a child in MiB. Buffers lie outside of it and are capped by the size of what is sent. */
export const childHeapMiB = 512;
