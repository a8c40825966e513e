// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../../..');

/** An entry run from source, without a build. */
export const sourceFile = ({ source }: { readonly source: string }): string => path.join(root, source);

/** An entry as `npm run build` makes it. */
export const builtFile = ({ output }: { readonly output: string }): string => path.join(root, 'dist', output);

/**
 * Real-peer tests use the built one, since their stage builds first: from source each child takes 0.3 s longer to
 * start.
 */
export const entryFile = process.env['CERTSTEWARD_TEST_BUILT'] === undefined ? sourceFile : builtFile;
