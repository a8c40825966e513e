// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../../..');

export const sourceFile = ({ source }: { readonly source: string }): string => path.join(root, source);

export const builtFile = ({ output }: { readonly output: string }): string => path.join(root, 'dist', output);

/**
 * The test projects `peers` and `alone` run after a build and use the built entry. From source, each child takes 0.3 s
 * longer to start.
 */
export const entryFile = process.env['CERTSTEWARD_TEST_BUILT'] === undefined ? sourceFile : builtFile;
