// SPDX-License-Identifier: Apache-2.0
import http from 'node:http';
import type { Plugin } from 'vite';

const virtual = '\0lean-http';

/**
 * Node reads every name of an imported module, and `http.WebSocket` loads undici: 3 MiB and 20 ms per command-line
 * start.
 */
export function leanHttp(): Plugin {
  // Expensive names are getters: read on demand.
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
