import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/**
 * Why USB tokens cannot be used, or null. pkcs11js is optional and compiled on installation; it is looked for but
 * not loaded: only its own process may do that (DESIGN 7).
 */
export function tokensUnavailable(distFolder: string): string | null {
  try {
    const manifest = createRequire(path.join(distFolder, 'main', 'x.mjs')).resolve('pkcs11js/package.json');
    const compiled = path.join(path.dirname(manifest), 'build', 'Release', 'pkcs11.node');
    return existsSync(compiled) ? null : 'pkcs11js is not compiled';
  } catch {
    return 'pkcs11js is not installed';
  }
}
