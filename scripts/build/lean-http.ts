// SPDX-License-Identifier: Apache-2.0
import http from 'node:http';
import type { Plugin } from 'vite';

const virtual = '\0lean-http';

/**
 * `node:http` without the import of it. Node reads every name of a module that is imported, and `http.WebSocket` loads
 * undici: 3 MiB and 20 ms for each start of the command line, which seldom speaks to a server.
 */
export function leanHttp(): Plugin {
  // Those that cost something are read when they are asked for: getters.
  const names = Object.entries(Object.getOwnPropertyDescriptors(http)).flatMap(([name, { get }]) =>
    get ? [] : [name],
  );
  return {
    name: 'lean-http',
    enforce: 'pre',
    resolveId: (id) => (id === 'node:http' || id === 'http' ? virtual : null),
    load: (id) =>
      id === virtual
        ? `const http = process.getBuiltinModule('node:http');\nexport default http;\nexport const { ${names.join(', ')} } = http;\n`
        : null,
  };
}
